import { useReducedMotion } from '@mantine/hooks';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';

/** Length of the circle that is drawn, in its own units. */
const ROUND = 94.25;
/** Where motion is unwelcome the ring does not sweep: it stands, and gives way by quarters. */
const QUARTERS = 4;

/** How much of the stop window is left. */
export function Ring({ left, all }: { left: number; all: number }) {
  const { say } = useWords();
  const still = useReducedMotion();
  const share = all <= 0 ? 0 : Math.min(1, Math.max(0, left / all));
  const drawn = still === true ? Math.ceil(share * QUARTERS) / QUARTERS : share;
  const seconds = (milliseconds: number) => String(Math.max(0, Math.ceil(milliseconds / 1000)));
  return (
    <svg
      className={styles['ring']}
      viewBox="0 0 36 36"
      role="img"
      aria-label={say('refunds.ring', { left: seconds(left), all: seconds(all) })}
    >
      <circle cx="18" cy="18" r="15" className={styles['round']} />
      {drawn > 0 && (
        <circle
          cx="18"
          cy="18"
          r="15"
          className={styles['arc']}
          data-still={still === true}
          strokeDasharray={`${(drawn * ROUND).toFixed(2)} ${ROUND}`}
          transform="rotate(-90 18 18)"
        />
      )}
    </svg>
  );
}
