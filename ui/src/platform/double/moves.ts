import type { Book, IntentView, Move, RowView, Stage, Verb } from '../contract';
import { amount, at, NOW, nothingOf } from './shop';

type Told = Partial<Pick<IntentView, 'code' | 'explanation' | 'explanation_zh' | 'reason' | 'requested_at' | 'by'>>;

/** When it last moved, where it stands, what it is, of which order, how much; what else is told stands at the end. */
type Line = readonly [string, Stage, Verb, string, string, Told?];

const LINES: readonly Line[] = [
  ['2026-11-25T09:58', 'checking', 'Refund', 'SO-20434', 'HKD 365.00', { code: 'REFUND_IN_PROCESS' }],
  ['2026-11-25T09:41', 'done', 'Refund', 'SO-20392', 'HKD 760.00', { reason: 'Order came back' }],
  ['2026-11-25T09:22', 'done', 'Refund', 'SO-20440', 'HKD 440.00', { reason: 'One of two pieces out of stock' }],
  [
    '2026-11-25T09:05',
    'refused',
    'Refund',
    'SO-18804',
    'SGD 58.00',
    {
      code: 'REFUND_WINDOW_EXCEED',
      explanation: 'The time for refunding is over. Settle it with the buyer in another way.',
      explanation_zh: '退款期限已过。请与买家以其他方式解决。',
      reason: 'Sole came off',
    },
  ],
  ['2026-11-24T17:50', 'done', 'Refund', 'SO-20401', 'USD 86.00', { reason: 'Paid twice by mistake' }],
  ['2026-11-24T16:12', 'done', 'Refund', 'SO-20366', 'SGD 119.90', { reason: 'Jacket too small' }],
  ['2026-11-24T13:30', 'stopped', 'Refund', 'SO-20366', 'SGD 199.00', { reason: 'Jacket too small' }],
  ['2026-11-24T11:02', 'done', 'Refund', 'SO-20359', 'KRW 58,000', { reason: 'Order came back' }],
  ['2026-11-23T15:48', 'done', 'Refund', 'SO-20344', 'HKD 1,340.00', { reason: 'Wrong colour' }],
  ['2026-11-23T10:20', 'done', 'Cancel', 'SO-20339', 'USD 215.50', { reason: 'Ordered by mistake' }],
];

/** What still waits in the outbox: 18 of its 60 seconds are over. */
const WAITING = ['2026-11-25T11:04:42', '2026-11-25T11:05:42'] as const;
/** Done before the days of the pictures. */
const OLDER = 20;

const WORDS: Record<Stage, string> = {
  queued: 'In the outbox',
  released: 'In the outbox',
  sent: 'Checking with Antom',
  checking: 'Checking with Antom',
  done: 'Returned',
  refused: 'Refused',
  stopped: 'Stopped',
  'never-placed': 'Never reached Antom',
};

const OPEN: readonly Stage[] = ['queued', 'released', 'sent', 'checking', 'never-placed'];

/** An intent as the core tells it. */
export function intentOf(row: RowView, verb: Verb, sum: IntentView['amount'], stage: Stage, moved: string): IntentView {
  const left = stage !== 'queued' && stage !== 'stopped';
  const day = moved.slice(0, 10).replaceAll('-', '');
  const kind = { Refund: 'r', Capture: 'c', Cancel: 'x' }[verb];
  const mark = `${row.reference.slice(3)}${moved.slice(11, 16).replace(':', '')}`;
  return {
    id: `intent-${row.reference}-${moved}`,
    order: row.id,
    reference: row.reference,
    verb,
    payment: `20261125194010890100${row.reference.slice(3)}`,
    amount: sum,
    operation: `cs-${kind}-${day}-${mark}`,
    stage,
    word: WORDS[stage],
    settled: !OPEN.includes(stage),
    sentence: `${verb} of order ${row.reference}`,
    reason: 'Problem with an item',
    by: 'Priya Nair, on front-desk-2',
    requested_at: new Date(Date.parse(moved) - (left ? 64_000 : 30_000)).toISOString(),
    not_before: new Date(Date.parse(moved) - (left ? 4_000 : -30_000)).toISOString(),
    sent_at: left ? new Date(Date.parse(moved) - (stage === 'checking' ? 0 : 2_000)).toISOString() : null,
    attempts: left ? 1 : 0,
    moved_at: moved,
    transaction: stage === 'done' && verb !== 'Cancel' ? `${day}19401089010018${mark}` : null,
    code: stage === 'done' ? 'SUCCESS' : null,
    explanation: null,
    explanation_zh: null,
    stopped: stage === 'stopped' ? 'stopped by Priya Nair' : null,
    stopped_by_rule: null,
    unknown: null,
  };
}

