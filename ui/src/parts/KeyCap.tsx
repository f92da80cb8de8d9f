import styles from './KeyCap.module.css';

const isMac = /^Mac/.test(globalThis.navigator?.platform ?? '');

/** A key as the keyboard of this computer names it: `Ctrl K`, on a Mac `⌘ K`. */
export function keyName(keys: string): string {
  return isMac ? keys.replace('Ctrl', '⌘').replace('Shift', '⇧') : keys;
}

export function KeyCap({ children }: { children: string }) {
  return <kbd className={styles['cap']}>{keyName(children)}</kbd>;
}

/** Keys and what they do, for the foot of a screen. */
export function KeyHint({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <span className={styles['hint']}>
      {keys.map((key) => (
        <KeyCap key={key}>{key}</KeyCap>
      ))}
      {does}
    </span>
  );
}
