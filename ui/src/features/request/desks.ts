import type { OrderId, RequestDefaults, RequestDraft } from '@/platform/contract';
import type { Platform } from '@/platform/platform';
import type { Bench, BenchStore, Desk, Source } from './bench';
import { freshDraft, isBlank } from './draft';

/** Words of orders that can be continued under their own number: nothing was paid, and nothing is under way. */
const CONTINUED = ['draft', 'waiting', 'expired', 'failed'];

function deskOf(draft: RequestDraft, source: Source | null = null): Desk {
  return { draft, loaded: draft, source, made: null };
}

/** The bench at the first visit: the draft that was kept, else an empty form. */
export function firstBench(defaults: RequestDefaults): Bench {
  const { kept } = defaults;
  return {
    desk: deskOf(kept?.draft ?? freshDraft(defaults)),
    aside: null,
    stage: 'idle',
    trouble: null,
    keptAt: kept?.at ?? null,
    deferred: [],
  };
}

/** Puts a desk before the person; what stood there is laid aside where anybody would miss it. */
function put(store: BenchStore, desk: Desk): void {
  const { desk: before, aside } = store.get();
  const isMissed = before.made !== null || !isBlank(before.draft);
  store.set({ desk, aside: isMissed ? before : aside, trouble: null });
}

/** Begins another request. */
export function startNew(store: BenchStore, defaults: RequestDefaults): void {
  put(store, deskOf(freshDraft(defaults)));
}

/** Puts what lies aside back before the person. */
export function bringBack(store: BenchStore): void {
  const { aside } = store.get();
  if (aside === null) return;
  store.set({ aside: null });
  put(store, aside);
}

/** Takes the form of an order over. An order that can be continued keeps its number; another one gets a new number. */
export async function load(
  store: BenchStore,
  platform: Platform,
  order: OrderId,
  defaults: RequestDefaults,
): Promise<void> {
  const [draft, known] = await Promise.all([platform.call('draft_of', { order }), platform.call('show', { order })]);
  const continues = CONTINUED.includes(known.state);
  const { reference } = continues ? known : defaults;
  put(store, deskOf({ ...draft, reference }, continues ? { order, reference } : null));
}

/** The order that the form belongs to or continues, as the core wants to know when it reads the form. */
export function ownOrder({ draft, source, made }: Desk): OrderId | null {
  if (made !== null) return made.order;
  return source !== null && draft.reference.trim() === source.reference ? source.order : null;
}
