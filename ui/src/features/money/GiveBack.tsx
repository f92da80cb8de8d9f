import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { inChinese } from '@/money/chinese';
import { compare, print, printFigure } from '@/money/print';
import { Button } from '@/parts/Button';
import { Equation } from '@/parts/Equation';
import { MoneyButton } from '@/parts/MoneyButton';
import { FrameBody, FrameFoot, FrameHead } from '@/parts/MoneyFrame';
import { useNotice } from '@/parts/Notice';
import type { Book, CommandError, IntentView, OrderView, PaymentView } from '@/platform/contract';
import type { Wish } from '@/shell/money';
import { useNow, useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { inOneLine, toldIn } from '@/words/trouble';
import { useWords, type WordKey } from '@/words/words';
import { AmountField } from './AmountField';
import { alreadyReturned } from './already';
import { Chooser, type Way } from './Chooser';
import { Consequence } from './Consequence';
import { changesOf, doOf, lineOf, refundTerms, refundTold, titleOf } from './describe';
import { Freshness } from './Freshness';
import styles from './Money.module.css';
import { NoteField, ReasonSelect } from './ReasonFields';
import { Refusal } from './Refusal';
import { isPlain, type ReasonId, recorded } from './reasons';
import { useAmount } from './useAmount';
import { useConfirm } from './useConfirm';
import { useProposal } from './useProposal';

export interface LookingProps {
  wish: Wish;
  order: OrderView;
  payment: PaymentView;
  onIntent: (intent: IntentView) => void;
  onClose: () => void;
}

/** Gives back money that was taken: a part or all of it by a refund, or all of it by a cancel while that is open. */
export function GiveBack({ wish, order, payment, book, onIntent, onClose }: LookingProps & { book: Book }) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  const first = useRef(book).current;
  const [text, setText] = useState(wish.verb === 'Cancel' ? printFigure(book.available) : '');
  const [chosen, setChosen] = useState<Way | null>(null);
  const [usual, setUsual] = useState<ReasonId | null>(null);
  const [note, setNote] = useState('');

  const typed = useAmount(text, payment.amount.currency);
  const amount = typed.read?.amount ?? null;
  const isWhole = amount !== null && amount.value === payment.amount.value;
  const until = payment.advice?.right_now === 'cancel' ? payment.advice.until : null;
  const canCancel = until !== null && now < Date.parse(until);
  const way: Way = canCancel && isWhole && chosen !== 'refund' ? 'cancel' : 'refund';
  const reason = recorded(usual, note);
  const [settled] = useDebouncedValue(reason, 500);
  const proposal = useProposal(
    {
      order: order.id,
      payment: payment.id,
      verb: way === 'cancel' ? 'Cancel' : 'Refund',
      amount: way === 'cancel' ? null : amount,
      reason: settled,
    },
    order.version,
  );
  const { prepared } = proposal;
  const { sending, failed, confirm } = useConfirm(proposal, onIntent);
  const closed = useClosing(until, canCancel, proposal.again);

  const same = amount === null || way === 'cancel' ? null : alreadyReturned(order, payment, amount, now);
  const needsNote = way === 'refund' && (usual === 'other' || same !== null || payment.disputes.length > 0);
  const missing = missingOf(way, amount !== null, usual, !needsNote || note.trim().length >= LEAST_NOTE);
  const ready = missing === null && settled === reason && proposal.armed && !sending;

  const shown = way === 'cancel' ? payment.amount : amount;
  const money = prepared?.before ?? book;
  const changed = changesOf(first, money);
  const refused = proposal.refused?.error ?? null;
  const place = refused === null || amount === null ? 'whole' : placeOf(refused);
  const isOver = amount !== null && compare(amount, money.available) > 0;
  const sound = isOver ? null : amount;
  const line = (error: CommandError) => inOneLine(toldIn(language, error));

  const choose = (next: Way) => {
    setChosen(next);
    if (next === 'cancel') setText(printFigure(payment.amount));
  };
  const type = (next: string) => {
    setText(next);
    // Who chose the cancel and then types less wants a refund of that; the choice is open again.
    if (chosen === 'cancel') setChosen(null);
  };

  return (
    <>
      <FrameHead
        title={titleOf(way === 'cancel' ? 'Cancel' : 'Refund', shown, order, say)}
        line={lineOf(order, payment, zone, language, say)}
      >
        <Freshness proposal={proposal} changed={changed.size > 0} />
      </FrameHead>
      <FrameBody>
        <Equation terms={refundTerms(payment, money, changed, say)} told={refundTold(money, say)} />
        <div className={styles['fields']}>
          <AmountField text={text} onText={type} available={money.available} hint={hintOf()} wrong={wrongAmount()} />
          <ReasonSelect reason={usual} onReason={setUsual} required={way === 'refund'} />
        </div>
        <NoteField
          note={note}
          onNote={setNote}
          reason={usual}
          required={needsNote}
          hint={noteHint()}
          wrong={place === 'note' && refused !== null ? line(refused) : null}
        />
        {canCancel ? (
          <Chooser way={way} onWay={choose} amount={sound} whole={payment.amount} isWhole={isWhole} until={until} />
        ) : (
          <p
            className={styles['why']}
            data-tone={closed ? 'authorised' : undefined}
            role={closed ? 'alert' : undefined}
          >
            {closed ? say('money.way.closed') : say(whyNoCancel(payment, money))}
          </p>
        )}
        {place === 'whole' && proposal.refused !== null ? (
          <Refusal refused={proposal.refused} again={proposal.again} />
        ) : (
          <Consequence
            verb={way === 'cancel' ? 'Cancel' : 'Refund'}
            amount={way === 'cancel' ? payment.amount : sound}
            payment={payment}
            seconds={proposal.seconds}
          />
        )}
        {failed !== null && <Refusal refused={failed} attempted />}
      </FrameBody>
      <FrameFoot hint={missing === null || amount === null ? say('money.enter') : say(missing)}>
        <Button size="large" onClick={onClose}>
          {say('money.back')}
        </Button>
        <MoneyButton ready={ready} onGo={confirm}>
          {doOf(way === 'cancel' ? 'Cancel' : 'Refund', shown, say)}
        </MoneyButton>
      </FrameFoot>
    </>
  );

  function hintOf(): string {
    if (typed.read === null) return '';
    const words = language === 'zh-Hans' ? inChinese(typed.read.amount) : typed.read.words;
    const after = way === 'refund' ? (prepared?.after ?? null) : null;
    if (after === null || prepared?.verb !== 'Refund') return words;
    return say('money.amount.leaves', { words, left: printFigure(after.available) });
  }

  function wrongAmount(): string | null {
    if (typed.wrong !== null) return line(typed.wrong);
    if (isOver) return say('money.amount.over', { available: print(money.available) });
    return place === 'amount' && refused !== null ? line(refused) : null;
  }

  function noteHint(): string | null {
    if (same !== null && amount !== null) {
      return say('money.note.same', { amount: print(amount), when: printMoment(same, zone, language) });
    }
    if (way === 'refund' && payment.disputes.length > 0) return say('money.note.disputed');
    return isPlain(note) ? null : say('money.note.local');
  }
}

