import { CopyButton } from '@/parts/CopyButton';
import { Fact, Facts, Section } from '@/parts/Facts';
import type { OrderView } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';
import { sessionOf, standing } from './standing';

interface Id {
  name: string;
  value: string;
}

/** The ids people are asked for by Antom's support, each with a button that copies it. */
export function Identifiers({ order }: { order: OrderView }) {
  const { say } = useWords();
  const payment = standing(order);
  const session = sessionOf(order);
  const ids: Id[] = [];
  const add = (name: string, value: string | null | undefined) => {
    if (value != null) ids.push({ name, value });
  };
  for (const one of order.payments) add(say('detail.id.payment'), one.id);
  add(say('detail.id.request'), payment?.request ?? session?.request);
  add(say('detail.id.session'), session?.session);
  for (const capture of payment?.captures ?? []) add(say('detail.id.capture'), capture.id);
  for (const refund of payment?.refunds ?? []) add(say('detail.id.refund'), refund.id);
  if (ids.length === 0) return null;
  return (
    <div className={styles['later']}>
      <Section title={say('detail.ids')} />
      <Facts tight>
        {ids.map(({ name, value }) => (
          <Fact key={`${name} ${value}`} name={name}>
            <span className="mono clip" title={value}>
              {value}
            </span>
            <CopyButton text={value} what={name} label={say('detail.id.copy', { what: name })} />
          </Fact>
        ))}
      </Facts>
    </div>
  );
}
