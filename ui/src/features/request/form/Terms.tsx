import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { MethodChoice } from '@/platform/contract';
import { labelOf } from '@/words/methodLabel';
import { type Say, useWords } from '@/words/words';
import { isOneWay, namedIn, withWay } from '../draft';
import { Choice } from './Choice';
import { idOf, useForm, useSaid } from './context';
import styles from './Form.module.css';
import { Segments } from './Segments';
import { Told } from './Told';

/** Ways to pay in sight before the rest is asked for. */
const IN_SIGHT = 4;

/** The value of a life that is left to Antom. */
const ANTOMS = 'antom';

/** When the money is taken, and how long the checkout stays open. */
export function Times() {
  const { say } = useWords();
  const { draft, change, defaults } = useForm();
  const said = useSaid('session');
  const pay = draft.by_pay;
  const isLeftToAntom = pay?.ends_by_default === true;
  const minutes = [15, 30, 60].includes(draft.session_minutes)
    ? [15, 30, 60]
    : [15, 30, draft.session_minutes, 60].sort((one, other) => one - other);
  return (
    <div className={styles['two']}>
      <Segments
        label={say('request.capture')}
        value={draft.capture_mode}
        options={[
          { value: 'AUTOMATIC', word: say('request.capture.automatic') },
          { value: 'MANUAL', word: say('request.capture.manual') },
        ]}
        onValue={(capture_mode) => change({ capture_mode })}
      >
        <Told
          id={`${idOf('capture')}-told`}
          said={useSaid('capture')}
          hint={
            draft.capture_mode === 'MANUAL' ? say('request.capture.hint.manual') : say('request.capture.hint.automatic')
          }
          fixes={() => (
            <Button size="small" onClick={() => change({ capture_mode: 'AUTOMATIC' })}>
              {say('request.capture.automatic')}
            </Button>
          )}
        />
      </Segments>
      <Segments
        label={say('request.session')}
        value={isLeftToAntom ? ANTOMS : String(draft.session_minutes)}
        options={[
          ...(pay === null ? [] : [{ value: ANTOMS, word: say('request.session.antom') }]),
          ...minutes.map((length) => ({ value: String(length), word: lengthWord(length, say) })),
        ]}
        onValue={(length) => {
          const by_pay = pay === null ? null : { ...pay, ends_by_default: length === ANTOMS };
          change(length === ANTOMS ? { by_pay } : { by_pay, session_minutes: Number(length) });
        }}
      >
        <Told
          id={`${idOf('session')}-told`}
          said={said}
          hint={
            isLeftToAntom
              ? say('request.session.hint.antom', { count: defaults.life_days })
              : say('request.session.hint', { count: defaults.life_days })
          }
        />
      </Segments>
    </div>
  );
}

function lengthWord(minutes: number, say: Say): string {
  return minutes === 60 ? say('request.session.hour') : say('request.session.minutes', { minutes: String(minutes) });
}

/** How the buyer may pay, and in which language the page speaks. */
export function Ways() {
  const { say } = useWords();
  const { draft, change, defaults } = useForm();
  const localeSaid = useSaid('locale');
  const known = defaults.locales.map(({ locale, label }) => ({ value: locale, word: label }));
  const isOther = draft.locale !== null && !known.some(({ value }) => value === draft.locale);
  const locales = [
    { value: '', word: say('request.locale.browser') },
    ...known,
    ...(isOther ? [{ value: draft.locale ?? '', word: draft.locale ?? '' }] : []),
  ];
  return (
    <div className={styles['ways']}>
      {draft.trips.length > 0 ? <OnePage /> : <Methods choices={defaults.methods[draft.currency] ?? []} />}
      {draft.by_pay === null && (
        <div>
          <Choice
            id={idOf('locale')}
            label={say('request.locale')}
            value={draft.locale ?? ''}
            options={locales}
            onValue={(locale) => change({ locale: locale === '' ? null : locale })}
          />
          <Told id={`${idOf('locale')}-told`} said={localeSaid} />
        </div>
      )}
    </div>
  );
}

/** Flights and stays have a page of their own, without a choice. */
function OnePage() {
  const { say } = useWords();
  return (
    <div className={styles['field']}>
      <span id={idOf('method')} className={styles['label']}>
        {say('request.methods')}
      </span>
      <p className={styles['hint']}>{say('request.trips.way')}</p>
      <Told id={`${idOf('method')}-told`} said={useSaid('method')} />
    </div>
  );
}

function Methods({ choices }: { choices: readonly MethodChoice[] }) {
  const { say, language } = useWords();
  const { draft, change } = useForm();
  const said = useSaid('method');
  const [isOpen, setOpen] = useState(false);
  const all = choices.map(({ method }) => method);
  const isOne = isOneWay(draft);
  const isOn = (method: string) => (draft.methods.length === 0 && !isOne) || draft.methods.includes(method);
  const press = (method: string) => change(isOne ? { methods: [method] } : withWay(draft, all, method));
  const rest = choices.slice(IN_SIGHT);
  const shown = isOpen || rest.length === 1 ? choices : choices.slice(0, IN_SIGHT);
  const isAllRestOn = rest.every(({ method }) => isOn(method));
  return (
    <div className={styles['field']}>
      <span id={idOf('method')} className={styles['label']}>
        {say('request.methods')}
      </span>
      {choices.length === 0 ? (
        <p className={styles['hint']}>{say('request.methods.all')}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own
        <div className={styles['methods']} role="group" aria-labelledby={idOf('method')}>
          {[...shown, ...namedIn(draft, choices)].map((way) => (
            <Way
              key={way.method}
              word={labelOf(way, language)}
              on={isOn(way.method)}
              onClick={() => press(way.method)}
            />
          ))}
          {shown.length < choices.length && (
            <button
              type="button"
              className={styles['way']}
              data-on={isAllRestOn}
              aria-expanded={false}
              onClick={() => setOpen(true)}
            >
              <Icon of={isAllRestOn ? IconCheck : IconPlus} />
              {say('request.methods.more', { count: rest.length, currency: draft.currency })}
            </button>
          )}
        </div>
      )}
      <Told id={`${idOf('method')}-told`} said={said} />
    </div>
  );
}

function Way({ word, on, onClick }: { word: string; on: boolean; onClick: () => void }) {
  return (
    <button type="button" className={styles['way']} data-on={on} aria-pressed={on} onClick={onClick}>
      <Icon of={on ? IconCheck : IconPlus} />
      {word}
    </button>
  );
}
