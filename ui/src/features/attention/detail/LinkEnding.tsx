import { Button } from '@/parts/Button';
import { useNow, useZone } from '@/time/clock';
import { useWords } from '@/words/words';
import { whyOf } from '../sentences';
import type { BodyProps } from './Concern';
import styles from './Detail.module.css';
import { Buttons, OpenOrder, OrderFacts } from './Parts';
import { Standing } from './Standing';

/** A link that dies unpaid. The request lives on, and can be sent again. */
export function LinkEnding({ item, order, acts }: BodyProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  return (
    <>
      <Standing item={item} state="waiting">
        <p className={styles['next']}>
          {whyOf(item, { say, language, zone, now })} {say('attention.link.advice')}
        </p>
      </Standing>
      <Buttons>
        <Button look="primary" onClick={() => acts.sendAgain(item)}>
          {say('detail.action.send-again')}
        </Button>
        <OpenOrder item={item} />
        {item.readable && <Button onClick={() => acts.read(item)}>{say('attention.do.read-it')}</Button>}
      </Buttons>
      <OrderFacts item={item} order={order} />
    </>
  );
}
