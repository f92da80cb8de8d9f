import { type Query, QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import type { OrderId } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';

/** What is told of a change: the orders, or null where anything may have changed. */
export type Changed = readonly OrderId[] | null;
type Hear = (orders: Changed) => void;

const ChangesContext = createContext<(hear: Hear) => () => void>(() => () => {});

/** Answers are kept until the core says that they changed; nothing is asked again by a timer or by coming back. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/**
 * Puts questions again. One that is under way was put before the change, so its answer may be from before it: it is not
 * waited for.
 */
async function askAgain(client: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  await client.cancelQueries({ predicate, fetchStatus: 'fetching' });
  await client.invalidateQueries({ predicate });
}

/** Brings what the core says to whoever shows it: this window's own doings, another window's, and the command line's. */
export function ChangesProvider({ children }: { children: ReactNode }) {
  const platform = usePlatform();
  const client = useQueryClient();
  const ears = useRef(new Set<Hear>());
  const join = useRef((hear: Hear) => {
    ears.current.add(hear);
    return () => {
      ears.current.delete(hear);
    };
  });
  useEffect(
    () =>
      platform.listen('changed', ({ orders }) => {
        const named = new Set(orders);
        void askAgain(client, ({ queryKey: [kind, about] }) => {
          return orders === null || kind !== 'order' || (typeof about === 'string' && named.has(about));
        });
        for (const hear of ears.current) hear(orders);
      }),
    [platform, client],
  );
  return <ChangesContext value={join.current}>{children}</ChangesContext>;
}

/** Calls back whenever orders changed. */
export function useChanges(hear: Hear): void {
  const join = useContext(ChangesContext);
  const current = useRef(hear);
  current.current = hear;
  useEffect(() => join((orders) => current.current(orders)), [join]);
}
