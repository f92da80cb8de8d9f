import { IconClock, IconScale } from '@tabler/icons-react';
import { useId } from 'react';
import { print } from '@/money/print';
import { Icon } from '@/parts/Icon';
import type { Moment, Money } from '@/platform/contract';
import { useNow, useZone } from '@/time/clock';
import { printLength } from '@/time/left';
import { printClock, printMoment } from '@/time/zone';
import { useWords } from '@/words/words';
import styles from './Money.module.css';

export type Way = 'refund' | 'cancel';

interface ChooserProps {
  way: Way;
  onWay: (way: Way) => void;
  /** What a refund would return; none while nothing was typed. */
  amount: Money | null;
  /** What a cancel would return: all of it. */
  whole: Money;
  isWhole: boolean;
  /** Until when it can be cancelled. */
  until: Moment;
}

/** Cancel or refund, side by side, with the time that is left for a cancel and what is right now. */
export function Chooser({ way, onWay, amount, whole, isWhole, until }: ChooserProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const name = useId();
  const when = printMoment(until, zone, language);
  return (
    <div className={styles['chooser']}>
      <div className={styles['ways']} role="radiogroup" aria-label={say('money.way')}>
        <label className={styles['way']} data-chosen={way === 'refund'}>
          <span className={styles['wayName']}>
            <input type="radio" name={name} checked={way === 'refund'} onChange={() => onWay('refund')} />
            {isWhole ? say('money.way.refund.all') : say('money.way.refund.part')}
          </span>
          <span className={`${styles['wayTold']} num`}>
            {amount === null
              ? say('money.way.refund.open')
              : say('money.way.refund.returns', { amount: print(amount) })}
          </span>
          <span className={`${styles['wayTold']} num`}>
            {say('money.way.refund.when', { time: printClock(until, zone) })}
          </span>
        </label>
        <label className={styles['way']} data-chosen={way === 'cancel'}>
          <span className={styles['wayName']}>
            <input type="radio" name={name} checked={way === 'cancel'} onChange={() => onWay('cancel')} />
            {say('money.way.cancel')}
            <Left until={until} />
          </span>
          <span className={`${styles['wayTold']} num`}>
            {say('money.way.cancel.returns', { amount: print(whole) })}
          </span>
          <span className={`${styles['wayTold']} num`}>{say('money.way.cancel.until', { when })}</span>
        </label>
      </div>
      <p className={`${styles['right']} num`}>
        <Icon of={IconScale} />
        {amount === null
          ? say('money.way.empty')
          : !isWhole
            ? say('money.way.part')
            : way === 'cancel'
              ? say('money.way.whole')
              : say('money.way.rather', { when })}
      </p>
    </div>
  );
}

function Left({ until }: { until: Moment }) {
  const { say } = useWords();
  const left = Date.parse(until) - useNow(1000);
  return (
    <span className={`${styles['left']} num push`} data-tone={left < 3_600_000 ? 'failed' : 'authorised'}>
      <Icon of={IconClock} />
      {say('money.way.left', { time: printLength(left, say) })}
    </span>
  );
}
