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

/** Most characters of all figures that stand beside each other in a pane. */
const WIDEST = 24;

interface EquationProps {
  terms: readonly Term[];
  told: string;
  /** For a pane: smaller, and one term under the other where they are too long for a line. */
  small?: boolean;
}

/** Facts about money as one equation. All terms come from the core; nothing is computed here. */
export function Equation({ terms, told, small = false }: EquationProps) {
  const length = terms.reduce((sum, { amount }) => sum + printFigure(amount).length, 0);
  const isTall = small && length > WIDEST;
  return (
    <div
      className={`${styles['equation']} num`}
      role="img"
      aria-label={told}
      data-small={small}
      data-way={isTall ? 'down' : 'across'}
    >
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
