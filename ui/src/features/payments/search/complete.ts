import { EXPONENTS } from '@/money/currencies';
import { STATES } from '@/parts/state';
import type { State } from '@/platform/contract';
import type { Say, WordKey } from '@/words/words';
import { FIELDS, type Field, type Piece, pieces } from './language';

/** One suggestion: what it writes, and what it means. */
export interface Suggestion {
  /** What stands in the list. */
  text: string;
  meaning: string;
  /** The line after taking it, and where the caret then is. */
  line: string;
  caret: number;
}

export interface Suggestions {
  /** The field whose values they are; none where fields are offered. */
  field: Field | null;
  list: readonly Suggestion[];
}

const MEANS: Record<Field, WordKey> = {
  status: 'payments.field.status',
  amount: 'payments.field.amount',
  currency: 'payments.field.currency',
  method: 'payments.field.method',
  date: 'payments.field.date',
  before: 'payments.field.before',
  after: 'payments.field.after',
  order: 'payments.field.order',
  email: 'payments.field.email',
  last4: 'payments.field.last4',
  'created-by': 'payments.field.created-by',
  account: 'payments.field.account',
};

/** What the core's language takes as days. */
const DAYS: readonly (readonly [string, WordKey])[] = [
  ['today', 'payments.value.today'],
  ['yesterday', 'payments.value.yesterday'],
  ['this-week', 'payments.value.this-week'],
  ['this-month', 'payments.value.this-month'],
  ['last-month', 'payments.value.last-month'],
];

const AMOUNTS: readonly (readonly [string, WordKey])[] = [
  ['>', 'payments.value.above'],
  ['<', 'payments.value.below'],
  ['100..200', 'payments.value.between'],
  ['100', 'payments.value.exact'],
];

const METHODS = ['card', 'alipay_cn', 'alipay_hk', 'applepay', 'googlepay', 'grabpay', 'dana', 'gcash', 'kakaopay'];

/** Most suggestions at once. */
const MOST = 11;

/** What could stand where the caret is. Nothing where people simply type text. */
export function suggest(line: string, caret: number, say: Say): Suggestions {
  const none: Suggestions = { field: null, list: [] };
  const piece = pieces(line).find((one) => one.start < caret && caret <= one.end);
  if (piece === undefined) {
    const before = line.charAt(caret - 1);
    if (caret !== 0 && !/\s/.test(before)) return none;
    return { field: null, list: fieldsLike('', false, line, caret, caret, say) };
  }
  const field = fieldOf(piece);
  if (field === null) {
    const typed = line.slice(piece.start + (piece.negated ? 1 : 0), caret);
    return {
      field: null,
      list: typed === '' ? [] : fieldsLike(typed, piece.negated, line, piece.start, piece.end, say),
    };
  }
  if (caret < piece.valueStart) return none;
  return { field, list: valuesLike(field, piece, line, say) };
}

function fieldOf(piece: Piece): Field | null {
  if (piece.field === 'on') return 'date';
  return FIELDS.find((field) => field === piece.field) ?? null;
}

function fieldsLike(typed: string, negated: boolean, line: string, start: number, end: number, say: Say): Suggestion[] {
  return FIELDS.filter((field) => field.startsWith(typed.toLowerCase())).map((field) => {
    const text = `${negated ? '-' : ''}${field}:`;
    return {
      text: `${field}:`,
      meaning: say(MEANS[field]),
      line: line.slice(0, start) + text + line.slice(end),
      caret: start + text.length,
    };
  });
}

function valuesLike(field: Field, piece: Piece, line: string, say: Say): Suggestion[] {
  // Of several values with commas the last one is being typed.
  const comma = field === 'status' || field === 'currency' || field === 'method' ? piece.value.lastIndexOf(',') + 1 : 0;
  const typed = piece.value.slice(comma).toLowerCase();
  return valuesOf(field, say)
    .filter(([value, meaning]) => value.toLowerCase().startsWith(typed) || meaning.toLowerCase().startsWith(typed))
    .filter(([value]) => value.toLowerCase() !== typed)
    .slice(0, MOST)
    .map(([value, meaning]) => {
      // A comparison wants its figure next, everything else is complete.
      const space = /^[<>]/.test(value) || line.charAt(piece.end) === ' ' ? '' : ' ';
      const head = line.slice(0, piece.valueStart + comma) + value + space;
      return { text: value, meaning, line: head + line.slice(piece.end), caret: head.length };
    });
}

function valuesOf(field: Field, say: Say): readonly (readonly [string, string])[] {
  const said = ([value, key]: readonly [string, WordKey]): readonly [string, string] => [value, meaning(say, key)];
  switch (field) {
    case 'status':
      return (Object.keys(STATES) as State[]).map((state) => said([state, STATES[state].word]));
    case 'amount':
      return AMOUNTS.map(said);
    case 'currency':
      return Object.keys(EXPONENTS).map((code) => [code, '']);
    case 'method':
      return METHODS.map((method) => [method, '']);
    case 'date':
      return DAYS.map(said);
    case 'before':
    case 'after':
      return DAYS.slice(0, 2).map(said);
    default:
      return [];
  }
}

/** Only keys without placeholders stand in the tables above. */
function meaning(say: Say, key: WordKey): string {
  return (say as (key: WordKey) => string)(key);
}
