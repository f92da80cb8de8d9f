import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus to the active row, once it exists, whenever it was asked for. A row that is scrolled away takes the
 * focus with it, so moving asks for it too: by setting what this answers. From an open dialog no row takes it: what is
 * typed there must not reach the list, which may appear beneath it meanwhile.
 */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  active: number,
  wanted: number,
): RefObject<boolean> {
  const given = useRef(0);
  const follow = useRef(false);
  useEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (row == null || (given.current === wanted && !follow.current)) return;
    if (document.activeElement?.closest('[role="dialog"]') != null) return;
    given.current = wanted;
    follow.current = false;
    if (row !== document.activeElement) row.focus({ preventScroll: true });
  });
  return follow;
}

/** The row of a list that Tab comes to. */
const ACTIVE_ROW = '[data-list] [data-index][tabindex="0"]';

/**
 * Who came to a list by the keyboard goes on by it: once there are rows, and where nothing else has the focus then, the
 * active one takes it. At once, and not with the next drawing: whoever pressed a key meanwhile may be elsewhere by then.
 */
export function useListTakesFocus(hasRows: boolean, how: FocusOptions = { preventScroll: true }): void {
  const done = useRef(false);
  useEffect(() => {
    if (!hasRows || done.current) return;
    if (document.activeElement === document.body) {
      const row = document.querySelector<HTMLElement>(ACTIVE_ROW);
      if (row === null) return;
      row.focus(how);
    }
    done.current = true;
  });
}
