import { render } from '@testing-library/react';
import { useLayoutEffect, useState } from 'react';
import { expect, it } from 'vitest';
import { useWindowKeys } from './windowKeys';

const heard: string[] = [];

function press(key: string) {
  window.dispatchEvent(new KeyboardEvent('keydown', { key }));
}

function Screen() {
  const [drawn] = useState('as drawn');
  useWindowKeys(({ key }) => heard.push(`${key} ${drawn}`));
  // What is in the document is not painted yet here.
  useLayoutEffect(() => press('a'), []);
  return null;
}

it('hears a key before the screen is painted, and none once it is gone', () => {
  const { unmount } = render(<Screen />);
  expect(heard).toEqual(['a as drawn']);
  unmount();
  press('b');
  expect(heard).toEqual(['a as drawn']);
});
