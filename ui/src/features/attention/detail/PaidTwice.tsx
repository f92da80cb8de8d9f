import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import { cardName, methodName } from '@/parts/method';
import type { AttentionItem } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { printUtc, printWhole } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import styles from './Detail.module.css';

type Paid = AttentionItem['payments'][number];

/** How a payment of a double was made. */
export function paidBy({ method, brand, last4 }: Paid, say: Say): string {
  if (method === 'CARD' || last4 !== null) return cardName(brand, last4, say);
  return method === null ? say('attention.double.somehow') : methodName(method, say);
}

interface PaidTwiceProps {
  payments: readonly Paid[];
  /** Antom gives one of them back by itself, which it has not confirmed yet: that one is hatched. */
  antomReturns: boolean;
}

/** The payments of a double, the earlier first: which one pays the order, and what becomes of the other. */
export function PaidTwice({ payments, antomReturns }: PaidTwiceProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const place = (index: number) => (index === 0 ? say('attention.double.first') : say('attention.double.second'));
  const goes = antomReturns ? say('attention.double.antom-returns') : say('attention.double.give-back');
  return (
    <ol className={styles['paid']}>
      {payments.map((paid, index) => (
        <li
          key={paid.payment}
          data-tone={paid.stays ? 'paid' : 'refunded'}
          data-stays={paid.stays}
          className={styles['one']}
        >
          <span className={`${styles['edge']} ${!paid.stays && antomReturns ? 'hatched' : ''}`} />
          <Icon of={paid.stays ? IconCircleCheck : IconArrowBackUp} />
          <span className="medium clip">
            {say('attention.double.which', { place: place(index), method: paidBy(paid, say) })}
          </span>
          <span className={`${styles['sum']} medium`}>
            <Money of={paid.amount} />
          </span>
          <time className={`${styles['when']} num`} dateTime={paid.at} title={printUtc(paid.at)}>
            {printWhole(paid.at, zone, language)}
          </time>
          <span className={styles['fate']}>{paid.stays ? say('attention.double.stays') : goes}</span>
        </li>
      ))}
    </ol>
  );
}
