import { IconClockPause, IconEyeOff, IconLock, IconPlus, IconRefresh } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useEnvironment } from '@/parts/environment';
import { Icon } from '@/parts/Icon';
import type { Hello, Pulse, Start } from '@/platform/contract';
import { Band, Frame } from '@/shell/Band';
import { initials } from '@/shell/Strip';
import { useNow, useZone } from '@/time/clock';
import { dayKey, local, printClock, printDay } from '@/time/zone';
import { roleName } from '@/words/roleName';
import { useWords } from '@/words/words';
import styles from './Lock.module.css';
import { PinForm } from './PinForm';

type Locked = Extract<Start, { kind: 'locked' }>;
type Person = Locked['door'][number];

interface LockProps {
  hello: Hello;
  door: Locked['door'];
  sealed: boolean;
  pulse: Pulse;
  /** Somebody is signed in: begins again. */
  again: () => void;
}

/** Nobody is signed in: who may, and what goes on meanwhile. It shows no buyer and no amount. */
export function Lock({ hello, door, sealed, pulse, again }: LockProps) {
  const { say, language } = useWords();
  const [chosen, setChosen] = useState(() => lastHere(door));
  const person = door.find(({ name }) => name === chosen) ?? door[0];
  const choose = (name: string) => {
    setChosen(name);
    remember(name);
  };
  return (
    <div className={styles['window']}>
      <Band />
      <header className={styles['head']}>
        <span className={styles['merchant']}>{hello.merchant}</span>
        <Environment />
        <span className="push" />
        <span className={`${styles['quiet']} row`}>
          <Icon of={IconLock} />
          {sealed ? say('lock.sealed') : say('lock.locked')}
        </span>
      </header>
      <main className={styles['main']} id="screen">
        <h1 className="heard">{say('lock.title')}</h1>
        <TheTime language={language} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what is in it has the focus; the arrows work in all of it */}
        <div className={styles['box']} onKeyDown={(event) => move(event, door, person?.name, choose)}>
          <People door={door} chosen={person?.name ?? ''} choose={choose} />
          {person !== undefined && <PinForm key={person.name} person={person} device={hello.device} again={again} />}
        </div>
      </main>
      <Goings sealed={sealed} pulse={pulse} />
      <Frame />
    </div>
  );
}

/** The arrows go from one person to the next, also from the field of the PIN, where the focus comes to. */
function move(
  event: KeyboardEvent,
  door: readonly Person[],
  chosen: string | undefined,
  choose: (name: string) => void,
) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const next = door[(door.findIndex(({ name }) => name === chosen) + step + door.length) % door.length];
  if (next !== undefined) choose(next.name);
}

/** Whoever was here last on this page; nothing of it outlives the window. */
let last = '';
function remember(name: string): void {
  last = name;
}
function lastHere(door: readonly Person[]): string {
  return door.some(({ name }) => name === last) ? last : (door[0]?.name ?? '');
}

function Environment() {
  const environment = useEnvironment();
  const { say } = useWords();
  const words = { production: 'env.production', sandbox: 'env.sandbox', training: 'env.training' } as const;
  return <span className={styles['quiet']}>{say(words[environment])}</span>;
}

function TheTime({ language }: { language: Parameters<typeof printDay>[1] }) {
  const zone = useZone();
  const now = useNow(1000);
  return (
    <div className={`${styles['clock']} num`}>
      <time className={styles['time']} dateTime={new Date(now).toISOString()}>
        {printClock(now, zone)}
      </time>
      <span className={styles['quiet']}>
        {printDay(dayKey(now, zone), language)} · {zone} {local(now, zone).offset}
      </span>
    </div>
  );
}

interface PeopleProps {
  door: readonly Person[];
  chosen: string;
  choose: (name: string) => void;
}

/** Who may sign in. */
function People({ door, chosen, choose }: PeopleProps) {
  const { say } = useWords();
  return (
    <div className={styles['people']}>
      <h2 className={styles['label']} id="lock-who">
        {say('lock.who')}
      </h2>
      <div role="radiogroup" aria-labelledby="lock-who" className={styles['list']}>
        {door.map(({ name, role, waits_until }) => (
          // biome-ignore lint/a11y/useSemanticElements: a radio input cannot hold two lines and a picture
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={name === chosen}
            tabIndex={name === chosen ? 0 : -1}
            className={styles['person']}
            onClick={() => choose(name)}
          >
            <span className={styles['avatar']} aria-hidden="true">
              {initials(name)}
            </span>
            <span>
              <span className={styles['name']}>{name}</span>
              <span className={styles['quiet']}>
                {roleName(role, say)}
                {waits_until !== null && ` · ${say('lock.waits')}`}
              </span>
            </span>
          </button>
        ))}
      </div>
      <p className={styles['hint']}>
        <Icon of={IconPlus} /> {say('lock.new')}
      </p>
    </div>
  );
}

/** What goes on while the window is locked. */
function Goings({ sealed, pulse }: { sealed: boolean; pulse: Pulse }) {
  const { say } = useWords();
  return (
    <footer className={`${styles['foot']} num`}>
      <span className="row">
        <Icon of={IconRefresh} />
        {sealed ? say('lock.rests') : say('lock.asking', { count: pulse.checking })}
      </span>
      <span className="row">
        <Icon of={IconClockPause} />
        {say('lock.outbox', { count: pulse.outbox })}
      </span>
      <span className="row">
        <Icon of={IconEyeOff} />
        {say('lock.hidden')}
      </span>
    </footer>
  );
}
