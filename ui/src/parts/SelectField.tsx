import { IconChevronDown } from '@tabler/icons-react';
import { type ComponentProps, useId } from 'react';
import { Icon } from './Icon';
import styles from './SelectField.module.css';

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'className' | 'id' | 'aria-label'> {
  label: string;
  /** The label stands somewhere else in sight. */
  bare?: boolean;
  hint?: string | undefined;
  wrong?: string | null;
}

/** A labelled choice out of a few. */
export function SelectField({ label, bare = false, hint, wrong = null, children, ...rest }: SelectFieldProps) {
  const id = useId();
  const under = wrong ?? hint;
  return (
    <div className={styles['field']}>
      {!bare && <label htmlFor={id}>{label}</label>}
      <span className={styles['box']}>
        <select
          {...rest}
          id={id}
          className={styles['select']}
          aria-invalid={wrong !== null}
          {...(bare ? { 'aria-label': label } : {})}
          {...(under === undefined ? {} : { 'aria-describedby': `${id}-told` })}
        >
          {children}
        </select>
        <Icon of={IconChevronDown} className={styles['chevron']} />
      </span>
      {under !== undefined && (
        <p id={`${id}-told`} className={styles['hint']} data-wrong={wrong !== null}>
          {under}
        </p>
      )}
    </div>
  );
}
