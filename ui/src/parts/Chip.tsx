import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { printCount } from '@/words/words';
import styles from './Chip.module.css';
import { Icon } from './Icon';

interface ChipProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  icon?: TablerIcon;
  word: string;
  /** How many there are; nothing while it is not known. */
  count?: number | null | undefined;
  /** Whether it is chosen; left out where there is nothing to choose. */
  on?: boolean;
}

export function Chip({ icon, word, count, on, ...rest }: ChipProps) {
  return (
    <button type="button" {...rest} className={styles['chip']} {...(on === undefined ? {} : { 'aria-pressed': on })}>
      {icon !== undefined && <Icon of={icon} />}
      {word} {count != null && <span className={`${styles['count']} num`}>{printCount(count)}</span>}
    </button>
  );
}
