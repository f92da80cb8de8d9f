import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { KeyHint } from '@/parts/KeyCap';
import { useErrand } from '@/shell/errand';
import { Foot } from '@/shell/Foot';
import { useHello } from '@/shell/pulse';
import { useWords, type WordKey } from '@/words/words';
import { About } from './About';
import { Keeping } from './Keeping';
import { Person } from './Person';
import styles from './Settings.module.css';
import { Store } from './Store';
import { Ways } from './ways/Ways';

const SECTIONS: readonly (readonly [id: string, word: WordKey])[] = [
  ['store', 'settings.store'],
  ['person', 'settings.person'],
  ['ways', 'settings.ways'],
  ['history', 'settings.history'],
  ['about', 'settings.about'],
];

/** What holds for the store, for the person at this computer, and for the history. Every change is kept at once. */
export default function Settings() {
  const { say } = useWords();
  const { operator } = useHello();
  const page = useRef<HTMLDivElement>(null);
  const show = (id: string) => {
    const section = page.current?.querySelector<HTMLElement>(`#settings-${id}`);
    if (section == null || page.current === null) return;
    // Only the page scrolls: bringing it into view by itself would move the window around it as well.
    page.current.scrollTop += section.getBoundingClientRect().top - page.current.getBoundingClientRect().top - 14;
    section.focus({ preventScroll: true });
  };
  useSentTo(show);
  return (
    <div className={styles['screen']}>
      <nav className={styles['nav']} aria-label={say('settings.sections')}>
        <h1>{say('nav.settings')}</h1>
        <ul>
          {SECTIONS.map(([id, word]) => (
            <li key={id}>
              <button type="button" onClick={() => show(id)}>
                {say(word)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles['page']} ref={page}>
        <Store />
        <Person />
        <Ways />
        <Keeping />
        <About />
      </div>
      <Foot hints={<KeyHint keys={['Tab']} does={say('settings.hint.move')} />}>
        <span>{say('settings.foot')}</span>
        <span>{say('settings.foot.by', { operator })}</span>
      </Foot>
    </div>
  );
}

/** Shows the part that another screen sent people to, once nothing above it grows any more. */
function useSentTo(show: (id: string) => void): void {
  const [wanted, setWanted] = useState<string | null>(null);
  const isReading = useIsFetching() > 0;
  const current = useRef(show);
  current.current = show;
  useErrand(({ part }) => setWanted(part ?? null));
  useEffect(() => {
    if (wanted === null || isReading) return;
    current.current(wanted);
    setWanted(null);
  }, [wanted, isReading]);
}
