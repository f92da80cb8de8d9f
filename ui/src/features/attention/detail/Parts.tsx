import { IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { print } from '@/money/print';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { CopyButton } from '@/parts/CopyButton';
import { useCopy } from '@/parts/copy';
import { Fact, Facts, Section } from '@/parts/Facts';
import { Icon } from '@/parts/Icon';
import type { AttentionItem, OrderView } from '@/platform/contract';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';

/** The buttons of a thing, the right one first. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className={styles['buttons']}>{children}</div>;
}

/** Leads to the order, where everything else can be done. */
export function OpenOrder({ item }: { item: AttentionItem }) {
  const { say } = useWords();
  const { go } = usePlaces();
  const { order } = item;
  if (order === null) return null;
  return <Button onClick={() => go('payments', { order })}>{say('refunds.open-order')}</Button>;
}

/** What to tell the buyer, ready to be pasted; more buttons can stand beside the one that copies it. */
export function TellBuyer({ text, children }: { text: string; children?: ReactNode }) {
  const { say } = useWords();
  const copy = useCopy();
  return (
    <div className={styles['block']}>
      <Section title={say('attention.buyer.title')} />
      <blockquote className={styles['quote']}>{text}</blockquote>
      <Buttons>
        <Button onClick={() => void copy(text, say('attention.buyer.message'))}>
          <Icon of={IconCopy} />
          {say('attention.buyer.copy')}
        </Button>
        {children}
      </Buttons>
    </div>
  );
}

/** What people recognise the order by, and what Antom's support asks for. */
export function OrderFacts({ item, order }: { item: AttentionItem; order: OrderView | null }) {
  const { say } = useWords();
  return (
    <div className={styles['block']}>
      <Section title={say('detail.facts')} />
      <Facts>
        {item.buyer !== null && <Fact name={say('detail.buyer')}>{item.buyer}</Fact>}
        {order !== null && <Fact name={say('detail.for')}>{order.description}</Fact>}
        {item.amount !== null && (
          <Fact name={say('payments.column.amount')}>
            <span className="num">{print(item.amount)}</span>
          </Fact>
        )}
        <Fact name={say('attention.since')}>
          <At at={item.at} />
        </Fact>
      </Facts>
      {item.payment !== null && (
        <Facts tight>
          <Fact name={say('detail.id.payment')}>
            <span className="mono clip" title={item.payment}>
              {item.payment}
            </span>
            <CopyButton
              text={item.payment}
              what={say('detail.id.payment')}
              label={say('detail.id.copy', { what: say('detail.id.payment') })}
            />
          </Fact>
        </Facts>
      )}
    </div>
  );
}
