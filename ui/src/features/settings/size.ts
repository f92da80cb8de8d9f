const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size of a file as people read it: `41.9 MB`. */
export function printBytes(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${UNITS[unit]}`;
}
