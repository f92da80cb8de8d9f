import { useCallback, useEffect, useRef, useState } from 'react';
import { useArmed } from '@/parts/armed';
import type { Ask, Prepared } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useClock } from '@/time/clock';

export interface Proposal {
  /** What would be done, for exactly what was asked; none while Antom is being asked. */
  prepared: Prepared | null;
  /** Why not. */
  refused: Refused | null;
  /** When the answer came. */
  at: number | null;
  /** How long it can be stopped, as it was answered last. */
  seconds: number | null;
  armed: boolean;
  /** Puts the question again. */
  again: () => void;
}

interface Answer {
  key: string;
  prepared: Prepared | null;
  refused: Refused | null;
  at: number;
}

/**
 * Asks Antom and the rules about exactly this wish, and again whenever it changes, or the order does. The button is
 * armed by the answer.
 */
export function useProposal(ask: Ask, version: number): Proposal {
  const platform = usePlatform();
  const clock = useClock();
  const now = useRef(clock.now);
  now.current = clock.now;
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  const [round, setRound] = useState(0);
  const key = `${round} ${JSON.stringify(ask)}`;

  useEffect(() => {
    let over = false;
    const take = (prepared: Prepared | null, refused: Refused | null) => {
      if (over) return;
      const at = now.current();
      setAnswer({ key, prepared, refused, at });
      if (prepared !== null) setSeconds(secondsToStop(prepared, at));
    };
    platform.call('prepare', JSON.parse(key.slice(key.indexOf('{'))) as Ask).then(
      (prepared) => take(prepared, null),
      (thrown: unknown) => take(null, Refused.from(thrown)),
    );
    return () => {
      over = true;
    };
  }, [platform, key]);

  const current = answer?.key === key ? answer : null;
  const prepared = current?.prepared ?? null;
  const again = useCallback(() => setRound((before) => before + 1), []);
  // What was prepared on an order that has gone on since would be refused: it is asked about again.
  const isStale = prepared !== null && version > prepared.version;
  useEffect(() => {
    if (isStale) again();
  }, [isStale, again]);

  return {
    prepared,
    refused: current?.refused ?? null,
    at: current?.at ?? null,
    seconds,
    armed: useArmed(isStale ? null : (prepared?.token ?? null)),
    again,
  };
}

/** How long it can be stopped: the window of the shop, cut short where a deadline comes first. */
function secondsToStop(prepared: Prepared, at: number): number {
  const until = Math.max(0, Math.round((Date.parse(prepared.not_before) - at) / 1000));
  return Math.min(until, prepared.stop_window_seconds);
}
