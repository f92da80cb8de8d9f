import {
  IconBrandAlipay,
  IconBrandApple,
  IconBrandGoogle,
  IconBrandKakaoTalk,
  IconBrandMastercard,
  IconBrandPaypal,
  IconBrandVisa,
  IconBrandWechat,
  IconCreditCard,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { Icon } from './Icon';
import styles from './MethodMark.module.css';

/** Marks that are drawn here, by the wire's name of a way to pay or of a card's brand. */
const DRAWN: Readonly<Record<string, TablerIcon>> = {
  ALIPAY_CN: IconBrandAlipay,
  ALIPAY_HK: IconBrandAlipay,
  APPLEPAY: IconBrandApple,
  CARD: IconCreditCard,
  GOOGLEPAY: IconBrandGoogle,
  KAKAOPAY: IconBrandKakaoTalk,
  MASTERCARD: IconBrandMastercard,
  PAYPAL: IconBrandPaypal,
  VISA: IconBrandVisa,
  WECHATPAY: IconBrandWechat,
};

interface MethodMarkProps {
  /** `paymentMethodType`, or the brand of a card. */
  method: string;
  /** What people call it. */
  name: string;
}

/**
 * The logo of a way to pay: drawn here where it is known, else the letters its name begins with.
 *
 * Antom's answer names a picture, too. It is not fetched: its host is none of the gateway's, the window takes nothing
 * from outside, and a picture could say another name than the row it stands in.
 */
export function MethodMark({ method, name }: MethodMarkProps) {
  const drawn = DRAWN[method.toUpperCase()];
  return (
    <span className={styles['mark']} aria-hidden="true">
      {drawn === undefined ? lettersOf(name) : <Icon of={drawn} />}
    </span>
  );
}

/** `GrabPay` is GP, `FPX online banking` is FO, `DANA` is D. */
export function lettersOf(name: string): string {
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_·-]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
