import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useRef, useState } from 'react';
import type { OrderId, Verb } from '@/platform/contract';

/** What a person wants to do with money, before anything was asked or decided. */
export interface Wish {
  verb: Verb;
  order: OrderId;
  /** The payment, where the order has several. */
  payment: string | null;
}

const MoneyContext = createContext<(wish: Wish) => void>(() => {});

/** Begins a capture, a cancel or a refund: opens the dialog in which it is looked at and confirmed. */
export function useMoneyAction(): (wish: Wish) => void {
  return useContext(MoneyContext);
}

const MoneyDialog = lazy(() => import('@/features/money'));

export function MoneyProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ wish: Wish; time: number } | null>(null);
  const times = useRef(0);
  const begin = useCallback((wish: Wish) => {
    times.current += 1;
    setOpen({ wish, time: times.current });
  }, []);
  return (
    <MoneyContext value={begin}>
      {children}
      <Suspense fallback={null}>
        {open !== null && <MoneyDialog key={open.time} wish={open.wish} onClose={() => setOpen(null)} />}
      </Suspense>
    </MoneyContext>
  );
}
