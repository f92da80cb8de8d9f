import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useNotice } from '@/parts/Notice';
import { usePlatform } from '@/platform/platform';
import { LANGUAGES, type Language } from '@/words/words';

/** How the window looks and what it remembers for its people. They are kept in the encrypted ledger, not in the page. */
export type Preferences = Readonly<Record<string, string>>;

interface Kept {
  all: Preferences;
  keep: (name: string, value: string) => void;
}

const PreferencesContext = createContext<Kept>({ all: {}, keep: () => {} });

export function PreferencesProvider({ kept, children }: { kept: Kept; children: ReactNode }) {
  return <PreferencesContext value={kept}>{children}</PreferencesContext>;
}

export function usePreferences(): Kept {
  return useContext(PreferencesContext);
}

/** Preferences as they were read, changed at once on the screen and then kept. */
export function useKept(first: Preferences): { all: Preferences; set: (name: string, value: string) => void } {
  const [all, setAll] = useState(first);
  const set = useCallback((name: string, value: string) => setAll((before) => ({ ...before, [name]: value })), []);
  return { all, set };
}

interface KeepProps {
  all: Preferences;
  set: (name: string, value: string) => void;
  /** There may be no ledger yet to keep them in: then they hold for as long as the window is open. */
  quiet: boolean;
  children: ReactNode;
}

/** Writes every change down, and says so where that fails. */
export function KeepPreferences({ all, set, quiet, children }: KeepProps) {
  const platform = usePlatform();
  const notice = useNotice();
  const kept = useMemo<Kept>(
    () => ({
      all,
      keep: (name, value) => {
        set(name, value);
        platform.call('set_preference', { name, value }).catch((thrown: unknown) => {
          if (!quiet) notice.trouble(thrown);
        });
      },
    }),
    [all, set, quiet, platform, notice],
  );
  return <PreferencesProvider kept={kept}>{children}</PreferencesProvider>;
}

export type Theme = 'light' | 'dark' | 'system';

export function themeOf(all: Preferences): Theme {
  const theme = all['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** The chosen language, or the computer's where the window speaks it. */
export function languageOf(all: Preferences): Language {
  return LANGUAGES.find((language) => language === all['language']) ?? languageOfComputer();
}

function languageOfComputer(): Language {
  return /^zh\b/i.test(globalThis.navigator?.language ?? '') ? 'zh-Hans' : 'en';
}

/** Single letters can be switched off, for people whose speech input types them. */
export function singleLetters(all: Preferences): boolean {
  return all['single-letters'] !== 'off';
}

/** Whether news may be heard. */
export function sounds(all: Preferences): boolean {
  return all['sounds'] !== 'off';
}

/** The name of the preference that keeps the program in the tray; the core reads it too. */
export const KEEP_RUNNING = 'keep-running';

/** Whether the program goes on in the tray when its last window is closed. */
export function keepsRunning(all: Preferences): boolean {
  return all[KEEP_RUNNING] === 'on';
}
