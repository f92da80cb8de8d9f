import { useRef, useState } from 'react';
import { Field } from '@/parts/Field';
import { SelectField } from '@/parts/SelectField';
import type { LimitsView, People, Person } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useHelloAgain } from '@/shell/pulse';
import { roleName } from '@/words/roleName';
import { useWords } from '@/words/words';
import { Doing } from './Doing';
import { LimitsFields, type LimitsForm, useLimitsForm } from './LimitsFields';
import styles from './People.module.css';
import { PinFields, SecretField, taken, usePinTwice } from './pins';

const LONGEST_NAME = 64;
const LONGEST_REASON = 256;
const NONE: LimitsView = { capture: [], refund_each: [], refund_day: [] };

interface NameFieldProps {
  name: string;
  put: (name: string) => void;
}

export function NameField({ name, put }: NameFieldProps) {
  const { say } = useWords();
  return (
    <Field
      label={say('people.name')}
      hint={say('people.name.hint')}
      value={name}
      maxLength={LONGEST_NAME}
      autoComplete="off"
      spellCheck={false}
      data-autofocus
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}

interface RoleFieldsProps {
  all: People;
  role: string;
  putRole: (role: string) => void;
  own: boolean;
  putOwn: (own: boolean) => void;
  limits: LimitsForm;
}

/** A role, and limits of somebody's own where the role's do not fit. */
function RoleFields({ all, role, putRole, own, putOwn, limits }: RoleFieldsProps) {
  const { say } = useWords();
  return (
    <>
      <SelectField label={say('people.role')} value={role} onChange={(event) => putRole(event.currentTarget.value)}>
        {all.roles.map(({ name }) => (
          <option key={name} value={name}>
            {roleName(name, say)}
          </option>
        ))}
      </SelectField>
      <label className={styles['check']}>
        <input type="checkbox" checked={own} onChange={(event) => putOwn(event.currentTarget.checked)} />
        {say('people.limits.own')}
      </label>
      {own && <LimitsFields of={limits} />}
    </>
  );
}

/** What was typed as limits, where there are any of somebody's own; `null` alone where something is to be mended. */
async function ownLimits(own: boolean, limits: LimitsForm): Promise<{ limits: LimitsView | null } | null> {
  if (!own) return { limits: null };
  const read = await limits.read();
  return read === null ? null : { limits: read };
}

interface FormProps {
  all: People;
  onClose: () => void;
}

/** Adds somebody. Shop is what most people are. */
export function AddPerson({ all, onClose, onAdded }: FormProps & { onAdded: (name: string) => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const [name, setName] = useState('');
  const [role, setRole] = useState(all.roles[0]?.name ?? '');
  const [own, setOwn] = useState(false);
  const limits = useLimitsForm(NONE);
  const pins = usePinTwice();
  const run = async () => {
    const given = await ownLimits(own, limits);
    const pin = given === null ? null : pins.take();
    if (given === null || pin === null) return null;
    const added = await platform.call('add_person', { name: name.trim(), role, ...given, pin, code: null });
    onAdded(added.name);
    return say('people.added', { name: added.name });
  };
  return (
    <Doing
      title={say('people.add.title')}
      action={say('people.add.do')}
      ready={name.trim() !== ''}
      width={560}
      run={run}
      onClose={onClose}
    >
      <NameField name={name} put={setName} />
      <RoleFields all={all} role={role} putRole={setRole} own={own} putOwn={setOwn} limits={limits} />
      <PinFields of={pins} />
      <p className="small quiet">{say('people.add.pin')}</p>
    </Doing>
  );
}

interface OfPersonProps {
  person: Person;
  onClose: () => void;
}

/** Gives somebody another role or other limits. */
export function ChangeRole({ all, person, onClose }: FormProps & OfPersonProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const [role, setRole] = useState(person.role);
  const [own, setOwn] = useState(person.own_limits);
  const limits = useLimitsForm(person.own_limits ? person.limits : NONE);
  const { name } = person;
  const run = async () => {
    const given = await ownLimits(own, limits);
    if (given === null) return null;
    await platform.call('change_person', { name, change: { kind: 'role', role, ...given } });
    return say('people.changed', { name });
  };
  return (
    <Doing
      title={say('people.change.title', { name })}
      action={say('people.change.do')}
      width={560}
      run={run}
      onClose={onClose}
    >
      <RoleFields all={all} role={role} putRole={setRole} own={own} putOwn={setOwn} limits={limits} />
    </Doing>
  );
}

/** Calls somebody otherwise. What they did stays theirs. */
export function Rename({ person, onClose }: OfPersonProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const helloAgain = useHelloAgain();
  const [name, setName] = useState(person.name);
  const run = async () => {
    const change = { kind: 'rename' as const, name: name.trim() };
    const renamed = await platform.call('change_person', { name: person.name, change });
    helloAgain();
    return say('people.renamed', { before: person.name, name: renamed.name });
  };
  return (
    <Doing
      title={say('people.rename.title', { name: person.name })}
      action={say('people.rename.do')}
      ready={name.trim() !== '' && name.trim() !== person.name}
      run={run}
      onClose={onClose}
    >
      <NameField name={name} put={setName} />
      <p className="small quiet">{say('people.rename.what')}</p>
    </Doing>
  );
}

/** Lets somebody not work for the time being, with the reason. */
export function Suspend({ person: { name }, onClose }: OfPersonProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const [reason, setReason] = useState('');
  const run = async () => {
    await platform.call('change_person', { name, change: { kind: 'suspend', reason: reason.trim() } });
    return say('people.suspended.told', { name });
  };
  return (
    <Doing
      title={say('people.suspend.title', { name })}
      action={say('people.suspend.do')}
      stop
      ready={reason.trim() !== ''}
      run={run}
      onClose={onClose}
    >
      <p>{say('people.suspend.what')}</p>
      <Field
        label={say('people.suspend.reason')}
        value={reason}
        maxLength={LONGEST_REASON}
        autoComplete="off"
        aria-required
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Doing>
  );
}

/** A new PIN. One's own with the one before; somebody else's in place of a forgotten one. */
export function NewPin({ person: { name }, mine, onClose }: OfPersonProps & { mine: boolean }) {
  const { say } = useWords();
  const platform = usePlatform();
  const pins = usePinTwice();
  const old = useRef<HTMLInputElement>(null);
  const run = async () => {
    const pin = pins.take();
    const before = taken(old);
    if (pin === null) return null;
    await platform.call('set_pin', { name, old: mine ? before : null, code: null, pin });
    return say('people.pin.set', { name });
  };
  return (
    <Doing title={say('people.pin.title', { name })} action={say('people.pin.do')} run={run} onClose={onClose}>
      <p>{mine ? say('people.pin.mine') : say('people.pin.theirs')}</p>
      {mine && <SecretField ref={old} label={say('people.pin.old')} />}
      <PinFields of={pins} />
    </Doing>
  );
}
