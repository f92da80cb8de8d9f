import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { told } from '@/parts/Callout';
import type { CommandError, Saying, Start } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { initials } from '@/shell/Strip';
import { useZone } from '@/time/clock';
import { printClockOffset } from '@/time/zone';
import { roleName } from '@/words/roleName';
import { toldIn } from '@/words/trouble';
import { type Language, useWords } from '@/words/words';
import styles from './Lock.module.css';

type Person = Extract<Start, { kind: 'locked' }>['door'][number];

interface PinFormProps {
  person: Person;
  device: string;
  /** What the core said to a try that was refused, by a code. */
  tried: (said: Saying) => void;
  /** A new PIN was set. */
  renewed: () => void;
  again: () => void;
}

/** Somebody's PIN. It stands in its field alone, never in the state of the page, and is gone from there with every try. */
export function PinForm({ person, device, tried, renewed, again }: PinFormProps) {
  const { say } = useWords();
  const [helping, setHelping] = useState(!person.has_pin);
  const done = () => {
    renewed();
    setHelping(false);
  };
  const turn = (
    <Button look="quiet" size="large" onClick={() => setHelping(!helping)}>
      {helping ? say('lock.have-pin') : say('lock.forgotten')}
    </Button>
  );
  return (
    <section className={styles['pin']} aria-label={person.name}>
      <div className={styles['whose']}>
        <span className={styles['avatar']} aria-hidden="true">
          {initials(person.name)}
        </span>
        <span>
          <span className={styles['large']}>{person.name}</span>
          <span className={styles['quiet']}>{say('lock.on', { role: roleName(person.role, say), device })}</span>
        </span>
      </div>
      {helping ? (
        <WithCode person={person} turn={turn} onDone={done} />
      ) : (
        <Unlock person={person} turn={turn} tried={tried} again={again} />
      )}
      <p className={`${styles['hint']} ${styles['rest']}`}>{say('lock.drafts')}</p>
    </section>
  );
}

/** What is typed, and out of the field at once. */
function taken(field: HTMLInputElement | null): string {
  const typed = field?.value ?? '';
  if (field !== null) field.value = '';
  return typed;
}

interface UnlockProps extends Pick<PinFormProps, 'person' | 'tried' | 'again'> {
  turn: ReactNode;
}

function Unlock({ person, turn, tried, again }: UnlockProps) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const zone = useZone();
  const field = useRef<HTMLInputElement>(null);
  const waiting = (until: string) => say('lock.wait', { time: printClockOffset(until, zone) });
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const unlock = async () => {
    const pin = taken(field.current);
    if (pin === '') return;
    setBusy(true);
    try {
      await platform.call('sign_in', { name: person.name, pin });
      again();
    } catch (thrown) {
      const { error } = Refused.from(thrown);
      if (error.said != null) tried(error.said);
      setWrong(wrongIn(error, language));
      setBusy(false);
      field.current?.focus();
    }
  };
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <PinField
        ref={field}
        label={say('lock.pin')}
        hint={say('lock.pin.hint', { count: person.tries_left })}
        wrong={person.waits_until === null ? wrong : waiting(person.waits_until)}
      />
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" size="large" disabled={busy}>
          {say('lock.unlock')}
        </Button>
        {turn}
      </div>
    </form>
  );
}

/** What is said to a try under the field. A wait is not kept there: it is told for as long as it lasts. */
function wrongIn(error: CommandError, language: Language): string | null {
  if (error.said?.code === 'pin-wait') return null;
  return error.said?.code === 'pin-wrong' ? toldIn(language, error).message : told(error, language);
}

/** A new PIN with the recovery code: after a restore on another computer, or for an admin who forgot theirs. */
function WithCode({ person, turn, onDone }: { person: Person; turn: ReactNode; onDone: () => void }) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const code = useRef<HTMLInputElement>(null);
  const pin = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = async () => {
    setBusy(true);
    setWrong(null);
    try {
      const typed = { code: code.current?.value ?? '', pin: taken(pin.current) };
      await platform.call('set_pin', { name: person.name, old: null, ...typed });
      if (code.current !== null) code.current.value = '';
      await platform.call('release_pin', { name: person.name, code: typed.code });
      onDone();
    } catch (thrown) {
      setWrong(told(Refused.from(thrown).error, language));
      setBusy(false);
    }
  };
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      {!person.has_pin && <p>{say('lock.no-pin')}</p>}
      <PinField ref={code} label={say('recovery.code')} hint={say('lock.code.hint')} wrong={wrong} letters />
      <PinField ref={pin} label={say('lock.new-pin')} hint={say('lock.new-pin.hint')} wrong={null} />
      <div className={styles['buttons']}>
        <Button type="submit" size="large" disabled={busy}>
          {say('lock.set-pin')}
        </Button>
        {turn}
      </div>
    </form>
  );
}

interface PinFieldProps {
  ref: React.RefObject<HTMLInputElement | null>;
  label: string;
  hint: string;
  wrong: string | null;
  /** Letters too, as the recovery code has. */
  letters?: boolean;
}

function PinField({ ref, label, hint, wrong, letters = false }: PinFieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={ref}
        id={id}
        type="password"
        inputMode={letters ? 'text' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        maxLength={letters ? 80 : 32}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-told`}
        className={styles['input']}
      />
      <p id={`${id}-told`} role="status" className={styles['hint']} data-wrong={wrong !== null}>
        {wrong ?? hint}
      </p>
    </div>
  );
}
