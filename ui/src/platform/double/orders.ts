import { isZero, print } from '@/money/print';
import type {
  Action,
  AdviceView,
  Book,
  CheckView,
  EvidenceView,
  IntentView,
  Moment,
  OrderView,
  PaymentView,
  RowView,
  ShipView,
  TimelineEntry,
} from '../contract';
import { contactsOf, nothingOf, quarterPastMidnightAfter } from './shop';
import { less, total } from './sums';

const ACTIONS: Record<RowView['state'], Action> = {
  draft: 'make-link',
  waiting: 'send-again',
  paid: 'refund',
  authorised: 'capture',
  captured: 'refund',
  'part-refunded': 'refund',
  refunded: 'nothing',
  cancelled: 'nothing',
  expired: 'new-request',
  failed: 'new-request',
  checking: 'ask-now',
};

const later = (at: Moment, seconds: number): Moment => new Date(Date.parse(at) + seconds * 1000).toISOString();

/** The order behind a row, with the story that the pictures tell of it. */
export function orderOf(row: RowView, intents: readonly IntentView[] = [], now = 0): OrderView {
  const { email, phone } = contactsOf(row);
  const payment = row.method === null ? null : paymentOf(row, intents, now);
  const isMei = row.reference === 'SO-20450';
  const request = isMei ? 'cs-20261125-7QK2M9XV4T' : `cs-20261125-${row.reference}`;
  return {
    id: row.id,
    reference: row.reference,
    account: 'main',
    description: row.description,
    amount: row.amount,
    state: row.state,
    word: row.word,
    badges: row.badges,
    side_note: null,
    next: nextOf(row),
    action: row.live_until === null ? ACTIONS[row.state] : 'copy-link',
    version: 7,
    opened_at: row.opened_at,
    opened_by: row.created_by,
    imported: false,
    closed: null,
    capture_mode: 'MANUAL',
    methods: [],
    locale: null,
    lives_until: later(row.opened_at, 3 * 86_400),
    buyer: { name: row.buyer, email, phone, buyer_id: null, items: [] },
    forgotten: false,
    replaces: null,
    replaced_by: null,
    sessions: [
      {
        request,
        follows: null,
        by_pay: false,
        stage: 'issued',
        live: row.live_until !== null,
        requested_at: row.opened_at,
        ends_at: row.live_until ?? later(row.opened_at, 3600),
        session: isMei ? 'UNQ5pT0cRw1s8kVbFh2d' : `UNQ${row.reference}`,
        link: 'https://checkout.antom.example/pay?…',
        shared: ['email'],
        trouble: null,
      },
    ],
    payments: payment === null ? [] : [{ ...payment, request }],
    intents: [...intents],
    notes: [],
    timeline: timelineOf(row),
    ship: shipOf(row),
    masked: ['cardToken', 'paymentSessionData', 'the query of normalUrl'],
  };
}

function shipOf({ state, badges }: RowView): ShipView {
  if (badges.includes('Disputed')) {
    const because = 'A dispute is open, and the bank may take the money back.';
    return { ship: 'not-yet', why: 'dispute', word: "Don't ship yet", because };
  }
  if (['paid', 'captured', 'part-refunded'].includes(state))
    return { ship: 'now', why: null, word: 'Ship now', because: 'The money is taken.' };
  const [why, because] =
    state === 'authorised'
      ? ['capture', 'The money is only held; a capture has to succeed first.']
      : ['payment', 'The buyer has not paid.'];
  return { ship: 'not-yet', why, word: "Don't ship yet", because };
}

function nextOf(row: RowView): string {
  switch (row.state) {
    case 'checking':
      return 'Antom is asked until the outcome is known; nothing is sent twice meanwhile.';
    case 'paid':
    case 'captured':
      return `${print(row.amount)} was taken; up to ${print(row.amount)} can be refunded.`;
    case 'failed':
      return `It failed (${row.trouble ?? 'UNKNOWN'}); no money moved.`;
    case 'waiting':
      return 'No checkout is open; the request can be sent again.';
    case 'expired':
      return 'Nothing was paid, and nothing more can come of it.';
    case 'refunded':
      return 'Everything that was taken was given back.';
    case 'cancelled':
      return 'The payment was cancelled; no money stays with you.';
    default:
      return 'The money was taken.';
  }
}

const check = (code: string, said: string, said_zh: string): CheckView => ({ code, said, said_zh });

