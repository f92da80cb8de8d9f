import type {
  GoodsDraft,
  ItemDraft,
  MethodChoice,
  MoreDraft,
  PassengerDraft,
  PayDraft,
  PlaceDraft,
  RequestDefaults,
  RequestDraft,
  TripDraft,
} from '@/platform/contract';

/** The life of a session in minutes that a form begins with: Antom's longest. */
const FULL_HOUR = 60;

export const NEW_ITEM: ItemDraft = { name: '', quantity: '1', unit: '' };

export const NO_GOODS: GoodsDraft = { id: '', brand: '', category: '', sku: '', url: '', picture: '', delivery: '' };
export const NO_PLACE: PlaceDraft = { street: '', flat: '', city: '', state: '', region: '', zip: '' };
export const NO_PASSENGER: PassengerDraft = { name: '', email: '', phone: '' };
export const NO_MORE: MoreDraft = {
  first_name: '',
  last_name: '',
  passengers: [],
  ship_to: { name: '', phone: '', place: NO_PLACE },
  bill_to: NO_PLACE,
  payer_email: '',
  cpf: '',
  without_contact: false,
};
/** One payment as guide 1 begins it. */
const NEW_PAY: PayDraft = {
  three_ds: false,
  brand: '',
  issuer_authentication: false,
  instalments: '',
  terminal: 'WEB',
  os: null,
  client_ip: '',
  ends_by_default: true,
};
export const CARD = 'CARD';

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
    more: NO_MORE,
    by_pay: null,
    counter: null,
    note: '',
  };
}

/**
 * Whether a form holds nothing that a person would miss, beside what it began with. The order number is suggested, so it
 * does not count.
 */
export function isBlank(draft: RequestDraft, began: RequestDraft): boolean {
  const texts = [draft.amount, draft.description, draft.name, draft.email, draft.phone, draft.buyer_id, draft.note];
  return (
    [...texts, ...textsOf(draft.more)].every((text) => text.trim() === '') &&
    draft.items.every(isBlankItem) &&
    draft.trips.every(isBlankTrip) &&
    choicesIn(draft) === choicesIn(began)
  );
}

/** What is chosen in a form and not typed, as one text. */
function choicesIn(draft: RequestDraft): string {
  const { account, currency, capture_mode, session_minutes, methods, express, locale, by_pay, counter } = draft;
  return JSON.stringify([account, currency, capture_mode, session_minutes, methods, express, locale, by_pay, counter]);
}

/** Whether something of what is rarely asked or told was. */
export function isMoreAsked({ express, by_pay, counter, more }: RequestDraft): boolean {
  const isTold = textsOf(more).some((text) => text.trim() !== '');
  return express.length > 0 || by_pay !== null || counter !== null || isTold;
}

/** Every text in what is rarely told. */
function textsOf({ passengers, ship_to, bill_to, without_contact: _known, ...texts }: MoreDraft): string[] {
  const places = [ship_to.place, bill_to].flatMap(textsOfPlace);
  const people = passengers.flatMap(({ name, email, phone }) => [name, email, phone]);
  return [...Object.values(texts), ship_to.name, ship_to.phone, ...places, ...people];
}

/** Whether something of an address was told. */
export function isTold(place: PlaceDraft): boolean {
  return textsOfPlace(place).some((text) => text.trim() !== '');
}

function textsOfPlace({ street, flat, city, state, region, zip }: PlaceDraft): string[] {
  return [street, flat, city, state, region, zip];
}

/** A flight or a stay nobody has typed into. */
export function newTrip(kind: TripDraft['kind']): TripDraft {
  return kind === 'flight'
    ? { kind, number: '', from: '', to: '', departs: '', arrives: '', carrier: '', price: '', goods: '' }
    : { kind, hotel: '', from: '', to: '', price: '', goods: '' };
}

function isBlankTrip({ kind: _kind, ...texts }: TripDraft): boolean {
  return Object.values(texts).every((text) => text.trim() === '');
}

/** An item nobody has told anything of, also nothing of what is rarely told. */
export function isBlankItem({ name, unit, more = NO_GOODS }: ItemDraft): boolean {
  return [name, unit, ...Object.values(more)].every((text) => text.trim() === '');
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
  const kept = draft.methods.filter((method) => there.includes(method));
  const methods = isOneWay(draft) && kept.length === 0 ? there.slice(0, 1) : kept;
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

/** Whether exactly one way to pay is asked for. */
export function isOneWay({ by_pay, counter }: RequestDraft): boolean {
  return by_pay !== null || counter === 'one-method';
}

/** The one way to pay of a form: what is chosen already, else cards. */
function onlyWay(draft: RequestDraft, all: readonly string[]): string[] {
  if (draft.methods.length === 1) return [...draft.methods];
  return all.includes(CARD) ? [CARD] : all.slice(0, 1);
}

/** The same form as one payment by one way to pay. */
export function asPayment(draft: RequestDraft, all: readonly string[]): Partial<RequestDraft> {
  const methods = onlyWay(draft, all);
  return { by_pay: NEW_PAY, counter: null, methods, express: [], locale: null, saved_cards: [] };
}

/** The same form as a checkout session, whose link is sent or whose page stands at the counter. It offers everything
 * where one way to pay was asked for. */
export function asSession(draft: RequestDraft, counter: 'page' | null): Partial<RequestDraft> {
  return { by_pay: null, counter, methods: isOneWay(draft) ? [] : draft.methods };
}

/** The same form at the counter, by one way to pay. */
export function asOneMethod(draft: RequestDraft, all: readonly string[]): Partial<RequestDraft> {
  const methods = onlyWay(draft, all);
  return { by_pay: null, counter: 'one-method', methods, express: [], saved_cards: [] };
}

/** Whether it can be paid on a page that stands at the counter. */
export function fitsCounter({ by_pay, trips }: RequestDraft): boolean {
  return by_pay === null && trips.length === 0;
}

/** A way to pay that is offered by the name Antom has for it. */
export function withNamed(draft: RequestDraft, all: readonly string[], name: string): Partial<RequestDraft> {
  const method = name.trim().toUpperCase();
  if (isOneWay(draft)) return { methods: [method] };
  const before = draft.methods.length === 0 ? all : draft.methods;
  return before.includes(method) ? {} : { methods: [...before, method] };
}

/** The ways to pay that are offered and are none of those the currency has. */
export function namedIn(draft: RequestDraft, choices: readonly MethodChoice[]): readonly MethodChoice[] {
  const others = draft.methods.filter((method) => !choices.some((choice) => choice.method === method));
  return others.map((method) => ({ method, label: method, authorises_first: false, express: false }));
}

/** The ways to pay that are offered, in the order of the page. */
export function offeredIn(draft: RequestDraft, choices: readonly MethodChoice[]): readonly MethodChoice[] {
  if (draft.methods.length === 0) return choices;
  const known = [...choices, ...namedIn(draft, choices)];
  return draft.methods.flatMap((method) => known.filter((choice) => choice.method === method));
}
