import { IconCircleCheck } from '@tabler/icons-react';
import { At } from '@/parts/At';
import { Icon } from '@/parts/Icon';
import type { Attention } from '@/platform/contract';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import styles from './Attention.module.css';

/** Nothing needs a person, and when something will. */
export function NothingNeedsYou({ next }: { next: Attention['next_deadline'] }) {
  const { say } = useWords();
  const now = useNow(30_000);
  return (
    <div className={styles['empty']} role="status">
      <Icon of={IconCircleCheck} size={24} />
      <h2 className={styles['emptyTitle']}>{say('attention.empty.title')}</h2>
      {next === null ? (
        <p className="quiet">{say('attention.empty.no-deadline')}</p>
      ) : (
        <p className="quiet num">
          {weave(say('attention.empty.next', { reference: next.reference, when: '{when}', left: '{left}' }), {
            when: <At at={next.at} />,
            left: printLength(Date.parse(next.at) - now, say),
          })}
        </p>
      )}
    </div>
  );
}

export function NothingSnoozed() {
  const { say } = useWords();
  return (
    <div className={styles['empty']} role="status">
      <h2 className={styles['emptyTitle']}>{say('attention.empty.snoozed')}</h2>
    </div>
  );
}
