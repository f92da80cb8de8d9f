import { useEffect } from 'react';

/** Calls back on `Ctrl` with a letter, wherever the focus is, as long as no dialog is open. */
export function useControlKey(letter: string, shift: boolean, run: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const control = event.ctrlKey || event.metaKey;
      if (!control || event.altKey || event.shiftKey !== shift || event.key.toLowerCase() !== letter) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [letter, shift, run]);
}
