import { dayKey } from '@/time/zone';
import type { Hold, Holds, RefusalView, RowView } from '../contract';
import { bad, type Double, type Handlers } from './double';
import { ZONE } from './shop';
import { add } from './sums';

type Answered = 'holds' | 'moves' | 'attention' | 'snooze' | 'mark_read';

export function queuesOf(double: Double): Pick<Handlers, Answered> {
  return {
    holds: () => holdsOf(double),
    moves: () => {
      throw bad('moves', 'the double has no answer to this yet', '');
    },
    attention: () => {
      throw bad('attention', 'the double has no answer to this yet', '');
    },
    snooze: () => {
      throw bad('snooze', 'the double has no answer to this yet', '');
    },
    mark_read: () => {
      throw bad('mark_read', 'the double has no answer to this yet', '');
    },
  };
}

function holdsOf(double: Double): Holds {
  const holds = double.rows
    .filter((row) => row.state === 'authorised' && row.hold_ends_at !== null)
    .map((row) => holdOf(double, row))
    .sort((one, other) => Date.parse(one.ends_at) - Date.parse(other.ends_at));
  return { holds, held: add(holds.map(({ amount }) => amount)).sort(byCurrency) };
}

const byCurrency = (one: { currency: string }, other: { currency: string }) => (one.currency < other.currency ? -1 : 1);

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
