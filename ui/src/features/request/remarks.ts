import type { Remark, RequestChecked, RequestField } from '@/platform/contract';
import { remarkIn } from '@/words/remarks';
import type { Language, Say } from '@/words/words';

/** Remarks about what is still missing: they wait until somebody asks for the link. */
const MISSING = ['empty', 'contact-needed', 'needed-here'];

/** What is to be said at one place of the form: mistakes, and what should be known. */
export interface Said {
  wrong: readonly Remark[];
  warnings: readonly Remark[];
}

export const NOTHING_SAID: Said = { wrong: [], warnings: [] };

/** Remarks about a field, or about one item. What is missing is said only once the link was asked for. */
export function saidAt(
  checked: RequestChecked | null,
  field: RequestField,
  item: number | null,
  attempted: boolean,
): Said {
  if (checked === null) return NOTHING_SAID;
  const here = (remark: Remark) => remark.field === field && remark.item === item;
  return {
    wrong: checked.wrong.filter((remark) => here(remark) && (attempted || !MISSING.includes(remark.code))),
    warnings: checked.warnings.filter(here),
  };
}

/** Remarks about one flight or stay, whichever of its cells they stand at. */
export function saidOfTrip(checked: RequestChecked | null, place: number, attempted: boolean): Said {
  if (checked === null) return NOTHING_SAID;
  const here = ({ field, item }: Remark) => item === place && field.startsWith('trip_');
  return {
    wrong: checked.wrong.filter((remark) => here(remark) && (attempted || !MISSING.includes(remark.code))),
    warnings: checked.warnings.filter(here),
  };
}

/** Once there is a link, the panel beside the form says how long it can be paid; the field need not warn of it. */
export function withoutOwnLink(checked: RequestChecked | null): RequestChecked | null {
  if (checked === null) return null;
  return { ...checked, warnings: checked.warnings.filter(({ code }) => code !== 'live-link') };
}

/** Whether a card number stands in the form: nothing of it is stored then. */
export function holdsCard(checked: RequestChecked): boolean {
  return [...checked.wrong, ...checked.warnings].some((remark) => remark.code === 'card-like');
}

/** A remark in the language of the window. */
export function wordsOf(remark: Remark, say: Say, language: Language): string {
  switch (remark.code) {
    case 'empty':
      return emptyWords(remark.field, say);
    case 'card-like':
      return say('request.remark.card-like');
    case 'non-latin':
      return say('request.remark.non-latin');
    case 'contact-needed':
      return say('request.remark.contact-needed');
    case 'ambiguous':
      return say('request.remark.ambiguous');
    case 'taken':
      return say('request.remark.taken');
    case 'needed-here':
      return say('request.remark.needed-here');
    case 'airport':
      return say('request.remark.airport');
    case 'day':
      return say('request.remark.day');
    case 'offset':
      return say('request.remark.offset');
    case 'arrives-before':
      return say('request.remark.arrives-before');
    case 'region':
      return say('request.remark.region');
    case 'one-method':
      return say('request.remark.one-method');
    case 'not-at-counter':
      return say('request.remark.not-at-counter');
    case 'not-an-address':
      return say('request.remark.not-an-address');
    case 'not-a-cpf':
      return say('request.remark.not-a-cpf');
    case 'cards-only':
      return say('request.remark.cards-only');
    case 'brand':
      return say('request.remark.brand');
    case 'unknown-method':
      return say('request.remark.unknown-method');
    case 'language':
      return say('request.remark.language');
    case 'instalments':
      return say('request.remark.instalments');
    case 'captured-by-antom':
      return say('request.remark.captured-by-antom');
    case 'bad-address':
      return say('request.remark.bad-address');
    case 'departure':
      return say('request.remark.departure');
    case 'trip-is-over':
      return say('request.remark.trip-is-over');
    case 'trips-and-items':
      return say('request.remark.trips-and-items');
    case 'not-theirs':
      return say('request.remark.not-theirs');
    case 'express-not-offered':
      return say('request.remark.express');
    case 'nothing-sold':
      return say('request.remark.nothing-sold');
    default:
      return remarkIn(language, remark);
  }
}

function emptyWords(field: RequestField, say: Say): string {
  if (field === 'amount') return say('request.remark.empty.amount');
  if (field === 'reference') return say('request.remark.empty.reference');
  if (field.startsWith('trip_')) return say('request.remark.empty.trip');
  if (field === 'passenger') return say('request.remark.empty.passenger');
  return field === 'description' ? say('request.remark.empty.description') : say('request.remark.empty.item');
}
