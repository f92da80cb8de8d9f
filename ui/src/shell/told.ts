import { useEffect } from 'react';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { usePreferences } from './preferences';

/**
 * Tells the core the language that the window took from the computer: what it reads back to buyers is in the language
 * that is kept, and English where none is.
 */
export function useToldLanguage(): void {
  const { language } = useWords();
  const platform = usePlatform();
  const isKept = usePreferences().all['language'] === language;
  useEffect(() => {
    if (isKept || language === 'en') return;
    // Where nothing can be written now, the next start tells it.
    platform.call('set_preference', { name: 'language', value: language }).catch(() => {});
  }, [platform, language, isKept]);
}
