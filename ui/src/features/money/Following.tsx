import {
  IconCircleCheck,
  IconCircleX,
  IconPlayerStop,
  IconProgressHelp,
  IconSend,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { print } from '@/money/print';
import { useArmed } from '@/parts/armed';
import { Button } from '@/parts/Button';
import { CopyButton } from '@/parts/CopyButton';
import { Equation } from '@/parts/Equation';
import { Icon } from '@/parts/Icon';
import { KeyCap } from '@/parts/KeyCap';
import { FrameBody, FrameFoot, FrameHead } from '@/parts/MoneyFrame';
import { useNotice } from '@/parts/Notice';
import { Ring } from '@/parts/Ring';
import type { IntentView, OrderView, PaymentView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useNewestWaiting } from '@/shell/undo';
import { useNow, useZone } from '@/time/clock';
import { printCountdown } from '@/time/left';
import { isByPerson, stoppedBecause } from '@/words/outcomes';
import { explained } from '@/words/results';
import { type Say, useWords } from '@/words/words';
import { captureTerms, captureTold, lineOf, refundTerms, refundTold, titleOf, whomOf } from './describe';
import styles from './Money.module.css';
import { Refusal } from './Refusal';
import { Steps } from './Steps';

interface FollowingProps {
  /** As it was confirmed. */
  intent: IntentView;
  order: OrderView;
  payment: PaymentView;
  onClose: () => void;
}

/** What follows once it is confirmed: it waits and can be stopped, then it is sent, checked and done. */
export function Following({ intent: confirmed, order, payment, onClose }: FollowingProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const notice = useNotice();
  const intent = order.intents.find(({ id }) => id === confirmed.id) ?? confirmed;
  // The title says what was confirmed, whatever became of the order since.
  const title = useRef(titleOf(intent.verb, intent.amount, order, payment, say)).current;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const isNewest = useNewestWaiting() === intent.id;
  // The press that confirmed may be a double one; its second half must not close what it opened.
  const armed = useArmed(intent.id);
  const close = () => {
    if (intent.stage === 'queued') {
      notice.tell(isNewest ? say('money.told', { what: title }) : say('money.told.waits', { what: title }));
    }
    onClose();
  };
  return (
    <>
      <FrameHead title={title} line={lineOf(order, payment, zone, language, say)} />
      <FrameBody>
        <div ref={top} tabIndex={-1} className={styles['top']}>
          <Standing intent={intent} payment={payment} isNewest={isNewest} armed={armed} />
        </div>
        <Facts intent={intent} payment={payment} />
        <Steps intent={intent} />
      </FrameBody>
      <FrameFoot hint={intent.settled ? '' : say('money.after.close')}>
        <Button size="large" aria-disabled={!armed} onClick={() => armed && close()}>
          {say('common.close')}
        </Button>
      </FrameFoot>
    </>
  );
}

interface StandingProps {
  intent: IntentView;
  payment: PaymentView;
  /** Ctrl Z stops this one and no other. */
  isNewest: boolean;
  armed: boolean;
}

function Standing({ intent, payment, isNewest, armed }: StandingProps) {
  const { say, language } = useWords();
  if (intent.stage === 'queued') return <Waiting intent={intent} isNewest={isNewest} armed={armed} />;
  const { tone, icon, word, more } = standingOf(intent, payment, say);
  const told = explained(intent, language);
  return (
    <div className={styles['standing']} data-tone={tone} role="status">
      <Icon of={icon} size={20} />
      <div className={styles['standingText']}>
        <p>
          <b>{word}</b> {more}
        </p>
        {told !== null && intent.stage !== 'done' && <p className="small quiet sentence">{told}</p>}
        {intent.stage === 'stopped' && intent.stopped !== null && !isByPerson(intent) && (
          <p className="small quiet sentence">{stoppedBecause(intent, language)}</p>
        )}
        {intent.code !== null && intent.stage === 'refused' && (
          <p className="row small">
            {say('money.after.code')} <span className="mono">{intent.code}</span>
            <CopyButton
              text={`${intent.code} ${intent.operation}`}
              what={say('money.after.code')}
              label={say('detail.id.copy', { what: say('money.after.code') })}
            />
          </p>
        )}
      </div>
      {intent.stage === 'never-placed' && <StopButton intent={intent} isNewest={false} armed={armed} />}
    </div>
  );
}

/** It waits in the outbox: a ring for the time that is left, and the way to stop it. */
function Waiting({ intent, isNewest, armed }: Omit<StandingProps, 'payment'>) {
  const { say } = useWords();
  const now = useNow(1000);
  const until = Date.parse(intent.not_before ?? intent.requested_at);
  const whole = until - Date.parse(intent.requested_at);
  const time = printCountdown(until - now);
  return (
    <div className={styles['standing']} data-waits>
      <Ring share={whole > 0 ? (until - now) / whole : 0} told={say('money.after.ring', { time })} />
      <p className={`${styles['standingText']} num`}>
        <b>{say('money.after.waits', { time })}</b> {say('money.after.waits.more')}
      </p>
      <StopButton intent={intent} isNewest={isNewest} armed={armed} />
    </div>
  );
}

function StopButton({ intent, isNewest, armed }: Omit<StandingProps, 'payment'>) {
  const { say } = useWords();
  const platform = usePlatform();
  const [state, setState] = useState<'still' | 'stopping' | Refused>('still');
  const isFailed = state instanceof Refused;
  const ready = armed && state !== 'stopping';
  const stop = () => {
    setState('stopping');
    platform.call('stop', { intent: intent.id }).then(
      () => setState('still'),
      (thrown: unknown) => setState(Refused.from(thrown)),
    );
  };
  return (
    <div className={styles['stop']}>
      <Button
        look="stop"
        aria-disabled={!ready}
        onClick={() => ready && stop()}
        {...(isNewest ? { 'aria-keyshortcuts': 'Control+Z' } : {})}
      >
        {say('common.stop')} {isNewest && <KeyCap>Ctrl Z</KeyCap>}
      </Button>
      {isFailed && <Refusal refused={state} attempted />}
    </div>
  );
}

interface Standing {
  tone: string;
  icon: TablerIcon;
  word: string;
  more: string;
}

function standingOf({ stage, verb, amount }: IntentView, payment: PaymentView, say: Say): Standing {
  switch (stage) {
    case 'queued':
    case 'released': {
      const [word, more] = [say('money.after.leaving'), say('money.after.leaving.more')];
      return { tone: 'waiting', icon: IconSend, word, more };
    }
    case 'sent': {
      const [word, more] = [say('money.after.sent'), say('money.after.sent.more')];
      return { tone: 'checking', icon: IconSend, word, more };
    }
    case 'checking': {
      const [word, more] = [say('money.after.checking'), say('money.after.checking.more')];
      return { tone: 'checking', icon: IconProgressHelp, word, more };
    }
    case 'refused': {
      const [word, more] = [say('money.after.refused'), say('money.after.refused.more')];
      return { tone: 'failed', icon: IconCircleX, word, more };
    }
    case 'never-placed': {
      const [word, more] = [say('money.after.never'), say('money.after.never.more')];
      return { tone: 'failed', icon: IconCircleX, word, more };
    }
    case 'stopped': {
      const [word, more] = [say('money.after.stopped'), say('money.after.stopped.more')];
      return { tone: 'draft', icon: IconPlayerStop, word, more };
    }
    case 'done': {
      const given = { amount: print(amount), whom: whomOf(payment, say) };
      const done = { tone: 'paid', icon: IconCircleCheck };
      if (verb === 'Capture') {
        return { ...done, word: say('money.after.done.capture'), more: say('money.after.did.capture', given) };
      }
      if (verb === 'Cancel') {
        return { ...done, word: say('money.after.done.cancel'), more: say('money.after.did.cancel', given) };
      }
      return { ...done, word: say('money.after.done.refund'), more: say('money.after.did.refund', given) };
    }
  }
}

/** The money as it stands now. What is on its way is hatched, and said to be. */
function Facts({ intent, payment }: { intent: IntentView; payment: PaymentView }) {
  const { say } = useWords();
  const { book } = payment;
  if (book === null || intent.verb === 'Cancel') return null;
  if (intent.verb === 'Capture') {
    return <Equation terms={captureTerms(book, null, NONE, say)} told={captureTold(book, null, say)} />;
  }
  const isOnItsWay = ![book.pending, book.queued].every(({ value }) => /^0*$/.test(value));
  return (
    <div className={styles['facts']}>
      <Equation terms={refundTerms(payment, book, NONE, say)} told={refundTold(book, say)} />
      {isOnItsWay && <p className="small quiet">{say('money.equation.hatched')}</p>}
    </div>
  );
}

const NONE = new Set<never>();
