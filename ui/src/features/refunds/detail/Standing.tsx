import { IconAlertTriangle, IconCircleX, IconPlayerStop, IconProgressHelp, IconSend } from '@tabler/icons-react';
import { Advice } from '@/parts/Advice';
import { Button } from '@/parts/Button';
import { KeyCap } from '@/parts/KeyCap';
import type { Move } from '@/platform/contract';
import { usePulse } from '@/shell/pulse';
import { usePlaces } from '@/shell/screen';
import { useNow, useZone } from '@/time/clock';
import { printCountdown, printLength } from '@/time/left';
import { printClock } from '@/time/zone';
import { useWords } from '@/words/words';
import { longRefusal } from '../refusal';
import styles from './Detail.module.css';
import { Ring } from './Ring';

interface StandingProps {
  move: Move;
  /** Ctrl Z stops this one and no other. */
  isNewest: boolean;
  busy: boolean;
  onStop: () => void;
  onAsk: () => void;
}

/** Where it stands, what that means, and the one thing that can be done about it. */
export function Standing(props: StandingProps) {
  const { move } = props;
  const { say, language } = useWords();
  switch (move.stage) {
    case 'queued':
      return <Waiting {...props} />;
    case 'released':
      return (
        <Advice tone="waiting" icon={IconSend}>
          <p>{say('refunds.standing.released')}</p>
        </Advice>
      );
    case 'sent':
    case 'checking':
      return <Checking {...props} />;
    case 'never-placed':
      return <NeverPlaced {...props} />;
    case 'refused':
      return (
        <Advice tone="failed" icon={IconCircleX}>
          <p>{longRefusal(move, say, language)}</p>
          <p className="quiet small">{say('refunds.standing.refused.support')}</p>
        </Advice>
      );
    case 'stopped':
      return (
        <Advice tone="draft" icon={IconPlayerStop}>
          <p>{say('refunds.standing.stopped')}</p>
        </Advice>
      );
    case 'done':
      return null;
  }
}

function Waiting({ move, isNewest, busy, onStop }: StandingProps) {
  const { say } = useWords();
  const { offline_since } = usePulse();
  const zone = useZone();
  const now = useNow(1000);
  const until = move.not_before === null ? now : Date.parse(move.not_before);
  const left = until - now;
  const words =
    left > 0
      ? say('refunds.standing.leaves', { time: printCountdown(left) })
      : offline_since === null
        ? say('refunds.standing.leaves-now')
        : say('refunds.standing.offline', { time: printClock(offline_since, zone) });
  return (
    <div className={styles['waiting']}>
      <Ring left={left} all={until - Date.parse(move.requested_at)} />
      <p className={styles['waitingText']}>
        <b className="num">{words}</b> {say('refunds.standing.not-sent')}
      </p>
      <Button look="stop" disabled={busy} onClick={onStop} {...(isNewest ? { 'aria-keyshortcuts': 'Control+Z' } : {})}>
        {say('common.stop')}
        {isNewest && <KeyCap>Ctrl Z</KeyCap>}
      </Button>
    </div>
  );
}

function Checking({ move, busy, onAsk }: StandingProps) {
  const { say } = useWords();
  const now = useNow(1000);
  const next = move.next_check_at;
  return (
    <Advice tone="checking" icon={IconProgressHelp}>
      <p>
        {move.code === 'REFUND_IN_PROCESS' ? say('refunds.standing.in-process') : say('refunds.standing.checking')}{' '}
        {next !== null && (
          <b className="num">{say('refunds.standing.next', { time: printLength(Date.parse(next) - now, say) })}</b>
        )}
      </p>
      <p className="row">
        <Button disabled={busy} onClick={onAsk}>
          {busy ? say('detail.action.asking') : say('detail.action.ask-now')}
        </Button>
      </p>
    </Advice>
  );
}

/** It never left this computer: no network, a full disk, or nobody there when it was due. */
export function hasWaited({ sent_at, unknown }: Move): boolean {
  return sent_at === null && unknown === null;
}

function NeverPlaced({ move, busy, onStop }: StandingProps) {
  const { say } = useWords();
  const { go } = usePlaces();
  return (
    <Advice tone="failed" icon={IconAlertTriangle} title={say('refunds.standing.never.title')}>
      <p>{hasWaited(move) ? say('refunds.standing.unsent') : say('refunds.standing.never')}</p>
      <p className="row">
        <Button look="stop" disabled={busy} onClick={onStop}>
          {say('refunds.standing.never.stop')}
        </Button>
        <Button onClick={() => go('payments', { order: move.order })}>{say('refunds.open-order')}</Button>
      </p>
    </Advice>
  );
}
