import { pieces } from '@/features/payments/search/language';
import { compare } from '@/money/print';
import { dayKey, shiftDay, weekday } from '@/time/zone';
import type { CommandError, RowView } from '../contract';
import { amount, contactsOf, NOW, ZONE } from './shop';

/** The part of the core's search language that screenshots and tests need. */
export function find(rows: readonly RowView[], query: string): { rows: RowView[]; understood: string } {
  const wanted = pieces(query).map((piece) => {
    const value = piece.value.replace(/["“”„＂]/g, '').toLowerCase();
    const holds = test(piece.field, value, piece.start);
    return { holds: (row: RowView) => holds(row) !== piece.negated, text: told(piece.field, value, piece.negated) };
  });
  return {
    rows: rows.filter((row) => wanted.every(({ holds }) => holds(row))),
    understood: wanted.length === 0 ? 'everything' : wanted.map(({ text }) => text).join(' · '),
  };
}

function told(field: string | null, value: string, negated: boolean): string {
  const not = negated ? 'not ' : '';
  if (field === 'amount') return `${not}amount ${value}`;
  return field === null ? `${not}“${value}”` : `${not}${field} ${value}`;
}

function test(field: string | null, value: string, position: number): (row: RowView) => boolean {
  switch (field) {
    case null:
      return (row) => textOf(row).includes(value);
    case 'status':
      return (row) =>
        value.split(',').some((state) => row.state.startsWith(state) || row.word.toLowerCase().startsWith(state));
    case 'currency':
      return (row) => value.split(',').includes(row.amount.currency.toLowerCase());
    case 'method':
      return (row) => value.split(',').some((method) => (row.method ?? '').toLowerCase().startsWith(method));
    case 'order':
      return (row) => row.reference.toLowerCase().includes(value);
    case 'email':
      return (row) => contactsOf(row).email.includes(value);
    case 'last4':
      return (row) => row.last4 === value;
    case 'created-by':
      return (row) => row.created_by.toLowerCase().includes(value);
    case 'account':
      // The double has one account only.
      return () => value.split(',').includes('main');
    case 'amount':
      return amounts(value, position);
    case 'date':
    case 'on':
    case 'before':
    case 'after':
      return days(field, value, position);
    default:
      throw bad(position, `there is no field \`${field}:\``, 'To look for the text itself, put it in quotation marks.');
  }
}

function textOf(row: RowView): string {
  const { email, phone } = contactsOf(row);
  return [row.reference, row.buyer, row.description, row.last4, email, phone].join('\n').toLowerCase();
}

function amounts(value: string, position: number): (row: RowView) => boolean {
  const range = /^([\d.]+)\.\.([\d.]+)$/.exec(value);
  if (range !== null) {
    const [, low = '', high = ''] = range;
    return (row) => against(row, low) >= 0 && against(row, high) <= 0;
  }
  const [, sign = '', figure] = /^(>=|<=|>|<|)(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (figure === undefined) {
    throw bad(
      position,
      `\`amount:\` does not take \`${value}\``,
      'Write major units: amount:100, amount:>100, amount:10..20.',
    );
  }
  return (row) => {
    const order = against(row, figure);
    if (sign === '>') return order > 0;
    if (sign === '>=') return order >= 0;
    if (sign === '<') return order < 0;
    return sign === '<=' ? order <= 0 : order === 0;
  };
}

const against = (row: RowView, figure: string): number =>
  compare(row.amount, amount(`${row.amount.currency} ${figure}`));

function days(field: string, value: string, position: number): (row: RowView) => boolean {
  const [first, last] = span(value, position);
  return (row) => {
    const day = dayKey(row.opened_at, ZONE);
    if (field === 'before') return day < first;
    if (field === 'after') return day > last;
    return day >= first && day <= last;
  };
}

function span(value: string, position: number): readonly [string, string] {
  const today = dayKey(NOW, ZONE);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return [value, value];
  const range = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/.exec(value);
  if (range !== null) return [range[1] ?? '0000', range[2] ?? '9999'];
  switch (value) {
    case 'today':
      return [today, today];
    case 'yesterday':
      return [shiftDay(today, -1), shiftDay(today, -1)];
    case 'this-week':
      return [shiftDay(today, -((weekday(today) + 6) % 7)), today];
    case 'this-month':
      return [`${today.slice(0, 8)}01`, `${today.slice(0, 8)}31`];
    case 'last-month':
      return ['2026-10-01', '2026-10-31'];
    default:
      throw bad(
        position,
        `\`date:\` does not take \`${value}\``,
        'Write a day as date:2026-11-21, date:today or date:this-month.',
      );
  }
}

function bad(position: number, message: string, remedy: string): CommandError {
  return { code: 'bad-query', class: 'usage', message, remedy, position };
}
