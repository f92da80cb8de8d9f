import { isDialogOpen, useWindowKeys } from '@/parts/windowKeys';

/** Calls back on `Ctrl` with a letter, wherever the focus is, as long as no dialog is open. */
export function useControlKey(letter: string, shift: boolean, run: () => void): void {
  useWindowKeys((event) => {
    const control = event.ctrlKey || event.metaKey;
    if (!control || event.altKey || event.shiftKey !== shift || event.key.toLowerCase() !== letter) return;
    if (isDialogOpen()) return;
    event.preventDefault();
    run();
  });
}
