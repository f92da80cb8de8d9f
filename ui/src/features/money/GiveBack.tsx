import { useRef } from 'react';
import { inChinese } from '@/money/chinese';
import { isZero, print, printFigure } from '@/money/print';
import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { Equation } from '@/parts/Equation';
import { MoneyButton } from '@/parts/MoneyButton';
import { FrameBody, FrameFoot, FrameHead } from '@/parts/MoneyFrame';
import type { Book, PaymentView } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { inOneLine, toldIn } from '@/words/trouble';
import { type Language, type Say, useWords } from '@/words/words';
import { AmountField } from './AmountField';
import { Chooser } from './Chooser';
import { Consequence } from './Consequence';
import { authorisesFirst, changesOf, doOf, lineOf, refundTerms, refundTold, titleOf } from './describe';
import { Freshness } from './Freshness';
import styles from './Money.module.css';
import { NoteField, ReasonSelect } from './ReasonFields';
import { Refusal } from './Refusal';
import { isPlain } from './reasons';
import { Second } from './Second';
import { asks } from './useConfirm';
import { type GivingBack, type LookingProps, useGiveBack } from './useGiveBack';

/** Gives back money that was taken: a part or all of it by a refund, or all of it by a cancel while that is open. */
export function GiveBack(props: LookingProps & { book: Book }) {
  const { order, payment, book, onClose } = props;
  const { say, language } = useWords();
  const zone = useZone();
  const first = useRef(book).current;
  const giving = useGiveBack(props, book);
  const { verb, money, proposal, confirming, missing } = giving;
  const shown = verb === 'Cancel' ? payment.amount : giving.amount;
  const changed = changesOf(first, money);
  return (
    <>
      <FrameHead title={titleOf(verb, shown, order, payment, say)} line={lineOf(order, payment, zone, language, say)}>
        <Freshness proposal={proposal} changed={changed.size > 0} />
      </FrameHead>
      <FrameBody>
        <Equation terms={refundTerms(payment, money, changed, say)} told={refundTold(money, say)} />
        <Fields giving={giving} />
        <CancelOrRefund giving={giving} payment={payment} />
        {giving.isDisputed && giving.way === 'refund' && <Dispute giving={giving} />}
        <Outcome giving={giving} payment={payment} />
        <Second confirming={confirming} />
        {confirming.failed !== null && <Refusal refused={confirming.failed} attempted />}
      </FrameBody>
      <FrameFoot hint={missing === null ? say('money.enter') : say(missing)}>
        <Button size="large" onClick={onClose}>
          {say('money.back')}
        </Button>
        <MoneyButton ready={giving.ready} onGo={confirming.confirm}>
          {asks(confirming.second) ? say('second.ask') : doOf(verb, shown, say)}
        </MoneyButton>
      </FrameFoot>
    </>
  );
}

interface PartProps {
  giving: GivingBack;
  payment: PaymentView;
}

/** How much and why. What is wrong with either stands under it. */
function Fields({ giving }: Pick<PartProps, 'giving'>) {
  const { say, language } = useWords();
  const { refused, way } = giving;
  const wrongAt = (at: 'amount' | 'note') => (refused?.at === at ? inOneLine(toldIn(language, refused.error)) : null);
  const noteHint = useNoteHint(giving);
  return (
    <>
      <div className={styles['fields']}>
        <AmountField
          text={giving.text}
          onText={giving.type}
          available={giving.money.available}
          hint={amountHint(giving, language, say)}
          wrong={wrongAmount(giving, language, say) ?? wrongAt('amount')}
        />
        <ReasonSelect reason={giving.usual} onReason={giving.setUsual} required={way === 'refund'} />
      </div>
      <NoteField
        note={giving.note}
        onNote={giving.setNote}
        reason={giving.usual}
        required={giving.needsNote}
        hint={noteHint}
        wrong={wrongAt('note')}
      />
    </>
  );
}

/** The amount in words, and what a refund of it leaves, as the core reckons. */
function amountHint({ typed, verb, proposal: { prepared } }: GivingBack, language: Language, say: Say): string {
  if (typed.read === null) return '';
  const words = language === 'zh-Hans' ? inChinese(typed.read.amount) : typed.read.words;
  const after = verb === 'Refund' && prepared?.verb === 'Refund' ? prepared.after : null;
  return after === null ? words : say('money.amount.leaves', { words, left: printFigure(after.available) });
}

function wrongAmount({ typed, isOver, money }: GivingBack, language: Language, say: Say): string | null {
  if (typed.wrong !== null) return inOneLine(toldIn(language, typed.wrong));
  return isOver ? say('money.amount.over', { available: print(money.available) }) : null;
}

function useNoteHint({ same, amount, way, note, despite }: GivingBack): string | null {
  const { say, language } = useWords();
  const zone = useZone();
  if (same !== null && amount !== null) {
    return say('money.note.same', { amount: print(amount), when: printMoment(same, zone, language) });
  }
  if (way === 'refund' && despite) return say('money.note.disputed');
  return isPlain(note) ? null : say('money.note.local');
}

/** The choice while a cancel is open; one sentence why there is none where it is not. */
function CancelOrRefund({ giving, payment }: PartProps) {
  const { say } = useWords();
  const { cancelUntil, closed } = giving;
  if (cancelUntil !== null) {
    return (
      <Chooser
        way={giving.way}
        onWay={giving.choose}
        amount={giving.isOver ? null : giving.amount}
        whole={payment.amount}
        isWhole={giving.isWhole}
        until={cancelUntil}
      />
    );
  }
  if (closed) {
    return (
      <p className={styles['why']} data-tone="authorised" role="alert">
        {say('money.way.closed')}
      </p>
    );
  }
  return <p className={styles['why']}>{whyNoCancel(payment, giving.money, say)}</p>;
}

function whyNoCancel(payment: PaymentView, { refunded, pending, queued }: Book, say: Say): string {
  if (authorisesFirst(payment)) return say('money.way.captured');
  return [refunded, pending, queued].every(isZero) ? say('money.way.over') : say('money.way.touched');
}

/** A disputed payment stays where it is, unless a person takes it on: then with a reason of their own. */
function Dispute({ giving: { despite, setDespite } }: { giving: GivingBack }) {
  const { say } = useWords();
  return (
    <Callout kind={despite ? 'care' : 'wrong'} title={say('money.dispute.title')}>
      <p>{say('money.dispute.what')}</p>
      <label className={styles['override']}>
        <input type="checkbox" checked={despite} onChange={(event) => setDespite(event.currentTarget.checked)} />
        {say('money.dispute.despite')}
      </label>
    </Callout>
  );
}

/** What follows from it, or why it cannot be. */
function Outcome({ giving, payment }: PartProps) {
  const { refused, proposal, verb } = giving;
  // What is to be said of a dispute stands with the way to take it on.
  if (refused?.error.code === 'disputed') return null;
  if (refused?.at === 'whole') return <Refusal refused={new Refused(refused.error)} again={proposal.again} />;
  const sound = giving.isOver ? null : giving.amount;
  const amount = verb === 'Cancel' ? payment.amount : sound;
  return <Consequence verb={verb} amount={amount} payment={payment} seconds={proposal.seconds} />;
}
