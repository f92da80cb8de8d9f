import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconRefresh, IconScale } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { print, printFigure } from '@/money/print';
import { Button } from '@/parts/Button';
import { Dialog } from '@/parts/Dialog';
import { Equation, type Term } from '@/parts/Equation';
import { Field } from '@/parts/Field';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import type { AmountRead, Ask, Book, Money, Verb } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import type { Wish } from '@/shell/money';
import { type Say, useWords } from '@/words/words';
import styles from './Money.module.css';
import { type Proposal, useProposal } from './useProposal';

/** Longest reason: what Antom takes as `refundReason` (api.md section 3.5). */
const LONGEST_REASON = 256;

/** Looks at a capture, a cancel or a refund together with a person, and sends it only as it was looked at. */
export default function MoneyDialog({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const { say } = useWords();
  const isRefund = wish.verb === 'Refund';
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [settledReason] = useDebouncedValue(reason.trim(), 500);
  const [currency, setCurrency] = useState<string | null>(null);
  const read = useAmount(text, currency);
  const amount = isRefund ? (read.read?.amount ?? null) : null;
  const proposal = useProposal({ ...wish, amount, reason: settledReason === '' ? null : settledReason });
  const { prepared, refused, book } = proposal;
  const known = book?.available.currency ?? null;
  useEffect(() => setCurrency(known), [known]);
  const [sending, send] = useSending(proposal, onClose);

  // What stands in the fields and what was prepared are the same thing, or the button does nothing.
  const isWhole = !isRefund || (read.read !== null && read.of === text && reason.trim() !== '');
  const isSettled = settledReason === reason.trim();
  const ready = isWhole && isSettled && proposal.armed && !sending;
  const shown = isRefund ? amount : (prepared?.amount ?? null);

  return (
    <Dialog open title={titleOf(wish.verb, shown, prepared?.reference ?? '', say)} onClose={onClose} width={632}>
      <Freshness proposal={proposal} />
      {book !== null && <Equation terms={termsOf(wish.verb, book, say)} told={toldOf(wish.verb, book, say)} />}
      <div className={styles['fields']}>
        {isRefund && (
          <div className={styles['amount']}>
            <Field
              label={say('money.amount')}
              value={text}
              inputMode="decimal"
              autoComplete="off"
              data-autofocus
              wrong={read.wrong}
              {...(read.read === null ? {} : { hint: read.read.words })}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            {book !== null && (
              <Button onClick={() => setText(printFigure(book.available))}>
                {say('money.amount.all', { amount: printFigure(book.available) })}
              </Button>
            )}
          </div>
        )}
        <Field
          label={isRefund ? say('money.reason.required') : say('money.reason')}
          hint={say('money.reason.hint')}
          value={reason}
          maxLength={LONGEST_REASON}
          autoComplete="off"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      {refused !== null && <Refusal refused={refused} />}
      {prepared !== null && <Consequence proposal={proposal} />}
      <div className={styles['foot']}>
        <span className="small quiet">{say('money.enter')}</span>
        <span className="push" />
        <Button size="large" onClick={onClose}>
          {say('money.back')}
        </Button>
        <Button
          size="large"
          look="primary"
          money
          aria-disabled={!ready}
          onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}
          onClick={() => ready && send()}
        >
          {doOf(wish.verb, shown, say)}
        </Button>
      </div>
    </Dialog>
  );
}

interface Read {
  /** The text that was read. */
  of: string;
  read: AmountRead | null;
  wrong: string | null;
}

/** What was typed, as the core reads it. The window itself never makes a number of it. */
function useAmount(text: string, currency: string | null): Read {
  const platform = usePlatform();
  const [settled] = useDebouncedValue(text, 200);
  const [read, setRead] = useState<Read>({ of: '', read: null, wrong: null });
  useEffect(() => {
    let over = false;
    if (settled.trim() === '' || currency === null) {
      setRead({ of: settled, read: null, wrong: null });
      return;
    }
    platform.call('read_amount', { text: settled, currency }).then(
      (found) => !over && setRead({ of: settled, read: found, wrong: null }),
      (thrown: unknown) => {
        const { message, remedy } = Refused.from(thrown).error;
        if (!over) setRead({ of: settled, read: null, wrong: `${message} ${remedy}` });
      },
    );
    return () => {
      over = true;
    };
  }, [platform, settled, currency]);
  return read.of === text ? read : { of: read.of, read: null, wrong: null };
}

