import type { Money } from '@/platform/contract';
import { EXPONENTS, WIDEST } from './currencies';

/** An amount cut into what is drawn: the figure before the point, the point with its digits, and the empty column. */
export interface Figure {
  currency: string;
  whole: string;
  /** `.00`, or nothing. */
  decimals: string;
  /** What stands invisibly so that figures align on the point. */
  filler: string;
}

/** The sign proper, never a hyphen. */
export const MINUS = '\u2212';

/** Cuts minor units into a figure, by string operations only. */
export function figure({ currency, value }: Money): Figure {
  const exponent = EXPONENTS[currency] ?? WIDEST;
  const digits = value.replace(/^0+(?=\d)/, '').padStart(exponent + 1, '0');
  const cut = digits.length - exponent;
  const decimals = exponent === 0 ? '' : `.${digits.slice(cut)}`;
  return {
    currency,
    whole: grouped(digits.slice(0, cut)),
    decimals,
    filler: exponent === 0 ? `.${'0'.repeat(WIDEST)}` : '',
  };
}

/** `1,299.00` */
export function printFigure(money: Money): string {
  const { whole, decimals } = figure(money);
  return whole + decimals;
}

/** `SGD 1,299.00` */
export function print(money: Money): string {
  return `${money.currency} ${printFigure(money)}`;
}

/** `−440.00`: with the minus sign proper, never a hyphen, never brackets. */
export function printMinus(money: Money): string {
  return MINUS + printFigure(money);
}

/** Whether nothing stands in it. */
export function isZero(money: Money): boolean {
  return /^0*$/.test(money.value);
}

/** Compares two amounts of one currency: negative, zero or positive. By length and then by digits, never by numbers. */
export function compare(left: Money, right: Money): number {
  const [one, other] = [left.value.replace(/^0+/, ''), right.value.replace(/^0+/, '')];
  if (one.length !== other.length) return one.length < other.length ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
