import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { EnvironmentProvider } from '@/parts/environment';
import { useMenuKeys } from '@/parts/menuKeys';
import { NoticeProvider } from '@/parts/Notice';
import type { Hello, Pulse } from '@/platform/contract';
import { type Platform, PlatformProvider } from '@/platform/platform';
import { styleNonce, theme, variables } from '@/theme/mantine';
import { ClockProvider } from '@/time/clock';
import { inOneLine, toldIn } from '@/words/trouble';
import { useWords, WordsProvider } from '@/words/words';
import { askingAhead } from './ahead';
import { type Beginning, begin } from './begin';
import { ChangesProvider, queryClient } from './changes';
import { Trouble } from './Guard';
import { LockProvider, lockingOut } from './lock';
import { KeepPreferences, languageOf, themeOf, useKept } from './preferences';
import { HelloProvider, PulseProvider, useHeardHello, useHeardPulse } from './pulse';
import { useReady } from './ready';
import { Shell } from './Shell';
import { useShownTheme } from './theme';
import { useToldLanguage } from './told';

interface AppProps {
  platform: Platform;
  /** Milliseconds on a clock that only runs forward. */
  elapsed: () => number;
  /** Nothing fades or moves: for pictures and tests. */
  still?: boolean;
}

/** The whole window: asks the core what it begins with, and draws nothing until it can draw all of that. */
export function App({ platform, elapsed, still = false }: AppProps) {
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  const [time, setTime] = useState(0);
  const ahead = useMemo(() => askingAhead(platform), [platform]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every time is a beginning of its own
  useEffect(() => {
    let over = false;
    void begin(ahead).then((begun) => !over && setBeginning(begun));
    return () => {
      over = true;
    };
  }, [ahead, time]);
  const again = useCallback(() => setTime((before) => before + 1), []);
  const watched = useMemo(() => lockingOut(ahead.platform, again), [ahead, again]);
  if (beginning === null) return null;
  return (
    <PlatformProvider value={watched}>
      <Dressed key={beginning.kind} beginning={beginning} still={still}>
        <Drawn beginning={beginning} elapsed={elapsed} again={again} />
      </Dressed>
    </PlatformProvider>
  );
}

/** Theme, language, notices and answers: what every kind of window has. */
function Dressed({ beginning, still, children }: { beginning: Beginning; still: boolean; children: ReactNode }) {
  const { all, set } = useKept(beginning.preferences);
  const shown = useShownTheme(themeOf(all));
  const language = languageOf(all);
  const [client] = useState(queryClient);
  useMenuKeys();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      forceColorScheme={shown}
      env={still ? 'test' : 'default'}
      {...(styleNonce() === '' ? {} : { getStyleNonce: styleNonce })}
    >
      <WordsProvider language={language}>
        <NoticeProvider>
          <KeepPreferences all={all} set={set} quiet={beginning.kind !== 'ready'}>
            <QueryClientProvider client={client}>{children}</QueryClientProvider>
          </KeepPreferences>
        </NoticeProvider>
      </WordsProvider>
    </MantineProvider>
  );
}

interface DrawnProps {
  beginning: Beginning;
  elapsed: () => number;
  again: () => void;
}

function Drawn({ beginning, elapsed, again }: DrawnProps) {
  const { say, language } = useWords();
  useReady();
  switch (beginning.kind) {
    case 'welcome': {
      const { Welcome } = beginning.screens;
      return <Welcome environments={beginning.environments} version={beginning.version} />;
    }
    case 'set-up': {
      const { SetUp } = beginning.screens;
      return (
        <EnvironmentProvider value={beginning.hello.environment}>
          <SetUp hello={beginning.hello} onDone={again} />
        </EnvironmentProvider>
      );
    }
    case 'blocked': {
      const { Blocked } = beginning.screens;
      return (
        <EnvironmentProvider value={beginning.environment}>
          <Blocked error={beginning.error} ways={beginning.ways} again={again} />
        </EnvironmentProvider>
      );
    }
    case 'locked': {
      const { Lock } = beginning.screen;
      return (
        <Standing hello={beginning.hello} pulse={beginning.pulse} elapsed={elapsed}>
          {(pulse) => <Lock locked={beginning} pulse={pulse} again={again} />}
        </Standing>
      );
    }
    case 'trouble': {
      return (
        <main>
          <Trouble title={say('trouble.start.title')} body={inOneLine(toldIn(language, beginning.error))} />
        </main>
      );
    }
    case 'ready':
      return (
        <Living hello={beginning.hello} pulse={beginning.pulse} elapsed={elapsed}>
          <LockProvider again={again}>
            <Shell />
          </LockProvider>
        </Living>
      );
  }
}

interface StandingProps {
  hello: Hello;
  pulse: Pulse;
  elapsed: () => number;
  children: (pulse: Pulse) => ReactNode;
}

/** The clock and the figures go on while nobody is signed in; nothing else is asked. */
function Standing({ hello, pulse: first, elapsed, children }: StandingProps) {
  const { pulse, at } = useHeardPulse(first, elapsed);
  const said = useMemo(() => ({ now: Date.parse(pulse.now), at }), [pulse, at]);
  return (
    <EnvironmentProvider value={hello.environment}>
      <ClockProvider said={said} zone={hello.zone} elapsed={elapsed}>
        {children(pulse)}
      </ClockProvider>
    </EnvironmentProvider>
  );
}

interface LivingProps {
  hello: Hello;
  pulse: Pulse;
  elapsed: () => number;
  children: ReactNode;
}

/** What moves by itself: the clock, the pulse, and what changed in the ledger. */
function Living({ hello: first, pulse: firstPulse, elapsed, children }: LivingProps) {
  const { pulse, at } = useHeardPulse(firstPulse, elapsed);
  const { hello, again } = useHeardHello(first);
  useToldLanguage();
  const [said, setSaid] = useState(() => ({ now: Date.parse(pulse.now), at, of: pulse }));
  if (said.of !== pulse) setSaid({ now: Date.parse(pulse.now), at, of: pulse });
  return (
    <HelloProvider value={hello} again={again}>
      <EnvironmentProvider value={hello.environment}>
        <PulseProvider pulse={pulse}>
          <ClockProvider said={said} zone={hello.zone} elapsed={elapsed}>
            <ChangesProvider>{children}</ChangesProvider>
          </ClockProvider>
        </PulseProvider>
      </EnvironmentProvider>
    </HelloProvider>
  );
}