/** The refunds and cancels of the pictures, and twenty older ones; the newest last, as the core keeps them. */
export function castIntents(rows: readonly RowView[]): IntentView[] {
  const of = (reference: string): RowView => {
    const row = rows.find((one) => one.reference === reference);
    if (row === undefined) throw new Error(`no order is called ${reference}`);
    return row;
  };
  const told = LINES.map(([local, stage, verb, reference, sum, more]) => ({
    ...intentOf(of(reference), verb, amount(sum), stage, at(local)),
    ...more,
  }));
  const older = rows
    .filter(
      (row) => (row.state === 'refunded' || row.state === 'part-refunded') && row.opened_at < at('2026-11-20T00:00'),
    )
    .slice(0, OLDER)
    .map((row) => {
      const moved = new Date(Date.parse(row.opened_at) + 86_400_000).toISOString();
      return intentOf(row, 'Refund', row.refunded, 'done', moved);
    });
  const [requested, leaves] = WAITING;
  const waiting: IntentView = {
    ...intentOf(of('SO-20445'), 'Refund', amount('SGD 200.00'), 'queued', at(requested)),
    requested_at: at(requested),
    not_before: at(leaves),
  };
  return [...older.toReversed(), ...told.toReversed(), waiting];
}

/** One of every stage that the pictures leave out: what never arrived, a capture that waits, a cancel that leaves. */
export function moreIntents(rows: readonly RowView[]): IntentView[] {
  const of = (reference: string) => rows.find((one) => one.reference === reference);
  const [lost, held, taken, large] = ['SO-20427', 'SO-20391', 'SO-20388', 'SO-20449'].map(of);
  if (lost === undefined || held === undefined || taken === undefined || large === undefined) return [];
  return [
    {
      ...intentOf(lost, 'Refund', amount('SGD 45.00'), 'never-placed', at('2026-11-25T10:32')),
      id: 'intent-never-placed',
      code: 'ORDER_NOT_EXIST',
    },
    {
      ...intentOf(large, 'Refund', amount('IDR 1,250,000.00'), 'refused', at('2026-11-25T08:12')),
      code: 'MERCHANT_BALANCE_NOT_ENOUGH',
    },
    { ...intentOf(held, 'Capture', held.amount, 'queued', at('2026-11-25T11:04:50')), reason: null },
    intentOf(taken, 'Cancel', taken.amount, 'released', at('2026-11-25T11:04:58')),
  ];
}

/** The money of a payment, with what is under way taken off. The core does this in the product. */
function bookOf(row: RowView, intents: readonly IntentView[]): Book {
  const zero = nothingOf(row.amount.currency);
  const sum = (stages: readonly Stage[]): bigint =>
    intents
      .filter((one) => one.order === row.id && one.verb === 'Refund' && stages.includes(one.stage))
      .reduce((all, one) => all + BigInt(one.amount.value), 0n);
  const taken = BigInt(row.captured.value);
  const [refunded, pending] = [sum(['done']), sum(['sent', 'checking'])];
  const queued = sum(['queued', 'released', 'never-placed']);
  const of = (value: bigint) => ({ ...zero, value: (value < 0n ? 0n : value).toString() });
  return {
    authorised: row.amount,
    taken: of(taken),
    refunded: of(refunded),
    pending: of(pending),
    queued: of(queued),
    available: of(taken - refunded - pending - queued),
  };
}

/** An intent with what people recognise its payment by. */
export function moveOf(intent: IntentView, row: RowView, intents: readonly IntentView[]): Move {
  const { buyer, method, last4 } = row;
  const isAsked = intent.stage === 'checking' || intent.stage === 'sent';
  return {
    ...intent,
    buyer,
    method,
    brand: row.brand ?? null,
    last4,
    book: bookOf(row, intents),
    next_check_at: isAsked ? new Date(NOW + 240_000).toISOString() : null,
  };
}
