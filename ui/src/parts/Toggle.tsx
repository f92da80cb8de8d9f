import type { ComponentProps } from 'react';
import styles from './Toggle.module.css';

interface ToggleProps extends Omit<ComponentProps<'input'>, 'className' | 'type' | 'role' | 'aria-label'> {
  label: string;
  /** The label stands somewhere else in sight. */
  bare?: boolean;
}

/** Something that is on or off, and is so at once. */
export function Toggle({ label, bare = false, checked, ...rest }: ToggleProps) {
  return (
    <label className={styles['toggle']}>
      <input
        {...rest}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked === true}
        className={styles['track']}
        {...(bare ? { 'aria-label': label } : {})}
      />
      {!bare && label}
    </label>
  );
}
