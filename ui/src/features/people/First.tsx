import { type FormEvent, useRef, useState } from 'react';
import { useCare } from '@/features/keys/useKeys';
import { Button } from '@/parts/Button';
import { Callout, told } from '@/parts/Callout';
import { useNotice } from '@/parts/Notice';
import type { CommandError } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useHelloAgain } from '@/shell/pulse';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import styles from './People.module.css';
import { NameField } from './PersonForms';
import { PinFields, SecretField, taken, usePinTwice } from './pins';
import { usePeopleChanged } from './usePeopleChanged';

/** The code of an error that is about the recovery code; every other one is about the name or the PIN. */
const ABOUT_THE_CODE = 'recovery-code';

/** Nobody is told apart yet: what that would protect, and the first admin. */
export function First() {
  const { say } = useWords();
  const care = useCare();
  const { go } = usePlaces();
  const hasCode = care.data?.recovery_code_confirmed;
  return (
    <div className={styles['first']}>
      <h1>{say('people.title')}</h1>
      <p>{say('people.first.now')}</p>
      <h2>{say('people.first.title')}</h2>
      <p>{say('people.first.protects')}</p>
      <p>{say('people.first.protects-not')}</p>
      {hasCode === false && (
        <Callout
          kind="care"
          title={say('people.first.no-code')}
          actions={<Button onClick={() => go('settings')}>{say('people.first.to-settings')}</Button>}
        />
      )}
      {hasCode === true && <FirstForm />}
    </div>
  );
}

function FirstForm() {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const helloAgain = useHelloAgain();
  const changed = usePeopleChanged();
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<CommandError | null>(null);
  const [busy, setBusy] = useState(false);
  const code = useRef<HTMLInputElement>(null);
  const pins = usePinTwice();
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || busy) return;
    setWrong(null);
    const pin = pins.take();
    if (pin === null) return;
    setBusy(true);
    try {
      const given = { name: name.trim(), role: 'admin', limits: null };
      const first = await platform.call('add_person', { ...given, pin, code: taken(code) });
      notice.tell(say('people.first.told', { name: first.name }));
      helloAgain();
      changed();
    } catch (thrown) {
      setWrong(Refused.from(thrown).error);
    }
    setBusy(false);
  };
  const aboutCode = wrong?.code === ABOUT_THE_CODE;
  return (
    <form className={styles['form']} noValidate autoComplete="off" onSubmit={(event) => void make(event)}>
      <NameField name={name} put={setName} />
      <PinFields of={pins} />
      <SecretField
        ref={code}
        label={say('recovery.code')}
        hint={say('people.first.code.hint')}
        wrong={wrong !== null && aboutCode ? told(wrong, language) : null}
        letters
      />
      {wrong !== null && !aboutCode && <Callout kind="wrong">{told(wrong, language)}</Callout>}
      <div>
        <Button type="submit" look="primary" size="large" disabled={busy || name.trim() === ''}>
          {say('people.first.do')}
        </Button>
      </div>
    </form>
  );
}
