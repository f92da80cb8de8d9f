import type { Say, WordKey } from '@/words/words';

/** Each kind of fault, by the simulator's name for it: what it is called, and what people will see. */
const KINDS: Readonly<Record<string, readonly [name: WordKey, what: WordKey]>> = {
  delay: ['fault.delay', 'fault.delay.what'],
  lost_before_effect: ['fault.lost-before', 'fault.lost-before.what'],
  lost_after_effect: ['fault.lost-after', 'fault.lost-after.what'],
  http_500_after_effect: ['fault.http-500', 'fault.http-500.what'],
  answer_unknown: ['fault.unknown', 'fault.unknown.what'],
  answer_unknown_before_effect: ['fault.unknown-before', 'fault.unknown-before.what'],
  bad_signature: ['fault.bad-signature', 'fault.bad-signature.what'],
  no_signature: ['fault.no-signature', 'fault.no-signature.what'],
  garbage: ['fault.garbage', 'fault.garbage.what'],
  traffic_limit: ['fault.traffic', 'fault.traffic.what'],
  duplicate_notifications: ['fault.duplicate', 'fault.duplicate.what'],
  reorder_notifications: ['fault.reorder', 'fault.reorder.what'],
};

/** What a fault is called and what it does; a kind that is not known here stands as the simulator names it. */
export function faultWords(kind: string, say: Say): { name: string; what: string } {
  const known = KINDS[kind];
  if (known === undefined) return { name: kind, what: '' };
  return { name: say(known[0]), what: say(known[1]) };
}

const OPERATIONS: Readonly<Record<string, WordKey>> = {
  '*': 'operation.all',
  createPaymentSession: 'operation.createPaymentSession',
  inquiryPayment: 'operation.inquiryPayment',
  capture: 'operation.capture',
  cancel: 'operation.cancel',
  refund: 'operation.refund',
  inquiryRefund: 'operation.inquiryRefund',
};

export function isAboutNotifications(kind: string): boolean {
  return kind.endsWith('_notifications');
}

/** The operations that a kind of fault can meet, every call of them first. */
export function operationsFor(kind: string, operations: readonly string[]): readonly string[] {
  return isAboutNotifications(kind) ? ['*'] : ['*', ...operations.filter((one) => one in OPERATIONS && one !== '*')];
}

/** What an operation is called by people. */
export function operationName(operation: string, kind: string, say: Say): string {
  if (isAboutNotifications(kind)) return say('operation.notifications');
  const known = OPERATIONS[operation];
  return known === undefined ? operation : say(known);
}
