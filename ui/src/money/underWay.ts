import type { Book, Money } from '@/platform/contract';
import { isZero } from './print';

type UnderWay = readonly ['pending' | 'queued', Money];

/** What is with Antom and what still waits here are one amount to people, except where there is some of both. */
export function underWay(book: Book): readonly UnderWay[] {
  const both: readonly UnderWay[] = [
    ['pending', book.pending],
    ['queued', book.queued],
  ];
  return both.filter(([, amount]) => !isZero(amount));
}
