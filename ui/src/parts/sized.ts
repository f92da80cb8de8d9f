import { useElementSize, useMergedRef } from '@mantine/hooks';
import type { RefCallback, RefObject } from 'react';

interface Sized {
  /** For the element: it fills the other ref as well. */
  frame: RefCallback<HTMLDivElement>;
  /** Its size in pixels; 0 until it is known. */
  width: number;
  height: number;
}

/**
 * The size of an element that has a ref already. The ref stays the same for its whole life: a new one with every drawing
 * is measured anew, which draws anew, in every frame of a window that nobody touches.
 */
export function useSized(element: RefObject<HTMLDivElement | null>): Sized {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  return { frame: useMergedRef(element, ref), width, height };
}
