import { Fragment } from 'react';
import { isZero, printFigure } from '@/money/print';
import type { Money } from '@/platform/contract';
import styles from './Equation.module.css';

/** One term, and the sign before it. */
export interface Term {
  sign: '−' | '=' | null;
  name: string;
  amount: Money;
  /** Antom has not confirmed it. */
  unconfirmed?: boolean;
}

/** Facts about money as one equation. All terms come from the core; nothing is computed here. */
export function Equation({ terms, told }: { terms: readonly Term[]; told: string }) {
  return (
    <div className={`${styles['equation']} num`} role="img" aria-label={told}>
      {terms.map((term) => (
        <Fragment key={term.name}>
          {term.sign !== null && <span className={styles['sign']}>{term.sign}</span>}
          <span className={styles['term']}>
            <span className={styles['name']}>{term.name}</span>
            <span className={`${styles['value']} ${marks(term)}`} data-result={term.sign === '='}>
              {term.sign === null && <span className={styles['code']}>{term.amount.currency}</span>}
              {printFigure(term.amount)}
            </span>
          </span>
        </Fragment>
      ))}
    </div>
  );
}

function marks({ sign, unconfirmed, amount }: Term): string {
  if (sign === '=') return 'ledger-total';
  return unconfirmed === true && !isZero(amount) ? 'hatched' : '';
}
