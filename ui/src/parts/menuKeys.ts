import { useWindowKeys } from './windowKeys';

/**
 * Down on the button of a menu leads into it, and opens it first where it is closed: an open menu takes the focus by
 * itself, but on a busy computer not always, and then no key led into it.
 */
export function useMenuKeys(): void {
  useWindowKeys((event) => {
    if (event.key !== 'ArrowDown' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = event.target instanceof Element ? event.target.closest('button[aria-haspopup="menu"]') : null;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (button.getAttribute('aria-expanded') === 'true') firstOf(button)?.focus();
    else button.click();
  });
}

/** The first thing that can be chosen in the menu of a button. */
function firstOf(button: HTMLButtonElement): HTMLElement | null {
  const menu = document.getElementById(button.getAttribute('aria-controls') ?? '');
  return menu?.querySelector<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? null;
}
