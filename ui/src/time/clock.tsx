import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

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

/** Now, drawn again every `step` milliseconds and not oftener. */
export function useNow(step: number): number {
  const clock = useClock();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), step);
    return () => clearInterval(timer);
  }, [clock, step]);
  return now;
}
