import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Theme } from './preferences';

const DARK = '(prefers-color-scheme: dark)';

function watch(heard: () => void): () => void {
  const media = window.matchMedia(DARK);
  media.addEventListener('change', heard);
  return () => media.removeEventListener('change', heard);
}

/** The theme that is drawn: the chosen one, or the computer's. The page's root carries it for the tokens. */
export function useShownTheme(theme: Theme): 'light' | 'dark' {
  const dark = useSyncExternalStore(watch, () => window.matchMedia(DARK).matches);
  const shown = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = shown;
  }, [shown]);
  return shown;
}
