import type { NextCall, Rung, Verb } from '@/platform/contract';
import { printLength } from '@/time/left';
import type { Say } from '@/words/words';

const RUNGS = {
  'looked-at': 'watching.looked-at',
  'just-moved': 'watching.just-moved',
  'link-lives': 'watching.link-lives',
  ending: 'watching.ending',
  quiet: 'watching.quiet',
  pending: 'watching.pending',
} as const satisfies Record<Rung, string>;
const LEAVES = {
  Capture: 'watching.leaves.Capture',
  Cancel: 'watching.leaves.Cancel',
  Refund: 'watching.leaves.Refund',
} as const satisfies Record<Verb, string>;
const OUTCOMES = {
  Capture: 'watching.outcome.Capture',
  Cancel: 'watching.outcome.Cancel',
  Refund: 'watching.outcome.Refund',
} as const satisfies Record<Verb, string>;

/** What is done about an order, and how often. */
export function whatNext({ why }: NextCall, say: Say): string {
  switch (why.kind) {
    case 'order':
      return say(RUNGS[why.rung], { time: printLength(why.every_seconds * 1000, say) });
    case 'leaves':
      return say(LEAVES[why.verb]);
    case 'outcome':
      return say(OUTCOMES[why.verb]);
  }
}
