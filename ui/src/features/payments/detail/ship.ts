import type { ShipView } from '@/platform/contract';
import type { Say, WordKey } from '@/words/words';

type Why = Exclude<WordKey & `detail.ship.${string}`, 'detail.ship.not-yet' | 'detail.ship.never'>;

/** By what is waited for, or why it is over: the codes of the core. */
const WHY: Readonly<Record<string, Why>> = {
  payment: 'detail.ship.payment',
  capture: 'detail.ship.capture',
  method: 'detail.ship.method',
  word: 'detail.ship.word',
  dispute: 'detail.ship.dispute',
  return: 'detail.ship.return',
  failed: 'detail.ship.failed',
  cancelled: 'detail.ship.cancelled',
  refunded: 'detail.ship.refunded',
  'returned-by-antom': 'detail.ship.returned-by-antom',
};

/** Whether goods may leave the shop, and why not. What is not known never reads as a yes. */
export function shipping({ ship, why }: ShipView, say: Say): string {
  if (ship === 'now') return say('detail.ship.now');
  const key = WHY[why ?? ''] ?? 'detail.ship.word';
  return ship === 'never' ? say('detail.ship.never', { why: say(key) }) : say('detail.ship.not-yet', { why: say(key) });
}
