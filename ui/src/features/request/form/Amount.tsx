import { print, printFigure } from '@/money/print';
import { Button } from '@/parts/Button';
import type { Remark } from '@/platform/contract';
import { useWords } from '@/words/words';
import { inCurrency } from '../draft';
import { Choice } from './Choice';
import { idOf, useForm, useSaid } from './context';
import styles from './Form.module.css';
import { Told } from './Told';

/** Currency and amount: a plain text, so that no wheel and no arrow changes it, and what the core makes of it. */
export function Amount() {
  const { say, language } = useWords();
  const { draft, change, defaults, checked, isAmountRead } = useForm();
  const said = useSaid('amount');
  const id = idOf('amount');
  const read = checked?.amount ?? null;

  // A draft may be older than what the account offers today.
  const currencies = [...new Set([...defaults.currencies, draft.currency])];
  // What was read is written out, so that what stands in the field is what Antom receives.
  const settle = () => {
    if (isAmountRead && read !== null) change({ amount: printFigure(read.amount) });
  };
  const readings = ({ readings }: Remark) =>
    readings.map((reading) => (
      <Button key={reading.value} size="small" onClick={() => change({ amount: printFigure(reading) })}>
        {print(reading)}
      </Button>
    ));
  return (
    <div className={styles['money']}>
      <Choice
        label={say('request.currency')}
        value={draft.currency}
        options={currencies.map((currency) => ({ value: currency, word: currency }))}
        onValue={(currency) => change(inCurrency(draft, currency, defaults))}
        tall
      />
      <div className={styles['field']}>
        <label htmlFor={id}>{say('request.amount')}</label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          className={`${styles['input']} ${styles['amount']} num`}
          value={draft.amount}
          aria-invalid={said.wrong.length > 0}
          aria-describedby={`${id}-told ${id}-echo`}
          onChange={(event) => change({ amount: event.currentTarget.value })}
          onBlur={settle}
        />
      </div>
      <div id={`${id}-echo`} className={styles['echo']} role="status" data-stale={!isAmountRead}>
        {read === null && draft.amount.trim() === '' && <p className="dim small">{say('request.amount.hint')}</p>}
        {read !== null && (
          <>
            <p lang={language}>{capital(read.words)}</p>
            <p className="dim small num">
              {say('request.amount.exact', { value: read.amount.value, currency: read.amount.currency })}
            </p>
          </>
        )}
      </div>
      <div className={styles['moneyTold']}>
        <Told id={`${id}-told`} said={said} fixes={readings} />
      </div>
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
