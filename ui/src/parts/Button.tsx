import type { ComponentProps, ReactNode } from 'react';
import { useWords } from '@/words/words';
import styles from './Button.module.css';
import { useEnvironment } from './environment';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  look?: 'plain' | 'primary' | 'quiet' | 'stop';
  size?: 'small' | 'normal' | 'tall' | 'large';
  /** Only an icon stands in it; it needs an `aria-label`. */
  icon?: boolean;
  /** It takes the room there is. */
  wide?: boolean;
  /** It begins or does something with money: outside production it says `test`. */
  money?: boolean;
  children: ReactNode;
}

/** A button. Never the default of a form: no Enter in a field presses one that was not asked to be. */
export function Button({
  look = 'plain',
  size = 'normal',
  icon = false,
  wide = false,
  money = false,
  children,
  ...rest
}: ButtonProps) {
  const classes = [styles['button'], look === 'plain' ? '' : styles[look], size === 'normal' ? '' : styles[size]];
  if (icon) classes.push(styles['icon']);
  if (wide) classes.push(styles['wide']);
  return (
    <button type="button" {...rest} className={classes.filter(Boolean).join(' ')}>
      {children}
      {money && <TestTag />}
    </button>
  );
}

/** The tag that every money button carries where the money is not real. */
export function TestTag() {
  const environment = useEnvironment();
  const { say } = useWords();
  if (environment === 'production') return null;
  return <span className={styles['test']}>{say('money.test')}</span>;
}
