import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Fact, Facts } from '@/parts/Facts';
import { Field } from '@/parts/Field';
import type { LimitsView, People, Right, RoleView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { limitIn, RIGHTS, rightsIn } from '@/words/rights';
import { roleName } from '@/words/roleName';
import { useWords } from '@/words/words';
import { Doing } from './Doing';
import { LimitsFields, useLimitsForm } from './LimitsFields';
import styles from './People.module.css';
import { Listed } from './PersonDetail';

/** Three roles are shipped and cannot be changed; others are made here. */
const SHIPPED: readonly string[] = ['shop', 'finance', 'admin'];
const LONGEST_NAME = 64;
const NONE: LimitsView = { capture: [], refund_each: [], refund_day: [] };

type Open = { form: 'make' } | { form: 'change' | 'remove'; role: RoleView };

/** What each role lets people do, and who has it. */
export function Roles({ all, manages }: { all: People; manages: boolean }) {
  const { say } = useWords();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <section className={styles['detail']} aria-label={say('people.roles')}>
      <header className={styles['head']}>
        <h2>{say('people.roles')}</h2>
        <span className="push" />
        {manages && <Button onClick={() => setOpen({ form: 'make' })}>{say('people.role.make')}</Button>}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must scroll by the keyboard too */}
      <section className={styles['body']} tabIndex={0} aria-label={say('pane.body')}>
        <p className="quiet">{say('people.roles.what')}</p>
        {all.roles.map((role) => (
          <One key={role.name} role={role} all={all} open={manages && !SHIPPED.includes(role.name) ? setOpen : null} />
        ))}
      </section>
      {open?.form === 'make' && <RoleForm of={null} onClose={close} />}
      {open?.form === 'change' && <RoleForm of={open.role} onClose={close} />}
      {open?.form === 'remove' && <RemoveRole of={open.role} onClose={close} />}
    </section>
  );
}

interface OneProps {
  role: RoleView;
  all: People;
  /** Opens a form about it; none for a role that is shipped. */
  open: ((open: Open) => void) | null;
}

function One({ role, all, open }: OneProps) {
  const { say } = useWords();
  const name = roleName(role.name, say);
  const holders = all.people.filter((person) => person.role === role.name).map((person) => person.name);
  const { rights, limits } = role;
  return (
    <section className={styles['role']} aria-label={name}>
      <div className={styles['roleHead']}>
        <h3>{name}</h3>
        {SHIPPED.includes(role.name) && <span className={styles['mark']}>{say('people.role.shipped')}</span>}
        <span className="push" />
        {open !== null && (
          <>
            <Button size="small" onClick={() => open({ form: 'change', role })}>
              {say('people.role.change')}
            </Button>
            <Button size="small" onClick={() => open({ form: 'remove', role })}>
              {say('people.role.remove')}
            </Button>
          </>
        )}
      </div>
      <Facts>
        <Fact name={say('people.role.holders')}>
          {holders.length === 0 ? say('people.role.nobody') : holders.join(' · ')}
        </Fact>
        <Fact name={say('people.rights')}>
          {rights.length === 0 ? say('people.rights.none') : <Listed of={rightsIn(rights, say)} />}
        </Fact>
        {rights.includes('capture') && <Fact name={say('people.limit.capture')}>{limitIn(limits.capture, say)}</Fact>}
        {rights.includes('refund') && (
          <>
            <Fact name={say('people.limit.refund-each')}>{limitIn(limits.refund_each, say)}</Fact>
            <Fact name={say('people.limit.refund-day')}>{limitIn(limits.refund_day, say)}</Fact>
          </>
        )}
      </Facts>
    </section>
  );
}

interface RoleFormProps {
  /** The role that is changed; none where one is made. */
  of: RoleView | null;
  onClose: () => void;
}

/** Makes or changes a role. Nobody grants what they do not hold: the core refuses it. */
function RoleForm({ of: role, onClose }: RoleFormProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const [name, setName] = useState(role?.name ?? '');
  const [rights, setRights] = useState<readonly Right[]>(role?.rights ?? []);
  const limits = useLimitsForm(role?.limits ?? NONE);
  const turn = (right: Right, on: boolean) =>
    setRights((before) => (on ? [...before, right] : before.filter((one) => one !== right)));
  const run = async () => {
    const read = await limits.read();
    if (read === null) return null;
    await platform.call('make_role', { role: { name: name.trim(), rights: [...rights], limits: read } });
    return say('people.role.made', { name: name.trim() });
  };
  return (
    <Doing
      title={role === null ? say('people.role.make.title') : say('people.role.change.title', { name: role.name })}
      action={role === null ? say('people.role.make.do') : say('people.change.do')}
      ready={name.trim() !== ''}
      width={632}
      run={run}
      onClose={onClose}
    >
      {role === null && (
        <Field
          label={say('people.role.name')}
          hint={say('people.role.name.hint')}
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <fieldset className={styles['choices']}>
        <legend>{say('people.rights')}</legend>
        {RIGHTS.map(([right, word]) => (
          <label key={right} className={styles['check']}>
            <input
              type="checkbox"
              checked={rights.includes(right)}
              onChange={(event) => turn(right, event.currentTarget.checked)}
            />
            {say(word)}
          </label>
        ))}
      </fieldset>
      <LimitsFields of={limits} />
    </Doing>
  );
}

function RemoveRole({ of: { name }, onClose }: { of: RoleView; onClose: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const run = async () => {
    await platform.call('remove_role', { name });
    return say('people.role.removed', { name });
  };
  return (
    <Doing
      title={say('people.role.remove.title', { name })}
      action={say('people.role.remove.do')}
      stop
      run={run}
      onClose={onClose}
    >
      <p>{say('people.role.remove.what')}</p>
    </Doing>
  );
}
