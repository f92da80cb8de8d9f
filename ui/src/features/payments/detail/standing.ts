import type { OrderView, PaymentView, SessionView } from '@/platform/contract';
import { isTimed, type TimedSession } from '@/time/timed';

/** The payment a detail speaks of: the newest in the order's own state, else the newest of all. */
export function standing(order: OrderView): PaymentView | null {
  return order.payments.findLast((payment) => payment.state === order.state) ?? order.payments.at(-1) ?? null;
}

/** The session it was made in, else the newest. */
export function sessionOf(order: OrderView): SessionView | null {
  const request = standing(order)?.request;
  return order.sessions.find((session) => session.request === request) ?? order.sessions.at(-1) ?? null;
}

/** The session that can be paid now. */
export function liveSession(order: OrderView): TimedSession | null {
  return order.sessions.filter(isTimed).findLast((session) => session.live) ?? null;
}
