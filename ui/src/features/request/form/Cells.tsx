import { type ReactNode, useId } from 'react';
import type { RequestField } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Cells.module.css';
import { idOf, useSaid } from './context';
import form from './Form.module.css';
import { Told } from './Told';

export interface Cell<K extends string> {
  key: K;
  label: string;
}

interface CellsProps<K extends string> {
  /** What they belong to; heard behind the label of each. */
  of: string;
  cells: readonly Cell<K>[];
  values: Readonly<Record<K, string>>;
  onText: (key: K, text: string) => void;
  /** Where all that is to be said of them stands: its field, and which of several. None where it stands elsewhere. */
  field?: RequestField;
  item?: number | null;
  /** What stands among them, at their end. */
  children?: ReactNode;
}

/** Short texts that belong together, with one place for what is to be said of them. */
export function Cells<K extends string>({ of, cells, values, onText, field, item = null, children }: CellsProps<K>) {
  const { say } = useWords();
  const own = useId();
  // The first is where focus goes when something is wrong.
  const idAt = (place: number) => (place === 0 && field !== undefined ? idOf(field, item) : `${own}-${place}`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own
    <div role="group" aria-label={of}>
      <div className={styles['cells']}>
        {cells.map(({ key, label }, place) => (
          <div key={key} className={form['field']}>
            <label htmlFor={idAt(place)}>
              <span aria-hidden="true">{label}</span>
              <span className="heard">{say('request.of', { field: label, of })}</span>
            </label>
            <input
              id={idAt(place)}
              className={form['input']}
              autoComplete="off"
              spellCheck={false}
              value={values[key]}
              {...(field === undefined ? {} : { 'aria-describedby': `${idOf(field, item)}-told` })}
              onChange={(event) => onText(key, event.currentTarget.value)}
            />
          </div>
        ))}
        {children}
      </div>
      {field !== undefined && <Said field={field} item={item} />}
    </div>
  );
}

function Said({ field, item }: { field: RequestField; item: number | null }) {
  return <Told id={`${idOf(field, item)}-told`} said={useSaid(field, item)} />;
}
