import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef } from 'react';
import { useClock } from '@/time/clock';

interface Doing {
  at: number;
  run: () => void;
}

const LaterContext = createContext<(at: number, run: () => void) => () => void>(() => () => {});

/** Does something once the core's clock has reached a moment, on whatever screen people are by then. */
export function useLater(): (at: number, run: () => void) => () => void {
  return useContext(LaterContext);
}

/** How often the clock is looked at while something waits. */
const LOOK = 1000;

export function LaterProvider({ children }: { children: ReactNode }) {
  const clock = useClock();
  const current = useRef(clock);
  current.current = clock;
  const waiting = useRef(new Set<Doing>());
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);

  const look = useCallback(() => {
    const now = current.current.now();
    for (const doing of [...waiting.current]) {
      if (doing.at > now) continue;
      waiting.current.delete(doing);
      doing.run();
    }
    if (waiting.current.size === 0) clearInterval(timer.current);
  }, []);
  const later = useCallback(
    (at: number, run: () => void) => {
      const doing = { at, run };
      waiting.current.add(doing);
      clearInterval(timer.current);
      timer.current = setInterval(look, LOOK);
      return () => {
        waiting.current.delete(doing);
      };
    },
    [look],
  );

  // A clock that was moved has passed moments without ticking through them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock is what it waits for
  useEffect(look, [clock, look]);
  useEffect(() => () => clearInterval(timer.current), []);
  return <LaterContext value={later}>{children}</LaterContext>;
}
