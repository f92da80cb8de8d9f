import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { Icon } from '@/parts/Icon';
import styles from './Form.module.css';

interface ChoiceProps {
  id?: string;
  label: string;
  value: string;
  options: readonly { value: string; word: string }[];
  onValue: (value: string) => void;
  tall?: boolean;
}

/** One of many, in the system's own list. */
export function Choice({ id, label, value, options, onValue, tall = false }: ChoiceProps) {
  const own = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id ?? own}>{label}</label>
      <div className={styles['box']}>
        <select
          id={id ?? own}
          className={styles['select']}
          data-tall={tall}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.word}
            </option>
          ))}
        </select>
        <Icon of={IconChevronDown} className={styles['chevron']} />
      </div>
    </div>
  );
}
