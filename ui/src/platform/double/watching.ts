import type { NextCall, OrderId } from '../contract';
import type { Double, Handlers } from './double';

/** Rows that Antom still has something to tell about. */
const OPEN = new Set(['waiting', 'checking', 'authorised']);

/** Answers to what is looked at and what is asked next. */
export function watchingOf(double: Double): Pick<Handlers, 'look_at' | 'watch_plan'> {
  let looked: OrderId | null = null;
  return {
    look_at: ({ order }) => {
      looked = order;
      return null;
    },
    watch_plan: ({ order, limit }) => {
      const all = double.rows
        .filter(({ state }) => OPEN.has(state))
        .map(({ id, reference, live_until }): NextCall => {
          const isSeen = id === looked;
          const every = isSeen ? 2 : live_until === null ? 600 : 15;
          return {
            at: double.in(every),
            order: id,
            reference,
            why: {
              kind: 'order',
              rung: isSeen ? 'looked-at' : live_until === null ? 'quiet' : 'link-lives',
              every_seconds: every,
            },
            expires_at: live_until,
          };
        })
        .sort((one, other) => one.at.localeCompare(other.at));
      const wanted = all.filter((call) => order === null || call.order === order);
      return {
        paused_until: double.pausedUntil,
        offline_since: null,
        clock_ahead_seconds: double.clockAhead,
        watched: all.length,
        next: wanted.slice(0, limit),
      };
    },
  };
}
