import { IconBan, IconPlus, IconUserCheck, IconUsersGroup, type Icon as TablerIcon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { People, Person } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { initials } from '@/shell/Strip';
import { useNow, useZone } from '@/time/clock';
import { dayKey, printClock } from '@/time/zone';
import { roleName } from '@/words/roleName';
import { useWords } from '@/words/words';
import type { Looking } from './index';
import styles from './People.module.css';

interface EverybodyProps {
  all: People;
  open: Looking;
  choose: (next: Looking) => void;
  /** Adds somebody; none for whoever may not. */
  add: (() => void) | null;
  /** Whether whoever sits here sees what others did. */
  sees: boolean;
}

/** Everybody who works here, and under them what holds for all. */
export function Everybody({ all, open, choose, add, sees }: EverybodyProps) {
  const { say } = useWords();
  const last = useLastToday(sees);
  return (
    <section className={styles['everybody']} aria-label={say('people.everybody')}>
      <header className={styles['head']}>
        <h1>{say('people.title')}</h1>
        <span className="push" />
        {add !== null && (
          <Button size="small" onClick={add}>
            <Icon of={IconPlus} />
            {say('people.add')}
          </Button>
        )}
      </header>
      <ul className={styles['list']}>
        {all.people.map((person) => (
          <li key={person.id}>
            <Card
              person={person}
              mine={person.id === all.here?.id}
              on={open.at === 'person' && open.id === person.id}
              last={last?.get(person.name) ?? null}
              sees={last !== null}
              choose={() => choose({ at: 'person', id: person.id })}
            />
          </li>
        ))}
      </ul>
      <ul className={styles['rules']}>
        <li>
          <Rule icon={IconUsersGroup} on={open.at === 'roles'} choose={() => choose({ at: 'roles' })}>
            {say('people.roles')}
          </Rule>
        </li>
        <li>
          <Rule icon={IconUserCheck} on={open.at === 'policy'} choose={() => choose({ at: 'policy' })}>
            {say('people.policy')}
          </Rule>
        </li>
      </ul>
      <p className={styles['note']}>{say('people.note')}</p>
    </section>
  );
}

/** When each did something last today, by their names: a day is little to ask for, also of a large history. */
function useLastToday(enabled: boolean): ReadonlyMap<string, string> | null {
  const platform = usePlatform();
  const today = dayKey(useNow(60_000), useZone());
  const { data } = useQuery({
    queryKey: ['trail', 'today', today],
    queryFn: () => platform.call('trail', { person: null, from: today, to: today }),
    enabled,
  });
  return data === undefined ? null : new Map(data.map(({ actor, at }) => [actor, at]));
}

interface CardProps {
  person: Person;
  mine: boolean;
  on: boolean;
  last: string | null;
  sees: boolean;
  choose: () => void;
}

function Card({ person, mine, on, last, sees, choose }: CardProps) {
  const { say } = useWords();
  const zone = useZone();
  const acted = last === null ? say('people.last.none') : say('people.last.today', { time: printClock(last, zone) });
  const role = roleName(person.role, say);
  return (
    <button type="button" className={styles['card']} aria-current={on} onClick={choose}>
      <span className={styles['avatar']} aria-hidden="true">
        {initials(person.name)}
      </span>
      <span className={styles['who']}>
        <span className={styles['name']}>{person.name}</span>
        <span className={`${styles['line']} num`}>
          {mine ? say('people.role.mine', { role }) : role}
          {person.own_limits && ` · ${say('people.limits.own.short')}`}
          {sees && ` · ${acted}`}
        </span>
        {person.suspended && (
          <span className={styles['suspended']} data-tone="failed">
            <Icon of={IconBan} />
            {say('people.suspended')}
          </span>
        )}
      </span>
    </button>
  );
}

interface RuleProps {
  icon: TablerIcon;
  on: boolean;
  choose: () => void;
  children: string;
}

function Rule({ icon, on, choose, children }: RuleProps) {
  return (
    <button type="button" className={styles['rule']} aria-current={on} onClick={choose}>
      <Icon of={icon} />
      {children}
    </button>
  );
}
