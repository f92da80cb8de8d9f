import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { print } from '@/money/print';
import { useNotice } from '@/parts/Notice';
import type { IntentId, IntentView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';

/** The newest of those that wait: the outbox has them in their order. */
function newestOf(outbox: readonly IntentView[]): IntentView | null {
  return outbox.filter(({ stage }) => stage === 'queued').at(-1) ?? null;
}

/** The intent that Ctrl Z stops now; none where nothing waits, and until it is known. */
export function useNewestWaiting(): IntentId | null {
  const platform = usePlatform();
  const { data } = useQuery({ queryKey: ['outbox'], queryFn: () => platform.call('outbox', {}) });
  return newestOf(data ?? [])?.id ?? null;
}

/** Stops the newest intent that still waits in the outbox. What has left cannot be called back, and is not touched. */
export function useUndo(): () => void {
  const platform = usePlatform();
  const notice = useNotice();
  const { say } = useWords();
  return useCallback(() => {
    const stopNewest = async () => {
      const newest = newestOf(await platform.call('outbox', {}));
      if (newest === null) {
        notice.tell(say('payments.status.outbox.empty'));
        return;
      }
      const stopped = await platform.call('stop', { intent: newest.id });
      notice.tell(`${say('stage.stopped')}: ${stopped.reference}, ${print(stopped.amount)}`);
    };
    stopNewest().catch((thrown: unknown) => notice.trouble(thrown));
  }, [platform, notice, say]);
}
