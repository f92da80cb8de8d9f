import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from '@/parts/Icon';
import { KeyCap } from '@/parts/KeyCap';
import { printCount, useWords } from '@/words/words';
import { useHello, usePulse } from './pulse';
import { type Route, routesOf } from './routes';
import styles from './Shell.module.css';
import { usePlaces } from './screen';

/** Where people go. Below 1100 px only the icons stay, and hovering names them. */
export function Rail({ openSheet }: { openSheet: () => void }) {
  const { say } = useWords();
  const { environment } = useHello();
  const routes = routesOf(environment);
  const narrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false });
  const care = routes.filter((route) => route.place === 'care');
  return (
    <nav className={styles['rail']} aria-label={say('nav.main')}>
      {routes
        .filter((route) => route.place === 'work')
        .map((route) => (
          <Item key={route.id} route={route} narrow={narrow} />
        ))}
      {care.length > 0 && <hr />}
      {care.map((route) => (
        <Item key={route.id} route={route} narrow={narrow} />
      ))}
      <span className={styles['gap']} />
      <Named name={say('nav.shortcuts')} narrow={narrow}>
        <button type="button" className={styles['item']} onClick={openSheet} aria-keyshortcuts="?">
          <Icon of={IconKeyboard} />
          <span className={styles['label']}>{say('nav.shortcuts')}</span>
          <span className={`${styles['cap']} push`}>
            <KeyCap>?</KeyCap>
          </span>
        </button>
      </Named>
    </nav>
  );
}

function Item({ route, narrow }: { route: Route; narrow: boolean }) {
  const { say } = useWords();
  const { place, go } = usePlaces();
  const pulse = usePulse();
  const count = route.count?.(pulse) ?? 0;
  return (
    <Named name={say(route.word)} narrow={narrow}>
      <button
        type="button"
        className={styles['item']}
        aria-current={place.screen === route.id ? 'page' : undefined}
        onClick={() => go(route.id)}
      >
        <Icon of={route.icon} />
        <span className={styles['label']}>{say(route.word)}</span>{' '}
        {count > 0 && (
          <span className={`${styles['count']} num`} data-hot={route.hot === true}>
            {printCount(count)}
          </span>
        )}
      </button>
    </Named>
  );
}

function Named({ name, narrow, children }: { name: string; narrow: boolean; children: ReactNode }) {
  return (
    <Tooltip label={name} position="right" disabled={!narrow}>
      {children}
    </Tooltip>
  );
}
