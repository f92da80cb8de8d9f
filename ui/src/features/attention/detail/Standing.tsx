import type { ReactNode } from 'react';
import { Money } from '@/parts/Money';
import { StatePill } from '@/parts/StateWord';
import type { AttentionItem, State } from '@/platform/contract';
import styles from './Detail.module.css';

/** How much it is, and how the order stands. */
export function Standing({ item, state, children }: { item: AttentionItem; state: State; children?: ReactNode }) {
  return (
    <div>
      <div className={styles['standing']}>
        {item.amount !== null && <Money of={item.amount} large />}
        <span className="push">
          <StatePill state={state} />
        </span>
      </div>
      {children}
    </div>
  );
}
