import { figure, MINUS } from '@/money/print';
import type { Money as Amount } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Money.module.css';

interface MoneyProps {
  of: Amount;
  /** No money moved: struck through, and said so to those who do not see it. */
  void?: boolean;
  /** It stands in a column of amounts: what has no decimals keeps an empty column for them. */
  column?: boolean;
  /** It goes to the buyer: with the minus sign proper. */
  minus?: boolean;
  large?: boolean;
}

/** An amount: the code quiet, the figure in tabular digits. */
export function Money({ of, void: isVoid = false, column = false, minus = false, large = false }: MoneyProps) {
  const { say } = useWords();
  const { currency, whole, decimals, filler } = figure(of);
  const classes = ['num', styles['amount'], isVoid ? styles['void'] : '', large ? styles['large'] : ''];
  return (
    <span className={classes.filter(Boolean).join(' ')}>
      <span className={styles['code']}>{currency}</span>
      {minus && MINUS}
      {whole}
      {decimals}
      {column && filler !== '' && (
        <span className={styles['filler']} aria-hidden="true">
          {filler}
        </span>
      )}
      {isVoid && <span className="heard"> ({say('money.none-moved')})</span>}
    </span>
  );
}
