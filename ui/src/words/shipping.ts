import type { ShipView } from '@/platform/contract';
import type { Language, Say, WordKey } from './words';

const REASONS: Readonly<Record<string, WordKey & `detail.ship.why.${string}`>> = {
  payment: 'detail.ship.why.payment',
  capture: 'detail.ship.why.capture',
  method: 'detail.ship.why.method',
  word: 'detail.ship.why.word',
  dispute: 'detail.ship.why.dispute',
  return: 'detail.ship.why.return',
  closed: 'detail.ship.why.closed',
  failed: 'detail.ship.why.failed',
  cancelled: 'detail.ship.why.cancelled',
  refunded: 'detail.ship.why.refunded',
  'returned-by-antom': 'detail.ship.why.returned-by-antom',
};

/** Why goods may leave the shop, or may not. English is the core's own, and what this window does not know. */
export function shipsBecause({ why, because }: ShipView, language: Language, say: Say): string {
  if (language === 'en') return because;
  if (why === null) return say('detail.ship.why.taken');
  const key = REASONS[why];
  return key === undefined ? because : say(key);
}
