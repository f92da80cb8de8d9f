import { useReducedMotion } from '@mantine/hooks';
import styles from './Ring.module.css';

/** Length of the circle's line: 2 π × 15. */
const ROUND = 94.25;

interface RingProps {
  /** How much is left, from 0 to 1. */
  share: number;
  told: string;
}

/** The time that is left, as an arc that shortens. It stands still for people who asked for less motion. */
export function Ring({ share, told }: RingProps) {
  const still = useReducedMotion(false, { getInitialValueInEffect: false });
  const left = still ? 1 : Math.min(1, Math.max(0, share));
  return (
    <svg className={styles['ring']} viewBox="0 0 36 36" role="img" aria-label={told} data-still={still}>
      <circle className={styles['track']} cx="18" cy="18" r="15" />
      <circle
        className={styles['arc']}
        cx="18"
        cy="18"
        r="15"
        transform="rotate(-90 18 18)"
        strokeDasharray={`${(left * ROUND).toFixed(2)} ${ROUND}`}
      />
    </svg>
  );
}
