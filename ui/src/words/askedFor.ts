import { print } from '@/money/print';
import type { ApprovalView } from '@/platform/contract';
import type { Language, Say } from './words';

const VERBS = { Capture: 'approvals.capture', Cancel: 'approvals.cancel', Refund: 'approvals.refund' } as const;

/** What somebody is asked to agree to, in the language of the window. English is the sentence that was written down. */
export function askedFor(approval: ApprovalView, say: Say, language: Language): string {
  const { verb, amount, reference, account, fingerprint, sentence } = approval;
  if (language === 'en') return sentence;
  if (account !== null) return say('approvals.key', { account, key: fingerprint?.slice(0, 16) ?? '' });
  if (verb === null || amount === null || reference === null) return sentence;
  return say(VERBS[verb], { amount: print(amount), reference });
}
