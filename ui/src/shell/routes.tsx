import {
  IconAdjustmentsHorizontal,
  IconBell,
  IconHourglassEmpty,
  IconKey,
  IconLinkPlus,
  IconReceipt,
  IconReceiptRefund,
  IconUsers,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { type ComponentType, lazy, useState } from 'react';
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
  /** Beside its word: how many things are there. */
  count?: (pulse: Pulse) => number;
  /** The count needs a person, and says so by its colour and weight. */
  hot?: boolean;
  /** Only in these environments; everywhere where left out. */
  only?: readonly Environment[];
  screen: ComponentType;
}

let First: ComponentType | null = null;

/** The code of the screen a window opens with: the first picture waits for it. */
export async function firstScreen(): Promise<{ default: ComponentType }> {
  const module = await import('@/features/payments');
  First = module.default;
  return module;
}

const LaterFirst = lazy(firstScreen);

/** Drawn with the rest of the first picture, where its code is there: what is lazy comes a picture later. */
function FirstScreen() {
  const [Screen] = useState<ComponentType>(() => First ?? LaterFirst);
  return <Screen />;
}

/** Every screen there is, in the order of the rail. Adding one means one entry here and a folder in `features`. */
export const ROUTES: readonly Route[] = [
  {
    id: 'attention',
    word: 'attention.title',
    icon: IconBell,
    letter: 'a',
    place: 'work',
    count: (pulse) => pulse.attention,
    hot: true,
    screen: lazy(() => import('@/features/attention')),
  },
  {
    id: 'payments',
    word: 'nav.payments',
    icon: IconReceipt,
    letter: 'p',
    place: 'work',
    screen: FirstScreen,
  },
  {
    id: 'request',
    word: 'nav.request',
    icon: IconLinkPlus,
    letter: 'n',
    place: 'work',
    screen: lazy(() => import('@/features/request')),
  },
  {
    id: 'capture',
    word: 'nav.capture',
    icon: IconHourglassEmpty,
    letter: 'c',
    place: 'work',
    count: (pulse) => pulse.to_capture,
    hot: true,
    screen: lazy(() => import('@/features/capture')),
  },
  {
    id: 'refunds',
    word: 'refunds.title',
    icon: IconReceiptRefund,
    letter: 'r',
    place: 'work',
    count: (pulse) => pulse.outbox,
    screen: lazy(() => import('@/features/refunds')),
  },
  {
    id: 'keys',
    word: 'nav.keys',
    icon: IconKey,
    letter: 'k',
    place: 'care',
    screen: lazy(() => import('@/features/keys')),
  },
  {
    id: 'people',
    word: 'people.title',
    icon: IconUsers,
    letter: 'o',
    place: 'care',
    screen: lazy(() => import('@/features/people')),
  },
  {
    id: 'settings',
    word: 'nav.settings',
    icon: IconAdjustmentsHorizontal,
    letter: 's',
    place: 'care',
    screen: lazy(() => import('@/features/settings')),
  },
];

/** The screens of an environment. */
export function routesOf(environment: Environment): readonly Route[] {
  return ROUTES.filter((route) => route.only === undefined || route.only.includes(environment));
}
