import { useEffect, useRef } from 'react';
import { useNotice } from '@/parts/Notice';
import type { OrderId } from '@/platform/contract';
import { type Errand, usePlaces } from './screen';

/** What another screen, the palette, the tray or a notification sent people here for. */
export function useErrand(run: (errand: Errand) => void): void {
  const { place } = usePlaces();
  const current = useRef({ run, errand: place.errand });
  current.current = { run, errand: place.errand };
  const { visit } = place;
  useEffect(() => {
    if (visit > 0) current.current.run(current.current.errand);
  }, [visit]);
}

interface Wanted<T> {
  /** What is known of an order already; null where there is nothing. */
  known: (order: OrderId) => T | null;
  /** The same, asked for from now on. */
  read: (order: OrderId) => Promise<T | null>;
  show: (found: T) => void;
  /** What is said where there is nothing of it. */
  elsewhere: string;
}

/**
 * Shows what people were sent here for. What is not in a list that was read since is not waited for: that is said, and
 * nothing opens by itself under a hand later.
 */
export function useOrderErrand<T>(wanted: Wanted<T>): void {
  const notice = useNotice();
  const current = useRef(wanted);
  current.current = wanted;
  const errands = useRef(0);
  // Whoever left is not told any more.
  useEffect(
    () => () => {
      errands.current += 1;
    },
    [],
  );
  useErrand(({ order }) => {
    errands.current += 1;
    const own = errands.current;
    if (order === undefined) return;
    const known = current.current.known(order);
    if (known !== null) {
      current.current.show(known);
      return;
    }
    const isOver = () => errands.current !== own;
    const found = (one: T | null) => {
      if (isOver()) return;
      if (one === null) notice.tell(current.current.elsewhere);
      else current.current.show(one);
    };
    current.current.read(order).then(found, (thrown: unknown) => isOver() || notice.trouble(thrown));
  });
}
