import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError, Hold, IntentView } from '@/platform/contract';
import { type Platform, Refused, usePlatform } from '@/platform/platform';

/** What became of one of several. */
export type Result =
  | { at: 'waiting' }
  | { at: 'asking' }
  /** It is decided, and goes the road of every intent from here on. */
  | { at: 'confirmed'; intent: IntentView }
  /** It was not captured; without an error another amount is held now. */
  | { at: 'skipped'; error: CommandError | null }
  /** Nobody asked about it any more. */
  | { at: 'left' };

/** So many are asked about at once. */
const AT_ONCE = 3;

export interface Batch {
  state: 'ready' | 'running' | 'done';
  results: ReadonlyMap<string, Result>;
  /** Begins, once: a second press finds the first under way. */
  start: (holds: readonly Hold[]) => void;
  /** Asks about no more of them. What is decided stays decided. */
  leave: () => void;
}

/** Captures several: each is asked about afresh and confirmed by itself, and one that is skipped holds up no other. */
export function useBatch(): Batch {
  const platform = usePlatform();
  const [state, setState] = useState<Batch['state']>('ready');
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map());
  const started = useRef(false);
  const over = useRef(false);
  const leave = useCallback(() => {
    over.current = true;
  }, []);
  useEffect(() => leave, [leave]);

  const start = (holds: readonly Hold[]) => {
    if (started.current) return;
    started.current = true;
    const put = ({ payment }: Hold, result: Result) => setResults((before) => new Map(before).set(payment, result));
    setResults(new Map(holds.map(({ payment }) => [payment, { at: 'waiting' }])));
    setState('running');
    const queue = [...holds];
    const work = async () => {
      for (let hold = queue.shift(); hold !== undefined; hold = queue.shift()) {
        if (over.current) put(hold, { at: 'left' });
        else {
          put(hold, { at: 'asking' });
          put(hold, await captureOne(platform, hold, () => over.current));
        }
      }
    };
    void Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => setState('done'));
  };
  return { state, results, start, leave };
}

async function captureOne(platform: Platform, hold: Hold, isOver: () => boolean): Promise<Result> {
  const { order, payment, amount } = hold;
  try {
    const prepared = await platform.call('prepare', { order, payment, verb: 'Capture', amount: null, reason: null });
    if (prepared.amount.currency !== amount.currency || prepared.amount.value !== amount.value) {
      return { at: 'skipped', error: null };
    }
    if (isOver()) return { at: 'left' };
    return { at: 'confirmed', intent: await platform.call('confirm', { token: prepared.token }) };
  } catch (thrown) {
    return { at: 'skipped', error: Refused.from(thrown).error };
  }
}
