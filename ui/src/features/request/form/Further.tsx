import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { PlaceDraft } from '@/platform/contract';
import { type Say, useWords } from '@/words/words';
import { fitsCounter, isTold } from '../draft';
import { type Cell, Cells } from './Cells';
import { idOf, useForm } from './context';
import form from './Form.module.css';
import { Line } from './Line';
import styles from './More.module.css';

type Part = 'names' | 'address' | 'known';

/** The first field of each part. */
const FIRST = { names: 'first_name', address: 'ship_to', known: 'payer_email' } as const;

/** What may be told of the buyer beyond the first lines: the name in parts, and where the goods are sent. */
export function Further() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const { more } = draft;
  const [asked, setAsked] = useState<readonly Part[]>([]);
  const hasNames = asked.includes('names') || more.first_name !== '' || more.last_name !== '';
  const { name, phone, place } = more.ship_to;
  const hasAddress = asked.includes('address') || name !== '' || phone !== '' || isTold(place);
  const hasKnown = asked.includes('known') || more.payer_email !== '' || more.cpf !== '';
  const mayBeKnown = fitsCounter(draft);
  const open = (what: Part) => {
    setAsked([...asked, what]);
    requestAnimationFrame(() => document.getElementById(idOf(FIRST[what]))?.focus());
  };
  const shipTo = say('request.ship-to');
  return (
    <>
      {(!hasNames || !hasAddress || (mayBeKnown && !hasKnown)) && (
        <div className={form['field']}>
          <span className={form['label']}>{say('request.further')}</span>
          <div className={styles['line']}>
            {!hasNames && (
              <Button look="quiet" size="small" onClick={() => open('names')}>
                <Icon of={IconPlus} />
                {say('request.names')}
              </Button>
            )}
            {!hasAddress && (
              <Button look="quiet" size="small" onClick={() => open('address')}>
                <Icon of={IconPlus} />
                {shipTo}
              </Button>
            )}
            {mayBeKnown && !hasKnown && (
              <Button look="quiet" size="small" onClick={() => open('known')}>
                <Icon of={IconPlus} />
                {say('request.known')}
              </Button>
            )}
          </div>
        </div>
      )}
      {hasNames && (
        <div className={form['two']}>
          <Line
            field="first_name"
            label={say('request.name.first')}
            value={more.first_name}
            onText={(first_name) => change({ more: { ...more, first_name } })}
          />
          <Line
            field="last_name"
            label={say('request.name.last')}
            value={more.last_name}
            onText={(last_name) => change({ more: { ...more, last_name } })}
          />
        </div>
      )}
      {mayBeKnown && hasKnown && <Known />}
      {hasAddress && (
        <div className={form['field']}>
          <span className={form['label']}>{shipTo}</span>
          <Cells
            of={shipTo}
            field="ship_to"
            values={{ name, phone, ...place }}
            cells={[
              { key: 'name', label: say('request.place.name') },
              { key: 'phone', label: say('request.buyer.phone') },
              ...placeCells(say),
            ]}
            onText={(key, text) => {
              const ship_to =
                key === 'name' || key === 'phone'
                  ? { ...more.ship_to, [key]: text }
                  : { ...more.ship_to, place: { ...place, [key]: text } };
              change({ more: { ...more, ship_to } });
            }}
          />
        </div>
      )}
    </>
  );
}

/** What Antom's page fills in, so that the buyer need not type it there (guide 4). */
function Known() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const { more } = draft;
  return (
    <div className={form['two']}>
      <Line
        field="payer_email"
        label={say('request.known.email')}
        hint={say('request.known.email.hint')}
        value={more.payer_email}
        onText={(payer_email) => change({ more: { ...more, payer_email } })}
      />
      <Line
        field="cpf"
        label={say('request.known.cpf')}
        hint={say('request.known.cpf.hint')}
        value={more.cpf}
        onText={(cpf) => change({ more: { ...more, cpf } })}
      />
    </div>
  );
}

/** The cells of a postal address. */
export function placeCells(say: Say): readonly Cell<keyof PlaceDraft>[] {
  return [
    { key: 'street', label: say('request.place.street') },
    { key: 'flat', label: say('request.place.flat') },
    { key: 'city', label: say('request.place.city') },
    { key: 'state', label: say('request.place.state') },
    { key: 'region', label: say('request.place.region') },
    { key: 'zip', label: say('request.place.zip') },
  ];
}
