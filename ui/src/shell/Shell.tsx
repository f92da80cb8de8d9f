import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useWords } from '@/words/words';
import { Band, Frame } from './Band';
import { Broken } from './Broken';
import { Guard } from './Guard';
import { LaterProvider } from './later';
import { useLock } from './lock';
import { MoneyProvider } from './money';
import { useNews } from './news';
import { Palette } from './Palette';
import { singleLetters, usePreferences } from './preferences';
import { useHello } from './pulse';
import { Rail } from './Rail';
import { RestoringProvider } from './restoring';
import { routesOf } from './routes';
import { Sheet } from './Sheet';
import styles from './Shell.module.css';
import { Strip } from './Strip';
import { type Errand, type Place, PlacesProvider, type ScreenId } from './screen';
import { type Command, CommandsContext, commandBook, useCommands, useShortcuts } from './shortcuts';
import { TrainingPanel, type TrainingPanelState, useTrainingPanel } from './training';
import { useUndo } from './undo';

/** The window around the screens: band, strip, rail, and the keys that work everywhere. */
export function Shell() {
  const { environment } = useHello();
  const routes = routesOf(environment);
  const [place, setPlace] = useState<Place>({ screen: 'payments', errand: {}, visit: 0 });
  const memory = useRef(new Map<string, unknown>()).current;
  const book = useRef(commandBook()).current;

  const has = useCallback((screen: ScreenId) => routes.some((route) => route.id === screen), [routes]);
  const go = useCallback(
    (screen: ScreenId, errand: Errand = {}) => {
      if (has(screen)) setPlace((before) => ({ screen, errand, visit: before.visit + 1 }));
    },
    [has],
  );
  const places = useMemo(() => ({ place, go, has, memory }), [place, go, has, memory]);

  return (
    <CommandsContext value={book}>
      <PlacesProvider value={places}>
        <LaterProvider>
          <MoneyProvider>
            <RestoringProvider>
              <Window place={place} go={go} />
            </RestoringProvider>
          </MoneyProvider>
        </LaterProvider>
      </PlacesProvider>
    </CommandsContext>
  );
}

function Window({ place, go }: { place: Place; go: (screen: ScreenId) => void }) {
  const { say } = useWords();
  const { environment } = useHello();
  const { all } = usePreferences();
  const [over, setOver] = useState<'palette' | 'sheet' | null>(null);
  const main = useRef<HTMLElement>(null);
  const undo = useUndo();
  const lock = useLock();
  const close = useCallback(() => setOver(null), []);
  const panel = useTrainingPanel();
  const routes = routesOf(environment);
  const Screen = routes.find((route) => route.id === place.screen)?.screen;

  useShortcuts({
    letters: singleLetters(all),
    palette: () => setOver('palette'),
    lock: lock === null ? null : () => lock(false),
    sheet: () => setOver('sheet'),
    undo,
    go: (letter) => {
      if (letter === 't' && panel.exists) {
        panel.toggle();
        return true;
      }
      const route = routes.find((one) => one.letter === letter);
      if (route !== undefined) go(route.id);
      return route !== undefined;
    },
  });
  useOwnCommands(
    useCallback(() => setOver('sheet'), []),
    panel,
  );
  useNews();

  return (
    <div className={styles['app']} data-env={environment} data-panel={panel.open ? panel.dock : undefined}>
      <button type="button" className={styles['skip']} onClick={() => main.current?.focus()}>
        {say('nav.skip')}
      </button>
      <Band />
      <Strip openPalette={() => setOver('palette')} panel={panel} />
      <Rail openSheet={() => setOver('sheet')} />
      <main id="screen" ref={main} className={styles['main']} tabIndex={-1}>
        <Broken />
        <Guard key={place.screen}>
          <Suspense fallback={null}>{Screen !== undefined && <Screen />}</Suspense>
        </Guard>
      </main>
      {panel.open && (
        <aside className={styles['panel']} aria-label={say('training.title')}>
          <Suspense fallback={null}>
            <TrainingPanel panel={panel} />
          </Suspense>
        </aside>
      )}
      <Palette open={over === 'palette'} onClose={close} />
      <Sheet open={over === 'sheet'} onClose={close} />
      <Frame />
    </div>
  );
}

/** What the shell itself offers to the palette. */
function useOwnCommands(openSheet: () => void, panel: TrainingPanelState): void {
  const { say } = useWords();
  const { keep } = usePreferences();
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: 'sheet', word: say('keys.title'), keys: ['?'], run: openSheet },
      ...(panel.exists ? [{ id: 'training', word: say('training.panel'), keys: ['g', 't'], run: panel.toggle }] : []),
      { id: 'light', word: say('palette.theme.light'), run: () => keep('theme', 'light') },
      { id: 'dark', word: say('palette.theme.dark'), run: () => keep('theme', 'dark') },
      { id: 'system', word: say('palette.theme.system'), run: () => keep('theme', 'system') },
      { id: 'en', word: say('palette.language.en'), run: () => keep('language', 'en') },
      { id: 'zh-Hans', word: say('palette.language.zh-Hans'), run: () => keep('language', 'zh-Hans') },
    ],
    [say, keep, openSheet, panel],
  );
  useCommands(commands);
}
