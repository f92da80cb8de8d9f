import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Below this there is no room for a list and what is open beside it. The style sheets know the same. */
const NARROW = '(max-width: 759px)';

interface Beside {
  /** What is open has the window for itself. */
  alone: boolean;
  /** Each goes up whenever it shall take the keyboard; that of what is open is nothing while the list has it. */
  focus: { list: number; detail: number };
  focusList: () => void;
  focusDetail: () => void;
}

/**
 * Who has the keyboard, of a list and what is open beside it. Where the room for both ends while something is open, the
 * list is gone from sight, and the keyboard goes with what stays.
 */
export function useBeside(isOpen: boolean): Beside {
  const alone = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const [focus, setFocus] = useState({ list: 0, detail: 0 });
  const focusList = useCallback(() => setFocus((before) => ({ list: before.list + 1, detail: 0 })), []);
  const focusDetail = useCallback(() => setFocus((before) => ({ ...before, detail: before.detail + 1 })), []);
  const was = useRef(alone);
  useEffect(() => {
    const begins = alone && !was.current;
    was.current = alone;
    if (begins && isOpen && isInListOrNowhere(document.activeElement)) focusDetail();
  }, [alone, isOpen, focusDetail]);
  return { alone, focus, focusList, focusDetail };
}

function isInListOrNowhere(active: Element | null): boolean {
  return active === null || active === document.body || active.closest('[data-list]') !== null;
}
