import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Hello, Pulse } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';

const PulseContext = createContext<Pulse | null>(null);
const HelloContext = createContext<Hello | null>(null);

export const HelloProvider = HelloContext.Provider;

/** Who and where this window is. */
export function useHello(): Hello {
  const hello = useContext(HelloContext);
  if (hello === null) throw new Error('useHello needs a HelloProvider above it');
  return hello;
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

/** The pulse as it was asked first, and then as the core tells it. `at` is when it was heard, on the forward clock. */
export function useHeardPulse(first: Pulse, elapsed: () => number): { pulse: Pulse; at: number } {
  const platform = usePlatform();
  const [heard, setHeard] = useState(() => ({ pulse: first, at: elapsed() }));
  useEffect(() => platform.listen('pulse', (pulse) => setHeard({ pulse, at: elapsed() })), [platform, elapsed]);
  return heard;
}
