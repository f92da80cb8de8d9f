import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { EnvironmentProvider } from '@/parts/environment';
import { NoticeProvider } from '@/parts/Notice';
import type { Hello, Pulse } from '@/platform/contract';
import { type Platform, PlatformProvider, Refused } from '@/platform/platform';
import { styleNonce, theme, variables } from '@/theme/mantine';
import { ClockProvider } from '@/time/clock';
import { inOneLine, toldIn } from '@/words/trouble';
import { useWords, WordsProvider } from '@/words/words';
import { ChangesProvider, queryClient } from './changes';
import { Trouble } from './Guard';
import { KeepPreferences, languageOf, type Preferences, themeOf, useKept } from './preferences';
import { HelloProvider, PulseProvider, useHeardPulse } from './pulse';
import { Shell } from './Shell';
import { useShownTheme } from './theme';

interface Start {
  hello: Hello;
  pulse: Pulse;
  preferences: Preferences;
}

interface AppProps {
  platform: Platform;
  /** Milliseconds on a clock that only runs forward. */
  elapsed: () => number;
  /** Nothing fades or moves: for pictures and tests. */
  still?: boolean;
}

/** The whole window: asks the core who and where it is, then draws. */
export function App({ platform, elapsed, still = false }: AppProps) {
  const [start, setStart] = useState<Start | Refused | null>(null);
  useEffect(() => {
    let over = false;
    begin(platform).then(
      (begun) => !over && setStart(begun),
      (thrown: unknown) => !over && setStart(Refused.from(thrown)),
    );
    return () => {
      over = true;
    };
  }, [platform]);

  if (start === null) return null;
  if (start instanceof Refused) return <CannotStart refused={start} />;
  return <Begun platform={platform} elapsed={elapsed} still={still} start={start} />;
}

async function begin(platform: Platform): Promise<Start> {
  const [hello, pulse, preferences] = await Promise.all([
    platform.call('hello', {}),
    platform.call('pulse', {}),
    platform.call('preferences', {}),
  ]);
  return { hello, pulse, preferences };
}

function CannotStart({ refused }: { refused: Refused }) {
  const { say, language } = useWords();
  return <Trouble title={say('trouble.start.title')} body={inOneLine(toldIn(language, refused.error))} />;
}

function Begun({ platform, start, ...rest }: Required<AppProps> & { start: Start }) {
  return (
    <PlatformProvider value={platform}>
      <Dressed start={start} {...rest} />
    </PlatformProvider>
  );
}

function Dressed({ start, elapsed, still }: Omit<Required<AppProps>, 'platform'> & { start: Start }) {
  const { all, set } = useKept(start.preferences);
  const shown = useShownTheme(themeOf(all));
  const language = languageOf(all);
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
          <KeepPreferences all={all} set={set}>
            <Living start={start} elapsed={elapsed}>
              <Shell />
            </Living>
          </KeepPreferences>
        </NoticeProvider>
      </WordsProvider>
    </MantineProvider>
  );
}

/** What moves by itself: the clock, the pulse, and what changed in the ledger. */
function Living({ start, elapsed, children }: { start: Start; elapsed: () => number; children: ReactNode }) {
  const { pulse, at } = useHeardPulse(start.pulse, elapsed);
  const [client] = useState(queryClient);
  const now = Date.parse(pulse.now);
  const [said, setSaid] = useState({ now, at });
  if (said.at !== at || said.now !== now) setSaid({ now, at });
  useEffect(() => {
    document.documentElement.dataset['env'] = start.hello.environment;
  }, [start]);
  return (
    <HelloProvider value={start.hello}>
      <EnvironmentProvider value={start.hello.environment}>
        <PulseProvider pulse={pulse}>
          <ClockProvider said={said} zone={start.hello.zone} elapsed={elapsed}>
            <QueryClientProvider client={client}>
              <ChangesProvider>{children}</ChangesProvider>
            </QueryClientProvider>
          </ClockProvider>
        </PulseProvider>
      </EnvironmentProvider>
    </HelloProvider>
  );
}
