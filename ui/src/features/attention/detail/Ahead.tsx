import type { Icon as TablerIcon } from '@tabler/icons-react';
import { Section } from '@/parts/Facts';
import { Icon } from '@/parts/Icon';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';

interface Step {
  icon: TablerIcon;
  word: string;
  by: string;
}

/** What happens next, in its order. */
export function Ahead({ steps }: { steps: readonly Step[] }) {
  const { say } = useWords();
  return (
    <div>
      <Section title={say('refunds.steps')} />
      <ol className={`${styles['ahead']} num`}>
        {steps.map(({ icon, word, by }) => (
          <li key={word}>
            <Icon of={icon} />
            <span>
              {word}
              <span className={styles['by']}>{by}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
