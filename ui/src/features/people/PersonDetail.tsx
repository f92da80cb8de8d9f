import { Menu } from '@mantine/core';
import { IconDots, IconPassword, IconShieldCog } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { Fact, Facts } from '@/parts/Facts';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import type { People, Person } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { limitIn, rightsIn } from '@/words/rights';
import { roleName } from '@/words/roleName';
import { useWords } from '@/words/words';
import { Acts } from './Acts';
import styles from './People.module.css';
import { ChangeRole, NewPin, Rename, Suspend } from './PersonForms';
import { usePeopleChanged } from './usePeopleChanged';

type Form = 'role' | 'rename' | 'suspend' | 'pin';

interface PersonDetailProps {
  all: People;
  person: Person;
  /** Whether whoever sits here manages people, and sees what others did. */
  manages: boolean;
  sees: boolean;
}

/** Somebody: what they may do, and what they did. */
export function PersonDetail({ all, person, manages, sees }: PersonDetailProps) {
  const { say } = useWords();
  const [form, setForm] = useState<Form | null>(null);
  const mine = person.id === all.here?.id;
  const close = () => setForm(null);
  return (
    <section className={styles['detail']} aria-label={say('people.detail', { name: person.name })}>
      <header className={styles['head']}>
        <h2>{person.name}</h2>
        <span className="push" />
        {manages && (
          <Button onClick={() => setForm('role')}>
            <Icon of={IconShieldCog} />
            {say('people.change')}
          </Button>
        )}
        {(manages || mine) && (
          <Button onClick={() => setForm('pin')}>
            <Icon of={IconPassword} />
            {say('people.pin.new')}
          </Button>
        )}
        {manages && <More person={person} open={setForm} />}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must scroll by the keyboard too */}
      <section className={styles['body']} tabIndex={0} aria-label={say('pane.body')}>
        {person.suspended && <Callout kind="care" title={say('people.suspended.now', { name: person.name })} />}
        <AboutPin person={person} />
        <WhatTheyMay person={person} />
        {(sees || mine) && <Acts person={person.name} />}
      </section>
      {form === 'role' && <ChangeRole all={all} person={person} onClose={close} />}
      {form === 'rename' && <Rename person={person} onClose={close} />}
      {form === 'suspend' && <Suspend person={person} onClose={close} />}
      {form === 'pin' && <NewPin person={person} mine={mine} onClose={close} />}
    </section>
  );
}

/** Why somebody cannot sign in at present although nobody suspended them. */
function AboutPin({ person: { name, has_pin, waits_until } }: { person: Person }) {
  const { say } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  if (!has_pin) return <Callout kind="care" title={say('people.no-pin', { name })} />;
  if (waits_until === null || Date.parse(waits_until) <= now) return null;
  return <Callout kind="care" title={say('people.waits', { name, time: printClock(waits_until, zone) })} />;
}

/** What is rarer: another name, a suspension and its end, the end of a wait. */
function More({ person, open }: { person: Person; open: (form: Form) => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const changed = usePeopleChanged();
  const { name } = person;
  const done = (work: Promise<unknown>, told: string) =>
    void work.then(() => {
      changed();
      notice.tell(told);
    }, notice.trouble);
  const letWork = () =>
    done(platform.call('change_person', { name, change: { kind: 'reinstate' } }), say('people.reinstated', { name }));
  const release = () => done(platform.call('release_pin', { name, code: null }), say('people.released', { name }));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button icon aria-label={say('common.more')}>
          <Icon of={IconDots} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => open('rename')}>{say('people.rename')}</Menu.Item>
        <Menu.Item onClick={release}>{say('people.release')}</Menu.Item>
        <Menu.Divider />
        {person.suspended ? (
          <Menu.Item onClick={letWork}>{say('people.reinstate')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => open('suspend')}>{say('people.suspend')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function WhatTheyMay({ person }: { person: Person }) {
  const { say } = useWords();
  const { rights, limits } = person;
  return (
    <div className={styles['facts']}>
      <Facts>
        <Fact name={say('people.role')}>{roleName(person.role, say)}</Fact>
        <Fact name={say('people.since')}>
          <At at={person.added_at} />
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
        {person.own_limits && <Fact name={say('people.limits')}>{say('people.limits.own.are')}</Fact>}
      </Facts>
    </div>
  );
}

export function Listed({ of }: { of: readonly string[] }): ReactNode {
  return (
    <ul className={styles['rights']}>
      {of.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
