import { isZero, print } from '@/money/print';
import type { Prepared } from '@/platform/contract';
import type { Language, Say } from './words';

/** What follows once it is agreed to. English is the core's own sentence, which also stands where no figures came. */
export function followsIn(language: Language, prepared: Prepared, say: Say): string {
  const follows = language === 'en' ? null : followsBy(prepared, say);
  if (follows === null) return prepared.consequence;
  return `${follows}${say(prepared.stop_window_seconds === 0 ? 'money.final.now' : 'money.final')}`;
}

/** The same by the money of the payment as it is and as it will be; none where the core gave none. */
function followsBy({ verb, amount, before, after }: Prepared, say: Say): string | null {
  const given = { amount: print(amount), whom: say('money.whom.unknown') };
  if (verb === 'Capture') return say('money.what.capture', given);
  if (before === null || after === null) return null;
  if (verb === 'Refund') {
    const left = isZero(after.available)
      ? say('approvals.refund.last')
      : say('approvals.refund.leaves', { left: print(after.available) });
    return `${say('approvals.refund.follows', { ...given, taken: print(before.taken) })}${left}`;
  }
  if (!isZero(before.taken)) return say('money.what.cancel', given);
  return isZero(before.authorised) ? say('money.what.unpaid', given) : say('money.what.let-go', given);
}
