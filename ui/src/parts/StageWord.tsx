import type { ReactNode } from 'react';
import type { IntentView } from '@/platform/contract';
import { useWords } from '@/words/words';
import { Icon } from './Icon';
import styles from './StateWord.module.css';
import { stageLook, stageWord } from './stage';

type Staged = Pick<IntentView, 'stage' | 'verb'>;

/** Where a capture, a cancel or a refund stands, in a list: icon and word, no ground. */
export function StageWord({ of, word, note }: { of: Staged; word?: ReactNode; note?: string | null }) {
  const { say } = useWords();
  const { icon, tone } = stageLook(of);
  return (
    <span className={styles['word']} data-tone={tone}>
      <Icon of={icon} />
      <span>{word ?? stageWord(of, say)}</span>
      {note != null && <span className={`${styles['note']} num`}>{note}</span>}
    </span>
  );
}

/** The same in a detail: a pill on the stage's soft ground. */
export function StagePill({ of }: { of: Staged }) {
  const { say } = useWords();
  const { icon, tone } = stageLook(of);
  return (
    <span className={styles['pill']} data-tone={tone}>
      <Icon of={icon} />
      {stageWord(of, say)}
    </span>
  );
}
