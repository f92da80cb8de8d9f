import { useId } from 'react';
import { SelectField } from '@/parts/SelectField';
import { Toggle } from '@/parts/Toggle';
import {
  KEEP_RUNNING,
  keepsRunning,
  languageOf,
  singleLetters,
  sounds,
  type Theme,
  themeOf,
  usePreferences,
} from '@/shell/preferences';
import { LANGUAGES, useWords, type WordKey } from '@/words/words';
import { Group, Row, useSaved } from './Row';
import styles from './Settings.module.css';

const THEMES: readonly (readonly [Theme, WordKey])[] = [
  ['system', 'settings.theme.system'],
  ['light', 'settings.theme.light'],
  ['dark', 'settings.theme.dark'],
];
const NAMES = { en: 'English', 'zh-Hans': '简体中文' } as const;

/** What only the person at this computer sees and hears. */
export function Person() {
  const { say } = useWords();
  return (
    <Group id="person" title={say('settings.person')} what={say('settings.person.what')}>
      <LanguageRow />
      <ThemeRow />
      <SoundsRow />
      <LettersRow />
      <TrayRow />
    </Group>
  );
}

function LanguageRow() {
  const { say } = useWords();
  const { all, keep } = usePreferences();
  const name = say('settings.language');
  const [saved, tell] = useSaved(name);
  return (
    <Row name={name} saved={saved}>
      <div className={styles['select']}>
        <SelectField
          bare
          label={name}
          value={languageOf(all)}
          onChange={(event) => {
            keep('language', event.currentTarget.value);
            tell();
          }}
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {NAMES[language]}
            </option>
          ))}
        </SelectField>
      </div>
    </Row>
  );
}

function ThemeRow() {
  const { say } = useWords();
  const { all, keep } = usePreferences();
  const name = say('settings.theme');
  const [saved, tell] = useSaved(name);
  return (
    <Row name={name} saved={saved}>
      <div className={styles['select']}>
        <SelectField
          bare
          label={name}
          value={themeOf(all)}
          onChange={(event) => {
            keep('theme', event.currentTarget.value);
            tell();
          }}
        >
          {THEMES.map(([theme, word]) => (
            <option key={theme} value={theme}>
              {say(word)}
            </option>
          ))}
        </SelectField>
      </div>
    </Row>
  );
}

function SoundsRow() {
  const { say } = useWords();
  const { all, keep } = usePreferences();
  const id = useId();
  const [saved, tell] = useSaved(say('settings.sounds'));
  return (
    <Row of={id} name={say('settings.sounds')} what={say('settings.sounds.what')} saved={saved}>
      <Toggle
        id={id}
        label={say('settings.sounds')}
        bare
        checked={sounds(all)}
        onChange={(event) => {
          keep('sounds', event.currentTarget.checked ? 'on' : 'off');
          tell();
        }}
      />
    </Row>
  );
}

function TrayRow() {
  const { say } = useWords();
  const { all, keep } = usePreferences();
  const id = useId();
  const [saved, tell] = useSaved(say('settings.tray'));
  return (
    <Row of={id} name={say('settings.tray')} what={say('settings.tray.what')} saved={saved}>
      <Toggle
        id={id}
        label={say('settings.tray')}
        bare
        checked={keepsRunning(all)}
        onChange={(event) => {
          keep(KEEP_RUNNING, event.currentTarget.checked ? 'on' : 'off');
          tell();
        }}
      />
    </Row>
  );
}

function LettersRow() {
  const { say } = useWords();
  const { all, keep } = usePreferences();
  const id = useId();
  const [saved, tell] = useSaved(say('settings.letters'));
  return (
    <Row of={id} name={say('settings.letters')} what={say('settings.letters.what')} saved={saved}>
      <Toggle
        id={id}
        label={say('settings.letters')}
        bare
        checked={singleLetters(all)}
        onChange={(event) => {
          keep('single-letters', event.currentTarget.checked ? 'on' : 'off');
          tell();
        }}
      />
    </Row>
  );
}
