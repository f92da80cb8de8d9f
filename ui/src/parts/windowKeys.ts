import { useLayoutEffect, useRef } from 'react';

/**
 * Hears the keys of the window, wherever the focus is, as soon as what calls this is in the document: a key may be
 * pressed before it is painted. `first` hears them before whatever has the focus does.
 */
export function useWindowKeys(hear: (event: KeyboardEvent) => void, first = false): void {
  const current = useRef(hear);
  current.current = hear;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => current.current(event);
    window.addEventListener('keydown', press, { capture: first });
    return () => window.removeEventListener('keydown', press, { capture: first });
  }, [first]);
}

/** Whether a dialog is open, which has the keys for itself. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
