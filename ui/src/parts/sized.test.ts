import { renderHook } from '@testing-library/react';
import { useRef } from 'react';
import { expect, it } from 'vitest';
import { useSized } from './sized';

it('measures a box once and not with every drawing', () => {
  const { result, rerender } = renderHook(() => {
    const box = useRef<HTMLDivElement>(null);
    return { box, ...useSized(box) };
  });
  const first = result.current.frame;
  const drawn = document.createElement('div');
  first(drawn);
  rerender();
  expect(result.current.frame).toBe(first);
  expect(result.current.box.current).toBe(drawn);
});
