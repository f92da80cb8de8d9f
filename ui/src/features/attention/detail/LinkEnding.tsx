import { useWaitingLink } from '@/features/request/waiting';
import { Button } from '@/parts/Button';
import { useNow, useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { useWords } from '@/words/words';
import { whyOf } from '../sentences';
import { useNotAfter } from '../useActs';
import type { BodyProps } from './Concern';
import styles from './Detail.module.css';
import { Buttons, OpenOrder, OrderFacts } from './Parts';
import { Standing } from './Standing';

/** A link that dies unpaid. The request lives on, and can be sent again. */
export function LinkEnding({ item, order, acts }: BodyProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  const waits = useWaitingLink(item.order);
  const notAfter = useNotAfter();
  const next =
    waits === null ? say('attention.link.advice') : say('request.later.waits', { time: printClock(waits.at, zone) });
  return (
    <>
      <Standing item={item} state="waiting">
        <p className={styles['next']}>
          {whyOf(item, { say, language, zone, now })} {next}
        </p>
      </Standing>
      <Buttons>
        {waits === null ? (
          <Button look="primary" onClick={() => acts.sendAgain(item)}>
            {say('detail.action.send-again')}
          </Button>
        ) : (
          <>
            <Button onClick={() => acts.sendAgain(item)}>{say('attention.link.now.ask')}</Button>
            <Button onClick={() => notAfter(waits.order)}>{say('request.later.not')}</Button>
          </>
        )}
        <OpenOrder item={item} />
        {item.readable && <Button onClick={() => acts.read(item)}>{say('attention.do.read-it')}</Button>}
      </Buttons>
      <OrderFacts item={item} order={order} />
    </>
  );
}
