import type { RowView } from '@/platform/contract';
import type { Say } from '@/words/words';

/** Names people know the methods by; what is not here is shown as the wire spells it. */
const METHODS: Readonly<Record<string, string>> = {
  ALIPAY_CN: 'Alipay',
  ALIPAY_HK: 'AlipayHK',
  APPLEPAY: 'Apple Pay',
  BOOST: 'Boost',
  DANA: 'DANA',
  GCASH: 'GCash',
  GOOGLEPAY: 'Google Pay',
  GRABPAY: 'GrabPay',
  GRABPAY_SG: 'GrabPay',
  GRABPAY_MY: 'GrabPay',
  KAKAOPAY: 'KakaoPay',
  PAYNOW: 'PayNow',
  PAYPAY: 'PayPay',
  TNG: "Touch 'n Go",
  TRUEMONEY: 'TrueMoney',
};

const BRANDS: Readonly<Record<string, string>> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMEX: 'Amex',
  JCB: 'JCB',
  UNIONPAY: 'UnionPay',
  DINERS: 'Diners',
  DISCOVER: 'Discover',
};

export function methodName(method: string, say: Say): string {
  return method === 'CARD' ? say('method.card') : (METHODS[method] ?? method);
}

/** `Visa •• 4417`; where the brand is not known, `Card •• 4417`. */
export function cardName(brand: string | null | undefined, last4: string | null | undefined, say: Say): string {
  const name = brand == null ? say('method.card') : (BRANDS[brand.toUpperCase()] ?? brand);
  return last4 == null ? name : `${name} •• ${last4}`;
}

/** How an order was or can be paid, in a list. */
export function methodOf(row: RowView, say: Say): string {
  if (row.method !== null) {
    return row.method === 'CARD' || row.last4 !== null
      ? cardName(row.brand, row.last4, say)
      : methodName(row.method, say);
  }
  switch (row.state) {
    case 'waiting':
      if (row.live_until === null) return say('method.no-link');
      return row.shared === true ? say('method.link-sent') : say('method.link-open');
    case 'expired':
      return say('method.link-unused');
    default:
      return '';
  }
}
