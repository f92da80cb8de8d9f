import { type RefObject, useEffect, useRef } from 'react';

/**
 * For what is drawn only while it is open: once it is gone, the focus is where it was before. Out of a menu that is the
 * button the menu belongs to.
 */
export function useFocusBack(): void {
  useFocusBackTo(useFocusBefore(true));
}

/** Where the focus was when something opened, seen before anything in it or a menu that closes for it takes it away. */
export function useFocusBefore(isOpen: boolean): RefObject<HTMLElement | null> {
  const before = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(false);
  if (isOpen && !wasOpen.current) before.current = whereFocusIs();
  wasOpen.current = isOpen;
  return before;
}

/** Once what calls this is gone, the focus is back there. */
export function useFocusBackTo(before: RefObject<HTMLElement | null>): void {
  useEffect(
    () => () => {
      // What closes it may move the focus on by itself; then it stays there.
      setTimeout(() => {
        if (document.activeElement === document.body) before.current?.focus({ preventScroll: true });
      }, 0);
    },
    [before],
  );
}

function whereFocusIs(): HTMLElement | null {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return null;
  const owner = activeElement.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return (owner == null ? null : document.getElementById(owner)) ?? activeElement;
}
