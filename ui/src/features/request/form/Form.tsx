import { IconMail, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '@/parts/Button';
import type { Remark } from '@/platform/contract';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import { Amount } from './Amount';
import { Buyer } from './Buyer';
import { Choice } from './Choice';
import { useForm, useSaid } from './context';
import styles from './Form.module.css';
import { Items } from './Items';
import { Line, ToldOf } from './Line';
import { More } from './More';
import { SavedCards } from './SavedCards';
import { Segments } from './Segments';
import { Times, Ways } from './Terms';
import { Told } from './Told';
import { Trips } from './Trips';

/** How the buyer is reached: it decides what is done first with a new link. */
export type By = 'phone' | 'email';

interface FormProps {
  by: By;
  onBy: (by: By) => void;
  /** Nothing more can be changed. */
  locked: boolean;
  /** What stands above the fields. */
  above: ReactNode;
  /** The note, which can be added to also when nothing else can be changed. */
  note: ReactNode;
  /** The bar at the foot. */
  children: ReactNode;
}

/** Everything that is asked of a buyer, in the order in which a caller says it. */
export function Form({ by, onBy, locked, above, note, children }: FormProps) {
  const { say } = useWords();
  return (
    <section className={styles['form']} aria-label={say('request.form')}>
      <div className={styles['head']}>
        <h1>{say('request.title')}</h1>
        <Segments
          label={say('request.by')}
          bare
          value={by}
          options={[
            { value: 'phone', word: say('request.by.phone'), icon: IconPhone },
            { value: 'email', word: say('request.by.email'), icon: IconMail },
          ]}
          onValue={onBy}
        />
      </div>
      {above}
      <div className={styles['fields']}>
        <div className={styles['stack']}>
          <fieldset className={styles['stack']} disabled={locked} aria-label={say('request.form')}>
            <Account />
            <Amount />
            <About />
            <Buyer />
            <SavedCards />
            <Items />
            <Trips />
            <Times />
            <Ways />
            <More />
          </fieldset>
          {note}
        </div>
      </div>
      {children}
    </section>
  );
}

/** Which account is paid, where there are several. */
function Account() {
  const { say } = useWords();
  const { draft, change, defaults } = useForm();
  const said = useSaid('account');
  if (defaults.accounts.length < 2) return null;
  return (
    <div>
      <Choice
        label={say('request.account')}
        value={draft.account ?? defaults.account ?? ''}
        options={defaults.accounts.map((account) => ({ value: account, word: account }))}
        onValue={(account) => change({ account })}
      />
      <Told id="request-account-told" said={said} />
    </div>
  );
}

function About() {
  const { say } = useWords();
  const { go } = usePlaces();
  const { draft, change, defaults } = useForm();
  const reference = draft.reference.trim();
  const { wrong } = useSaid('reference');
  const isTaken = wrong.some(({ code }) => code === 'taken');
  const others = ({ code }: Remark) => {
    if (code !== 'taken' && (code !== 'live-link' || isTaken)) return null;
    return (
      <>
        {code === 'taken' && defaults.reference !== reference && (
          <Button size="small" onClick={() => change({ reference: defaults.reference })}>
            {say('request.reference.use', { reference: defaults.reference })}
          </Button>
        )}
        <Button size="small" onClick={() => go('payments', { query: `order:"${reference}"` })}>
          {say('request.reference.show')}
        </Button>
      </>
    );
  };
  return (
    <div>
      <div className={styles['pair']}>
        <Line
          field="reference"
          label={say('request.reference')}
          value={draft.reference}
          apart
          onText={(text) => change({ reference: text })}
        />
        <Line
          field="description"
          label={say('request.description')}
          most={256}
          spellCheck
          value={draft.description}
          apart
          onText={(description) => change({ description })}
        />
      </div>
      <div className={styles['apart']}>
        <ToldOf field="reference" fixes={others} />
        <ToldOf field="description" />
      </div>
    </div>
  );
}
