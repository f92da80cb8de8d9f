import { useEffect } from 'react';
import type { OrderId } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';

/** Whoever looks away from one order may look at another at once: only that one is told then. */
let lookingAway: ReturnType<typeof setTimeout> | undefined;

/** Tells the core which order is looked at, as long as it can be seen: that one is asked about first and most often. */
export function useLooking(order: OrderId | null): void {
  const platform = usePlatform();
  useEffect(() => {
    if (order === null) return;
    // It only makes news come sooner; where it is not heard, they come all the same.
    const tell = (seen: OrderId | null) => void platform.call('look_at', { order: seen }).catch(() => {});
    const look = () => {
      clearTimeout(lookingAway);
      tell(document.hidden ? null : order);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      lookingAway = setTimeout(() => tell(null));
    };
  }, [platform, order]);
}
