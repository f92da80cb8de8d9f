import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useBeside } from './beside';

/** What is open: it takes the keyboard whenever its number goes up, and when it is new. */
function Detail({ name, focus }: { name: string; focus: number }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus > 0) place.current?.focus();
  }, [focus]);
  return <section ref={place} tabIndex={-1} aria-label={name} />;
}

/** A list, and beside it what is open. */
function Screen({ open }: { open: string | null }) {
  const { alone, focus, focusList } = useBeside(open !== null);
  return (
    <>
      <div data-list>
        <button type="button" onClick={focusList}>
          row
        </button>
      </div>
      <button type="button">elsewhere</button>
      {open !== null && (
        <Detail key={open} name={`${open}, ${alone ? 'alone' : 'beside the list'}`} focus={focus.detail} />
      )}
    </>
  );
}

describe('a list, and what is open beside it', () => {
  const usual = globalThis.matchMedia;
  const heard = new Set<(event: MediaQueryListEvent) => void>();
  const narrow = (matches: boolean) =>
    act(() => {
      for (const hear of heard) hear({ matches } as MediaQueryListEvent);
    });
  const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

  beforeEach(() => {
    vi.stubGlobal('matchMedia', (query: string) => ({
      ...usual(query),
      addEventListener: (_: string, hear: (event: MediaQueryListEvent) => void) => heard.add(hear),
      removeEventListener: (_: string, hear: (event: MediaQueryListEvent) => void) => heard.delete(hear),
    }));
  });
  afterEach(() => vi.stubGlobal('matchMedia', usual));

  it('hands the keyboard to what is open when the list goes out of sight', () => {
    render(<Screen open="one" />);
    screen.getByText('row').focus();
    narrow(true);
    expect(focused()).toBe('one, alone');
    narrow(false);
    expect(focused()).toBe('one, beside the list');
  });

  it('leaves the keyboard with whatever else has it, and where nothing is open', () => {
    const { rerender } = render(<Screen open="one" />);
    screen.getByText('elsewhere').focus();
    narrow(true);
    expect(focused()).toBe('elsewhere');
    narrow(false);
    rerender(<Screen open={null} />);
    screen.getByText('row').focus();
    narrow(true);
    expect(focused()).toBe('row');
  });

  it('leaves the keyboard in the list when another is opened from there, however it was before', async () => {
    const user = userEvent.setup();
    const { rerender } = render(<Screen open="one" />);
    screen.getByText('row').focus();
    narrow(true);
    narrow(false);
    await user.click(screen.getByText('row'));
    rerender(<Screen open="two" />);
    expect(focused()).toBe('row');
  });
});
