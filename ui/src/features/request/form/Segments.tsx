import type { Icon as TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { Icon } from '@/parts/Icon';
import styles from './Segments.module.css';

export interface Segment<T extends string> {
  value: T;
  word: string;
  icon?: TablerIcon;
}

interface SegmentsProps<T extends string> {
  label: string;
  /** Its label is only heard. */
  bare?: boolean;
  value: T;
  options: readonly Segment<T>[];
  onValue: (value: T) => void;
  children?: ReactNode;
}

/** One of a few: arrows choose, Tab goes on. */
export function Segments<T extends string>({
  label,
  bare = false,
  value,
  options,
  onValue,
  children,
}: SegmentsProps<T>) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <span id={id} className={bare ? 'heard' : styles['label']}>
        {label}
      </span>
      <div className={styles['segments']} role="radiogroup" aria-labelledby={id} data-low={bare}>
        {options.map((option) => (
          <label key={option.value} className={styles['segment']}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
            />
            <span>
              {option.icon !== undefined && <Icon of={option.icon} />}
              {option.word}
            </span>
          </label>
        ))}
      </div>
      {children}
    </div>
  );
}
