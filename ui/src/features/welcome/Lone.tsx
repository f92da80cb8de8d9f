import { Menu, useComputedColorScheme } from '@mantine/core';
import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { Band, Frame } from '@/shell/Band';
import { usePreferences } from '@/shell/preferences';
import { LANGUAGES, useWords } from '@/words/words';
import styles from './Welcome.module.css';

interface LoneProps {
  /** What else can be done from here, at the end of the head. */
  ways?: ReactNode;
  children: ReactNode;
}

/** A window that has no screens yet: the environment's band and frame, a head, and one thing to do. */
export function Lone({ ways, children }: LoneProps) {
  return (
    <div className={styles['window']}>
      <Band />
      <header className={styles['head']}>
        <span className={styles['mark']}>Countersign</span>
        <span className="push" />
        {ways}
        <Languages />
        <Themes />
      </header>
      <main className={styles['main']} id="screen">
        {children}
      </main>
      <Frame />
    </div>
  );
}

/** Each language in its own words: who needs the other one cannot read this one. */
const NAMES = { en: 'English', 'zh-Hans': '简体中文' } as const;

function Languages() {
  const { say, language } = useWords();
  const { keep } = usePreferences();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button look="quiet" aria-label={say('lone.language', { name: NAMES[language] })}>
          <Icon of={IconLanguage} />
          {NAMES[language]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((one) => (
          <Menu.Item key={one} lang={one} onClick={() => keep('language', one)}>
            {NAMES[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Themes() {
  const { say } = useWords();
  const { keep } = usePreferences();
  const shown = useComputedColorScheme('light');
  const next = shown === 'dark' ? 'light' : 'dark';
  const word = next === 'dark' ? say('palette.theme.dark') : say('palette.theme.light');
  return (
    <Button look="quiet" icon aria-label={word} title={word} onClick={() => keep('theme', next)}>
      <Icon of={next === 'dark' ? IconMoon : IconSun} />
    </Button>
  );
}
