import { useEffect, useRef } from 'react';

/**
 * For what is drawn only while it is open: once it is gone, the focus is where it was before. Out of a menu that is the
 * button the menu belongs to.
 */
export function useFocusBack(): void {
  const before = useRef<HTMLElement | null>(null);
  if (before.current === null) before.current = whereFocusIs();
  useEffect(
    () => () => {
      // What closes it may move the focus on by itself; then it stays there.
      setTimeout(() => {
        if (document.activeElement === document.body) before.current?.focus({ preventScroll: true });
      }, 0);
    },
    [],
  );
}

function whereFocusIs(): HTMLElement | null {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return null;
  const owner = activeElement.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return (owner == null ? null : document.getElementById(owner)) ?? activeElement;
}
