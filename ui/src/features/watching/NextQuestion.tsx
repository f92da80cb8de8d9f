import { At } from '@/parts/At';
import type { OrderId } from '@/platform/contract';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import { usePlan } from './usePlan';
import styles from './Watched.module.css';
import { whatNext } from './words';

/** How often Antom is asked about an order, or until when it is left alone. Nothing where there is nothing to ask. */
export function NextQuestion({ order }: { order: OrderId }) {
  const { say } = useWords();
  const plan = usePlan(order, 1);
  const next = plan?.next[0];
  if (plan === undefined || next === undefined) return null;
  return (
    <p className={`quiet small num ${styles['next']}`}>
      {plan.paused_until === null
        ? whatNext(next, say)
        : weave(say('watching.paused', { when: '{when}' }), { when: <At at={plan.paused_until} /> })}
    </p>
  );
}
