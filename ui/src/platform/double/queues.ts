import { dayKey } from '@/time/zone';
import type { AttentionItem, Hold, Holds, Money, RefusalView, RowView } from '../contract';
import { bad, type Double, type Handlers, missing } from './double';
import { moveOf } from './moves';
import { ZONE } from './shop';
import { add } from './sums';

type Answered = 'holds' | 'moves' | 'attention' | 'snooze' | 'mark_read';

export function queuesOf(double: Double): Pick<Handlers, Answered> {
  return {
    holds: () => holdsOf(double),
    moves: ({ which, verbs, currencies, limit, after }) => {
      const wanted = (currency: string) => currencies.length === 0 || currencies.includes(currency);
      const all = double.intents
        .filter((one) => one.settled === (which === 'done'))
        .filter((one) => (verbs.length === 0 || verbs.includes(one.verb)) && wanted(one.amount.currency))
        .map((one) => moveOf(one, double.rowOf(one.order), double.intents))
        .sort((one, other) => (timeOf(one, which) < timeOf(other, which) ? 1 : -1));
      const start = after === null ? 0 : all.findIndex((one) => one.id === after) + 1;
      const moves = all.slice(start, start + limit);
      return {
        moves,
        next: start + limit >= all.length ? null : (moves.at(-1)?.id ?? null),
        count: all.length,
        currencies: codes(double.intents.map(({ amount }) => amount)),
      };
    },
    attention: () => ({ ...double.concerns, items: double.concerns.items.filter((one) => stands(double, one)) }),
    snooze: ({ item, until, reason }) => {
      const known = named(double, item);
      if (reason.trim() === '') throw bad('reason', 'a reason is needed', 'Say what you are waiting for.');
      if (known.until !== null && until > known.until) {
        throw bad('until', 'the deadline comes before that', 'Choose an earlier time.');
      }
      const { items, snoozed } = double.concerns;
      double.concerns.items = items.filter((one) => one !== known);
      double.concerns.snoozed = [...snoozed, { ...known, snoozed_until: until, snoozed_because: reason }];
      double.tell('pulse', double.pulse());
      return null;
    },
    mark_read: ({ item }) => {
      const known = named(double, item);
      if (!known.readable) throw bad('item', 'this has to be done, not read', 'Do what its detail says.');
      const { items, snoozed } = double.concerns;
      double.concerns.items = items.filter((one) => one !== known);
      double.concerns.snoozed = snoozed.filter((one) => one !== known);
      double.tell('pulse', double.pulse());
      return null;
    },
  };
}

const timeOf = (one: { requested_at: string; moved_at: string }, which: 'open' | 'done'): string =>
  which === 'open' ? one.requested_at : one.moved_at;

const codes = (amounts: readonly Money[]): string[] => [...new Set(amounts.map(({ currency }) => currency))].sort();

function named(double: Double, item: string): AttentionItem {
  const { items, snoozed } = double.concerns;
  const known = [...items, ...snoozed].find((one) => one.id === item);
  if (known === undefined) throw missing(item);
  return known;
}

/** Whether a concern is one still: a link that was made anew, a hold that is being captured and a stopped intent are none. */
function stands(double: Double, item: AttentionItem): boolean {
  if (item.order === null) return true;
  const row = double.rowOf(item.order);
  const intents = double.intents.filter((one) => one.order === item.order);
  switch (item.kind) {
    case 'link-ending':
      return row.state === 'waiting' && row.live_until === item.until;
    case 'hold-ending':
      return row.state === 'authorised' && !intents.some((one) => one.verb === 'Capture' && one.stage !== 'stopped');
    case 'paid-twice-two-requests':
      return !intents.some((one) => one.verb !== 'Capture' && one.stage !== 'stopped');
    case 'never-placed':
      return !intents.some((one) => one.id === item.intent && one.settled);
    default:
      return true;
  }
}

function holdsOf(double: Double): Holds {
  const holds = double.rows
    .filter((row) => row.state === 'authorised' && row.hold_ends_at !== null)
    .map((row) => holdOf(double, row))
    .sort((one, other) => Date.parse(one.ends_at) - Date.parse(other.ends_at));
  return { holds, held: add(holds.map(({ amount }) => amount)).sort(byCurrency) };
}

const byCurrency = (one: { currency: string }, other: { currency: string }) => (one.currency < other.currency ? -1 : 1);

/** When the first hold ends, for a window in which nobody is signed in. */
export function firstHoldEnds(double: Double): string | null {
  return holdsOf(double).holds[0]?.ends_at ?? null;
}

function holdOf(double: Double, row: RowView): Hold {
  return {
    order: row.id,
    reference: row.reference,
    payment: double.order(row.id).payments.at(-1)?.id ?? '',
    description: row.description,
    buyer: row.buyer,
    amount: row.amount,
    method: row.method,
    brand: row.brand ?? null,
    last4: row.last4,
    authorised_at: row.opened_at,
    ends_at: row.hold_ends_at ?? row.opened_at,
    estimated: false,
    as_of: row.moved_at,
    refusal: refusalOf(double, row),
    ...double.holdMore.get(row.id),
  };
}

function refusalOf(double: Double, row: RowView): RefusalView | null {
  const open = double.intents.find((intent) => intent.order === row.id && !intent.settled);
  if (open !== undefined) {
    const noun = open.verb.toLowerCase();
    return {
      code: `${noun}-open`,
      reason: `a ${noun} of this payment waits to leave`,
      remedy: `stop the ${noun}, or wait until it is done`,
    };
  }
  if (!row.badges.includes('Disputed')) return null;
  return {
    code: 'disputed',
    reason: `a dispute is open on the payment since ${dayKey(row.moved_at, ZONE)}`,
    remedy: 'whoever handles the dispute can lift this.',
  };
}
