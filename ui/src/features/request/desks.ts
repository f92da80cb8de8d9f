import type { OrderId, RequestDefaults, RequestDraft } from '@/platform/contract';
import type { Platform } from '@/platform/platform';
import type { Bench, BenchStore, Desk, Source } from './bench';
import { freshDraft, isBlank } from './draft';

/** Words of orders that can be continued under their own number: nothing was paid, and nothing is under way. */
const CONTINUED = ['draft', 'waiting', 'expired', 'failed'];

function deskOf(draft: RequestDraft, began: RequestDraft, source: Source | null = null): Desk {
  return { draft, loaded: draft, began, source, made: null };
}

/** The bench at the first visit: the draft that was kept, else an empty form. */
export function firstBench(defaults: RequestDefaults): Bench {
  const { kept } = defaults;
  const began = freshDraft(defaults);
  return {
    desk: deskOf(kept?.draft ?? began, began),
    aside: [],
    stage: 'idle',
    trouble: null,
    keptAt: kept?.at ?? null,
  };
}

/** Drafts that can lie aside; of requests that were made, only the last does. */
const MOST_DRAFTS = 2;

function layAside(desk: Desk, aside: readonly Desk[]): readonly Desk[] {
  if (desk.made === null && isBlank(desk.draft, desk.began)) return aside;
  const all = [desk, ...aside];
  const drafts = all.filter(({ made }) => made === null).slice(0, MOST_DRAFTS);
  const lastMade = all.find(({ made }) => made !== null);
  return all.filter((one) => one === lastMade || drafts.includes(one));
}

/** Puts a desk before the person; what stood there is laid aside where anybody would miss it. */
function put(store: BenchStore, desk: Desk): void {
  const { desk: before, aside } = store.get();
  store.set({ desk, aside: layAside(before, aside), trouble: null });
}

/** Begins another request. */
export function startNew(store: BenchStore, defaults: RequestDefaults): void {
  const began = freshDraft(defaults);
  put(store, deskOf(began, began));
}

/** Puts what lies aside back before the person. */
export function bringBack(store: BenchStore, desk: Desk): void {
  dropAside(store, desk);
  put(store, desk);
}

/** What lies aside is wanted no more. An order that was made stays where it is: among the payments. */
export function dropAside(store: BenchStore, desk: Desk): void {
  store.set({ aside: store.get().aside.filter((one) => one !== desk) });
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
  put(store, deskOf({ ...draft, reference }, freshDraft(defaults), continues ? { order, reference } : null));
}

/** The order that the form belongs to or continues, as the core wants to know when it reads the form. */
export function ownOrder({ draft, source, made }: Desk): OrderId | null {
  if (made !== null) return made.order;
  return source !== null && draft.reference.trim() === source.reference ? source.order : null;
}
