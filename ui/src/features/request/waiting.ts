import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Deferred, OrderId, RequestDraft } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';

const KEY = ['deferred'] as const;
const NONE: readonly Deferred[] = [];

/** Links that wait for an old one to end. They lie in the core, which makes them also while this window is closed. */
export function useWaitingLinks(): readonly Deferred[] {
  const platform = usePlatform();
  return useQuery({ queryKey: KEY, queryFn: () => platform.call('deferred', {}) }).data ?? NONE;
}

/** The link that waits for the one of an order to end; none where none does. */
export function useWaitingLink(order: OrderId | null): Deferred | null {
  return useWaitingLinks().find((waits) => waits.order === order) ?? null;
}

interface Deferring {
  /** Lets a link wait for the live one to end: of a form that takes its place, or of the same request. */
  defer: (order: OrderId, draft: RequestDraft | null) => Promise<Deferred>;
  /** Gives up what waits. */
  give: (order: OrderId) => Promise<boolean>;
}

/** Lets links wait, and gives them up. */
export function useDeferring(): Deferring {
  const platform = usePlatform();
  const client = useQueryClient();
  const done = <T>(call: Promise<T>) => call.finally(() => client.invalidateQueries({ queryKey: KEY }));
  return {
    defer: (order, draft) => done(platform.call('defer_request', { order, draft })),
    give: (order) => done(platform.call('drop_deferred', { order })),
  };
}
