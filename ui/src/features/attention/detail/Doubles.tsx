import { IconAlertTriangle, IconBell, IconCalendar, IconLock, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { print } from '@/money/print';
import { Advice } from '@/parts/Advice';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { AttentionItem } from '@/platform/contract';
import { useMoneyAction } from '@/shell/money';
import { useNow, useZone } from '@/time/clock';
import { dayKey, printDay, printMoment, workday } from '@/time/zone';
import { useWords } from '@/words/words';
import { nextCheck } from '../sentences';
import { Ahead } from './Ahead';
import type { BodyProps } from './Concern';
import styles from './Detail.module.css';
import { PaidTwice, paidBy } from './PaidTwice';
import { Buttons, OpenOrder, TellBuyer } from './Parts';

/** Working days after the payment within which Antom's return usually arrives (product notes 0.7). */
const SOONEST = 5;
const LATEST = 14;

/** Paid twice in one session: Antom returns the earlier payment by itself. A refund on top would pay twice. */
export function OneSession({ item, acts }: BodyProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  const goes = item.payments.find(({ stays }) => !stays);
  const from = dayKey(goes?.at ?? item.at, zone);
  const latest = workday(from, LATEST);
  const day = (key: string) => printDay(key, language);
  const buyer = item.buyer ?? say('attention.the-buyer');
  return (
    <>
      <Advice tone="failed" icon={IconAlertTriangle} title={say('attention.do-not-refund')}>
        <p>{say('attention.one-session.advice', { buyer })}</p>
      </Advice>
      <PaidTwice payments={item.payments} antomReturns />
      <Ahead
        steps={[
          {
            icon: IconRefresh,
            word: say('attention.one-session.asked'),
            by: nextCheck(item, now, say) || say('attention.one-session.asked.until'),
          },
          {
            icon: IconCalendar,
            word: say('attention.one-session.expected', { from: day(workday(from, SOONEST)), to: day(latest) }),
            by: say('attention.one-session.expected.by'),
          },
          {
            icon: IconBell,
            word: say('attention.one-session.late'),
            by: say('attention.one-session.late.by', { day: day(workday(latest, 1)) }),
          },
        ]}
      />
      <TellBuyer
        text={say('attention.one-session.buyer', {
          reference: item.reference ?? '',
          method: goes === undefined ? say('attention.double.somehow') : paidBy(goes, say),
          amount: goes === undefined ? '' : print(goes.amount),
        })}
      >
        {item.readable && <Button onClick={() => acts.read(item)}>{say('attention.do.read-it')}</Button>}
        <OpenOrder item={item} />
      </TellBuyer>
      <p className={styles['locked']}>
        <Icon of={IconLock} />
        <span className="small">{say('attention.one-session.locked')}</span>
      </p>
    </>
  );
}

/**
 * Paid on two requests: nobody returns either by itself, so the later one is ours to give back, or the one whose request
 * was replaced.
 */
export function TwoRequests({ item, order }: BodyProps) {
  const { say } = useWords();
  const replaced = item.instead !== null;
  const goes = item.payments.findLast(({ stays }) => !stays);
  return (
    <>
      <Advice
        tone="authorised"
        icon={IconAlertTriangle}
        title={replaced ? say('attention.replaced.advice.title') : say('attention.two-requests.advice.title')}
      >
        <p>{replaced ? say('attention.replaced.advice') : say('attention.two-requests.advice')}</p>
      </Advice>
      <PaidTwice payments={item.payments} antomReturns={false} />
      <GiveBack item={item} order={order} payment={goes?.payment ?? null} amount={goes?.amount ?? item.amount} />
      {goes !== undefined && (
        <TellBuyer
          text={say('attention.two-requests.buyer', {
            reference: item.reference ?? '',
            method: paidBy(goes, say),
            amount: print(goes.amount),
          })}
        />
      )}
    </>
  );
}

interface GiveBackProps extends Pick<BodyProps, 'item' | 'order'> {
  payment: string | null;
  amount: AttentionItem['amount'];
  /** What can be done instead. */
  children?: ReactNode;
}

/** Cancel while that is open, since it costs nothing; else refund. What the core advises comes first. */
export function GiveBack({ item, order, payment, amount, children }: GiveBackProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const begin = useMoneyAction();
  if (item.order === null) return null;
  const of = item.order;
  const known = order?.payments.find(({ id }) => id === payment) ?? null;
  const advice = known?.advice ?? null;
  const isCancel = advice?.right_now === 'cancel';
  const sum = amount === null ? '' : print(amount);
  const wish = (verb: 'Cancel' | 'Refund') => () => begin({ verb, order: of, payment });
  return (
    <>
      {isCancel && advice.until !== null && (
        <p>{say('attention.give-back.cancel', { until: printMoment(advice.until, zone, language) })}</p>
      )}
      <Buttons>
        {isCancel && (
          <Button look="primary" money onClick={wish('Cancel')}>
            {say('attention.do.cancel', { amount: sum })}
          </Button>
        )}
        <Button look={isCancel ? 'plain' : 'primary'} money onClick={wish('Refund')}>
          {say('attention.do.refund', { amount: sum })}
        </Button>
        {children}
        <OpenOrder item={item} />
      </Buttons>
    </>
  );
}
