import styles from './Fingerprint.module.css';

/** A fingerprint in groups of four, eight to a line, so that two people can compare it aloud. */
export function Fingerprint({ of }: { of: string }) {
  const groups = groupsOf(of);
  const lines = [groups.slice(0, 8), groups.slice(8)].filter((line) => line.length > 0);
  return (
    <span className={`${styles['whole']} selectable`}>
      {lines.map((line) => (
        <span key={line.join('')} className={styles['line']}>
          {line.join(' ')}{' '}
        </span>
      ))}
    </span>
  );
}

function groupsOf(fingerprint: string): readonly string[] {
  return fingerprint.match(/.{1,4}/g) ?? [];
}

/** `7d02 e91b … b713`, where the whole has no room. */
export function shortFingerprint(fingerprint: string): string {
  const groups = groupsOf(fingerprint);
  if (groups.length < 4) return groups.join(' ');
  return `${groups[0]} ${groups[1]} … ${groups.at(-1)}`;
}

/** The fingerprint as people copy it. */
export function wholeFingerprint(fingerprint: string): string {
  return groupsOf(fingerprint).join(' ');
}
