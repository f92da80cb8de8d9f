import { print } from '@/money/print';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { useMoneyAction } from '@/shell/money';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import type { BodyProps } from './Concern';
import styles from './Detail.module.css';
import { Buttons, OpenOrder, OrderFacts } from './Parts';
import { Standing } from './Standing';

/**
 * A hold that lapses soon, or whose capture Antom refused: capture it, or let the buyer have the money back knowingly.
 */
export function HoldEnding({ item, order }: BodyProps) {
  const { say } = useWords();
  const now = useNow(1000);
  const begin = useMoneyAction();
  const { order: of, payment, until, amount } = item;
  const isRefused = item.kind === 'capture-failed';
  return (
    <>
      <Standing item={item} state="authorised">
        {until !== null && (
          <p className={styles['next']}>
            {weave(
              say(isRefused ? 'attention.capture-failed.advice' : 'attention.hold.advice', {
                when: '{when}',
                left: '{left}',
              }),
              {
                when: <At at={until} />,
                left: <b className={`${styles['urgent']} num`}>{printLength(Date.parse(until) - now, say)}</b>,
              },
            )}
          </p>
        )}
      </Standing>
      {of !== null && (
        <Buttons>
          <Button look="primary" money onClick={() => begin({ verb: 'Capture', order: of, payment })}>
            {say('detail.action.capture', { amount: amount === null ? '' : print(amount) })}
          </Button>
          <Button money onClick={() => begin({ verb: 'Cancel', order: of, payment })}>
            {say('detail.more.cancel')}
          </Button>
          <OpenOrder item={item} />
        </Buttons>
      )}
      <OrderFacts item={item} order={order} />
    </>
  );
}
