import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferring } from '@/features/request/waiting';
import { useNotice } from '@/parts/Notice';
import type { AttentionItem, OrderId } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { sentences } from '@/words/sentences';
import { warnedOf } from '@/words/warned';
import { useWords } from '@/words/words';

/** Marks a thing as read, which is allowed only where nothing has to be done about it. */
export function useRead(): (item: AttentionItem, told?: string) => void {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ item }: { item: AttentionItem; told: string }) => platform.call('mark_read', { item: item.id }),
    onSuccess: (_, { told }) => {
      notice.tell(told);
      void client.invalidateQueries({ queryKey: ['attention'] });
    },
    onError: notice.trouble,
  });
  return (item, told = say('attention.read.did')) => {
    if (item.readable) mutate({ item, told });
    else notice.tell(say('attention.read.not'));
  };
}

interface Again {
  /** Makes a new link for an order and copies it; `besides` where the old one can still be paid. */
  again: (order: OrderId, besides: boolean) => void;
  isMaking: boolean;
}

/** Sends an order again: a new session under the same request. */
export function useSendAgain(onMade: () => void): Again {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const zone = useZone();
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ order, besides }: { order: OrderId; besides: boolean }) => {
      const made = await platform.call('reissue', { order, accept_live: besides });
      client.setQueryData(['order', order, 'show'], made.order);
      const shared = await platform.call('share', { order, channel: 'copy' });
      return { made, shared };
    },
    onSuccess: ({ made, shared }) => {
      const time = printClock(shared.ends_at, zone);
      const besides = warnedOf(made.warnings, say('attention.link.did.watched'), language);
      notice.tell(sentences(say('attention.link.did', { time }), besides));
      onMade();
    },
    onError: notice.trouble,
  });
  return { again: (order, besides) => mutate({ order, besides }), isMaking: isPending };
}

interface After {
  /** Has a new link made for an order when its live one ends. */
  after: (order: OrderId) => void;
  isAsking: boolean;
}

/** Sends an order again once its old link has ended, so that no two links overlap. The core makes it then. */
export function useSendAfter(onDeferred: () => void): After {
  const { say } = useWords();
  const notice = useNotice();
  const zone = useZone();
  const { defer } = useDeferring();
  const { mutate, isPending } = useMutation({
    mutationFn: (order: OrderId) => defer(order, null),
    onSuccess: ({ at }) => {
      notice.tell(say('request.later.waits', { time: printClock(at, zone) }));
      onDeferred();
    },
    onError: notice.trouble,
  });
  return { after: mutate, isAsking: isPending };
}

/** Gives up a link that waits for the old one to end. */
export function useNotAfter(): (order: OrderId) => void {
  const notice = useNotice();
  const { give } = useDeferring();
  const { mutate } = useMutation({ mutationFn: give, onError: notice.trouble });
  return mutate;
}
