import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CommandName, Input, LockedBy, Output } from '@/platform/contract';
import { type Platform, Refused, usePlatform } from '@/platform/platform';
import { settled } from './leaving';
import { useHello } from './pulse';

/** What the core says where nobody may go on here. */
const OUT: readonly string[] = ['sign-in-needed', 'operator-suspended'];
const MINUTE = 60_000;
/** How often it is looked; a computer that slept looks late, and then at once. */
const LOOK = 5_000;

/** The platform, and the lock screen as soon as the core says that nobody is signed in any more. */
export function lockingOut(platform: Platform, again: () => void): Platform {
  return {
    async call<N extends CommandName>(command: N, input: Input<N>): Promise<Output<N>> {
      try {
        return await platform.call(command, input);
      } catch (thrown) {
        const refused = Refused.from(thrown);
        if (command !== 'sign_in' && OUT.includes(refused.error.code)) again();
        throw refused;
      }
    },
    known: (command, input) => platform.known?.(command, input),
    listen: (event, hear) => platform.listen(event, hear),
  };
}

type LockNow = (sealed: boolean) => void;
const LockContext = createContext<LockNow | null>(null);

/** Locks the window; none where there are no people who could sign in again. */
export function useLock(): LockNow | null {
  return useContext(LockContext);
}

/** Locks on demand, and after a while in which nobody did anything. Without people there is nothing to lock. */
export function LockProvider({ again, children }: { again: () => void; children: ReactNode }) {
  const platform = usePlatform();
  const { here, lock_after_minutes: minutes } = useHello();
  const [leaving, setLeaving] = useState(false);
  const lock = useCallback(
    (sealed: boolean, why: LockedBy) => {
      // The screens go first, and now: a form that is not finished is kept for its owner before they get up, also where it
      // is not a key that locks, after which the page would go in its own time.
      flushSync(() => setLeaving(true));
      const over = () => again();
      void settled()
        .then(() => platform.call('lock', { sealed, why }))
        .then(over, over);
    },
    [platform, again],
  );
  useIdle(
    here,
    minutes * MINUTE,
    useCallback(() => lock(false, 'idle'), [lock]),
  );
  // Before the computer sleeps, and where it had no time for that, as soon as it woke.
  useEffect(() => (here ? platform.listen('lock', () => lock(false, 'sleep')) : undefined), [platform, here, lock]);
  const value = useMemo(() => (here ? (sealed: boolean) => lock(sealed, 'person') : null), [here, lock]);
  return <LockContext value={value}>{leaving ? null : children}</LockContext>;
}

/** Runs once nobody has touched a key or the mouse for so many milliseconds. */
function useIdle(on: boolean, most: number, run: () => void): void {
  const last = useRef(Date.now());
  // Counted from when somebody is here, and not anew where only the minutes change.
  useEffect(() => {
    if (on) last.current = Date.now();
  }, [on]);
  useEffect(() => {
    if (!on) return;
    const touch = () => {
      last.current = Date.now();
    };
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, touch, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (Date.now() - last.current >= most) run();
    }, LOOK);
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, touch, { capture: true });
    };
  }, [on, most, run]);
}
