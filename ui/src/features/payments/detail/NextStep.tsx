import { At } from '@/parts/At';
import type { Moment, OrderView } from '@/platform/contract';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';
import { nextOf } from './next';

/** What happens next, in one sentence. Where there is a deadline, it stands in it and the time that is left counts. */
export function NextStep({ order }: { order: OrderView }) {
  const { say } = useWords();
  const { text, at } = nextOf(order, say);
  if (at === null) return <p className={styles['next']}>{text}</p>;
  return <p className={styles['next']}>{weave(text, { when: <At at={at} />, left: <Left until={at} /> })}</p>;
}

function Left({ until }: { until: Moment }) {
  const { say } = useWords();
  const now = useNow(1000);
  const time = printLength(Date.parse(until) - now, say);
  return <span className="quiet num nowrap">{say('detail.next.left', { time })}</span>;
}
