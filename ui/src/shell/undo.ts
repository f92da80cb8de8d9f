import { useCallback } from 'react';
import { print } from '@/money/print';
import { useNotice } from '@/parts/Notice';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';

/** Stops the newest intent that still waits in the outbox. What has left cannot be called back, and is not touched. */
export function useUndo(): () => void {
  const platform = usePlatform();
  const notice = useNotice();
  const { say } = useWords();
  return useCallback(() => {
    const stopNewest = async () => {
      const waiting = (await platform.call('outbox', {})).filter((intent) => intent.stage === 'queued');
      const newest = waiting.at(-1);
      if (newest === undefined) {
        notice.tell(say('payments.status.outbox.empty'));
        return;
      }
      const stopped = await platform.call('stop', { intent: newest.id });
      notice.tell(`${say('stage.stopped')}: ${stopped.reference}, ${print(stopped.amount)}`);
    };
    stopNewest().catch((thrown: unknown) => notice.trouble(thrown));
  }, [platform, notice, say]);
}
