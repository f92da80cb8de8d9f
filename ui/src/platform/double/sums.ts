import type { Money } from '../contract';

/** Sums by currency. The core does this in the product; the double counts with whole numbers of any size. */
export function add(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { currency, value } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(value));
  return [...sums].map(([currency, sum]) => ({ currency, value: sum.toString() }));
}
