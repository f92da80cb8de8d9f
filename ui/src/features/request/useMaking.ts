import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { printFigure } from '@/money/print';
import { useNotice } from '@/parts/Notice';
import type { Deferred, OrderId, OrderView, Remark, RequestDraft } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import type { Bench, BenchStore } from './bench';
import { ownOrder } from './desks';
import { sameTerms, sendable } from './draft';
import { create, createAtCounter, replace, type Shop, sendAgain } from './making';
import type { Standoff } from './OldLink';
import { readySound } from './sound';
import { hadLink, isDone, type Standing } from './standing';
import type { Checking } from './useChecked';
import { useDeferred } from './useDeferred';

interface Needs {
  store: BenchStore;
  bench: Bench;
  order: OrderView | null;
  standing: Standing;
  isOffline: boolean;
  ask: Checking['ask'];
  /** The form has something wrong that keeps the link from being made. */
  onWrong: (remark: Remark) => void;
  /** There is a link. */
  onMade: (order: OrderView) => void;
}

export interface Doing {
  /** Makes the link, or replaces it where something was changed; what is for the counter is opened there. */
  submit: () => void;
  /** Makes an order that is paid on this computer, and opens the counter. */
  atCounter: () => void;
  /** Makes another link of the same request. */
  again: () => void;
  /** A live link that stands in the way; a person decides. */
  standoff: Standoff | null;
  after: () => void;
  now: () => void;
  leave: () => void;
  /** The link that waits for the old one to end. */
  deferred: Deferred | null;
  deferredNow: () => void;
  deferredNot: () => void;
}

/** Everything that makes a link. */
export function useMaking({ store, bench, order, standing, isOffline, ask, onWrong, onMade }: Needs): Doing {
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const shop = useMemo<Shop>(() => ({ platform, store, client }), [platform, store, client]);
  const [standoff, setStandoff] = useState<(Standoff & { draft: RequestDraft }) | null>(null);
  const leave = useCallback(() => setStandoff(null), []);

  const { desk, stage } = bench;
  const made = desk.made;
  const { deferred, defer, give } = useDeferred(shop, bench, order);
  const live = standing.kind === 'live' ? standing.session : null;
  const isFree = stage === 'idle' && !isOffline && standoff === null;

  /** What was made for the counter is paid there at once. */
  const done = (next: OrderView | null, isAtCounter: boolean) => {
    if (next === null) return;
    onMade(next);
    if (isAtCounter) platform.call('open_counter', { order: next.id }).catch(notice.trouble);
  };

  /** The form as it is sent: with the amount written as it was read. None where something is wrong with it. */
  const read = async (): Promise<RequestDraft | null> => {
    const { draft } = store.get().desk;
    const result = await ask(draft);
    const first = result.wrong[0];
    if (first !== undefined || result.amount === null) {
      if (first !== undefined) onWrong(first);
      return null;
    }
    const sent = sendable(draft);
    return { ...sent, amount: printFigure(result.amount.amount) };
  };

  const send = async () => {
    const draft = await read().catch((thrown: unknown) => {
      notice.trouble(thrown);
      return null;
    });
    if (draft === null) return;
    const own = ownOrder(desk);
    const isAtCounter = draft.counter !== null;
    if (own === null) done(await create(shop, draft), isAtCounter);
    else if (made === null) done(await replace(shop, own, draft, false), isAtCounter);
    else if (sameTerms(draft, made.draft)) done(await sendAgain(shop, own, false), isAtCounter);
    else if (live !== null) setStandoff({ what: 'replace', reference: draft.reference, until: live.ends_at, draft });
    else done(await replace(shop, own, draft, false), isAtCounter);
  };

  const submit = () => {
    const isUnchanged = made !== null && sameTerms(desk.draft, made.draft);
    if (!isFree || deferred !== null || isDone(standing) || (isUnchanged && hadLink(order))) return;
    readySound();
    void send();
  };

  const atCounter = async () => {
    if (!isFree || ownOrder(desk) !== null) return;
    const draft = await read();
    if (draft !== null) done(await createAtCounter(shop, draft), true);
  };

  const again = () => {
    if (made === null || !isFree || deferred !== null) return;
    readySound();
    if (live === null) void sendAgain(shop, made.order, false).then((next) => done(next, false));
    else setStandoff({ what: 'again', reference: desk.draft.reference, until: live.ends_at, draft: desk.draft });
  };

  const run = (what: Standoff['what'], id: OrderId, draft: RequestDraft, accept: boolean) =>
    what === 'replace' ? replace(shop, id, draft, accept) : sendAgain(shop, id, accept);

  const after = () => {
    if (standoff === null || made === null) return;
    defer(made.order, standoff.what === 'replace' ? standoff.draft : null);
    setStandoff(null);
  };

  const now = () => {
    if (standoff === null || made === null) return;
    setStandoff(null);
    const { what, draft } = standoff;
    void run(what, made.order, draft, true).then((next) => done(next, what === 'replace' && draft.counter !== null));
  };

  const deferredNow = () => {
    if (deferred === null || !isFree) return;
    const { order: id, draft } = deferred;
    // The core gives up what waits as soon as a link is made now.
    const isAtCounter = draft !== null && draft.counter !== null;
    void run(draft === null ? 'again' : 'replace', id, draft ?? desk.draft, true).then((next) =>
      done(next, isAtCounter),
    );
  };
  const deferredNot = () => {
    if (deferred !== null) give(deferred.order);
  };

  return {
    submit,
    atCounter: () => void atCounter().catch(notice.trouble),
    again,
    standoff,
    after,
    now,
    leave,
    deferred,
    deferredNow,
    deferredNot,
  };
}
