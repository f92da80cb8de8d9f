import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// A failure says what was looked for; the whole page would bury it.
configure({
  asyncUtilTimeout: 15_000,
  getElementError: (message) => new Error(message?.split('\n\nIgnored nodes')[0] ?? 'not found'),
});

afterEach(() => {
  cleanup();
  document.documentElement.removeAttribute('data-theme');
});

// What jsdom has no layout for. A window of 1360 × 850, light.
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: matchesWidth(query, 1360),
  media: query,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
  onchange: null,
}));

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
);

function matchesWidth(query: string, width: number): boolean {
  const most = /max-width:\s*(\d+)px/.exec(query)?.[1];
  return most !== undefined && width <= Number(most);
}
