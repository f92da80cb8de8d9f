import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { Toggle } from '@/parts/Toggle';
import type { Os, PayDraft, Sdk, Terminal } from '@/platform/contract';
import { useWords } from '@/words/words';
import { asOneMethod, asPayment, asSession, CARD, isTold } from '../draft';
import { Cells } from './Cells';
import { Choice } from './Choice';
import { idOf, useForm, useSaid } from './context';
import form from './Form.module.css';
import { placeCells } from './Further';
import { Line } from './Line';
import styles from './More.module.css';
import { Segments } from './Segments';
import { Told } from './Told';

const HINTS = {
  session: 'request.made-by.hint.session',
  pay: 'request.made-by.hint.pay',
  counter: 'request.made-by.hint.counter',
} as const;
type Made = keyof typeof HINTS;

/** How it is paid: by the link of a checkout session, by one payment (guide 1), or at the counter (guides 3 and 4). */
export function Making() {
  const { say } = useWords();
  const { draft, change, defaults } = useForm();
  const all = (defaults.methods[draft.currency] ?? []).map(({ method }) => method);
  const by: Made = draft.by_pay !== null ? 'pay' : draft.counter !== null ? 'counter' : 'session';
  const put = (next: Made) =>
    change(next === 'pay' ? asPayment(draft, all) : asSession(draft, next === 'counter' ? 'page' : null));
  return (
    <>
      <Segments
        label={say('request.made-by')}
        value={by}
        options={[
          { value: 'session', word: say('request.made-by.session') },
          { value: 'pay', word: say('request.made-by.pay') },
          { value: 'counter', word: say('counter.label') },
        ]}
        onValue={put}
      >
        <p className={form['hint']}>{say(HINTS[by])}</p>
      </Segments>
      {draft.by_pay !== null && <Payment pay={draft.by_pay} />}
      {draft.counter !== null && <AtCounter sdk={draft.counter} all={all} />}
    </>
  );
}

/** Which of Antom's pages stands at the counter. */
function AtCounter({ sdk, all }: { sdk: Sdk; all: readonly string[] }) {
  const { say } = useWords();
  const { draft, change } = useForm();
  return (
    <Segments
      label={say('request.counter')}
      value={sdk}
      options={[
        { value: 'page', word: say('request.counter.page') },
        { value: 'one-method', word: say('request.counter.one') },
      ]}
      onValue={(next) => change(next === 'page' ? asSession(draft, 'page') : asOneMethod(draft, all))}
    >
      <Told
        id={`${idOf('counter')}-told`}
        said={useSaid('counter')}
        hint={sdk === 'page' ? say('request.counter.hint.page') : say('request.counter.hint.one')}
        fixes={() => (
          <Button id={idOf('counter')} size="small" onClick={() => change(asSession(draft, null))}>
            {say('request.counter.link')}
          </Button>
        )}
      />
    </Segments>
  );
}

function Payment({ pay }: { pay: PayDraft }) {
  const { draft, change } = useForm();
  const put = (next: Partial<PayDraft>) => change({ by_pay: { ...pay, ...next } });
  return (
    <>
      {draft.methods[0] === CARD ? <CardTerms pay={pay} put={put} /> : <NotForCards put={put} />}
      <Device pay={pay} put={put} />
    </>
  );
}

interface PartProps {
  pay: PayDraft;
  put: (next: Partial<PayDraft>) => void;
}

/** What only cards know. */
function CardTerms({ pay, put }: PartProps) {
  const { say } = useWords();
  return (
    <>
      <div className={styles['switches']}>
        <Toggle
          label={say('request.pay.three-ds')}
          checked={pay.three_ds}
          onChange={(event) => put({ three_ds: event.currentTarget.checked })}
        />
        <Toggle
          label={say('request.pay.issuer')}
          checked={pay.issuer_authentication}
          onChange={(event) => put({ issuer_authentication: event.currentTarget.checked })}
        />
      </div>
      <div className={form['two']}>
        <Line
          field="card_brand"
          label={say('request.pay.brand')}
          hint={pay.issuer_authentication ? say('request.pay.brand.hint') : undefined}
          value={pay.brand}
          onText={(brand) => put({ brand })}
        />
        <Line
          field="instalments"
          label={say('request.pay.instalments')}
          inputMode="numeric"
          hint={say('request.pay.instalments.hint')}
          value={pay.instalments}
          onText={(instalments) => put({ instalments })}
        />
      </div>
      <BillTo />
    </>
  );
}

/** Terms of a card that stand in the way of another way to pay. */
function NotForCards({ put }: Pick<PartProps, 'put'>) {
  const { say } = useWords();
  const said = useSaid('pay');
  return (
    <Told
      id={`${idOf('pay')}-told`}
      said={said}
      fixes={() => (
        <Button
          size="small"
          onClick={() => put({ three_ds: false, brand: '', issuer_authentication: false, instalments: '' })}
        >
          {say('request.pay.leave-out')}
        </Button>
      )}
    />
  );
}

/** Where the card's bill goes, which the issuer compares (AVS). */
function BillTo() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const { more } = draft;
  const [isAsked, setAsked] = useState(false);
  const billTo = say('request.bill-to');
  if (!isAsked && !isTold(more.bill_to)) {
    const ask = () => {
      setAsked(true);
      requestAnimationFrame(() => document.getElementById(idOf('bill_to'))?.focus());
    };
    return (
      <div className={styles['line']}>
        <Button look="quiet" size="small" onClick={ask}>
          <Icon of={IconPlus} />
          {billTo}
        </Button>
      </div>
    );
  }
  return (
    <div className={form['field']}>
      <span className={form['label']}>{billTo}</span>
      <Cells
        of={billTo}
        field="bill_to"
        values={more.bill_to}
        cells={placeCells(say)}
        onText={(key, text) => change({ more: { ...more, bill_to: { ...more.bill_to, [key]: text } } })}
      />
    </div>
  );
}

/** What the buyer pays on: Antom wants to know it of one payment. */
function Device({ pay, put }: PartProps) {
  const { say } = useWords();
  const isTelephone = pay.terminal !== 'WEB';
  return (
    <div className={styles['device']}>
      <Choice
        label={say('request.pay.terminal')}
        value={pay.terminal}
        options={[
          { value: 'WEB', word: say('request.pay.terminal.web') },
          { value: 'WAP', word: say('request.pay.terminal.wap') },
          { value: 'APP', word: say('request.pay.terminal.app') },
          { value: 'MINI_APP', word: say('request.pay.terminal.mini') },
        ]}
        onValue={(terminal) => put({ terminal: terminal as Terminal, ...(terminal === 'WEB' ? { os: null } : {}) })}
      />
      {isTelephone && (
        <Choice
          label={say('request.pay.os')}
          value={pay.os ?? ''}
          options={[
            { value: '', word: say('request.pay.os.untold') },
            { value: 'IOS', word: say('request.pay.os.ios') },
            { value: 'ANDROID', word: say('request.pay.os.android') },
          ]}
          onValue={(os) => put({ os: os === '' ? null : (os as Os) })}
        />
      )}
      <Line
        field="client_ip"
        label={say('request.pay.client-ip')}
        value={pay.client_ip}
        onText={(client_ip) => put({ client_ip })}
      />
    </div>
  );
}
