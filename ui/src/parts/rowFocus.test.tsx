import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { useListTakesFocus } from './rowFocus';

/** A list whose row is drawn with the drawing after the one that knows of it, and a search box. */
function List({ hasRows, isDrawn }: { hasRows: boolean; isDrawn: boolean }) {
  const [, drawAgain] = useState(0);
  useListTakesFocus(hasRows);
  return (
    <>
      <input aria-label="search" />
      <button type="button" onClick={() => drawAgain((times) => times + 1)}>
        again
      </button>
      <div data-list>
        {isDrawn && (
          <button type="button" data-index={0} tabIndex={0}>
            one
          </button>
        )}
      </div>
    </>
  );
}

const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

describe('a list that people came to by the keyboard', () => {
  it('takes the focus once it has a row', () => {
    const { rerender } = render(<List hasRows={false} isDrawn={false} />);
    expect(document.activeElement).toBe(document.body);
    rerender(<List hasRows isDrawn={false} />);
    expect(document.activeElement).toBe(document.body);
    rerender(<List hasRows isDrawn />);
    expect(focused()).toBe('one');
  });

  it('leaves it with the search box that somebody went to before there was a row', () => {
    const { rerender } = render(<List hasRows isDrawn={false} />);
    screen.getByLabelText('search').focus();
    rerender(<List hasRows isDrawn />);
    expect(focused()).toBe('search');
  });

  it('takes it once, and not again when what had it afterwards is gone', () => {
    render(<List hasRows isDrawn />);
    expect(focused()).toBe('one');
    (document.activeElement as HTMLElement).blur();
    act(() => screen.getByText('again').click());
    expect(document.activeElement).toBe(document.body);
  });
});
