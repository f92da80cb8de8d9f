import { useEffect } from 'react';
import { useNotice } from '@/parts/Notice';
import type { Deferred, OrderId, OrderView, RequestDraft } from '@/platform/contract';
import type { Bench } from './bench';
import { continued, type Shop } from './making';
import { useDeferring, useWaitingLink } from './waiting';

interface Deferring {
  /** The link that waits for the order that is shown. */
  deferred: Deferred | null;
  /** Lets a link wait for the live one to end: of a form that takes its place, or of the same request. */
  defer: (order: OrderId, draft: RequestDraft | null) => void;
  /** Gives up what waits. */
  give: (order: OrderId) => void;
}

/** The link that waits for the one of the request in the form. */
export function useDeferred(shop: Shop, { desk, stage }: Bench, order: OrderView | null): Deferring {
  const notice = useNotice();
  const { store } = shop;
  const { defer, give } = useDeferring();
  const made = desk.made?.order ?? null;
  const deferred = useWaitingLink(made);

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

  return {
    deferred,
    defer: (id, draft) => void defer(id, draft).catch(notice.trouble),
    give: (id) => void give(id).catch(notice.trouble),
  };
}
