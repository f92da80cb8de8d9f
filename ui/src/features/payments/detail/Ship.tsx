import { IconPackage, IconPackageOff } from '@tabler/icons-react';
import { Icon } from '@/parts/Icon';
import type { OrderView } from '@/platform/contract';
import { type Say, useWords, type WordKey } from '@/words/words';
import styles from './Detail.module.css';

/** Whether goods may leave the shop (guide 4), and why; nothing while nobody has paid anything. */
export function Ship({ order: { ship, payments } }: { order: OrderView }) {
  const { say, language } = useWords();
  if (payments.length === 0) return null;
  const isNow = ship.ship === 'now';
  const why = language === 'en' ? ship.because : (because(ship.why, say) ?? ship.because);
  return (
    <p className={styles['ship']} data-tone={isNow ? 'paid' : 'authorised'}>
      <Icon of={isNow ? IconPackage : IconPackageOff} className={styles['shipIcon']} />
      <span>
        <span className="strong">{say(WORDS[ship.ship])}</span> {why}
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

const REASONS: Readonly<Record<string, WordKey & `detail.ship.why.${string}`>> = {
  payment: 'detail.ship.why.payment',
  capture: 'detail.ship.why.capture',
  method: 'detail.ship.why.method',
  word: 'detail.ship.why.word',
  dispute: 'detail.ship.why.dispute',
  return: 'detail.ship.why.return',
  closed: 'detail.ship.why.closed',
  failed: 'detail.ship.why.failed',
  cancelled: 'detail.ship.why.cancelled',
  refunded: 'detail.ship.why.refunded',
  'returned-by-antom': 'detail.ship.why.returned-by-antom',
};

/** The reason in the language of the window; none where this window does not know it. */
function because(why: string | null, say: Say): string | null {
  if (why === null) return say('detail.ship.why.taken');
  const key = REASONS[why];
  return key === undefined ? null : say(key);
}
