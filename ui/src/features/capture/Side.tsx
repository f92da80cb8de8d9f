import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { InEnglish } from '@/parts/InEnglish';
import { KeyCap } from '@/parts/KeyCap';
import { Money } from '@/parts/Money';
import type { Money as Amount, Hold } from '@/platform/contract';
import { usePlaces } from '@/shell/screen';
import { useNow } from '@/time/clock';
import { refusalIn } from '@/words/trouble';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import { isOpen, whoOf } from './holds';
import styles from './Side.module.css';

interface SideProps {
  picked: readonly Hold[];
  /** What they come to, per currency; none while it is being added. */
  sums: readonly Amount[] | null;
  /** A hold people look at that cannot be picked. */
  locked: Hold | null;
  onClear: () => void;
  onReview: () => void;
}

/** What is selected and what it comes to, the one way on, and why another cannot be picked. */
export function Side({ picked, sums, locked, onClear, onReview }: SideProps) {
  const { say } = useWords();
  return (
    <section className={styles['side']} data-picked={picked.length > 0} aria-label={say('capture.side')}>
      <div className={styles['head']}>
        <h2 className="strong" role="status">
          {picked.length === 0 ? say('capture.selected.none') : say('capture.selected', { count: picked.length })}
        </h2>
        {picked.length > 0 && (
          <span className="push">
            <Button look="quiet" size="small" onClick={onClear}>
              {say('capture.clear')} <KeyCap>Esc</KeyCap>
            </Button>
          </span>
        )}
      </div>
      {picked.length === 0 ? (
        <p className={`${styles['how']} quiet`}>{say('capture.selected.how')}</p>
      ) : (
        <>
          <ul className={styles['list']}>
            {picked.map((hold) => (
              <li key={hold.payment} className={styles['one']}>
                <Icon of={IconCheck} className={styles['tick']} />
                <span className={styles['who']}>
                  <span className="clip" title={whoOf(hold)}>
                    {whoOf(hold)}
                  </span>
                  <span className="small quiet num clip">{say('capture.full', { reference: hold.reference })}</span>
                </span>
                <Money of={hold.amount} column />
              </li>
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
          <div className={styles['go']}>
            <Button look="primary" size="large" money wide aria-keyshortcuts="Control+Enter" onClick={onReview}>
              <CaptureWords count={picked.length} sums={sums} />
            </Button>
          </div>
          <p className={`${styles['then']} quiet small`}>{say('capture.then')}</p>
        </>
      )}
      {locked !== null && <Why hold={locked} />}
    </section>
  );
}

/** More currencies than these make the button no clearer; the totals stand above it. */
const MOST = 2;

/** What several come to, for a button; none while it is being added, and where it would be too long. */
export function sumWords(sums: readonly Amount[] | null): string | null {
  return sums === null || sums.length > MOST ? null : sums.map(print).join(' + ');
}

function CaptureWords({ count, sums }: { count: number; sums: readonly Amount[] | null }) {
  const { say } = useWords();
  const sum = sumWords(sums);
  if (sum === null) return say('capture.do.many', { count });
  // A currency and its figure stay on one line.
  return (
    <span>{weave(say('capture.do', { count, sum: '{sum}' }), { sum: <Unbroken parts={sum.split(' + ')} /> })}</span>
  );
}

function Unbroken({ parts }: { parts: readonly string[] }) {
  return parts.map((part, at) => (
    <Fragment key={part}>
      {at > 0 && ' + '}
      <span className="nowrap">{part}</span>
    </Fragment>
  ));
}

/** Why a hold cannot be picked, what would lift that, and where to go for it. */
function Why({ hold }: { hold: Hold }) {
  const { say, language } = useWords();
  const { go, has } = usePlaces();
  const now = useNow(60_000);
  const hasEnded = Date.parse(hold.ends_at) <= now;
  const refusal = hold.refusal ?? { code: 'hold-ended', reason: '', remedy: '' };
  const told = refusalIn(language, refusal);
  return (
    <div className={styles['why']} aria-live="polite">
      <h3 className="small strong quiet">{say('capture.why', { reference: hold.reference })}</h3>
      <p className="quiet">
        {hold.refusal === null ? (
          say('capture.state.ended')
        ) : (
          <>
            <span className={`${styles['said']} sentence`}>{told.message}</span>
            {told.detail !== null && (
              <span className={`${styles['said']} small sentence`}>
                <InEnglish>{told.detail}</InEnglish>
              </span>
            )}
            <span className={`${styles['said']} sentence`}>{told.remedy}</span>
          </>
        )}
      </p>
      <div className="row">
        <Button size="small" onClick={() => go('payments', { order: hold.order })}>
          {say('capture.open', { reference: hold.reference })}
        </Button>
        {hasEnded && has('request') && (
          <Button size="small" onClick={() => go('request', { order: hold.order })}>
            {say('capture.none.action')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The hold that people look at if it is locked, else the first that is. */
export function lockedOf(holds: readonly Hold[], active: number, now: number): Hold | null {
  const here = holds[active];
  if (here !== undefined && !isOpen(here, now)) return here;
  return holds.find((hold) => !isOpen(hold, now)) ?? null;
}
