import { At } from '@/parts/At';
import type { Moment, OrderView } from '@/platform/contract';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';
import { liveSession, standing } from './standing';

/** What happens next, in one sentence. Where there is a deadline, it stands in it and the time that is left counts. */
export function NextStep({ order }: { order: OrderView }) {
  const { say } = useWords();
  const deadline = deadlineOf(order);
  if (deadline === null) return <p className={styles['next']}>{order.next}</p>;
  const named = { when: '{when}', left: '{left}' };
  const text = deadline.kind === 'held' ? say('detail.next.held', named) : say('detail.next.live', named);
  return (
    <p className={styles['next']}>
      {weave(text, { when: <At at={deadline.at} />, left: <Left until={deadline.at} /> })}
    </p>
  );
}

function deadlineOf(order: OrderView): { kind: 'held' | 'live'; at: Moment } | null {
  if (order.action === 'capture') {
    const at = standing(order)?.hold_ends_at ?? null;
    return at === null ? null : { kind: 'held', at };
  }
  if (order.action === 'copy-link') {
    const at = liveSession(order)?.ends_at ?? null;
    return at === null ? null : { kind: 'live', at };
  }
  return null;
}

function Left({ until }: { until: Moment }) {
  const { say } = useWords();
  const now = useNow(1000);
  const time = printLength(Date.parse(until) - now, say);
  return <span className="quiet num nowrap">{say('detail.next.left', { time })}</span>;
}
