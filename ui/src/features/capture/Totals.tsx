import { Money } from '@/parts/Money';
import type { Money as Amount } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Capture.module.css';

/** What is held in each currency, as the core added it. */
export function Totals({ held }: { held: readonly Amount[] }) {
  const { say } = useWords();
  return (
    <div className={styles['totals']}>
      <span className="small quiet">{say('capture.totals')}</span>
      <span className={styles['sums']}>
        {held.map((sum) => (
          <span key={sum.currency} className={`${styles['sum']} ledger-total strong`}>
            <Money of={sum} />
          </span>
        ))}
      </span>
    </div>
  );
}