function paymentOf(row: RowView, intents: readonly IntentView[], now: number): PaymentView {
  const book = bookOf(row, intents);
  return {
    id: row.reference === 'SO-20450' ? '2026112519401089010018821020' : `20261125194010890100${row.reference.slice(3)}`,
    request: '',
    state: row.state,
    word: row.word,
    amount: row.amount,
    method: row.method,
    result_code: row.trouble ?? 'SUCCESS',
    result: row.trouble == null ? null : 'The bank that issued the card declined it.',
    result_zh: row.trouble == null ? null : '发卡银行拒绝了付款。',
    created_at: row.opened_at,
    paid_at: row.opened_at,
    hold_ends_at: row.hold_ends_at,
    hold_estimated: false,
    capture_refused: false,
    hold_lapsed: false,
    checks:
      row.method !== 'CARD'
        ? null
        : {
            address: check('AVS_MATCHES', "Street and postal code are the cardholder's.", '街道和邮编与持卡人一致。'),
            security_code: check('CVV_MATCHES', 'The security code is right.', '安全码正确。'),
            authentication: check('THREE_DS_AUTHENTICATED', 'The bank recognised the buyer.', '银行已验证买家身份。'),
            liability: check(
              'LIABILITY_ISSUER',
              "The cardholder's bank bears a loss by fraud.",
              '欺诈损失由持卡人的银行承担。',
            ),
          },
    card: row.last4 === null ? null : { brand: row.brand ?? null, last4: row.last4 },
    book,
    captures: [],
    refunds: [],
    disputes: [],
    advice: adviceOf(row, book, now),
    as_of: row.moved_at,
  };
}

function bookOf(row: RowView, intents: readonly IntentView[]): Book {
  const { currency } = row.amount;
  const zero = nothingOf(currency);
  const isHeld = row.state === 'authorised' || row.state === 'checking';
  const taken = isHeld ? zero : row.captured;
  const sum = (...stages: IntentView['stage'][]) =>
    total(
      currency,
      intents.filter(({ verb, stage }) => verb === 'Refund' && stages.includes(stage)).map(({ amount }) => amount),
    );
  const pending = sum('sent', 'checking');
  const queued = sum('queued', 'released', 'never-placed');
  const available = less(taken, [row.refunded, pending, queued]);
  return { authorised: row.amount, taken, refunded: row.refunded, pending, queued, available };
}

/** Methods that are never cancelled. */
const FINAL = new Set(['DANA']);

function adviceOf(row: RowView, book: Book, now: number): AdviceView {
  const isCard = row.last4 !== null;
  const untouched = isZero(book.refunded) && isZero(book.pending) && isZero(book.queued);
  const isOpen = isCard ? isZero(book.taken) : untouched && !FINAL.has(row.method ?? '');
  const end = isCard ? later(row.opened_at, 7 * 86_400) : quarterPastMidnightAfter(row.opened_at);
  if (isOpen && Date.parse(end) > now) {
    return { right_now: 'cancel', until: end, why: `the whole ${print(row.amount)} can be cancelled` };
  }
  if (isZero(book.available)) return { right_now: 'neither', until: null, why: 'nothing is left' };
  return { right_now: 'refund', until: later(row.opened_at, 365 * 86_400), why: 'it can no longer be cancelled' };
}

function timelineOf(row: RowView): TimelineEntry[] {
  const { email } = contactsOf(row);
  const entry = (seconds: number, actor: string, kind: string, sentence: string): TimelineEntry => ({
    at: later(row.opened_at, seconds),
    actor,
    kind,
    sentence,
    money: null,
    told: null,
  });
  const story = [
    entry(-260, 'Priya Nair, on front-desk-2', 'OrderOpened', 'Request made on the phone'),
    entry(-259, 'Countersign', 'SessionRequested', 'Asks Antom for a link until Wed 25 Nov, 11:36 +08:00'),
    entry(-258, 'Countersign', 'SessionSent', 'The request for a link leaves'),
    entry(-253, 'Priya Nair, by e-mail', 'LinkShared', `Link sent to ${email}`),
  ];
  if (row.method === null) return story;
  const how = row.last4 === null ? 'Paid' : `Authorised on ${row.brand ?? 'card'} •• ${row.last4}`;
  story.push(entry(-2, 'Seen by asking Antom', 'PaymentReported', 'Buyer submitted the payment'));
  story.push(entry(21, 'Antom, 3-D Secure passed', 'PaymentReported', how));
  return story;
}

/** What Antom signed about an order. */
export function evidenceOf(row: RowView): EvidenceView[] {
  return ['createPaymentSession', 'inquiryPayment', 'inquiryPayment', 'notifyPayment'].map((operation, place) => ({
    at: later(row.opened_at, place),
    operation,
    valid: true,
    key_version: 3,
    body: JSON.stringify({ result: { resultCode: 'SUCCESS', resultStatus: 'S' }, cardToken: '…masked…' }, null, 2),
  }));
}
