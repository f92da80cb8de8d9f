import type { ItemDraft, MethodChoice, RequestDefaults, RequestDraft, TripDraft } from '@/platform/contract';

/** The life of a session in minutes that a form begins with: Antom's longest. */
const FULL_HOUR = 60;

export const NEW_ITEM: ItemDraft = { name: '', quantity: '1', unit: '' };

/** A form nobody has typed into. */
export function freshDraft(defaults: RequestDefaults): RequestDraft {
  return {
    account: defaults.account,
    currency: defaults.currency,
    amount: '',
    reference: defaults.reference,
    description: '',
    name: '',
    email: '',
    phone: '',
    buyer_id: '',
    saved_cards: [],
    items: [],
    trips: [],
    capture_mode: defaults.capture_mode,
    methods: [],
    express: [],
    locale: null,
    session_minutes: FULL_HOUR,
    note: '',
  };
}

/** Whether a form holds nothing that a person would miss. The order number is suggested, so it does not count. */
export function isBlank(draft: RequestDraft): boolean {
  const texts = [draft.amount, draft.description, draft.name, draft.email, draft.phone, draft.buyer_id, draft.note];
  return texts.every((text) => text.trim() === '') && draft.items.every(isBlankItem) && draft.trips.every(isBlankTrip);
}

/** A flight or a stay nobody has typed into. */
export function newTrip(kind: TripDraft['kind']): TripDraft {
  return kind === 'flight'
    ? { kind, number: '', from: '', to: '', departs: '', price: '' }
    : { kind, hotel: '', from: '', to: '', price: '' };
}

function isBlankTrip({ kind: _kind, ...texts }: TripDraft): boolean {
  return Object.values(texts).every((text) => text.trim() === '');
}

export function isBlankItem({ name, unit }: ItemDraft): boolean {
  return name.trim() === '' && unit.trim() === '';
}

/** The form as it is read and sent: without the rows at the end that were added and not filled in. */
export function sendable(draft: RequestDraft): RequestDraft {
  const last = draft.items.findLastIndex((item) => !isBlankItem(item));
  return last + 1 === draft.items.length ? draft : { ...draft, items: draft.items.slice(0, last + 1) };
}

/** Whether two forms ask the buyer for the same. The note is for colleagues and no part of what is asked. */
export function sameTerms(one: RequestDraft, other: RequestDraft): boolean {
  const terms = (draft: RequestDraft) => JSON.stringify(sortedEntries({ ...sendable(draft), note: '' }));
  return terms(one) === terms(other);
}

function sortedEntries(draft: RequestDraft): [string, unknown][] {
  return Object.entries(draft).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The same form in another currency. Ways to pay that it does not have are left out; where none is left, all are. */
export function inCurrency(draft: RequestDraft, currency: string, defaults: RequestDefaults): RequestDraft {
  const there = (defaults.methods[currency] ?? []).map(({ method }) => method);
  const methods = draft.methods.filter((method) => there.includes(method));
  return { ...draft, currency, methods, express: draft.express.filter((method) => methods.includes(method)) };
}

/**
 * The ways to pay with one of them turned on or off, in the order they have. An empty list means all, so it stands where
 * all are on as they come; the last way cannot be turned off, because a list without any would offer everything.
 */
export function toggled(methods: readonly string[], all: readonly string[], method: string): string[] {
  const before = methods.length === 0 ? all : methods;
  const isMoved = before.some((one, place) => place > 0 && all.indexOf(one) < all.indexOf(before[place - 1] ?? ''));
  const wanted = before.includes(method) ? before.filter((one) => one !== method) : [...before, method];
  const next = isMoved ? wanted : all.filter((one) => wanted.includes(one));
  if (next.length === 0) return [...methods];
  return next.join() === all.join() ? [] : next;
}

/** The same turned on or off, with those above the others that are still offered. */
export function withWay(draft: RequestDraft, all: readonly string[], method: string): Partial<RequestDraft> {
  const methods = toggled(draft.methods, all, method);
  const express = draft.express.filter((one) => methods.includes(one) || methods.length === 0);
  // A way above the others has to be named, and so have all.
  return express.length > 0 && methods.length === 0 ? { methods: [...all], express } : { methods, express };
}

/** A way to pay put above the others, or back among them. Antom is told both in one list, so each is named then. */
export function withExpress(draft: RequestDraft, all: readonly string[], method: string): Partial<RequestDraft> {
  const isOn = draft.express.includes(method);
  const express = isOn ? draft.express.filter((one) => one !== method) : [...draft.express, method];
  return { express, methods: draft.methods.length === 0 ? [...all] : draft.methods };
}

/** A list with one thing moved by a place. */
export function movedBy(list: readonly string[], place: number, by: -1 | 1): string[] {
  const next = [...list];
  const [moved] = next.splice(place, 1);
  if (moved !== undefined) next.splice(place + by, 0, moved);
  return next;
}

/** The ways to pay that are offered, in the order of the page. */
export function offeredIn(draft: RequestDraft, choices: readonly MethodChoice[]): readonly MethodChoice[] {
  if (draft.methods.length === 0) return choices;
  return draft.methods.flatMap((method) => choices.filter((choice) => choice.method === method));
}
