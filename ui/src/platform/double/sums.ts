import type { Money } from '../contract';

/** Sums by currency. The core does this in the product; the double counts with whole numbers of any size. */
export function add(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { currency, value } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(value));
  return [...sums].map(([currency, sum]) => ({ currency, value: sum.toString() }));
}

/** One amount less others of its currency; nothing where they are more. */
export function less(from: Money, taken: readonly Money[]): Money {
  const rest = taken.reduce((left, { value }) => left - BigInt(value), BigInt(from.value));
  return { currency: from.currency, value: (rest < 0n ? 0n : rest).toString() };
}

/** The sum of amounts of one currency, nothing of which there may be any. */
export function total(currency: string, amounts: readonly Money[]): Money {
  return add(amounts)[0] ?? { currency, value: '0' };
}
