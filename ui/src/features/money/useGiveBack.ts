import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { compare, printFigure } from '@/money/print';
import { useNotice } from '@/parts/Notice';
import type { Book, CommandError, IntentView, Moment, Money, OrderView, PaymentView, Verb } from '@/platform/contract';
import type { Wish } from '@/shell/money';
import { useNow } from '@/time/clock';
import { useWords } from '@/words/words';
import { alreadyReturned } from './already';
import type { Way } from './Chooser';
import { type ReasonId, recorded } from './reasons';
import { type Typed, useAmount } from './useAmount';
import { useAsked } from './useAsked';
import { type Confirming, useConfirm } from './useConfirm';
import { type Proposal, useProposal } from './useProposal';

/** What a looking dialog is given. */
export interface LookingProps {
  wish: Wish;
  order: OrderView;
  payment: PaymentView;
  onIntent: (intent: IntentView) => void;
  onClose: () => void;
}

/** Shortest note that says something. */
const LEAST_NOTE = 3;

export type Missing = 'money.missing.amount' | 'money.missing.reason' | 'money.missing.note';

/** Everything that is typed and chosen when money is given back, and what follows from it. */
export interface GivingBack {
  text: string;
  type: (text: string) => void;
  usual: ReasonId | null;
  setUsual: (reason: ReasonId | null) => void;
  note: string;
  setNote: (note: string) => void;
  typed: Typed;
  amount: Money | null;
  /** It is more than there is. */
  isOver: boolean;
  isWhole: boolean;
  way: Way;
  verb: Verb;
  choose: (way: Way) => void;
  /** Until when it can be cancelled; none where it cannot. */
  cancelUntil: Moment | null;
  /** The time to cancel ran out while people were looking. */
  closed: boolean;
  /** When this very amount last went back, if that is not long ago. */
  same: Moment | null;
  needsNote: boolean;
  /** A dispute is open, so the payment is not refunded unless a person takes that on. */
  isDisputed: boolean;
  /** They did: it is refunded all the same, with the reason they write. */
  despite: boolean;
  setDespite: (despite: boolean) => void;
  missing: Missing | null;
  proposal: Proposal;
  confirming: Confirming;
  /** The money as it was decided on, else as it is known. */
  money: Book;
  ready: boolean;
  /** Why not, and where that is to be said. */
  refused: { error: CommandError; at: 'amount' | 'note' | 'whole' } | null;
}

export function useGiveBack({ wish, order, payment, onIntent, onClose }: LookingProps, book: Book): GivingBack {
  const now = useNow(1000);
  const [text, setText] = useState(wish.verb === 'Cancel' ? printFigure(book.available) : '');
  const [chosen, setChosen] = useState<Way | null>(null);
  const [usual, setUsual] = useState<ReasonId | null>(null);
  const [note, setNote] = useState('');
  const [despite, setDespite] = useState(false);

  const typed = useAmount(text, payment.amount.currency);
  const amount = typed.read?.amount ?? null;
  const isWhole = amount !== null && amount.value === payment.amount.value;
  const until = payment.advice?.right_now === 'cancel' ? payment.advice.until : null;
  const canCancel = until !== null && now < Date.parse(until);
  const way: Way = canCancel && isWhole && chosen !== 'refund' ? 'cancel' : 'refund';
  const verb = way === 'cancel' ? 'Cancel' : 'Refund';
  const reason = recorded(usual, note);
  const [settled] = useDebouncedValue(reason, 500);
  const ask = { order: order.id, payment: payment.id, verb, reason: settled } as const;
  const override = despite && way === 'refund' ? { despite_dispute: true } : {};
  const proposal = useProposal({ ...ask, amount: way === 'cancel' ? null : amount, ...override }, order.version);
  const isDisputed = useDispute(proposal, despite);
  const confirming = useConfirm(proposal, onIntent, useAsked(onClose));
  const closed = useClosing(until, canCancel, proposal.again);

  const same = amount === null || way === 'cancel' ? null : alreadyReturned(order, payment, amount, now);
  const needsNote = way === 'refund' && (usual === 'other' || same !== null || despite);
  const missing = missingOf(way, amount, usual, !needsNote || note.trim().length >= LEAST_NOTE);
  const money = proposal.prepared?.before ?? book;
  return {
    text,
    type: (next) => {
      setText(next);
      // Who chose the cancel and then types less wants a refund of that; the choice is open again.
      if (chosen === 'cancel') setChosen(null);
    },
    usual,
    setUsual,
    note,
    setNote,
    typed,
    amount,
    isOver: amount !== null && compare(amount, money.available) > 0,
    isWhole,
    way,
    verb,
    choose: (next) => {
      setChosen(next);
      if (next === 'cancel') setText(printFigure(payment.amount));
    },
    cancelUntil: canCancel ? until : null,
    closed,
    same,
    needsNote,
    isDisputed,
    despite,
    setDespite,
    missing,
    proposal,
    confirming,
    money,
    // What stands in the fields and what was prepared are the same thing, or the button does nothing.
    ready: missing === null && settled === reason && proposal.armed && confirming.ready,
    refused: refusedOf(proposal, way, amount, reason),
  };
}

function missingOf(way: Way, amount: Money | null, reason: ReasonId | null, hasNote: boolean): Missing | null {
  if (amount === null) return 'money.missing.amount';
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
const OF_NOTE = new Set(['card-number', 'reason-needed', 'reason-repeated', 'reason-too-long']);

function refusedOf(
  { refused }: Proposal,
  way: Way,
  amount: Money | null,
  reason: string | null,
): GivingBack['refused'] {
  if (refused === null) return null;
  const { error } = refused;
  const { code, field } = error;
  // That a refund needs a reason is said anyway, before anybody was asked.
  if (code === 'reason-needed' && way === 'refund' && reason === null) return null;
  if (OF_NOTE.has(code) || (code === 'bad-field' && field === 'reason')) return { error, at: 'note' };
  const isOfAmount = OF_AMOUNT.has(code) || (code === 'bad-field' && field === 'amount');
  // Where nothing is typed, all of it was asked about, and the field is not what is wrong.
  return { error, at: isOfAmount && amount !== null ? 'amount' : 'whole' };
}

/** Whether a dispute is open, by the last answer: what says so stays where it is while the next one is waited for. */
function useDispute({ prepared, refused }: Proposal, despite: boolean): boolean {
  const [isDisputed, setDisputed] = useState(false);
  const isAnswered = prepared !== null || refused !== null;
  const says = refused?.error.code === 'disputed';
  useEffect(() => {
    if (isAnswered && !despite) setDisputed(says);
  }, [isAnswered, says, despite]);
  return isDisputed || despite;
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
