import { useCallback } from 'react';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { useNotice } from './Notice';

/** Copies a text and says what was copied. Answers whether it worked. */
export function useCopy(): (text: string, what: string) => Promise<boolean> {
  const platform = usePlatform();
  const notice = useNotice();
  const { say } = useWords();
  return useCallback(
    async (text, what) => {
      try {
        await platform.call('copy_text', { text });
        notice.tell(say('common.copied.what', { what }));
        return true;
      } catch (thrown) {
        notice.trouble(thrown);
        return false;
      }
    },
    [platform, notice, say],
  );
}
