import { useMutation } from '@tanstack/react-query';
import { print } from '@/money/print';
import { useNotice } from '@/parts/Notice';
import type { IntentId } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';

interface Stopping {
  /** Stops an intent that has not left, or that never arrived. */
  stop: (intent: IntentId) => void;
  /** The intent that is being stopped now. */
  stopping: IntentId | null;
}

/** Stops an intent and says so. What has left cannot be called back: then the core refuses, and that is said. */
export function useStop(onStopped?: () => void): Stopping {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (intent: IntentId) => platform.call('stop', { intent }),
    onSuccess: ({ reference, amount }) => {
      notice.tell(`${say('stage.stopped')}: ${reference}, ${print(amount)}`);
      onStopped?.();
    },
    onError: notice.trouble,
  });
  return { stop: mutate, stopping: isPending ? variables : null };
}