/** Shortest note that says something. */
const LEAST_NOTE = 3;

function missingOf(way: Way, hasAmount: boolean, reason: ReasonId | null, hasNote: boolean) {
  if (!hasAmount) return 'money.missing.amount';
  if (way === 'cancel') return null;
  if (reason === null) return 'money.missing.reason';
  return hasNote ? null : 'money.missing.note';
}

const OF_AMOUNT = new Set([
  'amount-not-accepted',
  'currency-differs',
  'more-than-available',
  'partial-not-offered',
  'zero-amount',
]);
const OF_NOTE = new Set(['card-number', 'reason-needed', 'reason-too-long']);

/** Where a refusal is to be said. */
function placeOf({ code, field }: CommandError): 'amount' | 'note' | 'whole' {
  if (OF_AMOUNT.has(code) || (code === 'bad-field' && field === 'amount')) return 'amount';
  return OF_NOTE.has(code) || (code === 'bad-field' && field === 'reason') ? 'note' : 'whole';
}

type WhyNoCancel = WordKey & ('money.way.captured' | 'money.way.over' | 'money.way.touched');

/** Why there is no choice between cancel and refund. */
function whyNoCancel(payment: PaymentView, { refunded, pending, queued }: Book): WhyNoCancel {
  if (payment.card !== null) return 'money.way.captured';
  const untouched = [refunded, pending, queued].every(({ value }) => /^0*$/.test(value));
  return untouched ? 'money.way.over' : 'money.way.touched';
}

/** Whether the time to cancel ran out while people were looking. It is said aloud, and the question is put again. */
function useClosing(until: string | null, isOpen: boolean, again: () => void): boolean {
  const { say } = useWords();
  const notice = useNotice();
  const [closed, setClosed] = useState(false);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen && until !== null) {
      setClosed(true);
      notice.announce(say('money.way.closed'));
      again();
    }
    wasOpen.current = isOpen;
  }, [isOpen, until, notice, say, again]);
  return closed;
}
