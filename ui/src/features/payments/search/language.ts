/**
 * The language of the search line, as far as the window needs it: to colour it, to complete it, to take parts out.
 * The core alone decides what a line means.
 */

/** The fields of the core's language, in the order in which they are offered. */
export const FIELDS = [
  'status',
  'amount',
  'currency',
  'method',
  'date',
  'before',
  'after',
  'order',
  'email',
  'last4',
  'created-by',
  'account',
] as const;
export type Field = (typeof FIELDS)[number];

/** One piece of a line: a word, a quotation, or a field with its value. */
export interface Piece {
  start: number;
  end: number;
  negated: boolean;
  /** The field's name as the core knows it, in lower case; none for plain text. */
  field: string | null;
  /** Where the value begins. */
  valueStart: number;
  value: string;
  /** Whether a quotation in it was opened and not closed. */
  open: boolean;
}

const QUOTES = '"“”„＂';

/** Cuts a line at white space outside quotations. */
export function pieces(line: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    const piece = pieceAt(line, at);
    found.push(piece);
    at = piece.end;
  }
  return found;
}

function pieceAt(line: string, start: number): Piece {
  let at = start;
  const negated = line.charAt(at) === '-' && /\S/.test(line.charAt(at + 1));
  if (negated) at += 1;
  const named = /^([a-z][a-z0-9-]*)[:：](?!\/\/)/i.exec(line.slice(at));
  const field = named?.[1]?.toLowerCase() ?? null;
  const valueStart = at + (named?.[0].length ?? 0);
  const { end, open } = endOf(line, valueStart);
  return { start, end, negated, field, valueStart, value: line.slice(valueStart, end), open };
}

function endOf(line: string, start: number): { end: number; open: boolean } {
  if (line.charAt(start) !== '' && QUOTES.includes(line.charAt(start))) {
    for (let at = start + 1; at < line.length; at += 1) {
      if (QUOTES.includes(line.charAt(at))) return { end: at + 1, open: false };
    }
    return { end: line.length, open: true };
  }
  let end = start;
  while (end < line.length && /\S/.test(line.charAt(end))) end += 1;
  return { end, open: false };
}

/** Whether the window knows the field; `on` is another word for `date`. */
export function isField(name: string | null): boolean {
  return name !== null && (name === 'on' || (FIELDS as readonly string[]).includes(name));
}

/** A stretch of the line with the colour it is drawn in. */
export interface Stretch {
  text: string;
  kind: 'plain' | 'field' | 'compare';
  /** Where it stands in the line. */
  at: number;
}

/** The line in stretches: fields in the accent, comparisons strong, all else plain. Joined they are the line again. */
export function stretches(line: string): Stretch[] {
  const drawn: Stretch[] = [];
  let at = 0;
  const add = (end: number, kind: Stretch['kind']) => {
    if (end > at) drawn.push({ text: line.slice(at, end), kind, at });
    at = Math.max(at, end);
  };
  for (const piece of pieces(line)) {
    add(piece.start, 'plain');
    if (isField(piece.field)) {
      add(piece.valueStart, 'field');
      add(piece.end, /^(>=?|<=?)|\.\./.test(piece.value) ? 'compare' : 'plain');
    } else {
      if (piece.negated) add(piece.start + 1, 'field');
      add(piece.end, 'plain');
    }
  }
  add(line.length, 'plain');
  return drawn;
}

/** The line as it can be sent while it is being typed: without a field that has no value yet, quotations closed. */
export function sendable(line: string): string {
  return pieces(line)
    .filter((piece) => !(isField(piece.field) && piece.value === ''))
    .map((piece) => line.slice(piece.start, piece.end) + (piece.open ? '"' : ''))
    .filter((text) => text !== '-')
    .join(' ');
}

/** The line without one of its pieces. */
export function without(line: string, piece: Piece): string {
  return `${line.slice(0, piece.start)} ${line.slice(piece.end)}`.replace(/\s+/g, ' ').trim();
}

/** The line with one piece in another's place. */
export function instead(line: string, piece: Piece, text: string): string {
  return `${line.slice(0, piece.start)}${text}${line.slice(piece.end)}`.trim();
}

/** What a line asks of `status:`, where it asks for it once and plainly. */
export function statusOf(line: string): string | null {
  const asked = pieces(line).filter((piece) => piece.field === 'status' && !piece.negated);
  return asked.length === 0 ? null : asked.map((piece) => piece.value.toLowerCase()).join(',');
}

/** The line asking for these states instead of others; for every state where none is given. */
export function withStatus(line: string, value: string | null): string {
  const asked = pieces(line).filter((piece) => piece.field === 'status' && !piece.negated);
  const rest = asked.reduceRight((text, piece) => without(text, piece), line);
  if (value === null) return rest;
  return `status:${value} ${rest}`.trim();
}

/** The comparison that answers exactly what another leaves out; none where there is none. */
export function flipped(piece: Piece): string | null {
  if (piece.field !== 'amount' || piece.negated) return null;
  const compared = /^(>=|<=|>|<)(.+)$/.exec(piece.value);
  const sign = compared?.[1];
  const rest = compared?.[2];
  if (sign === undefined || rest === undefined) return null;
  const opposite: Record<string, string> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' };
  return `amount:${opposite[sign] ?? sign}${rest}`;
}

/** Whether a line is one text that could be an id of Antom's: long, without spaces or fields, with digits in it. */
export function couldBeId(line: string): boolean {
  const [only, ...others] = pieces(line);
  if (only === undefined || others.length > 0 || only.field !== null || only.negated) return false;
  return /^[A-Za-z0-9_-]{8,64}$/.test(only.value) && /\d/.test(only.value);
}