/** Confirms once. A second press, however fast, finds the first one under way. */
function useSending(proposal: Proposal, onClose: () => void): [boolean, () => void] {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const [sending, setSending] = useState(false);
  const used = useRef<string | null>(null);
  const { prepared, again } = proposal;
  const send = () => {
    if (prepared === null || used.current === prepared.token) return;
    used.current = prepared.token;
    setSending(true);
    platform.call('confirm', { token: prepared.token }).then(
      (intent) => {
        notice.tell(say('money.told', { sentence: intent.sentence }));
        onClose();
      },
      (thrown: unknown) => {
        notice.trouble(thrown);
        setSending(false);
        again();
      },
    );
  };
  return [sending, send];
}

function Freshness({ proposal }: { proposal: Proposal }) {
  const { say } = useWords();
  const { prepared, refused, changed } = proposal;
  if (refused !== null) return null;
  const words = prepared === null ? say('money.asking') : changed ? say('money.asked.changed') : say('money.asked');
  return (
    <p
      className={styles['line']}
      data-tone={prepared === null ? 'checking' : changed ? 'authorised' : 'paid'}
      role="status"
    >
      <Icon of={IconRefresh} />
      {words}
    </p>
  );
}

function Refusal({ refused }: { refused: Refused }) {
  const { say } = useWords();
  return (
    <div className={styles['wrong']} role="alert">
      <p className="strong">{say('money.refused')}</p>
      <p>{refused.error.message}</p>
      <p className="quiet">{refused.error.remedy}</p>
    </div>
  );
}

function Consequence({ proposal }: { proposal: Proposal }) {
  const { say } = useWords();
  const { prepared } = proposal;
  if (prepared === null) return null;
  const count = prepared.stop_window_seconds;
  return (
    <>
      {prepared.advice.right_now !== 'neither' && (
        <p className={styles['note']}>
          <Icon of={IconScale} />
          {prepared.advice.why}
        </p>
      )}
      <p className={styles['note']}>
        <Icon of={IconAlertTriangle} />
        <span>
          <b>{prepared.consequence}</b> {count > 0 ? say('money.window', { count }) : say('money.window.none')}
        </span>
      </p>
    </>
  );
}

function titleOf(verb: Verb, amount: Money | null, reference: string, say: Say): string {
  if (verb === 'Cancel') return say('money.title.cancel', { reference });
  if (verb === 'Capture')
    return say('money.title.capture', { amount: amount === null ? '' : print(amount), reference });
  if (amount === null) return say('money.title.refund.empty', { reference });
  return say('money.title.refund', { amount: print(amount), reference });
}

function doOf(verb: Verb, amount: Money | null, say: Say): string {
  const printed = amount === null ? '' : print(amount);
  if (verb === 'Capture') return say('money.do.capture', { amount: printed });
  if (verb === 'Cancel') return say('money.do.cancel', { amount: printed });
  return amount === null ? say('money.do.refund.empty') : say('money.do.refund', { amount: printed });
}

function termsOf(verb: Ask['verb'], book: Book, say: Say): Term[] {
  if (verb !== 'Refund') {
    return [
      { sign: null, name: say('money.held'), amount: book.authorised },
      { sign: '−', name: say('money.taken'), amount: book.taken },
    ];
  }
  return [
    { sign: null, name: say('money.taken'), amount: book.taken },
    { sign: '−', name: say('money.refunded'), amount: book.refunded },
    { sign: '−', name: say('money.pending'), amount: book.pending, unconfirmed: true },
    { sign: '−', name: say('money.queued'), amount: book.queued, unconfirmed: true },
    { sign: '=', name: say('money.available'), amount: book.available },
  ];
}

function toldOf(verb: Ask['verb'], book: Book, say: Say): string {
  if (verb !== 'Refund')
    return say('money.equation.capture', { held: print(book.authorised), taken: print(book.taken) });
  return say('money.equation.refund', {
    taken: print(book.taken),
    refunded: print(book.refunded),
    pending: print(book.pending),
    available: print(book.available),
  });
}
