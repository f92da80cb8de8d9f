import { IconClockPause, IconEyeOff, IconHourglassEmpty, IconLock, IconPlus, IconRefresh } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useEnvironment } from '@/parts/environment';
import { Icon } from '@/parts/Icon';
import type { Pulse, Saying, Start } from '@/platform/contract';
import { Band, Frame } from '@/shell/Band';
import { initials } from '@/shell/Strip';
import { useNow, useZone } from '@/time/clock';
import { dayKey, local, printClock, printClockOffset, printMoment, printNear } from '@/time/zone';
import { roleName } from '@/words/roleName';
import { type Language, useWords } from '@/words/words';
import styles from './Lock.module.css';
import { PinForm } from './PinForm';

type Locked = Extract<Start, { kind: 'locked' }>;
type Person = Locked['door'][number];

interface LockProps {
  locked: Locked;
  pulse: Pulse;
  /** Somebody is signed in: begins again. */
  again: () => void;
}

/** Nobody is signed in: who may, and what goes on meanwhile. It shows no buyer and no amount. */
export function Lock({ locked, pulse, again }: LockProps) {
  const { say, language } = useWords();
  const { hello, sealed } = locked;
  const [news, setNews] = useState<Readonly<Record<string, Partial<Person>>>>({});
  const learn = (name: string, of: Partial<Person>) =>
    setNews((before) => ({ ...before, [name]: { ...before[name], ...of } }));
  const now = useNow(1000);
  const door = locked.door.map((person) => unlessOver({ ...person, ...news[person.name] }, now));
  const [chosen, choose] = useState(() => (door.find(({ was_last }) => was_last) ?? door[0])?.name ?? '');
  const person = door.find(({ name }) => name === chosen) ?? door[0];
  return (
    <div className={styles['window']}>
      <Band />
      <header className={styles['head']}>
        <span className={styles['merchant']}>{hello.merchant}</span>
        <Environment />
        <span className="push" />
        <span className={`${styles['quiet']} row num`}>
          <Icon of={IconLock} />
          <Since locked={locked} />
        </span>
      </header>
      <main className={styles['main']} id="screen">
        <h1 className="heard">{say('lock.title')}</h1>
        <TheTime language={language} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what is in it has the focus; the arrows work in all of it */}
        <div className={styles['box']} onKeyDown={(event) => move(event, door, person?.name, choose)}>
          <People door={door} chosen={person?.name ?? ''} choose={choose} />
          {person !== undefined && (
            <PinForm
              key={person.name}
              person={person}
              device={hello.device}
              tried={(said) => learn(person.name, learntFrom(said))}
              renewed={() => learn(person.name, RENEWED)}
              again={again}
            />
          )}
        </div>
      </main>
      <Goings sealed={sealed} pulse={pulse} nextHold={locked.next_hold} />
      <Frame />
    </div>
  );
}

/** Somebody whose PIN was just set anew: every try that the core allows, and none of what was before. */
const RENEWED: Partial<Person> = { has_pin: true, tries_left: 5, waits_until: null };

/** What the core's answer to a try tells of whoever tried. */
function learntFrom(said: Saying): Partial<Person> {
  if (said.code === 'pin-wrong') return { tries_left: said.left, waits_until: null };
  return said.code === 'pin-wait' ? { tries_left: 0, waits_until: said.until } : {};
}

/** Somebody whose wait is over has one try, and no wait. */
function unlessOver(person: Person, now: number): Person {
  const isOver = person.waits_until !== null && Date.parse(person.waits_until) <= now;
  return isOver ? { ...person, tries_left: Math.max(1, person.tries_left), waits_until: null } : person;
}

/** Since when it is locked, and by what. A program that just began knows of nothing but that nobody is signed in. */
function Since({ locked: { since, sealed } }: { locked: Locked }) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(30_000);
  if (since === null) return say(sealed ? 'lock.sealed' : 'lock.locked');
  const time = printNear(since.at, now, zone, language);
  switch (since.why) {
    case 'idle':
      return say('lock.since.idle', { time });
    case 'sleep':
      return say('lock.since.sleep', { time });
    case 'suspended':
      return say('lock.since.suspended', { time });
    case 'sealed':
      return say('lock.since.sealed', { time });
    case 'person':
      return say('lock.since.person', { time });
  }
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

function Environment() {
  const environment = useEnvironment();
  const { say } = useWords();
  const words = { production: 'env.production', sandbox: 'env.sandbox', training: 'env.training' } as const;
  return (
    <span className={`${styles['quiet']} row`}>
      <span className={styles['shape']} data-of={environment} />
      {say(words[environment])}
    </span>
  );
}

function TheTime({ language }: { language: Language }) {
  const { say } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  return (
    <div className={`${styles['clock']} num`}>
      <time className={styles['time']} dateTime={new Date(now).toISOString()}>
        {printClock(now, zone)}
      </time>
      <span className={styles['quiet']}>
        {say('lock.day', { day: longDay(now, zone, language), zone, offset: local(now, zone).offset })}
      </span>
    </div>
  );
}

/** `Wednesday 25 November 2026` */
function longDay(now: number, zone: string, language: Language): string {
  const whole = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, whole).format(now).replace(/^(\w+), /, '$1 ');
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
        {door.map(({ name, role, was_last, waits_until }) => (
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
                {was_last ? say('lock.last', { role: roleName(role, say) }) : roleName(role, say)}
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

interface GoingsProps {
  sealed: boolean;
  pulse: Pulse;
  nextHold: Locked['next_hold'];
}

/** What goes on while the window is locked. */
function Goings({ sealed, pulse, nextHold }: GoingsProps) {
  const { say } = useWords();
  return (
    <footer className={`${styles['foot']} num`}>
      <span className="row">
        <Icon of={IconRefresh} />
        {sealed ? say('lock.rests') : say('lock.asking', { count: pulse.checking })}
      </span>
      <span className="row">
        <Icon of={IconClockPause} />
        {pulse.outbox === 0 ? say('lock.outbox.empty') : say('lock.outbox', { count: pulse.outbox })}
      </span>
      {nextHold !== null && <NextHold at={nextHold} />}
      <span className="row">
        <Icon of={IconEyeOff} />
        {say('lock.hidden')}
      </span>
    </footer>
  );
}

/** When the next hold ends, until it has ended: nobody is asked again while the window is locked. */
function NextHold({ at }: { at: string }) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(30_000);
  if (Date.parse(at) <= now) return null;
  const isToday = dayKey(at, zone) === dayKey(now, zone);
  return (
    <span className="row">
      <Icon of={IconHourglassEmpty} />
      {isToday
        ? say('lock.hold.today', { time: printClockOffset(at, zone) })
        : say('lock.hold', { time: printMoment(at, zone, language) })}
    </span>
  );
}
