import type { ItemDraft, RequestDefaults, RequestDraft } from '@/platform/contract';

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
    items: [],
    capture_mode: defaults.capture_mode,
    methods: [],
    locale: null,
    session_minutes: FULL_HOUR,
    note: '',
  };
}

/** Whether a form holds nothing that a person would miss. The order number is suggested, so it does not count. */
export function isBlank(draft: RequestDraft): boolean {
  const texts = [draft.amount, draft.description, draft.name, draft.email, draft.phone, draft.buyer_id, draft.note];
  return texts.every((text) => text.trim() === '') && draft.items.every(isBlankItem);
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
  return { ...draft, currency, methods: draft.methods.filter((method) => there.includes(method)) };
}

/**
 * The ways to pay with one of them turned on or off. An empty list means all, so it stands where all are on; the last
 * way cannot be turned off, because a list without any would offer everything.
 */
export function toggled(methods: readonly string[], all: readonly string[], method: string): string[] {
  const before = methods.length === 0 ? all : methods;
  const wanted = before.includes(method) ? before.filter((one) => one !== method) : [...before, method];
  const next = all.filter((one) => wanted.includes(one));
  if (next.length === 0) return [...methods];
  return next.length === all.length ? [] : next;
}
