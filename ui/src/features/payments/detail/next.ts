import { isZero, print } from '@/money/print';
import { methodName } from '@/parts/method';
import type { Moment, OrderView } from '@/platform/contract';
import type { Say } from '@/words/words';
import { liveSession, standing } from './standing';

/** What happens next, with `{when}` and `{left}` left open where a moment stands in it. */
export interface Next {
  text: string;
  at: Moment | null;
}

/** What the core marks an order with that two of its links were paid. */
const PAID_TWICE = '×2 paid';
const OPEN = { when: '{when}', left: '{left}' };
const WHEN = { when: '{when}' };

const plain = (text: string): Next => ({ text, at: null });

/** What happens next with an order, in words of the window's language, from what the core says of it. */
export function nextOf(order: OrderView, say: Say): Next {
  if (
    order.payments.some((payment) => payment.hold_lapsed) &&
    (order.state === 'cancelled' || order.state === 'expired')
  )
    return plain(say('detail.next.lapsed'));
  switch (order.state) {
    case 'checking':
      return plain(say('detail.next.checking'));
    case 'draft':
      return plain(say('detail.next.draft'));
    case 'waiting':
      return whileWaiting(order, say);
    case 'authorised':
      return whileHeld(order, say);
    case 'paid':
    case 'captured':
    case 'part-refunded':
      return whileTaken(order, say);
    case 'refunded':
      return plain(say('detail.next.refunded'));
    case 'cancelled':
      return plain(say('detail.next.cancelled'));
    case 'expired':
      return plain(say('detail.next.expired'));
    case 'failed':
      return afterFailure(order, say);
  }
}

function whileWaiting(order: OrderView, say: Say): Next {
  const paying = order.payments.findLast((payment) => payment.state === 'waiting');
  if (order.action === 'ask-now') {
    if (paying === undefined) return plain(say('detail.next.over'));
    if (paying.method === null) return plain(say('detail.next.paying'));
    return plain(say('detail.next.paying.by', { method: methodName(paying.method, say) }));
  }
  const live = liveSession(order);
  if (live !== null && order.action === 'copy-link') return { text: say('detail.next.live', OPEN), at: live.ends_at };
  if (live !== null && order.action === 'take-at-counter') {
    return { text: say('counter.next', OPEN), at: live.ends_at };
  }
  if (order.action === 'nothing') return plain(say('detail.next.making'));
  const newest = order.sessions.at(-1);
  if (newest?.stage === 'unanswered')
    return plain(newest.by_pay ? say('detail.next.payment-unknown') : say('detail.next.not-made'));
  return { text: say('detail.next.no-checkout', WHEN), at: order.lives_until };
}

function whileHeld(order: OrderView, say: Say): Next {
  if (order.capture_mode === 'AUTOMATIC') return plain(say('detail.next.capturing'));
  const payment = standing(order);
  const at = payment?.hold_ends_at ?? null;
  if (at === null) return plain(say('detail.next.held.open'));
  if (payment?.capture_refused) {
    return { text: say('detail.next.capture-failed', OPEN), at };
  }
  return { text: say(payment?.hold_estimated ? 'detail.next.held.estimated' : 'detail.next.held', OPEN), at };
}

function whileTaken(order: OrderView, say: Say): Next {
  if (order.badges.includes(PAID_TWICE)) return plain(say('detail.next.twice'));
  const payment = standing(order);
  const book = payment?.book ?? null;
  if (payment === null || book === null) return plain(say('detail.next.taken'));
  if (isZero(book.available)) return plain(say('detail.next.returning'));
  const { right_now, until } = payment.advice ?? { right_now: 'neither', until: null };
  if (right_now === 'cancel' && until !== null) return { text: say('detail.next.cancellable', WHEN), at: until };
  const money = { taken: print(book.taken), available: print(book.available) };
  if (right_now === 'neither') return plain(say('detail.next.kept', { taken: money.taken }));
  if (until === null) return plain(say('detail.next.refundable', money));
  return { text: say('detail.next.refundable.until', { ...money, ...WHEN }), at: until };
}

function afterFailure(order: OrderView, say: Say): Next {
  const live = liveSession(order);
  if (live !== null) return { text: say('detail.next.failed.live', WHEN), at: live.ends_at };
  const code = standing(order)?.result_code ?? null;
  return plain(code === null ? say('detail.next.failed') : say('detail.next.failed.code', { code }));
}
