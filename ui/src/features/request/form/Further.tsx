import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { PlaceDraft } from '@/platform/contract';
import { type Say, useWords } from '@/words/words';
import { isTold } from '../draft';
import { type Cell, Cells } from './Cells';
import { idOf, useForm } from './context';
import form from './Form.module.css';
import { Line } from './Line';
import styles from './More.module.css';

/** What may be told of the buyer beyond the first lines: the name in parts, and where the goods are sent. */
export function Further() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const { more } = draft;
  const [asked, setAsked] = useState<readonly ('names' | 'address')[]>([]);
  const hasNames = asked.includes('names') || more.first_name !== '' || more.last_name !== '';
  const { name, phone, place } = more.ship_to;
  const hasAddress = asked.includes('address') || name !== '' || phone !== '' || isTold(place);
  const open = (what: 'names' | 'address') => {
    setAsked([...asked, what]);
    const first = idOf(what === 'names' ? 'first_name' : 'ship_to');
    requestAnimationFrame(() => document.getElementById(first)?.focus());
  };
  const shipTo = say('request.ship-to');
  return (
    <>
      {(!hasNames || !hasAddress) && (
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
