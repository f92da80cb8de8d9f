import type { KeyboardEvent } from 'react';

/** Where a key leads in a list: to which place, from where it stands. Null where the key does not move. */
export function steps(event: KeyboardEvent, at: number, screenful: number, count: number): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return at + 1;
    case 'ArrowUp':
    case 'k':
      return at - 1;
    case 'PageDown':
      return at + screenful;
    case 'PageUp':
      return at - screenful;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
