import { Menu } from '@mantine/core';
import {
  IconBan,
  IconChevronDown,
  IconClockPause,
  IconLock,
  IconSchool,
  IconSearch,
  IconWorld,
} from '@tabler/icons-react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { KeyCap } from '@/parts/KeyCap';
import { useNotice } from '@/parts/Notice';
import type { Environment } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { printLength } from '@/time/left';
import { dayKey, local, printClock, printDay, printUtc } from '@/time/zone';
import { useWords, type WordKey } from '@/words/words';
import { useLock } from './lock';
import { useHello, usePulse } from './pulse';
import styles from './Shell.module.css';
import type { TrainingPanelState } from './training';

const SHORT: Record<Environment, WordKey> = {
  production: 'env.name.production',
  sandbox: 'env.name.sandbox',
  training: 'env.name.training',
};
const LONG: Record<Environment, WordKey> = {
  production: 'env.production',
  sandbox: 'env.sandbox',
  training: 'env.training',
};

const ENVIRONMENTS: readonly Environment[] = ['training', 'sandbox', 'production'];

/** The strip on top: where this window works, the palette, how Antom answers, the time, and who is here. */
export function Strip({ openPalette, panel }: { openPalette: () => void; panel: TrainingPanelState }) {
  const { say } = useWords();
  return (
    <header className={styles['strip']}>
      <Switch />
      <button type="button" className={styles['palette']} onClick={openPalette} aria-keyshortcuts="Control+K">
        <Icon of={IconSearch} />
        <span title={say('palette.open')}>{say('palette.open')}</span>
        <KeyCap>Ctrl K</KeyCap>
      </button>
      <div className={styles['gap']} />
      {panel.exists && (
        <span className={styles['panelButton']}>
          <Button size="small" aria-pressed={panel.open} aria-keyshortcuts="g t" onClick={panel.toggle}>
            <Icon of={IconSchool} />
            {say('training.title')}
          </Button>
        </span>
      )}
      <Answering />
      <ClockOfTheStore />
      <Operator />
    </header>
  );
}

function Switch() {
  const { say } = useWords();
  const hello = useHello();
  const platform = usePlatform();
  const notice = useNotice();
  const open = (environment: Environment) => {
    platform.call('open_environment', { environment }).catch((thrown: unknown) => notice.trouble(thrown));
  };
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <button type="button" className={styles['switch']}>
          <span className="heard">{say('env.switch')}</span>{' '}
          <span className={styles['switchText']}>
            <span className={styles['merchant']}>{hello.merchant}</span>{' '}
            <span className={styles['environment']}>
              <span className={styles['shape']} data-of={hello.environment} />
              <span className="clip" title={say(LONG[hello.environment])}>
                {say(LONG[hello.environment])}
              </span>
            </span>
          </span>
          <Icon of={IconChevronDown} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {hello.environments.map((environment) => (
          <Menu.Item
            key={environment}
            leftSection={<span className={styles['shape']} data-of={environment} />}
            rightSection={environment === hello.environment ? say('env.here') : undefined}
            disabled={environment === hello.environment}
            onClick={() => open(environment)}
          >
            {environment === hello.environment
              ? say(SHORT[environment])
              : say('env.open', { environment: say(SHORT[environment]) })}
          </Menu.Item>
        ))}
        {ENVIRONMENTS.filter((environment) => !hello.environments.includes(environment)).map((environment) => (
          <Menu.Item
            key={environment}
            leftSection={<span className={styles['shape']} data-of={environment} />}
            onClick={() => open(environment)}
          >
            {say('env.add', { environment: say(SHORT[environment]) })}
          </Menu.Item>
        ))}
        <Menu.Label>{say('env.open.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

/** An answer older than this is told with its time. */
const FRESH = 60_000;

function Answering() {
  const { say } = useWords();
  const { environment } = useHello();
  const pulse = usePulse();
  const now = useNow(1000);
  const zone = useZone();
  if (pulse.offline_since !== null) {
    return (
      <div className={styles['meta']} data-tone="expired" role="status">
        <Icon of={IconBan} />
        <span className={styles['answer']}>{say('poll.offline', { time: printClock(pulse.offline_since, zone) })}</span>
      </div>
    );
  }
  if (environment === 'training') return <Live words={say('poll.training')} />;
  if (pulse.last_answer_at === null) return <Live words={say('poll.never')} />;
  const age = now - Date.parse(pulse.last_answer_at);
  if (age > FRESH) {
    return (
      <div className={styles['meta']} data-tone="authorised">
        <Icon of={IconClockPause} />
        <span className={styles['answer']}>{say('poll.stale', { time: printClock(pulse.last_answer_at, zone) })}</span>
      </div>
    );
  }
  const ago = printLength(age, say);
  return <Live words={environment === 'sandbox' ? say('poll.sandbox', { ago }) : say('poll.production', { ago })} />;
}

function Live({ words }: { words: string }) {
  return (
    <div className={styles['meta']}>
      <span className={styles['live']} />
      <span className={`${styles['answer']} num`}>{words}</span>
    </div>
  );
}

function ClockOfTheStore() {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  const { offset } = local(now, zone);
  const comma = language === 'zh-Hans' ? ' ' : ', ';
  const time = `${printDay(dayKey(now, zone), language)}${comma}${printClock(now, zone)}`;
  return (
    <div
      className={`${styles['meta']} ${styles['store']} num`}
      title={`${say('strip.zone', { zone, offset })} · ${printUtc(now)}`}
    >
      <span className={`${styles['zone']} row`}>
        <Icon of={IconWorld} />
        <span className={styles['zoneName']}>{zone}</span> <span>{offset}</span>
      </span>
      <time className={styles['clock']} dateTime={new Date(now).toISOString()}>
        {time}
      </time>
    </div>
  );
}

function Operator() {
  const { say } = useWords();
  const { operator, device } = useHello();
  const lock = useLock();
  const who = <Who operator={operator} device={device} />;
  if (lock === null) return who;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={styles['person']}>
          {who}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon of={IconLock} />}
          rightSection={<KeyCap>Ctrl L</KeyCap>}
          onClick={() => lock(false)}
        >
          {say('lock.now')}
        </Menu.Item>
        <Menu.Item onClick={() => lock(true)}>{say('lock.seal')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Who({ operator, device }: { operator: string; device: string }) {
  const { say } = useWords();
  return (
    <div className={styles['who']} title={say('strip.operator', { name: operator })}>
      <span className={styles['avatar']} aria-hidden="true">
        {initials(operator)}
      </span>
      <span>
        <span className={`${styles['name']} clip`}>{operator}</span>
        <span className={`${styles['device']} clip`}>{say('strip.device', { device })}</span>
      </span>
    </div>
  );
}

/** `PN` of Priya Nair; the first two letters of a name that is one word. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.length > 1 ? words[words.length - 1] : ''];
  const letters = last === '' ? [...first].slice(0, 2) : [[...first][0], [...last][0]];
  return letters.join('').toUpperCase();
}
