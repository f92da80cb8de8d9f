import type { AttentionItem } from '@/platform/contract';
import { printLength } from '@/time/left';
import { printMoment, printNear } from '@/time/zone';
import { adviceOn } from '@/words/advice';
import type { Language, Say } from '@/words/words';

/** Everything a sentence is built with. */
export interface Told {
  say: Say;
  language: Language;
  zone: string;
  now: number;
}

/** `SO-20451, Tomás Rivera`; the order alone where nobody was named. */
function named({ reference, buyer }: AttentionItem, say: Say): string {
  if (reference === null || buyer === null) return reference ?? buyer ?? '';
  return say('attention.named', { reference, buyer });
}

/** `Bruno Keller, SO-20448` */
function whose({ reference, buyer }: AttentionItem, say: Say): string {
  if (reference === null || buyer === null) return reference ?? buyer ?? '';
  return say('attention.whose', { reference, buyer });
}

/** What it is, in a line. */
export function titleOf(item: AttentionItem, say: Say): string {
  const reference = item.reference ?? '';
  const { buyer } = item;
  switch (item.kind) {
    case 'paid-twice-one-session':
      return buyer === null
        ? say('attention.one-session.title.nobody', { reference })
        : say('attention.one-session.title', { buyer, reference });
    case 'paid-twice-two-requests':
      return say('attention.two-requests.title', { reference });
    case 'capture-failed':
      return say('attention.capture-failed.title', { whose: whose(item, say) });
    case 'hold-lapsed':
      return say('attention.hold-lapsed.title', { whose: whose(item, say) });
    case 'hold-ending':
    case 'link-ending':
      return whose(item, say);
    case 'outcome-unknown':
    case 'never-placed':
      return operation(item, say);
    case 'late-payment':
      return say('attention.late.title', { whose: whose(item, say) });
    case 'capture-missing':
      return say('attention.capture-missing.title', { whose: whose(item, say) });
    case 'disputed':
      return say('attention.disputed.title', { whose: whose(item, say) });
    case 'recovery-code':
      return say('attention.recovery-code.title');
    case 'clock-skew':
      return say('attention.clock-skew.title');
    case 'key-missing':
      return say('attention.key-missing.title');
    case 'backup-old':
      return say('attention.backup-old.title');
    case 'backup-failed':
      return say('attention.backup-failed.title');
    case 'history-broken':
      return say('attention.history-broken.title');
    case 'notifications-refused':
      return say('attention.notifications-refused.title');
    default:
      return whose(item, say);
  }
}

function operation(item: AttentionItem, say: Say): string {
  const order = named(item, say);
  switch (item.verb) {
    case 'Refund':
      return say('attention.what.refund', { order });
    case 'Cancel':
      return say('attention.what.cancel', { order });
    case 'Capture':
      return say('attention.what.capture', { order });
    case null:
      return say('attention.what.payment', { order });
  }
}

/** Why it is here and what is right, in a line. */
export function whyOf(item: AttentionItem, { say, language, zone, now }: Told): string {
  const at = printNear(item.at, now, zone, language);
  const until = item.until === null ? '' : printNear(item.until, now, zone, language);
  const left = item.until === null ? '' : printLength(Date.parse(item.until) - now, say);
  switch (item.kind) {
    case 'paid-twice-one-session':
      return say('attention.one-session.why');
    case 'paid-twice-two-requests':
      return item.instead === null ? say('attention.two-requests.why') : say('attention.replaced.why');
    case 'capture-failed':
      return item.until === null
        ? say('attention.capture-failed.why.open')
        : say('attention.capture-failed.why', { when: printMoment(item.until, zone, language), left });
    case 'hold-lapsed':
      return say('attention.hold-lapsed.why', { at });
    case 'hold-ending':
      return item.until === null
        ? say('attention.hold.why.open')
        : say('attention.hold.why', { when: printMoment(item.until, zone, language), left });
    case 'outcome-unknown':
      return both(say('attention.unknown.why', { at }), nextCheck(item, now, say), say);
    case 'never-placed':
      return say('attention.never.why');
    case 'link-ending':
      return item.until === null || Date.parse(item.until) <= now
        ? say('attention.link.why.over')
        : say('attention.link.why', { until, left });
    case 'late-payment':
      return say('attention.late.why', { at });
    case 'capture-missing':
      return say('attention.capture-missing.why', { at });
    case 'disputed':
      return item.until === null ? say('attention.disputed.why') : say('attention.disputed.why.until', { until });
    case 'recovery-code':
      return say('attention.recovery-code.why');
    case 'clock-skew':
      return say('attention.clock-skew.why');
    case 'key-missing':
      return say('attention.key-missing.why');
    case 'backup-old':
      return say('attention.backup-old.why', { at });
    case 'backup-failed':
      return say('attention.backup-failed.why', { at });
    case 'history-broken':
      return say('attention.history-broken.why');
    case 'notifications-refused':
      return say('attention.notifications-refused.why', { at });
    default:
      return adviceOn(item, language, say);
  }
}

function both(first: string, second: string, say: Say): string {
  return second === '' ? first : say('attention.sentences', { first, second });
}

/** When Antom is asked next; nothing where that is not known. */
export function nextCheck({ next_check_at }: AttentionItem, now: number, say: Say): string {
  if (next_check_at === null) return '';
  return say('attention.next-check', { time: printLength(Date.parse(next_check_at) - now, say) });
}

/** What its detail is called. */
export function headOf(item: AttentionItem, say: Say): string {
  const reference = item.reference ?? '';
  switch (item.kind) {
    case 'paid-twice-one-session':
    case 'paid-twice-two-requests':
      return say('attention.head.double', { reference });
    case 'capture-failed':
      return say('attention.head.capture-failed', { reference });
    case 'hold-lapsed':
      return say('attention.head.hold-lapsed', { reference });
    case 'hold-ending':
      return say('attention.head.hold', { reference });
    case 'outcome-unknown':
      return say('attention.head.unknown', { reference });
    case 'never-placed':
      return say('attention.head.never', { reference });
    case 'link-ending':
      return say('attention.head.link', { reference });
    case 'late-payment':
      return say('attention.head.late', { reference });
    case 'capture-missing':
      return say('attention.head.capture-missing', { reference });
    case 'disputed':
      return say('attention.head.disputed', { reference });
    case 'recovery-code':
    case 'clock-skew':
    case 'key-missing':
    case 'backup-old':
    case 'backup-failed':
    case 'history-broken':
    case 'notifications-refused':
      return say('attention.group.here');
    default:
      return titleOf(item, say);
  }
}
