import { isZero, printFigure } from '@/money/print';
import type { Money } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Equation.module.css';

/** One term, and the sign before it. */
export interface Term {
  sign: '−' | '=' | null;
  name: string;
  amount: Money;
  /** Antom has not confirmed it. */
  unconfirmed?: boolean;
  /** It is not what it was when people began to look. */
  changed?: boolean;
  /** What is available: a double rule stands under it. */
  available?: boolean;
}

/** Most characters of all figures that stand beside each other in a pane. */
const WIDEST = 24;

/** So many characters of figures and signs fit in one line at a size; past the last the terms break. */
const FITTING = [
  ['large', 31],
  ['normal', 42],
  ['small', 50],
] as const;

interface EquationProps {
  terms: readonly Term[];
  told: string;
  /** For a pane: smaller, and one term under the other where they are too long for a line. */
  small?: boolean;
}

/** Facts about money as one equation. All terms come from the core; nothing is computed here. */
export function Equation({ terms, told, small = false }: EquationProps) {
  const { say } = useWords();
  const length = terms.reduce((sum, { amount }) => sum + printFigure(amount).length, 0);
  const isTall = small && length > WIDEST;
  return (
    <div
      className={`${styles['equation']} num`}
      role="img"
      aria-label={told}
      data-small={small}
      data-way={isTall ? 'down' : 'across'}
      data-size={small ? 'normal' : sizeOf(terms)}
    >
      {terms.map((term) => (
        <span key={term.name} className={styles['group']}>
          {term.sign !== null && <span className={styles['sign']}>{term.sign}</span>}
          <span className={styles['term']} data-changed={term.changed === true}>
            <span className={styles['name']}>
              {term.name}
              {term.changed === true && <span className={styles['mark']}>{say('money.changed')}</span>}
            </span>
            <span className={styles['value']} data-result={term.sign === '='}>
              {term.sign === null && <span className={styles['code']}>{term.amount.currency}</span>}
              <span className={marks(term)}>{printFigure(term.amount)}</span>
            </span>
          </span>
        </span>
      ))}
    </div>
  );
}

function sizeOf(terms: readonly Term[]): string {
  const length = terms.reduce((sum, { amount }) => sum + printFigure(amount).length + 2, 0);
  return FITTING.find(([, most]) => length <= most)?.[0] ?? 'broken';
}

function marks({ available, unconfirmed, amount }: Term): string {
  if (available === true) return `${styles['figure']} ledger-total`;
  return unconfirmed === true && !isZero(amount) ? `${styles['figure']} hatched` : (styles['figure'] ?? '');
}
