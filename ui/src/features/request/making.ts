import type { QueryClient } from '@tanstack/react-query';
import type { OrderId, OrderView, RequestDraft, RequestMade } from '@/platform/contract';
import { type Platform, Refused } from '@/platform/platform';
import type { BenchStore, Made } from './bench';
import { dropKept } from './useKeeping';

/** What making a link works with. */
export interface Shop {
  platform: Platform;
  store: BenchStore;
  client: QueryClient;
}

/** Opens an order by what stands in the form and makes its link. */
export function create(shop: Shop, draft: RequestDraft): Promise<OrderView | null> {
  return making(shop, draft, null, () => shop.platform.call('create_request', { draft }));
}

/** The same for the counter, where the buyer pays on this computer. */
export function createAtCounter(shop: Shop, draft: RequestDraft): Promise<OrderView | null> {
  return making(shop, draft, null, () => shop.platform.call('create_at_counter', { draft }));
}

/** Opens an order in the place of another one and makes its link. */
export function replace(shop: Shop, order: OrderId, draft: RequestDraft, accept: boolean): Promise<OrderView | null> {
  return making(shop, draft, order, () => shop.platform.call('replace_request', { order, draft, accept_live: accept }));
}

/** Makes another link of the same order. */
export async function sendAgain(shop: Shop, order: OrderId, accept: boolean): Promise<OrderView | null> {
  const { platform, store } = shop;
  if (store.get().stage !== 'idle') return null;
  store.set({ stage: 'asking', trouble: null });
  const stop = platform.listen('changed', ({ orders }) => {
    if (orders?.includes(order) === true) void follow(shop, order);
  });
  try {
    const made = await platform.call('reissue', { order, accept_live: accept });
    note(shop, made);
    return made.order;
  } catch (thrown) {
    store.set({ trouble: Refused.from(thrown) });
    return null;
  } finally {
    stop();
    store.set({ stage: 'idle' });
  }
}

/** The request that took the place of another one while nobody was at it, with its form; none where none did. */
export async function continued({ platform }: Shop, order: OrderView): Promise<Made | null> {
  const query = `order:"${order.reference.replaceAll('"', '')}"`;
  const { rows } = await platform.call('search', { query, limit: 10, after: null });
  for (const { id } of rows) {
    if (id === order.id) continue;
    const next = await platform.call('show', { order: id });
    if (next.replaces !== order.id) continue;
    const draft = await platform.call('draft_of', { order: id });
    return { order: id, draft, at: next.opened_at, warnings: [] };
  }
  return null;
}

/**
 * Asks for the link of a new order. What comes of it is put on the bench, whoever looks at it by then: an order is
 * opened before Antom is asked, so there is one also where Antom refuses or does not answer.
 */
async function making(
  shop: Shop,
  draft: RequestDraft,
  replaced: OrderId | null,
  call: () => Promise<RequestMade>,
): Promise<OrderView | null> {
  const { platform, store } = shop;
  if (store.get().stage !== 'idle') return null;
  store.set({ stage: 'asking', trouble: null });
  store.setDesk({ draft });
  let opened: OrderId | null = null;
  const stop = platform.listen('changed', async ({ orders }) => {
    const found = await openedBy(platform, draft, replaced, orders ?? []);
    if (found === null) return;
    opened = found.id;
    if (store.get().stage !== 'idle') tell(store, found);
  });
  try {
    const made = await call();
    await settle(shop, made.order, draft, made.warnings);
    note(shop, made);
    return made.order;
  } catch (thrown) {
    const trouble = Refused.from(thrown);
    const left = mayHaveOpened(trouble) ? await leftBehind(platform, draft, replaced, opened) : null;
    if (left !== null) await settle(shop, left, draft, []);
    store.set({ trouble });
    return null;
  } finally {
    stop();
    store.set({ stage: 'idle' });
  }
}

/** Only Antom's refusal, and Antom's silence, come after the order was opened. */
function mayHaveOpened({ error }: Refused): boolean {
  return error.code === 'antom-refused' || error.class === 'unknown' || error.class === 'network';
}

async function settle(shop: Shop, order: OrderView, draft: RequestDraft, warnings: readonly string[]): Promise<void> {
  const { platform, store, client } = shop;
  client.setQueryData(['order', order.id, 'show'], order);
  store.setDesk({
    draft,
    loaded: draft,
    source: null,
    made: { order: order.id, draft, at: order.opened_at, warnings },
  });
  // The order is in the ledger; a draft that cannot be forgotten now is forgotten with the next one.
  await dropKept(platform, store).catch(() => store.set({ keptAt: null }));
}

function note({ client, store }: Shop, { order, warnings }: RequestMade): void {
  client.setQueryData(['order', order.id, 'show'], order);
  const { made } = store.get().desk;
  if (made?.order === order.id) store.setDesk({ made: { ...made, warnings } });
}

async function follow({ platform, store, client }: Shop, order: OrderId): Promise<void> {
  const known = await platform.call('show', { order }).catch(() => null);
  if (known === null || store.get().stage === 'idle') return;
  client.setQueryData(['order', order, 'show'], known);
  tell(store, known);
}

/** An attempt that was not answered is followed by one with a new id; that one is being waited for now. */
function tell(store: BenchStore, { sessions }: OrderView): void {
  const isAsked = sessions.at(-1)?.stage === 'sent' || sessions.at(-1)?.stage === 'requested';
  const before = sessions.at(-2);
  if (isAsked && before?.stage === 'unanswered') store.set({ stage: 'again' });
}

async function openedBy(
  platform: Platform,
  draft: RequestDraft,
  replaced: OrderId | null,
  orders: readonly OrderId[],
): Promise<OrderView | null> {
  for (const order of orders) {
    if (order === replaced) continue;
    const known = await platform.call('show', { order }).catch(() => null);
    if (known?.reference === draft.reference.trim() && known.replaces === replaced) return known;
  }
  return null;
}

/** The order that was opened and has no link, as it stands now: as it was heard of, else by its number. */
async function leftBehind(
  platform: Platform,
  draft: RequestDraft,
  replaced: OrderId | null,
  opened: OrderId | null,
): Promise<OrderView | null> {
  if (opened !== null) return openedBy(platform, draft, replaced, [opened]);
  const query = `order:"${draft.reference.trim().replaceAll('"', '')}"`;
  const found = await platform.call('search', { query, limit: 10, after: null }).catch(() => null);
  return openedBy(
    platform,
    draft,
    replaced,
    (found?.rows ?? []).map((row) => row.id),
  );
}
