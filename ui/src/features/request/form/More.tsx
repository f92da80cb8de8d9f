import { IconArrowDown, IconArrowUp, IconCheck, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '@/parts/Button';
import { Fact, Facts } from '@/parts/Facts';
import { Icon } from '@/parts/Icon';
import { usePlatform } from '@/platform/platform';
import { labelOf } from '@/words/methodLabel';
import { useWords } from '@/words/words';
import { isMoreAsked, isOneWay, movedBy, offeredIn, withExpress, withNamed } from '../draft';
import { useForm } from './context';
import form from './Form.module.css';
import { Further } from './Further';
import styles from './More.module.css';
import { Making } from './Pay';
import { AddTrip } from './Trips';

/** What is rarely needed: it opens by itself where something in it was chosen. */
export function More() {
  const { say } = useWords();
  const { draft } = useForm();
  const isAsked = isMoreAsked(draft);
  const [isOpen, setOpen] = useState(isAsked);
  const [wasAsked, setWasAsked] = useState(isAsked);
  // The form of an order is read after the screen stands.
  if (isAsked !== wasAsked) {
    setWasAsked(isAsked);
    if (isAsked) setOpen(true);
  }
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className={styles['opener']}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={IconChevronRight} />
        {say('request.more')}
      </button>
      <div id={id} className={styles['more']} hidden={!isOpen}>
        {isOpen && (
          <>
            {draft.trips.length === 0 && (
              <div className={form['field']}>
                <span className={form['label']}>{say('request.more.sell')}</span>
                <div className={styles['line']}>
                  <AddTrip />
                </div>
                <p className={form['hint']}>{say('request.trips.why')}</p>
              </div>
            )}
            <Further />
            {(draft.trips.length === 0 || draft.by_pay !== null || draft.counter !== null) && <Making />}
            {draft.trips.length === 0 && !isOneWay(draft) && <Order />}
            {draft.trips.length === 0 && <NameWay />}
            <PaidTo />
          </>
        )}
      </div>
    </div>
  );
}

/** The order of the ways to pay on the page, and those that stand above the others. */
function Order() {
  const { say, language } = useWords();
  const { draft, change, defaults } = useForm();
  const id = useId();
  const choices = defaults.methods[draft.currency] ?? [];
  const offered = offeredIn(draft, choices);
  const isUsual = draft.methods.length === 0;
  const all = choices.map(({ method }) => method);
  if (offered.length === 0) return null;
  return (
    <div className={form['field']}>
      <span id={id} className={form['label']}>
        {say('request.order')}
      </span>
      <ol className={styles['order']} aria-labelledby={id}>
        {offered.map((way, place) => (
          <li key={way.method}>
            <span className="clip">{labelOf(way, language)}</span>
            {way.express && (
              <button
                type="button"
                className={form['way']}
                data-on={draft.express.includes(way.method)}
                aria-pressed={draft.express.includes(way.method)}
                aria-label={say('request.order.express.of', { method: labelOf(way, language) })}
                onClick={() => change(withExpress(draft, all, way.method))}
              >
                <Icon of={draft.express.includes(way.method) ? IconCheck : IconPlus} />
                {say('request.order.express')}
              </button>
            )}
            <Button
              look="quiet"
              size="small"
              icon
              aria-label={say('request.order.up', { method: labelOf(way, language) })}
              disabled={place === 0}
              onClick={() =>
                change({
                  methods: movedBy(
                    offered.map((one) => one.method),
                    place,
                    -1,
                  ),
                })
              }
            >
              <Icon of={IconArrowUp} />
            </Button>
            <Button
              look="quiet"
              size="small"
              icon
              aria-label={say('request.order.down', { method: labelOf(way, language) })}
              disabled={place === offered.length - 1}
              onClick={() =>
                change({
                  methods: movedBy(
                    offered.map((one) => one.method),
                    place,
                    1,
                  ),
                })
              }
            >
              <Icon of={IconArrowDown} />
            </Button>
          </li>
        ))}
      </ol>
      <div className={styles['line']}>
        <p className={form['hint']}>{say('request.order.hint')}</p>
        {!isUsual && (
          <Button look="quiet" size="small" onClick={() => change({ methods: [], express: [] })}>
            {say('request.order.usual')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A way to pay that the account has and this program does not know: it is offered by Antom's name for it. */
function NameWay() {
  const { say } = useWords();
  const { draft, change, defaults } = useForm();
  const [name, setName] = useState('');
  const id = useId();
  const all = (defaults.methods[draft.currency] ?? []).map(({ method }) => method);
  const add = () => {
    if (name.trim() === '') return;
    change(withNamed(draft, all, name));
    setName('');
  };
  return (
    <div className={form['field']}>
      <label htmlFor={id}>{say('request.way.named')}</label>
      <div className={styles['name']}>
        <input
          id={id}
          className={form['input']}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button onClick={add}>{say('request.way.named.add')}</Button>
      </div>
    </div>
  );
}

/** What goes out with every request of the account. */
function PaidTo() {
  const { say } = useWords();
  const platform = usePlatform();
  const { draft, defaults } = useForm();
  const { data } = useQuery({ queryKey: ['accounts'], queryFn: () => platform.call('accounts', {}) });
  const name = draft.account ?? defaults.account;
  const account = data?.find((one) => one.name === name);
  if (account === undefined) return null;
  return (
    <div className={form['field']}>
      <span className={form['label']}>{say('request.paid-to', { account: account.name })}</span>
      <Facts>
        <Fact name={say('request.paid-to.currency')}>
          {account.settlement_currency ?? say('request.paid-to.currency.contract')}
        </Fact>
        <Fact name={say('request.paid-to.redirect')}>{account.redirect_url}</Fact>
        <Fact name={say('request.paid-to.notify')}>
          {account.notify_url ?? say('request.paid-to.notify.dashboard')}
        </Fact>
      </Facts>
    </div>
  );
}
