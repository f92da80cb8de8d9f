import type { OrderView, SessionView } from '@/platform/contract';
import { useClock, useSaidByTime } from '@/time/clock';
import { isTimed, type TimedSession } from '@/time/timed';

/** How a request stands, as the side panel and the action bar show it. */
export type Standing =
  /** There is no order yet, or its link was never made. */
  | { kind: 'none' }
  /** The last attempt was refused by Antom, or not answered. */
  | { kind: 'unmade'; session: SessionView }
  /** The buyer can pay. */
  | { kind: 'live'; session: TimedSession }
  /** The last link has ended; another can be made. */
  | { kind: 'ended'; session: TimedSession }
  /** The buyer is paying, or has tried to and the outcome is not known. */
  | { kind: 'checking' }
  /** The money is there, or was. */
  | { kind: 'paid' }
  /** Nothing more can come of it. */
  | { kind: 'over' }
  /** A person stopped offering it. */
  | { kind: 'closed'; until: string | null };

/** How an order stands at a moment. */
export function standingOf(order: OrderView | null, now: number): Standing {
  if (order === null) return { kind: 'none' };
  switch (order.state) {
    case 'checking':
      return { kind: 'checking' };
    case 'paid':
    case 'authorised':
    case 'captured':
    case 'part-refunded':
    case 'refunded':
      return { kind: 'paid' };
    case 'cancelled':
    case 'expired':
      return { kind: 'over' };
    default:
      return order.closed === null
        ? offered(order, now)
        : { kind: 'closed', until: lastLive(order, now)?.ends_at ?? null };
  }
}

function offered(order: OrderView, now: number): Standing {
  const session = lastLive(order, now);
  if (session !== null) return { kind: 'live', session };
  if (Date.parse(order.lives_until) <= now) return { kind: 'over' };
  const newest = order.sessions.at(-1);
  if (newest?.stage === 'refused' || newest?.stage === 'unanswered') return { kind: 'unmade', session: newest };
  const issued = order.sessions.filter(isTimed).findLast(({ stage }) => stage === 'issued');
  return issued === undefined ? { kind: 'none' } : { kind: 'ended', session: issued };
}

/** The session that can be paid now. Time ends it here at once; the core's word follows. */
function lastLive({ sessions }: OrderView, now: number): TimedSession | null {
  return sessions.filter(isTimed).findLast((session) => session.live && Date.parse(session.ends_at) > now) ?? null;
}

/** How an order stands now. Only a change of that draws the screen again, not every second that passes. */
export function useStanding(order: OrderView | null): Standing {
  const clock = useClock();
  useSaidByTime(1000, (now) => JSON.stringify(standingOf(order, now)));
  return standingOf(order, clock.now());
}

/** Whether the buyer ever had a link of this order. */
export function hadLink(order: OrderView | null): boolean {
  return order?.sessions.some(({ stage }) => stage === 'issued') ?? false;
}

/** Whether nothing more can be changed about a request: money came, is under way, or cannot come any more. */
export function isDone({ kind }: Standing): boolean {
  return kind === 'paid' || kind === 'over' || kind === 'checking';
}
