import { useId } from 'react';
import { printFigure } from '@/money/print';
import { Button } from '@/parts/Button';
import type { Money } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Money.module.css';

interface AmountFieldProps {
  text: string;
  onText: (text: string) => void;
  available: Money;
  /** The amount in words, and what it leaves. */
  hint: string;
  wrong: string | null;
}

/** A figure longer than this leaves the field no room beside the button. */
const LONG = 9;

/** How much goes back: a line of text that the core reads, with all that is available one press away. */
export function AmountField({ text, onText, available, hint, wrong }: AmountFieldProps) {
  const { say } = useWords();
  const id = useId();
  const figure = printFigure(available);
  const all = say('money.amount.all', { amount: figure });
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{say('money.amount')}</label>
      <div className={styles['amount']}>
        <div className={styles['box']} data-wrong={wrong !== null}>
          <span className={styles['code']}>{available.currency}</span>
          <input
            id={id}
            className={`${styles['figure']} num`}
            value={text}
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            aria-invalid={wrong !== null}
            aria-describedby={`${id}-told`}
            onChange={(event) => onText(event.currentTarget.value)}
          />
        </div>
        <Button size="large" aria-label={all} title={all} onClick={() => onText(figure)}>
          <span className={`${styles['all']} num`}>{figure.length > LONG ? say('money.amount.all.short') : all}</span>
        </Button>
      </div>
      <p id={`${id}-told`} className={`${styles['told']} num sentence`} data-wrong={wrong !== null} aria-live="polite">
        {wrong ?? hint}
      </p>
    </div>
  );
}
