import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotice } from '@/parts/Notice';
import type { OrderId } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { notLearnt } from '@/words/silence';
import { useWords } from '@/words/words';

interface Asking {
  /** Asks Antom how an order stands, and says what came of it. */
  ask: (order: OrderId) => void;
  /** The order that is being asked about now. */
  asking: OrderId | null;
}

/** Asks Antom about an order. Asking moves no money and can be done at any time. */
export function useAsk(): Asking {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (order: OrderId) => platform.call('inquire', { order }),
    onSuccess: (asked) => {
      client.setQueryData(['order', asked.order.id, 'show'], asked.order);
      if (asked.unknown.length > 0) notice.tell(notLearnt(asked.unknown[0] ?? '', say, language));
      else if (asked.news === 0) notice.tell(say('detail.did.nothing-new'));
      else notice.tell(say('detail.did.asked', { count: asked.news }));
    },
    onError: notice.trouble,
  });
  return { ask: mutate, asking: isPending ? variables : null };
}
