import { print } from '@/money/print';
import type { Money, Right } from '@/platform/contract';
import type { Say, WordKey } from '@/words/words';

/** Every right, in the order in which it is shown, with its words. */
export const RIGHTS = [
  ['requests', 'people.right.requests'],
  ['contacts', 'people.right.contacts'],
  ['capture', 'people.right.capture'],
  ['cancel', 'people.right.cancel'],
  ['refund', 'people.right.refund'],
  ['override-block', 'people.right.override-block'],
  ['approve', 'people.right.approve'],
  ['export', 'people.right.export'],
  ['keys', 'people.right.keys'],
  ['people', 'people.right.people'],
  ['policy', 'people.right.policy'],
  ['restore', 'people.right.restore'],
] as const satisfies readonly (readonly [Right, WordKey])[];

/** Rights in words, one after the other. */
export function rightsIn(rights: readonly Right[], say: Say): string[] {
  return RIGHTS.filter(([right]) => rights.includes(right)).map(([, word]) => say(word));
}

/** A limit in words. */
export function limitIn(limit: readonly Money[] | null, say: Say): string {
  if (limit === null) return say('people.limit.any');
  if (limit.length === 0) return say('people.limit.nothing');
  return say('people.limit.most', { amounts: limit.map(print).join(' · ') });
}
