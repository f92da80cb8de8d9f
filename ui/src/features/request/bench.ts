import { useRef, useSyncExternalStore } from 'react';
import type { Moment, OrderId, RequestDraft } from '@/platform/contract';
import type { Refused } from '@/platform/platform';
import { usePlaces } from '@/shell/screen';

/** The order a form was taken from. As long as the number stays the same, the new request continues it. */
export interface Source {
  order: OrderId;
  reference: string;
}

/** The order that was opened from a form, and the form as it was sent. */
export interface Made {
  order: OrderId;
  draft: RequestDraft;
  at: Moment;
  /** What the core said should be known. */
  warnings: readonly string[];
}

/** One request being made: what stands in the form, where it came from, and what came of it. */
export interface Desk {
  draft: RequestDraft;
  /** The form as it was put here, before anybody typed into it: nothing of it is lost. */
  loaded: RequestDraft;
  /** What an empty form would have begun with then: what differs from it was chosen. */
  began: RequestDraft;
  source: Source | null;
  made: Made | null;
}

/** Whether Antom is being asked for a link; `again` after an attempt that was not answered. */
export type Stage = 'idle' | 'asking' | 'again';

export interface Bench {
  desk: Desk;
  /** What stood in the form before something else took its place, the last first. */
  aside: readonly Desk[];
  stage: Stage;
  trouble: Refused | null;
  /** When the draft was last written down; none where none is kept. */
  keptAt: Moment | null;
}

/**
 * What is worked on, kept by the window and not by the screen: an answer of Antom finds its place here also when people
 * went to another screen meanwhile.
 */
export class BenchStore {
  private value: Bench;
  private readonly heard = new Set<() => void>();

  constructor(first: Bench) {
    this.value = first;
  }

  readonly get = (): Bench => this.value;

  readonly set = (next: Partial<Bench>): void => {
    this.value = { ...this.value, ...next };
    for (const hear of this.heard) hear();
  };

  readonly setDesk = (next: Partial<Desk>): void => this.set({ desk: { ...this.value.desk, ...next } });

  readonly subscribe = (hear: () => void): (() => void) => {
    this.heard.add(hear);
    return () => {
      this.heard.delete(hear);
    };
  };
}

const NAME = 'request.bench';

/** The bench of this window, set up at the first visit. */
export function useBenchStore(first: () => Bench): BenchStore {
  const { memory } = usePlaces();
  const store = useRef<BenchStore | null>(null);
  if (store.current === null) {
    store.current = (memory.get(NAME) as BenchStore | undefined) ?? new BenchStore(first());
    memory.set(NAME, store.current);
  }
  return store.current;
}

export function useBench(store: BenchStore): Bench {
  return useSyncExternalStore(store.subscribe, store.get);
}
