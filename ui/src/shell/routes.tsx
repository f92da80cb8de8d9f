import { IconHourglassEmpty, IconReceipt, type Icon as TablerIcon } from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Environment, Pulse } from '@/platform/contract';
import type { WordKey } from '@/words/words';
import type { ScreenId } from './screen';

/** One screen, and how people get to it. */
export interface Route {
  id: ScreenId;
  word: WordKey;
  icon: TablerIcon;
  /** The letter after `g`. */
  letter: string;
  /** Above or below the line in the rail. */
  place: 'work' | 'care';
  /** Beside its word: how many things are there. A hot count needs a person. */
  count?: (pulse: Pulse) => number;
  /** Only in these environments; everywhere where left out. */
  only?: readonly Environment[];
  screen: LazyExoticComponent<ComponentType>;
}

/** Every screen there is, in the order of the rail. Adding one means one entry here and a folder in `features`. */
export const ROUTES: readonly Route[] = [
  {
    id: 'payments',
    word: 'nav.payments',
    icon: IconReceipt,
    letter: 'p',
    place: 'work',
    screen: lazy(() => import('@/features/payments')),
  },
  {
    id: 'capture',
    word: 'nav.capture',
    icon: IconHourglassEmpty,
    letter: 'c',
    place: 'work',
    count: (pulse) => pulse.to_capture,
    screen: lazy(() => import('@/features/capture')),
  },
];

/** The screens of an environment. */
export function routesOf(environment: Environment): readonly Route[] {
  return ROUTES.filter((route) => route.only === undefined || route.only.includes(environment));
}
