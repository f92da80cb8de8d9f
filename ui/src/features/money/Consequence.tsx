import { IconAlertTriangle } from '@tabler/icons-react';
import { print } from '@/money/print';
import { Icon } from '@/parts/Icon';
import type { Money, PaymentView, Verb } from '@/platform/contract';
import { printLength } from '@/time/left';
import { weave } from '@/words/weave';
import { type Say, useWords } from '@/words/words';
import { authorisesFirst, whomOf } from './describe';
import styles from './Money.module.css';

interface ConsequenceProps {
  verb: Verb;
  /** None while it is not typed yet. */
  amount: Money | null;
  payment: PaymentView;
  /** How long it can be stopped; none while Antom was not asked yet. */
  seconds: number | null;
}

/** What follows once it is confirmed: how long it can be stopped, and what becomes of the money then. */
export function Consequence({ verb, amount, payment, seconds }: ConsequenceProps) {
  const { say } = useWords();
  const what = whatOf(verb, amount, payment, say);
  return (
    <div className={`${styles['note']} num`}>
      <Icon of={IconAlertTriangle} className={styles['warning']} />
      <p>
        <b>{seconds === 0 ? say('money.final.now') : say('money.final')}</b>{' '}
        {seconds !== null &&
          weave(windowOf(seconds, what, say), {
            // A currency and its figure stay on one line.
            amount: amount !== null && <span className="nowrap">{print(amount)}</span>,
          })}
      </p>
    </div>
  );
}

/** A window longer than this is told in hours and minutes. */
const IN_SECONDS = 120;

export function windowOf(seconds: number, what: string, say: Say): string {
  if (seconds === 0) return what;
  if (seconds <= IN_SECONDS) return say('money.window', { count: seconds, what });
  return say('money.window.long', { time: printLength(seconds * 1000, say), what });
}

function whatOf(verb: Verb, amount: Money | null, payment: PaymentView, say: Say): string {
  if (amount === null) return say('money.what.refund.open', { whom: whomOf(payment, say) });
  const given = { amount: '{amount}', whom: whomOf(payment, say) };
  if (verb === 'Capture') return say('money.what.capture', given);
  if (verb === 'Refund') return say(authorisesFirst(payment) ? 'money.what.refund.card' : 'money.what.refund', given);
  if (payment.state === 'authorised') return say('money.what.let-go', given);
  return payment.state === 'waiting'
    ? say('money.what.unpaid', { amount: given.amount })
    : say('money.what.cancel', given);
}
