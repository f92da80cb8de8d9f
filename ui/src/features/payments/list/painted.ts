import { useEffect } from 'react';

/** Marks when the list was first painted, for whoever measures a start from outside of the page. */
export function useMarkWhenPainted(isThere: boolean): void {
  useEffect(() => {
    if (!isThere) return;
    // What is drawn before a frame is painted when the next one begins.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => performance.mark('payments'));
    });
    return () => cancelAnimationFrame(frame);
  }, [isThere]);
}
