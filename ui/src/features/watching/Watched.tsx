import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { At } from '@/parts/At';
import { Icon } from '@/parts/Icon';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import { usePlan } from './usePlan';
import styles from './Watched.module.css';
import { whatNext } from './words';

/** How much of it is shown. */
const MOST = 8;

/** What Antom is asked next, and when; asked for only by those who want to know. */
export function Watched() {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles['watched']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon of={IconChevronRight} />
        {say('watching.title')}
      </summary>
      {open && <Plan />}
    </details>
  );
}

function Plan() {
  const { say } = useWords();
  const now = useNow(1000);
  const plan = usePlan(null, MOST);
  if (plan === undefined) return null;
  return (
    <>
      {plan.paused_until !== null && (
        <p>{weave(say('watching.paused', { when: '{when}' }), { when: <At at={plan.paused_until} /> })}</p>
      )}
      {plan.next.length === 0 && <p className="quiet">{say('watching.nothing')}</p>}
      <ol className="num">
        {plan.next.map((call) => (
          <li key={`${call.order} ${call.why.kind}`}>
            <b>{call.reference}</b>
            <span>{whatNext(call, say)}</span>
            <span className="quiet nowrap">
              {say('watching.in', { time: printLength(Date.parse(call.at) - now, say) })}
            </span>
          </li>
        ))}
      </ol>
      {plan.watched > plan.next.length && (
        <p className="quiet">{say('watching.more', { count: plan.watched - plan.next.length })}</p>
      )}
    </>
  );
}
