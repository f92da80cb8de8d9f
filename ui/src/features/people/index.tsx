import { useCallback, useMemo, useState } from 'react';
import { Wrong } from '@/parts/Callout';
import { KeyHint } from '@/parts/KeyCap';
import type { People, Right } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { Foot } from '@/shell/Foot';
import { useHello } from '@/shell/pulse';
import { useRemembered } from '@/shell/screen';
import { useCommands } from '@/shell/shortcuts';
import { useWords } from '@/words/words';
import { Everybody } from './Everybody';
import { First } from './First';
import styles from './People.module.css';
import { PersonDetail } from './PersonDetail';
import { AddPerson } from './PersonForms';
import { Policy } from './Policy';
import { Roles } from './Roles';
import { usePeople } from './usePeople';

/** What is open beside the list: somebody, the roles, or from when a second person is needed. */
export type Looking = { at: 'person'; id: string } | { at: 'roles' } | { at: 'policy' };

/** Who works here, what they may do and what they did. While there is nobody, the first admin is made here. */
export default function PeopleScreen() {
  const { say } = useWords();
  const { data, error } = usePeople();
  const { here } = useHello();
  return (
    <div className={styles['screen']}>
      {error !== null && (
        <div className={styles['trouble']}>
          <Wrong error={Refused.from(error).error} />
        </div>
      )}
      {data !== undefined && (data.people.length === 0 ? <First /> : <Staffed all={data} />)}
      <Foot {...(here ? { hints: <KeyHint keys={['Ctrl L']} does={say('lock.now')} /> } : {})}>
        <span>{say('people.foot', { count: data?.people.length ?? 0 })}</span>
      </Foot>
    </div>
  );
}

function Staffed({ all }: { all: People }) {
  const { say } = useWords();
  const [looking, setLooking] = useRemembered<Looking | null>('people.looking', null);
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const may = useCallback((right: Right) => all.here?.rights.includes(right) ?? false, [all]);
  const manages = may('people');
  const add = useCallback(() => setAdding(true), []);
  useCommands(
    useMemo(() => (manages ? [{ id: 'add-person', word: say('people.add'), run: add }] : []), [say, add, manages]),
  );
  // Whoever was just added is looked at as soon as they are in the list.
  const fresh = all.people.find(({ name }) => name === added);
  const open = fresh === undefined ? looking : { at: 'person' as const, id: fresh.id };
  const choose = (next: Looking) => {
    setAdded(null);
    setLooking(next);
  };
  const chosen = open?.at === 'person' ? all.people.find(({ id }) => id === open.id) : undefined;
  const person = chosen ?? all.here ?? all.people[0];
  const at = open?.at ?? 'person';
  return (
    <div className={styles['both']}>
      <Everybody
        all={all}
        open={at === 'person' && person !== undefined ? { at, id: person.id } : (open ?? { at: 'roles' })}
        choose={choose}
        add={manages ? add : null}
        sees={manages || may('export')}
      />
      {at === 'roles' && <Roles all={all} manages={manages} />}
      {at === 'policy' && <Policy all={all} may={may('policy')} />}
      {at === 'person' && person !== undefined && (
        <PersonDetail key={person.id} all={all} person={person} manages={manages} sees={manages || may('export')} />
      )}
      {adding && <AddPerson all={all} onClose={() => setAdding(false)} onAdded={setAdded} />}
    </div>
  );
}
