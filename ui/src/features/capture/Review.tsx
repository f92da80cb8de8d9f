import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useArmed } from '@/parts/armed';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import { MoneyButton } from '@/parts/MoneyButton';
import { FrameBody, FrameFoot, FrameHead, MoneyFrame } from '@/parts/MoneyFrame';
import { useNotice } from '@/parts/Notice';
import type { Hold } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { printLength } from '@/time/left';
import { type Say, useWords } from '@/words/words';
import { useSums } from './holds';
import styles from './Review.module.css';
import { ReviewRow } from './ReviewRow';
import { sumWords } from './Side';
import { type Batch, useBatch } from './useBatch';

interface ReviewProps {
  /** What was selected when the review was opened. */
  first: readonly Hold[];
  /** Of that, what can still be captured, as it is now. */
  now: readonly Hold[];
  onClose: () => void;
}

/** Looks at several captures together, starts them once, and tells what became of each. */
export function Review({ first, now, onClose }: ReviewProps) {
  const { say } = useWords();
  const notice = useNotice();
  const batch = useBatch();
  const isReady = batch.state === 'ready';
  const live = new Map(now.map((hold) => [hold.payment, hold]));
  // Once it has begun, what was begun with stays: captured holds leave the queue.
  const begun = useRef<readonly Hold[]>([]);
  const going = isReady ? now : begun.current;
  // What is captured counts: all of it before, and then what was not skipped.
  const counted = isReady ? going : going.filter(({ payment }) => batch.results.get(payment)?.at === 'confirmed');
  const sums = useSums([counted.map(({ amount }) => amount)])[0] ?? null;
  const key = isReady && sums !== null ? JSON.stringify(going.map(({ payment, amount }) => [payment, amount])) : null;
  const armed = useArmed(going.length === 0 ? null : key);
  const counts = countOf(batch);

  const go = () => {
    begun.current = now;
    batch.start(now);
  };
  const close = () => {
    batch.leave();
    if (batch.state === 'running') {
      const left = String(going.length - counts.confirmed - counts.skipped);
      notice.tell(say('capture.review.closed', { confirmed: String(counts.confirmed), left }));
    }
    onClose();
  };
  const top = useRef<HTMLDivElement>(null);
  const hasBegun = !isReady;
  useEffect(() => {
    if (hasBegun) top.current?.focus();
  }, [hasBegun]);

  return (
    <MoneyFrame onClose={close}>
      <FrameHead
        title={
          isReady
            ? say('capture.review.title', { count: going.length })
            : say('capture.review.title.after', { count: counts.confirmed })
        }
        line={isReady ? say('capture.review.line') : told(batch, counts, going.length, say)}
      />
      <FrameBody>
        <div ref={top} className={styles['top']} tabIndex={-1}>
          <ul className={styles['list']} aria-label={say('capture.review.list')}>
            {(isReady ? first : going).map((hold) => (
              <ReviewRow
                key={hold.payment}
                hold={live.get(hold.payment) ?? hold}
                before={hold}
                isGone={isReady && !live.has(hold.payment)}
                result={batch.results.get(hold.payment) ?? null}
              />
            ))}
          </ul>
          <div className={styles['total']}>
            <span className="strong">{say('capture.total')}</span>
            <span className={styles['sums']}>
              {(sums ?? []).map((sum) => (
                <span key={sum.currency} className={`${styles['sum']} ledger-total strong`}>
                  <Money of={sum} />
                </span>
              ))}
            </span>
          </div>
        </div>
        {isReady && <Consequence />}
        <p className="heard" role="status">
          {batch.state === 'done' ? told(batch, counts, going.length, say) : ''}
        </p>
      </FrameBody>
      {isReady ? (
        <FrameFoot hint={going.length === 0 ? say('capture.review.empty') : say('money.enter')}>
          <Button size="large" onClick={close}>
            {say('money.back')}
          </Button>
          <MoneyButton ready={armed} onGo={go}>
            {goWords(going.length, sumWords(sums), say)}
          </MoneyButton>
        </FrameFoot>
      ) : (
        <After batch={batch} onClose={close} />
      )}
    </MoneyFrame>
  );
}

/** Stops what still waits, or closes. The press that started it all may be a double one: its second half does nothing. */
function After({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const armed = useArmed('after');
  const confirmed = [...batch.results.values()].flatMap((result) => (result.at === 'confirmed' ? [result.intent] : []));
  const { data } = useQuery({ queryKey: ['outbox'], queryFn: () => platform.call('outbox', {}) });
  const queued = new Set((data ?? []).filter(({ stage }) => stage === 'queued').map(({ id }) => id));
  const waiting = confirmed.filter(({ id }) => queued.has(id));
  const stopAll = () => {
    for (const { id } of waiting) {
      platform.call('stop', { intent: id }).catch((thrown: unknown) => notice.trouble(thrown));
    }
  };
  return (
    <FrameFoot hint={say('money.after.close')}>
      {waiting.length > 0 && (
        <Button size="large" look="stop" aria-disabled={!armed} onClick={() => armed && stopAll()}>
          {say('capture.review.stop-all')}
        </Button>
      )}
      <Button size="large" aria-disabled={!armed} onClick={() => armed && onClose()}>
        {say('common.close')}
      </Button>
    </FrameFoot>
  );
}

function Consequence() {
  const { say } = useWords();
  const seconds = useStopWindow();
  return (
    <div className={`${styles['note']} num`}>
      <Icon of={IconAlertTriangle} className={styles['warning']} />
      <p>
        <b>{seconds === 0 ? say('money.final.now') : say('money.final')}</b>{' '}
        {seconds === null
          ? say('capture.review.window.unknown')
          : seconds > 0 && say('capture.review.window', { time: printLength(seconds * 1000, say) })}
      </p>
    </div>
  );
}

/** How long the shop lets everything wait; none where it is not known. */
function useStopWindow(): number | null {
  const platform = usePlatform();
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => platform.call('settings', {}) });
  const value = data?.find(({ name }) => name === 'stop-window')?.value;
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}

interface Counts {
  confirmed: number;
  skipped: number;
}

function countOf({ results }: Batch): Counts {
  const at = (wanted: string) => [...results.values()].filter((result) => result.at === wanted).length;
  return { confirmed: at('confirmed'), skipped: at('skipped') };
}

function told({ state }: Batch, { confirmed, skipped }: Counts, count: number, say: Say): string {
  if (state === 'running') {
    return say('capture.review.running', { done: String(confirmed + skipped), count });
  }
  return say('capture.review.told', { confirmed: String(confirmed), skipped: String(skipped) });
}

function goWords(count: number, sum: string | null, say: Say): string {
  return sum === null || sum === ''
    ? say('capture.review.go.many', { count })
    : say('capture.review.go', { count, sum });
}
