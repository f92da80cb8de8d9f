import { print } from '@/money/print';
import type { Aspect, CancelRule, EditDraft, MethodView, ProfileView } from '@/platform/contract';
import type { Say, WordKey } from '@/words/words';

/** Every part of what is known, in the order in which it is shown. */
export const PARTS: readonly Aspect[] = [
  'authorises-first',
  'refundable',
  'partial-refunds',
  'multiple-refunds',
  'cancel',
  'refund-days',
  'refunds-at-once',
  'slow-days',
  'step',
  'minimum',
];

/** How long a payment can be cancelled, from never to longest. */
export const CANCELS: readonly CancelRule[] = [
  'never',
  'before-paid',
  'next-day',
  'seven-days-uncaptured',
  'seven-days',
];

/** What each part is called. */
export const PART_WORDS = {
  'authorises-first': 'ways.part.authorises-first',
  refundable: 'ways.part.refundable',
  'partial-refunds': 'ways.part.partial-refunds',
  'multiple-refunds': 'ways.part.multiple-refunds',
  cancel: 'ways.part.cancel',
  'refund-days': 'ways.part.refund-days',
  'refunds-at-once': 'ways.part.refunds-at-once',
  'slow-days': 'ways.part.slow-days',
  step: 'ways.part.step',
  minimum: 'ways.part.minimum',
} as const satisfies Record<Aspect, WordKey>;

/** How long each rule lets a payment be cancelled, in words. */
export const CANCEL_WORDS = {
  never: 'ways.cancel.never',
  'before-paid': 'ways.cancel.before-paid',
  'next-day': 'ways.cancel.next-day',
  'seven-days-uncaptured': 'ways.cancel.seven-days-uncaptured',
  'seven-days': 'ways.cancel.seven-days',
} as const satisfies Record<CancelRule, WordKey>;

/** What can be yes or no, with its words: when it is so, when it is not. */
export const YES_NO = {
  'authorises-first': ['authorises_first', 'ways.held', 'ways.taken'],
  refundable: ['refundable', 'ways.possible', 'ways.impossible'],
  'partial-refunds': ['partial_refunds', 'ways.possible', 'ways.impossible'],
  'multiple-refunds': ['multiple_refunds', 'ways.possible', 'ways.impossible'],
  'refunds-at-once': ['refunds_at_once', 'ways.at-once', 'ways.later'],
} as const;

export type YesNo = keyof typeof YES_NO;

export const isYesNo = (part: Aspect): part is YesNo => part in YES_NO;

/** What is typed, and where it lies in the form. */
export const TYPED = {
  'refund-days': 'refund_days',
  'slow-days': 'slow_days',
  step: 'step',
  minimum: 'minimum',
} as const;

export type Typed = keyof typeof TYPED;

/** One part of a profile, in words. */
export function partIn(part: Aspect, profile: ProfileView, say: Say): string {
  if (isYesNo(part)) {
    const [key, yes, no] = YES_NO[part];
    return profile[key] ? say(yes) : say(no);
  }
  switch (part) {
    case 'cancel':
      return say(CANCEL_WORDS[profile.cancel]);
    case 'refund-days':
      return profile.refund_days === null ? say('ways.days.none') : say('ways.days', { count: profile.refund_days });
    case 'slow-days':
      return profile.slow_days === null ? say('ways.slow.none') : say('ways.days', { count: profile.slow_days });
    case 'step':
      return print(profile.step);
    case 'minimum':
      return print(profile.minimum);
  }
}

/** The same as it is typed into a correction; what is left out stands, or goes back to the guides. */
export function partAfter(part: Aspect, edit: EditDraft, method: MethodView, say: Say): string {
  const rest = partIn(part, edit.from_guide ? method.guide : method.stands, say);
  if (isYesNo(part)) {
    const [key, yes, no] = YES_NO[part];
    const chosen = edit[key];
    return chosen === null ? rest : chosen ? say(yes) : say(no);
  }
  if (part === 'cancel') return edit.cancel === null ? rest : say(CANCEL_WORDS[edit.cancel]);
  const text = edit[TYPED[part]];
  if (text === null) return rest;
  if (part === 'step' || part === 'minimum') return `${method.currency} ${text.trim()}`;
  return say('ways.days', { count: Number(text) });
}

/** A correction in which nothing is different yet. */
export function blankEdit({ method, currency }: MethodView): EditDraft {
  return {
    method,
    currency,
    authorises_first: null,
    refundable: null,
    partial_refunds: null,
    multiple_refunds: null,
    cancel: null,
    refund_days: null,
    refunds_at_once: null,
    slow_days: null,
    step: null,
    minimum: null,
    from_guide: false,
    reason: '',
  };
}
