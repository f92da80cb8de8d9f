import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Hello, Pulse } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';

const PulseContext = createContext<Pulse | null>(null);
const HelloContext = createContext<{ hello: Hello; again: () => void } | null>(null);

interface HelloProps {
  value: Hello;
  /** Asks once more. */
  again: () => void;
  children: ReactNode;
}

export function HelloProvider({ value, again, children }: HelloProps) {
  return <HelloContext value={useMemo(() => ({ hello: value, again }), [value, again])}>{children}</HelloContext>;
}

function useHelloContext() {
  const context = useContext(HelloContext);
  if (context === null) throw new Error('useHello needs a HelloProvider above it');
  return context;
}

/** Who and where this window is. */
export function useHello(): Hello {
  return useHelloContext().hello;
}

/** Asks again who and where the window is, after the merchant's name or the store's zone was changed. */
export function useHelloAgain(): () => void {
  return useHelloContext().again;
}

/** Who and where, as it was asked first, and asked again whenever anything may have changed. */
export function useHeardHello(first: Hello): { hello: Hello; again: () => void } {
  const platform = usePlatform();
  const [hello, setHello] = useState(first);
  const again = useCallback(() => {
    // Where it fails, what was known stays; the next question tells of the trouble itself.
    platform.call('hello', {}).then(setHello, () => {});
  }, [platform]);
  useEffect(() => platform.listen('changed', ({ orders }) => orders === null && again()), [platform, again]);
  return { hello, again };
}

/** How things stand now. */
export function usePulse(): Pulse {
  const pulse = useContext(PulseContext);
  if (pulse === null) throw new Error('usePulse needs a PulseProvider above it');
  return pulse;
}

export function PulseProvider({ pulse, children }: { pulse: Pulse; children: ReactNode }) {
  return <PulseContext value={pulse}>{children}</PulseContext>;
}

/**
 * The pulse as it was asked first, and then as the core tells it. `at` is when it was heard, on the forward clock. Between
 * the first answer and the first listener the core may have told one that nobody heard, so it is asked once more.
 */
export function useHeardPulse(first: Pulse, elapsed: () => number): { pulse: Pulse; at: number } {
  const platform = usePlatform();
  const [heard, setHeard] = useState(() => ({ pulse: first, at: elapsed() }));
  useEffect(() => {
    let told = false;
    const hear = (pulse: Pulse) => {
      told = true;
      setHeard({ pulse, at: elapsed() });
    };
    const deaf = platform.listen('pulse', hear);
    // Where it fails, what was known stays, and the next one that is told takes its place.
    platform.call('pulse', {}).then(
      (pulse) => told || hear(pulse),
      () => {},
    );
    return () => {
      told = true;
      deaf();
    };
  }, [platform, elapsed]);
  return heard;
}
