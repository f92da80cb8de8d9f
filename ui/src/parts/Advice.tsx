import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Advice.module.css';
import { Icon } from './Icon';
import type { Tone } from './state';

interface AdviceProps {
  tone: Tone;
  icon: TablerIcon;
  /** The one thing to know, where it needs a line of its own. */
  title?: string;
  children: ReactNode;
}

/** What is right now, on the ground of its tone. */
export function Advice({ tone, icon, title, children }: AdviceProps) {
  return (
    <div className={styles['advice']} data-tone={tone}>
      <Icon of={icon} />
      <div className={styles['text']}>
        {title !== undefined && <h3 className={styles['title']}>{title}</h3>}
        {children}
      </div>
    </div>
  );
}
