import { compare, isZero, print } from '@/money/print';
import type { Ask, CommandError, IntentView, OrderView, PaymentView, Prepared, Stage, Verb } from '../contract';
import { bad, type Double, missing } from './double';
import { less, total } from './sums';

/** Seconds in which something confirmed can be stopped. */
const WINDOW = 60;

/** What a person is asked to confirm, as the core's rules would have it. */
export function prepare(double: Double, ask: Ask): Prepared {
  const order = double.order(ask.order);
  const payment = order.payments.find(({ id }) => id === ask.payment) ?? order.payments.at(-1);
  if (payment?.book == null) throw missing(ask.order);
  const sum = ask.verb === 'Refund' ? (ask.amount ?? payment.book.available) : payment.amount;
  const refusal = refusalOf(double, order, payment, { ...ask, amount: sum });
  if (refusal !== null) throw refusal;
  double.asked += 1;
  const token = `token-${double.asked}`;
  double.prepared.set(token, { ...ask, sum, version: order.version, payment: payment.id });
  return {
    token,
    verb: ask.verb,
    order: order.id,
    reference: order.reference,
    payment: payment.id,
    amount: sum,
    sentence: `${ask.verb} ${print(sum)} of order ${order.reference}`,
    consequence: 'Once it has left it cannot be called back.',
    before: payment.book,
    after: afterwards(payment, ask.verb, sum),
    not_before: double.in(double.window ?? WINDOW),
    stop_window_seconds: double.window ?? WINDOW,
    advice: payment.advice ?? { right_now: 'neither', until: null, why: '' },
    version: order.version,
    ...(double.second === null ? {} : { second: double.second }),
  };
}

/** The recovery code of the double. */
export const CODE = 'ABCD-EFGH';

/** Makes an intent of what was prepared, once. */
export function confirm(double: Double, token: string, code: string | null): IntentView {
  const ask = double.prepared.get(token);
  if (ask === undefined) throw refused('confirmation-spent', 'this confirmation was used already', 'Ask again.');
  double.prepared.delete(token);
  if (double.second !== null && code !== CODE) {
    throw refused('recovery-code', 'this recovery code belongs to another ledger', 'Type it again.');
  }
  const order = double.order(ask.order);
  if (order.version !== ask.version) {
    throw refused('changed-meanwhile', 'the order changed', 'Look at the order again and decide afresh.');
  }
  double.confirmed += 1;
  const intent: IntentView = {
    id: `intent-${double.confirmed}`,
    order: order.id,
    reference: order.reference,
    verb: ask.verb,
    payment: ask.payment,
    amount: ask.sum,
    operation: `cs-${ask.verb.charAt(0).toLowerCase()}-20261125-${double.confirmed}`,
    stage: 'queued',
    word: 'In the outbox',
    settled: false,
    sentence: `${ask.verb} ${print(ask.sum)} of order ${order.reference}`,
    reason: ask.reason,
    by: 'Priya Nair',
    requested_at: double.in(0),
    not_before: double.in(double.window ?? WINDOW),
    sent_at: null,
    attempts: 0,
    moved_at: double.in(0),
    transaction: null,
    code: null,
    explanation: null,
    explanation_zh: null,
    stopped: null,
    stopped_by_rule: null,
    unknown: null,
  };
  double.intents.push(intent);
  double.touch(order.id);
  return intent;
}

/** Stops what has not left. */
export function stop(double: Double, id: string): IntentView {
  const intent = double.intents.find((one) => one.id === id);
  if (intent === undefined) throw missing(id);
  if (intent.stage !== 'queued' && intent.stage !== 'never-placed') {
    throw refused('changed-meanwhile', 'it has left and cannot be called back', "Wait for Antom's word on it.");
  }
  return carry(double, id, 'stopped', { stopped: 'stopped by Priya Nair' });
}

const SETTLED: readonly Stage[] = ['stopped', 'done', 'refused'];

/** Takes an intent to a stage, as Antom and time do, and lets the order follow. */
export function carry(double: Double, id: string, stage: Stage, more: Partial<IntentView> = {}): IntentView {
  const intent = double.intents.find((one) => one.id === id);
  if (intent === undefined) throw missing(id);
  const left = stage === 'sent' ? { sent_at: double.in(0), attempts: intent.attempts + 1 } : {};
  Object.assign(intent, { stage, settled: SETTLED.includes(stage), moved_at: double.in(0), ...left, ...more });
  if (stage === 'done') settle(double, intent);
  else double.touch(intent.order);
  return intent;
}

