import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';

/** The core's clock. The window never reads the computer's own: in Training the clock can be moved. */
export interface Clock {
  /** Milliseconds since 1970 now. */
  now(): number;
  /** IANA name of the store's zone. */
  zone: string;
}

const ClockContext = createContext<Clock | null>(null);

interface ClockProps {
  /** What the core said the time is, and what {@link elapsed} said at that moment. */
  said: { now: number; at: number };
  zone: string;
  /** Milliseconds on a clock that only runs forward. */
  elapsed: () => number;
  children: ReactNode;
}

export function ClockProvider({ said, zone, elapsed, children }: ClockProps) {
  const clock = useMemo<Clock>(
    () => ({ now: () => said.now + Math.max(0, elapsed() - said.at), zone }),
    [said, zone, elapsed],
  );
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (clock === null) throw new Error('useClock needs a ClockProvider above it');
  return clock;
}

/** The store's zone. */
export function useZone(): string {
  return useClock().zone;
}

/** One timer for each step, however many show the time. */
const tickers = new Map<number, { heard: Set<() => void>; timer: ReturnType<typeof setInterval> }>();

function tick(step: number, hear: () => void): () => void {
  const known = tickers.get(step);
  const heard = known?.heard ?? new Set();
  heard.add(hear);
  if (known === undefined) {
    const timer = setInterval(() => {
      for (const one of heard) one();
    }, step);
    tickers.set(step, { heard, timer });
  }
  return () => {
    heard.delete(hear);
    const ticker = tickers.get(step);
    if (heard.size > 0 || ticker === undefined) return;
    clearInterval(ticker.timer);
    tickers.delete(step);
  };
}

/** What a moment says, looked at with every step and drawn again only when it says something else. */
export function useSaidByTime<T extends string | number | boolean>(step: number, says: (now: number) => T): T {
  const clock = useClock();
  return useSyncExternalStore(
    useCallback((hear: () => void) => tick(step, hear), [step]),
    () => says(clock.now()),
  );
}

/** Now, to a whole `step` of milliseconds, drawn again when the next one begins. */
export function useNow(step: number): number {
  return useSaidByTime(step, (now) => Math.floor(now / step) * step);
}
