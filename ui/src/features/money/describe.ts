import { print, printFigure } from '@/money/print';
import type { Term } from '@/parts/Equation';
import { cardName, methodName } from '@/parts/method';
import type { Book, Money, OrderView, PaymentView, Verb } from '@/platform/contract';
import { printMoment } from '@/time/zone';
import type { Language, Say } from '@/words/words';

/** The buyer's name; who it is by the order where there is none. */
export function whoOf(order: OrderView, say: Say): string {
  return order.buyer?.name ?? say('money.who', { reference: order.reference });
}

/** How a payment was made, as people name it. */
export function howOf({ card, method }: PaymentView, say: Say): string | null {
  if (card !== null) return cardName(card.brand, card.last4, say);
  return method === null ? null : methodName(method, say);
}

/** Methods that hold the money first and take it by a capture. */
const HOLDING = new Set(['CARD', 'APPLEPAY', 'GOOGLEPAY']);

/** Whether its money was held before it was taken. */
export function authorisesFirst({ card, method, captures, hold_ends_at }: PaymentView): boolean {
  return card !== null || captures.length > 0 || hold_ends_at !== null || HOLDING.has(method ?? '');
}

/** Where money goes back to or comes from. */
export function whomOf(payment: PaymentView, say: Say): string {
  const method = howOf(payment, say);
  return method === null ? say('money.whom.unknown') : say('money.whom', { method });
}

/** Order, method and when, for under the title. */
export function lineOf(order: OrderView, payment: PaymentView, zone: string, language: Language, say: Say): string {
  const given = { reference: order.reference, method: howOf(payment, say) ?? say('money.line.method') };
  if (payment.paid_at === null) return say('money.line.open', given);
  const named = { ...given, when: printMoment(payment.paid_at, zone, language) };
  return payment.state === 'authorised' ? say('money.line.held', named) : say('money.line.paid', named);
}

export function doOf(verb: Verb, amount: Money | null, say: Say): string {
  if (amount === null) return say('money.do.refund.empty');
  const given = { amount: print(amount) };
  if (verb === 'Capture') return say('money.do.capture', given);
  return verb === 'Cancel' ? say('money.do.cancel', given) : say('money.do.refund', given);
}

/** The title of a capture, a cancel or a refund: one sentence with the amount and the buyer in it. */
export function titleOf(verb: Verb, amount: Money | null, order: OrderView, payment: PaymentView, say: Say): string {
  const who = whoOf(order, say);
  if (amount === null) return say('money.title.refund.empty', { who });
  const given = { who, amount: print(amount) };
  if (verb === 'Refund') return say('money.title.refund', given);
  if (verb === 'Capture') return say('money.title.capture', given);
  if (payment.state === 'authorised') return say('money.title.cancel.held', given);
  return payment.state === 'paid' ? say('money.title.cancel.paid', given) : say('money.title.cancel', given);
}

/** What of a book is no longer what it was when people began to look. */
export function changesOf(first: Book | null, now: Book | null): ReadonlySet<keyof Book> {
  if (first === null || now === null) return new Set();
  const names: readonly (keyof Book)[] = ['authorised', 'taken', 'refunded', 'pending', 'queued', 'available'];
  return new Set(names.filter((name) => first[name].value !== now[name].value));
}

type Marks = ReadonlySet<keyof Book>;

/** What was taken, what of it went back or is on its way, and what is left. The outbox stands there when it is not empty. */
export function refundTerms(payment: PaymentView, book: Book, changed: Marks, say: Say): Term[] {
  const terms: Term[] = [
    {
      sign: null,
      name: authorisesFirst(payment) ? say('money.captured') : say('money.paid'),
      amount: book.taken,
      changed: changed.has('taken'),
    },
    { sign: '−', name: say('money.refunded'), amount: book.refunded, changed: changed.has('refunded') },
    {
      sign: '−',
      name: say('money.pending'),
      amount: book.pending,
      unconfirmed: true,
      changed: changed.has('pending'),
    },
  ];
  if (!/^0*$/.test(book.queued.value)) {
    const isNew = changed.has('queued');
    terms.push({ sign: '−', name: say('money.queued'), amount: book.queued, unconfirmed: true, changed: isNew });
  }
  terms.push({
    sign: '=',
    name: say('money.available'),
    amount: book.available,
    available: true,
    changed: changed.has('available'),
  });
  return terms;
}

export function refundTold(book: Book, say: Say): string {
  return say('money.equation.refund', {
    taken: print(book.taken),
    refunded: printFigure(book.refunded),
    pending: printFigure(book.pending),
    queued: printFigure(book.queued),
    available: printFigure(book.available),
  });
}

/** What is held, what of it was captured, and what there is to capture, which the core says. */
export function captureTerms(book: Book, amount: Money | null, changed: Marks, say: Say): Term[] {
  const held: Term = {
    sign: null,
    name: say('money.held'),
    amount: book.authorised,
    changed: changed.has('authorised'),
  };
  const taken: Term = { sign: '−', name: say('money.captured'), amount: book.taken, changed: changed.has('taken') };
  return amount === null ? [held, taken] : [held, taken, { sign: '=', name: say('money.to-capture'), amount }];
}

export function captureTold(book: Book, amount: Money | null, say: Say): string {
  const given = { held: print(book.authorised), taken: printFigure(book.taken) };
  return amount === null
    ? say('money.equation.capture.open', given)
    : say('money.equation.capture', { ...given, amount: printFigure(amount) });
}

/** What is held, what of it is let go, and what stays. */
export function cancelTerms(before: Book, amount: Money, after: Book, changed: Marks, say: Say): Term[] {
  return [
    { sign: null, name: say('money.held'), amount: before.authorised, changed: changed.has('authorised') },
    { sign: '−', name: say('money.let-go'), amount },
    { sign: '=', name: say('money.stays'), amount: after.authorised },
  ];
}

export function cancelTold(before: Book, amount: Money, after: Book, say: Say): string {
  return say('money.equation.cancel', {
    held: print(before.authorised),
    amount: printFigure(amount),
    stays: printFigure(after.authorised),
  });
}