function settle(double: Double, { order, verb, amount }: IntentView): void {
  const row = double.rowOf(order);
  if (verb === 'Capture') double.change(order, { state: 'captured', captured: row.amount, hold_ends_at: null });
  else if (verb === 'Cancel') double.change(order, { state: 'cancelled', hold_ends_at: null });
  else {
    const refunded = total(amount.currency, [row.refunded, amount]);
    double.change(order, { state: compare(refunded, row.captured) < 0 ? 'part-refunded' : 'refunded', refunded });
  }
}

function afterwards({ book, amount }: PaymentView, verb: Verb, sum: Prepared['amount']): Prepared['after'] {
  if (book === null) return null;
  const zero = { ...amount, value: '0' };
  if (verb === 'Capture') return { ...book, taken: sum, available: sum };
  if (verb === 'Cancel') return { ...book, authorised: zero, taken: zero, available: zero };
  return { ...book, refunded: total(sum.currency, [book.refunded, sum]), available: less(book.available, [sum]) };
}

const LIKE_A_CARD = /(?:\d[ -]?){13,19}/;

function refusalOf(double: Double, order: OrderView, payment: PaymentView, ask: Ask): CommandError | null {
  if (ask.reason !== null && LIKE_A_CARD.test(ask.reason)) {
    return bad('reason', 'reason: it holds what looks like a card number', 'Leave the number out.');
  }
  const open = double.intents.find((one) => one.order === order.id && !one.settled);
  if (open !== undefined && (ask.verb !== 'Refund' || open.verb !== 'Refund')) {
    const noun = open.verb.toLowerCase();
    const told = `a ${noun} of ${print(open.amount)} on this payment waits to leave`;
    return refused(`${noun}-open`, told, `stop the ${noun}, or wait until it is done`);
  }
  if (ask.verb === 'Refund') return noRefund(order, payment, ask);
  return ask.verb === 'Capture' ? noCapture(double, order, payment) : noCancel(payment);
}

function noRefund(order: OrderView, { book, amount }: PaymentView, ask: Ask): CommandError | null {
  if (book === null || ask.amount === null) return null;
  if (order.badges.includes('Disputed') && ask.despite_dispute !== true) {
    const told = `a dispute is open on the payment of ${print(amount)}`;
    return refused('disputed', told, 'whoever handles the dispute can lift this.');
  }
  if (isZero(book.taken)) {
    const told = `${print(amount)} is held and was not captured, so there is nothing to give back`;
    return refused('nothing-taken', told, 'cancel the payment to release the hold');
  }
  if (isZero(book.available)) return refused('nothing-left', 'nothing is left to refund', 'Nothing lifts this.');
  if (isZero(ask.amount)) return refused('zero-amount', 'an amount of nothing moves nothing', 'Give more.');
  if (compare(ask.amount, book.available) <= 0) return null;
  const told = `${print(book.available)} is available, which is less than ${print(ask.amount)}`;
  return refused('more-than-available', told, `refund at most ${print(book.available)}`);
}

function noCapture(double: Double, order: OrderView, payment: PaymentView): CommandError | null {
  if (payment.state !== 'authorised') {
    return refused('already-captured', `${print(payment.amount)} was captured already`, 'Nothing lifts this.');
  }
  if (payment.hold_ends_at !== null && Date.parse(payment.hold_ends_at) <= double.now()) {
    return refused('hold-ended', `the hold of ${print(payment.amount)} ended`, 'ask for the money with a new request');
  }
  if (!order.badges.includes('Disputed')) return null;
  const told = `a dispute is open on the payment of ${print(payment.amount)}`;
  return refused('disputed', told, 'whoever handles the dispute can lift this.');
}

function noCancel({ advice }: PaymentView): CommandError | null {
  if (advice?.right_now === 'cancel') return null;
  return refused('cancel-window-over', 'the time for cancelling is over', 'refund it instead');
}

export function refused(code: string, message: string, remedy: string): CommandError {
  const ofClass = code === 'changed-meanwhile' ? 'changed' : code === 'confirmation-spent' ? 'usage' : 'refused';
  return { code, class: ofClass, message, remedy };
}
