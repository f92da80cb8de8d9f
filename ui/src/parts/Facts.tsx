import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** A heading inside a pane, with room for something at its end. */
export function Section({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles['section']}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** Names and values under each other; tight where every value has a button of its own. */
export function Facts({ children, tight = false }: { children: ReactNode; tight?: boolean }) {
  return (
    <dl className={styles['list']} data-tight={tight}>
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
