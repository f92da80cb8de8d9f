import type { NextCall } from '@/platform/contract';
import { printLength } from '@/time/left';
import type { Say } from '@/words/words';

/** What is done about an order, and how often. */
export function whatNext({ why }: NextCall, say: Say): string {
  switch (why.kind) {
    case 'order':
      return say(`watching.${why.rung}`, { time: printLength(why.every_seconds * 1000, say) });
    case 'leaves':
      return say(`watching.leaves.${why.verb}`);
    case 'outcome':
      return say(`watching.outcome.${why.verb}`);
  }
}
