import { IconPackage, IconPackageOff } from '@tabler/icons-react';
import { Icon } from '@/parts/Icon';
import type { OrderView } from '@/platform/contract';
import { shipsBecause } from '@/words/shipping';
import { useWords, type WordKey } from '@/words/words';
import styles from './Detail.module.css';

/** Whether goods may leave the shop (guide 4), and why; nothing while nobody has paid anything. */
export function Ship({ order: { ship, payments } }: { order: OrderView }) {
  const { say, language } = useWords();
  if (payments.length === 0) return null;
  const isNow = ship.ship === 'now';
  return (
    <p className={styles['ship']} data-tone={isNow ? 'paid' : 'authorised'}>
      <Icon of={isNow ? IconPackage : IconPackageOff} className={styles['shipIcon']} />
      <span>
        <span className="strong">{say(WORDS[ship.ship])}</span> {shipsBecause(ship, language, say)}
      </span>
    </p>
  );
}

/** Whether, in a word. */
const WORDS = {
  now: 'detail.ship.now',
  'not-yet': 'detail.ship.not-yet',
  never: 'detail.ship.never',
} as const satisfies Record<OrderView['ship']['ship'], WordKey>;
