import type { KeyboardEvent } from 'react';

/**
 * Whether Esc was pressed in a place itself. React hands a place also what is pressed in a dialog that was opened from
 * it: that closes the dialog, and nothing behind it.
 */
export function isLeft(event: KeyboardEvent<HTMLElement>): boolean {
  const dialogOf = (node: EventTarget) => (node instanceof Element ? node.closest('[role="dialog"]') : null);
  const isHere = dialogOf(event.target) === dialogOf(event.currentTarget);
  return event.key === 'Escape' && !event.defaultPrevented && isHere;
}
