import type { ReactNode } from 'react';
import styles from './Chain.module.css';

/** One step: over, under way, still to come, or where it broke off. */
export interface Link {
  way: 'done' | 'now' | 'ahead' | 'ended';
  word: string;
  /** When, where that is known. */
  when?: ReactNode;
}

/** The steps of something from its beginning to its end, and how far it is. */
export function Chain({ links }: { links: readonly Link[] }) {
  return (
    <ol className={`${styles['chain']} num`}>
      {links.map(({ way, word, when }) => (
        <li key={word} className={styles['link']} data-way={way} aria-current={way === 'now' ? 'step' : undefined}>
          <span className={styles['dot']} />
          <span>{word}</span>
          <span className={styles['when']}>{when}</span>
        </li>
      ))}
    </ol>
  );
}
