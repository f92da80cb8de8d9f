import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNotice } from '@/parts/Notice';
import type { Deferred, OrderId, OrderView, RequestDraft } from '@/platform/contract';
import type { Bench } from './bench';
import { continued, type Shop } from './making';

const KEY = ['deferred'] as const;

interface Deferring {
  /** The link that waits for the order that is shown. */
  deferred: Deferred | null;
  /** Lets a link wait for the live one to end: of a form that takes its place, or of the same request. */
  defer: (order: OrderId, draft: RequestDraft | null) => void;
  /** Gives up what waits. */
  give: (order: OrderId) => void;
}

/** Links that wait lie in the core, which makes them also while this window is closed. */
export function useDeferred(shop: Shop, { desk, stage }: Bench, order: OrderView | null): Deferring {
  const notice = useNotice();
  const { platform, client, store } = shop;
  const { data } = useQuery({ queryKey: KEY, queryFn: () => platform.call('deferred', {}) });
  const made = desk.made?.order ?? null;

  // The request in its place was made meanwhile: from now on that one is shown.
  const isOver = stage === 'idle' && order !== null && order.id === made && order.closed !== null;
  useEffect(() => {
    if (!isOver || order === null) return;
    continued(shop, order).then((next) => {
      const { desk: now, stage: meanwhile } = store.get();
      if (next === null || meanwhile !== 'idle' || now.made?.order !== order.id) return;
      store.setDesk({ draft: next.draft, loaded: next.draft, source: null, made: next });
    }, notice.trouble);
  }, [isOver, order, shop, store, notice]);

  const then = (call: Promise<unknown>) =>
    void call.catch(notice.trouble).finally(() => client.invalidateQueries({ queryKey: KEY }));
  return {
    deferred: data?.find((waits) => waits.order === made) ?? null,
    defer: (id, draft) => then(platform.call('defer_request', { order: id, draft })),
    give: (id) => then(platform.call('drop_deferred', { order: id })),
  };
}
