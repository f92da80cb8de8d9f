import type { ReactNode } from 'react';
import styles from './Shell.module.css';

/** The bar at the foot of a screen: what stands, each in a span of its own, and at its end the keys. */
export function Foot({ children, hints }: { children: ReactNode; hints?: ReactNode }) {
  return (
    <footer className={`${styles['foot']} num`}>
      {children}
      {hints !== undefined && <div className={styles['hints']}>{hints}</div>}
    </footer>
  );
}
