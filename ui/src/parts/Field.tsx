import { type ComponentProps, useId } from 'react';
import styles from './Field.module.css';

interface FieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  label: string;
  hint?: string;
  /** What is wrong with it, and what to do. */
  wrong?: string | null;
}

/** A labelled line of text. */
export function Field({ label, hint, wrong, ...rest }: FieldProps) {
  const id = useId();
  const told = wrong ?? hint;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className={styles['input']}
        aria-invalid={wrong != null}
        {...(told === undefined ? {} : { 'aria-describedby': `${id}-told` })}
      />
      {told !== undefined && (
        <p id={`${id}-told`} className={styles['hint']} data-wrong={wrong != null}>
          {told}
        </p>
      )}
    </div>
  );
}

interface TextProps extends Omit<ComponentProps<'textarea'>, 'className' | 'id'> {
  label: string;
  hint?: string;
}

/** A labelled text of several lines. */
export function TextField({ label, hint, ...rest }: TextProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea
        rows={3}
        {...rest}
        id={id}
        className={styles['area']}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-told` })}
      />
      {hint !== undefined && (
        <p id={`${id}-told`} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
}
