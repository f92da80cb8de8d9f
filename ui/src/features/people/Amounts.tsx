import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { Button } from '@/parts/Button';
import { told } from '@/parts/Callout';
import { Field } from '@/parts/Field';
import { Icon } from '@/parts/Icon';
import { SelectField } from '@/parts/SelectField';
import type { CommandError } from '@/platform/contract';
import { useWords } from '@/words/words';
import { type AmountsDraft, type TypedAmount, unused } from './amounts';
import styles from './People.module.css';

interface AmountsProps {
  label: string;
  /** What it is called where there are no amounts, and where there are. */
  none: string;
  some: string;
  /** What holds where there is not one row, and for the currencies that are not named. */
  hint: string;
  draft: AmountsDraft;
  put: (next: AmountsDraft) => void;
  /** Which amount could not be read. */
  wrong?: { currency: string; error: CommandError } | null;
  disabled?: boolean;
}

/** No amounts, or one for each of some currencies, typed as text. */
export function Amounts({ label, none, some, hint, draft, put, wrong = null, disabled = false }: AmountsProps) {
  const { say } = useWords();
  const id = useId();
  const { bound, rows } = draft;
  const change = (at: number, next: Partial<TypedAmount>) =>
    put({ bound, rows: rows.map((row, place) => (place === at ? { ...row, ...next } : row)) });
  const add = () => {
    const currency = unused(rows)[0];
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    if (currency !== undefined) put({ bound, rows: [...rows, { id, currency, text: '' }] });
  };
  return (
    <fieldset className={styles['amounts']} disabled={disabled} aria-describedby={bound ? id : undefined}>
      <legend className="heard">{label}</legend>
      <SelectField
        label={label}
        value={bound ? 'some' : 'none'}
        onChange={(event) => put({ bound: event.currentTarget.value === 'some', rows })}
      >
        <option value="none">{none}</option>
        <option value="some">{some}</option>
      </SelectField>
      {bound &&
        rows.map((row, at) => (
          <Row
            key={row.id}
            row={row}
            currencies={unused(rows, row.currency)}
            wrong={wrong?.currency === row.currency ? wrong.error : null}
            change={(next) => change(at, next)}
            remove={() => put({ bound, rows: rows.filter((_, place) => place !== at) })}
          />
        ))}
      {bound && (
        <div className={styles['under']}>
          <Button size="small" aria-label={`${say('people.amount.add')}: ${label}`} onClick={add}>
            <Icon of={IconPlus} />
            {say('people.amount.add')}
          </Button>
          <p id={id} className="small quiet">
            {hint}
          </p>
        </div>
      )}
    </fieldset>
  );
}

interface RowProps {
  row: TypedAmount;
  currencies: readonly string[];
  wrong: CommandError | null;
  change: (next: Partial<TypedAmount>) => void;
  remove: () => void;
}

function Row({ row, currencies, wrong, change, remove }: RowProps) {
  const { say, language } = useWords();
  return (
    <div className={styles['amount']}>
      <SelectField
        label={say('people.amount.currency')}
        value={row.currency}
        onChange={(event) => change({ currency: event.currentTarget.value })}
      >
        {currencies.map((currency) => (
          <option key={currency} value={currency}>
            {currency}
          </option>
        ))}
      </SelectField>
      <Field
        label={say('people.amount', { currency: row.currency })}
        value={row.text}
        inputMode="decimal"
        autoComplete="off"
        wrong={wrong === null ? null : told(wrong, language)}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Button look="quiet" icon aria-label={say('people.amount.remove', { currency: row.currency })} onClick={remove}>
        <Icon of={IconX} />
      </Button>
    </div>
  );
}
