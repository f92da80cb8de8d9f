import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useNotice } from '@/parts/Notice';
import { useWords } from '@/words/words';

/** Somebody was asked to agree: says so, and closes the dialog. */
export function useAsked(onClose: () => void): () => void {
  const { say } = useWords();
  const notice = useNotice();
  const client = useQueryClient();
  return useCallback(() => {
    notice.tell(say('second.asked'));
    void client.invalidateQueries({ queryKey: ['approvals'] });
    onClose();
  }, [say, notice, client, onClose]);
}
