import type { IntentView } from '@/platform/contract';
import { explained } from '@/words/results';
import type { Language, Say, WordKey } from '@/words/words';

/** What a refusal means: a word or two for the list, and what happened, whether money moved and what to do now. */
interface Meaning {
  short: WordKey & `refused.${string}.short`;
  long: WordKey & `refused.${string}.long`;
}

const WINDOW: Meaning = { short: 'refused.window.short', long: 'refused.window.long' };
const CANCEL_WINDOW: Meaning = { short: 'refused.window.short', long: 'refused.cancel-window.long' };
const BALANCE: Meaning = { short: 'refused.balance.short', long: 'refused.balance.long' };
const MORE: Meaning = { short: 'refused.more.short', long: 'refused.more.long' };
const ONCE: Meaning = { short: 'refused.once.short', long: 'refused.once.long' };
const WHOLE: Meaning = { short: 'refused.whole.short', long: 'refused.whole.long' };
const METHOD: Meaning = { short: 'refused.method.short', long: 'refused.method.long' };
const CANCEL_METHOD: Meaning = { short: 'refused.method.short', long: 'refused.cancel-method.long' };
const CANCELLED: Meaning = { short: 'refused.cancelled.short', long: 'refused.cancelled.long' };
const STATE: Meaning = { short: 'refused.state.short', long: 'refused.state.long' };
const CONTRACT: Meaning = { short: 'refused.contract.short', long: 'refused.contract.long' };
const KEY: Meaning = { short: 'refused.key.short', long: 'refused.key.long' };
const CANCEL_FAILED: Meaning = { short: 'refused.failed.short', long: 'refused.cancel-failed.long' };

/** By `resultCode` (api.md sections 3.4 and 3.5). */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  REFUND_WINDOW_EXCEED: WINDOW,
  MERCHANT_BALANCE_NOT_ENOUGH: BALANCE,
  REFUND_AMOUNT_EXCEED: MORE,
  MULTIPLE_REFUNDS_NOT_SUPPORTED: ONCE,
  PARTIAL_REFUND_NOT_SUPPORTED: WHOLE,
  REFUND_NOT_SUPPORTED: METHOD,
  PAYMENT_METHOD_NOT_SUPPORTED: METHOD,
  ORDER_IS_CANCELED: CANCELLED,
  ORDER_NOT_EXIST: STATE,
  ORDER_STATUS_INVALID: STATE,
  ORDER_IS_CLOSED: STATE,
  CURRENCY_NOT_SUPPORT: CONTRACT,
  INVALID_MERCHANT_STATUS: CONTRACT,
  ACCESS_DENIED: CONTRACT,
  INVALID_API: CONTRACT,
  KEY_NOT_FOUND: KEY,
};

/** What a code means otherwise where a cancel was refused. */
const OF_CANCEL: Readonly<Record<string, Meaning>> = {
  CANCEL_WINDOW_EXCEED: CANCEL_WINDOW,
  PAYMENT_METHOD_NOT_SUPPORTED: CANCEL_METHOD,
  PROCESS_FAIL: CANCEL_FAILED,
};

function meaningOf({ verb, code }: IntentView): Meaning | null {
  if (code === null) return null;
  return (verb === 'Cancel' ? OF_CANCEL[code] : undefined) ?? MEANINGS[code] ?? null;
}

/** Why, in a word or two; null where the code is none of the known. */
export function shortRefusal(refused: IntentView, say: Say): string | null {
  const meaning = meaningOf(refused);
  return meaning === null ? null : say(meaning.short);
}

/** Why, whether money moved, and what to do now. A code that is not known here is told as the core explains it. */
export function longRefusal(refused: IntentView, say: Say, language: Language): string {
  const meaning = meaningOf(refused);
  return meaning === null ? (explained(refused, language) ?? say('refused.other')) : say(meaning.long);
}
