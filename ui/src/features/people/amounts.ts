import { EXPONENTS } from '@/money/currencies';
import { printFigure } from '@/money/print';
import type { CommandError, Money } from '@/platform/contract';
import { type Platform, Refused } from '@/platform/platform';

/** One amount as it is typed. */
export interface TypedAmount {
  /** Stays the same while its currency changes. */
  id: number;
  currency: string;
  text: string;
}

/** Amounts of some currencies, or none at all: a limit, or from when a second person is needed. */
export interface AmountsDraft {
  /** Whether there are amounts; an empty list of them is something else than none. */
  bound: boolean;
  rows: readonly TypedAmount[];
}

/** The draft of what is kept. Without separators of thousands: no text of it can be read two ways. */
export function draftOf(amounts: readonly Money[] | null): AmountsDraft {
  const rows = (amounts ?? []).map((money, id) => ({
    id,
    currency: money.currency,
    text: printFigure(money).replaceAll(',', ''),
  }));
  return { bound: amounts !== null, rows };
}

/** The currencies that no row has yet. */
export function unused(rows: readonly TypedAmount[], own?: string): readonly string[] {
  const taken = new Set(rows.map(({ currency }) => currency));
  return Object.keys(EXPONENTS).filter((currency) => currency === own || !taken.has(currency));
}

/** An amount that could not be read, and which. */
export class Unread extends Error {
  constructor(
    readonly currency: string,
    readonly error: CommandError,
  ) {
    super(error.code);
  }
}

/** Has the core read every amount: the window makes no number of a text. */
export async function readAmounts(platform: Platform, { bound, rows }: AmountsDraft): Promise<Money[] | null> {
  if (!bound) return null;
  const read: Money[] = [];
  for (const { currency, text } of rows) {
    try {
      read.push((await platform.call('read_amount', { text, currency })).amount);
    } catch (thrown) {
      throw new Unread(currency, Refused.from(thrown).error);
    }
  }
  return read;
}
