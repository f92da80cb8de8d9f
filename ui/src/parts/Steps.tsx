import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import styles from './Steps.module.css';

/** One step of several, and what it means where there is room for that. */
export interface Step {
  word: string;
  note?: ReactNode;
}

interface StepsProps {
  steps: readonly Step[];
  /** The step people are at, counted from 0; as many as there are steps when all are done. */
  at: number;
  /** Each over its note, on a line; without it they stand in a row. */
  spread?: boolean;
  label: string;
}

/** Where people are in something that takes several steps. */
export function Steps({ steps, at, spread = false, label }: StepsProps) {
  return (
    <ol className={styles['steps']} data-spread={spread} aria-label={label}>
      {steps.map((step, place) => (
        <li
          key={step.word}
          data-is={place < at ? 'done' : place === at ? 'now' : 'later'}
          aria-current={place === at ? 'step' : undefined}
        >
          <span className={styles['mark']}>{place < at ? <Icon of={IconCheck} size={12} /> : place + 1}</span>
          <span className={styles['word']}>{step.word}</span>
          {step.note !== undefined && <span className={`${styles['note']} num`}>{step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
