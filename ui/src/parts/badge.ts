import type { Say, WordKey } from '@/words/words';

/** The marks the core puts beside a state. It has no code for them but these very words. */
export const BADGES = {
  '×2 paid': 'badge.paid-twice',
  Disputed: 'badge.disputed',
  'Paid late': 'badge.paid-late',
  'Capture overdue': 'badge.capture-overdue',
  'Antom returns one': 'badge.antom-returns-one',
} as const satisfies Readonly<Record<string, WordKey>>;

const isKnown = (badge: string): badge is keyof typeof BADGES => Object.hasOwn(BADGES, badge);

/** A mark in the language of the window. */
export function badgeWord(badge: string, say: Say): string {
  return isKnown(badge) ? say(BADGES[badge]) : badge;
}
