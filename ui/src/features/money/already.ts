import type { Moment, Money, OrderView, PaymentView } from '@/platform/contract';

/** The same amount on the same payment within this time needs a written reason. */
const SAME_AMOUNT = 24 * 3_600_000;

/** When this very amount last went back on this payment, here or elsewhere, if that is not long ago. */
export function alreadyReturned(order: OrderView, payment: PaymentView, amount: Money, now: number): Moment | null {
  const isSame = (other: Money) => other.currency === amount.currency && other.value === amount.value;
  const ours = order.intents
    .filter(({ verb, stage }) => verb === 'Refund' && stage !== 'stopped' && stage !== 'refused')
    .filter((intent) => intent.payment === payment.id && isSame(intent.amount))
    .map(({ requested_at }) => requested_at);
  const elsewhere = payment.refunds
    .filter((refund) => !refund.ours && refund.status !== 'FAIL' && isSame(refund.amount))
    .flatMap(({ at }) => (at === null ? [] : [at]));
  const recent = [...ours, ...elsewhere].filter((at) => Date.parse(at) + SAME_AMOUNT > now).sort();
  return recent.at(-1) ?? null;
}
