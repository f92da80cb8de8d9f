import type { ComponentProps, ReactNode } from 'react';
import type { Remark, RequestField } from '@/platform/contract';
import { useWords } from '@/words/words';
import { idOf, useSaid } from './context';
import styles from './Form.module.css';
import { Told } from './Told';

interface LineProps extends Omit<ComponentProps<'input'>, 'className' | 'id' | 'onChange' | 'value'> {
  field: RequestField;
  label: string;
  value: string;
  onText: (text: string) => void;
  hint?: ReactNode;
  /** The most characters Antom takes; how many there are is shown. */
  most?: number;
  fixes?: (remark: Remark) => ReactNode;
  /** What is to be said stands elsewhere, by {@link ToldOf}: the field is too narrow for sentences. */
  apart?: boolean;
}

/** A labelled line of text with everything that is to be said about it. */
export function Line({ field, label, value, onText, hint, most, fixes, apart = false, ...rest }: LineProps) {
  const { say } = useWords();
  const said = useSaid(field);
  const id = idOf(field);
  const length = [...value].length;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['box']}>
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          className={styles['input']}
          data-counted={most !== undefined}
          value={value}
          aria-invalid={said.wrong.length > 0}
          aria-describedby={`${id}-told`}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        {most !== undefined && (
          <span className={`${styles['count']} num`} data-over={length > most}>
            {say('request.count', { length: String(length), most: String(most) })}
          </span>
        )}
      </div>
      {!apart && <ToldOf field={field} hint={hint} {...(fixes === undefined ? {} : { fixes })} />}
    </div>
  );
}

/** What is to be said about a field. */
export function ToldOf({ field, hint, fixes }: Pick<LineProps, 'field' | 'hint' | 'fixes'>) {
  const said = useSaid(field);
  return <Told id={`${idOf(field)}-told`} said={said} hint={hint} {...(fixes === undefined ? {} : { fixes })} />;
}
