import type { CommandError, Environment, Hello, Output, Pulse, Start } from '@/platform/contract';
import { type Platform, Refused } from '@/platform/platform';
import { type Ahead, FIRST_PAGE } from './ahead';
import type { Preferences } from './preferences';
import { firstScreen } from './routes';

type Screens = typeof import('@/features/welcome');
type Locked = Extract<Start, { kind: 'locked' }>;
type Blocked = Extract<Start, { kind: 'blocked' }>;

/** What the window begins with, and everything that its first picture needs. */
export type Beginning = { preferences: Preferences } & (
  | { kind: 'ready'; hello: Hello; pulse: Pulse }
  | { kind: 'welcome'; environments: readonly Environment[]; version: string; screens: Screens }
  | { kind: 'set-up'; hello: Hello; screens: Screens }
  | (Locked & { screen: typeof import('@/features/lock') })
  | { kind: 'blocked'; environment: Environment; error: CommandError; ways: Blocked['ways']; screens: Screens }
  /** The core could not even say how things stand. */
  | { kind: 'trouble'; error: CommandError }
);

/** Asks until the first picture can be drawn whole: nothing in it is to appear later than the rest. Never rejects. */
export async function begin(ahead: Ahead): Promise<Beginning> {
  const { platform } = ahead;
  ahead.forget();
  // Most windows begin with this screen: its code comes while the core opens the history.
  firstScreen().catch(() => {});
  try {
    const start = await platform.call('start', {});
    markEnvironment(start);
    return await beginningOf(start, ahead);
  } catch (thrown) {
    return { kind: 'trouble', error: Refused.from(thrown).error, preferences: {} };
  }
}

async function beginningOf(start: Start, ahead: Ahead): Promise<Beginning> {
  const { platform } = ahead;
  switch (start.kind) {
    case 'ready': {
      const [pulse, preferences] = await Promise.all([
        platform.call('pulse', {}),
        platform.call('preferences', {}),
        firstScreen(),
        ahead.put('search', FIRST_PAGE),
      ]);
      return { ...start, pulse, preferences };
    }
    case 'locked': {
      const [preferences, screen] = await Promise.all([preferencesIfAny(platform), import('@/features/lock')]);
      return { ...start, preferences, screen };
    }
    case 'set-up': {
      const [preferences, screens] = await Promise.all([preferencesIfAny(platform), loneScreens()]);
      return { ...start, preferences, screens };
    }
    default:
      return { ...start, preferences: {}, screens: await loneScreens() };
  }
}

const loneScreens = (): Promise<Screens> => import('@/features/welcome');

/** An environment that is being set up may have nothing yet to keep preferences in. */
async function preferencesIfAny(platform: Platform): Promise<Output<'preferences'>> {
  try {
    return await platform.call('preferences', {});
  } catch {
    return {};
  }
}

/** The page's root carries the environment, for what is drawn outside of every screen. */
function markEnvironment(start: Start): void {
  const root = document.documentElement;
  if (start.kind === 'welcome') delete root.dataset['env'];
  else root.dataset['env'] = start.kind === 'blocked' ? start.environment : start.hello.environment;
}
