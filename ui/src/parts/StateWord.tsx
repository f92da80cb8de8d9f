import type { State } from '@/platform/contract';
import type { Urgency } from '@/time/left';
import { useWords } from '@/words/words';
import { badgeWord } from './badge';
import { Icon } from './Icon';
import styles from './StateWord.module.css';
import { STATES } from './state';

interface StateWordProps {
  state: State;
  /** What stands beside it in a list. */
  note?: string | null;
  urgency?: Urgency;
  badges?: readonly string[];
}

/** A state in a list: icon and word, no ground. */
export function StateWord({ state, note, urgency = 'calm', badges = [] }: StateWordProps) {
  const { say } = useWords();
  const { word, icon, tone } = STATES[state];
  return (
    <span className={styles['word']} data-tone={tone}>
      <Icon of={icon} />
      <span>{say(word)}</span>
      {badges.map((badge) => (
        <span key={badge} className={styles['badge']}>
          {badgeWord(badge, say)}
        </span>
      ))}
      {note != null && note !== '' && (
        <span className={`${styles['note']} num`} data-urgency={urgency}>
          {note}
        </span>
      )}
    </span>
  );
}

/** A state in a detail: a pill on the state's soft ground. */
export function StatePill({ state }: { state: State }) {
  const { say } = useWords();
  const { word, icon, tone } = STATES[state];
  return (
    <span className={styles['pill']} data-tone={tone}>
      <Icon of={icon} />
      {say(word)}
    </span>
  );
}
