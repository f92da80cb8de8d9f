import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { Equation } from '@/parts/Equation';
import { MoneyButton } from '@/parts/MoneyButton';
import { FrameBody, FrameFoot, FrameHead } from '@/parts/MoneyFrame';
import type { Book, CommandError, Moment, PaymentView, Verb } from '@/platform/contract';
import { useNow, useZone } from '@/time/clock';
import { printLength } from '@/time/left';
import { printMoment } from '@/time/zone';
import { inOneLine, toldIn } from '@/words/trouble';
import { type Say, useWords } from '@/words/words';
import { Consequence } from './Consequence';
import { cancelTerms, cancelTold, captureTerms, captureTold, changesOf, doOf, lineOf, titleOf } from './describe';
import { Freshness } from './Freshness';
import styles from './Money.module.css';
import { NoteField } from './ReasonFields';
import { Refusal } from './Refusal';
import { isPlain } from './reasons';
import { Second } from './Second';
import { useAsked } from './useAsked';
import { asks, useConfirm } from './useConfirm';
import type { LookingProps } from './useGiveBack';
import { type Proposal, useProposal } from './useProposal';

/** Captures a hold, or cancels what was not taken yet. Both are of the whole amount. */
export function TakeOrRelease({ wish, order, payment, onIntent, onClose }: LookingProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const verb: Verb = wish.verb === 'Capture' ? 'Capture' : 'Cancel';
  const first = useRef(payment.book).current;
  const [note, setNote] = useState('');
  const reason = note.trim() === '' ? null : note.trim();
  const [settled] = useDebouncedValue(reason, 500);
  const proposal = useProposal(
    { order: order.id, payment: payment.id, verb, amount: null, reason: settled },
    order.version,
  );
  const { prepared, refused } = proposal;
  const confirming = useConfirm(proposal, onIntent, useAsked(onClose));
  const { second, failed, confirm } = confirming;
  const deadline = verb === 'Capture' ? payment.hold_ends_at : (payment.advice?.until ?? null);
  useDeadline(deadline, proposal.again);

  const amount = prepared?.amount ?? payment.amount;
  const book = prepared?.before ?? payment.book;
  const changed = changesOf(first, book);
  const ofNote = refused !== null && isOfNote(refused.error) ? refused : null;
  return (
    <>
      <FrameHead title={titleOf(verb, amount, order, payment, say)} line={lineOf(order, payment, zone, language, say)}>
        <Freshness proposal={proposal} changed={changed.size > 0} />
      </FrameHead>
      <FrameBody>
        {book !== null && <Facts verb={verb} book={book} proposal={proposal} changed={changed} />}
        {deadline !== null && <Deadline verb={verb} at={deadline} payment={payment} />}
        <NoteField
          note={note}
          onNote={setNote}
          reason={null}
          required={false}
          hint={verb === 'Capture' || isPlain(note) ? null : say('money.note.local')}
          wrong={ofNote === null ? null : inOneLine(toldIn(language, ofNote.error))}
        />
        {refused !== null && ofNote === null ? (
          <Refusal refused={refused} again={proposal.again} />
        ) : (
          <Consequence verb={verb} amount={amount} payment={payment} seconds={proposal.seconds} />
        )}
        <Second confirming={confirming} />
        {failed !== null && <Refusal refused={failed} attempted />}
      </FrameBody>
      <FrameFoot hint={say('money.enter')}>
        <Button size="large" onClick={onClose}>
          {say('money.back')}
        </Button>
        <MoneyButton ready={settled === reason && proposal.armed && confirming.ready} onGo={confirm}>
          {asks(second) ? say('second.ask') : doOf(verb, amount, say)}
        </MoneyButton>
      </FrameFoot>
    </>
  );
}

function isOfNote({ code, field }: CommandError): boolean {
  return code === 'reason-needed' || (code === 'bad-field' && field === 'reason');
}

interface FactsProps {
  verb: Verb;
  book: Book;
  proposal: Proposal;
  changed: ReadonlySet<keyof Book>;
}

function Facts({ verb, book, proposal: { prepared }, changed }: FactsProps) {
  const { say } = useWords();
  if (verb === 'Capture') {
    const amount = prepared?.amount ?? null;
    return <Equation terms={captureTerms(book, amount, changed, say)} told={captureTold(book, amount, say)} />;
  }
  const after = prepared?.after ?? null;
  // Of a payment that is not paid yet nothing is held, and there is nothing to reckon.
  if (prepared === null || after === null || /^0*$/.test(book.authorised.value)) return null;
  return (
    <Equation
      terms={cancelTerms(book, prepared.amount, after, changed, say)}
      told={cancelTold(book, prepared.amount, after, say)}
    />
  );
}

function Deadline({ verb, at, payment }: { verb: Verb; at: Moment; payment: PaymentView }) {
  const { say, language } = useWords();
  const zone = useZone();
  const left = Date.parse(at) - useNow(1000);
  const tone = left < 24 * 3_600_000 ? 'failed' : left < 72 * 3_600_000 ? 'authorised' : undefined;
  const given = { when: printMoment(at, zone, language), left: printLength(left, say) };
  return (
    <p className={`${styles['deadline']} num`} data-tone={tone}>
      {deadlineWords(verb, payment.hold_estimated, given, say)}
    </p>
  );
}

function deadlineWords(verb: Verb, estimated: boolean, given: { when: string; left: string }, say: Say): string {
  if (verb === 'Cancel') return say('money.cancel.until', given);
  return estimated ? say('money.hold.ends.estimated', given) : say('money.hold.ends', given);
}

/** Puts the question again once the deadline has passed: what was possible may no longer be. */
function useDeadline(at: Moment | null, again: () => void): void {
  const now = useNow(1000);
  const isOver = at !== null && now >= Date.parse(at);
  const was = useRef(isOver);
  useEffect(() => {
    if (isOver && !was.current) again();
    was.current = isOver;
  }, [isOver, again]);
}
