import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { KeyHint } from '@/parts/KeyCap';
import { useNotice } from '@/parts/Notice';
import { useListTakesFocus } from '@/parts/rowFocus';
import type { Hold, Holds } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { useErrand } from '@/shell/errand';
import { Foot } from '@/shell/Foot';
import { Trouble } from '@/shell/Guard';
import { usePulse } from '@/shell/pulse';
import { usePlaces, useRemembered } from '@/shell/screen';
import { useNow, useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { inOneLine, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import styles from './Capture.module.css';
import { ClockBar } from './ClockBar';
import { CurrencyFilter } from './CurrencyFilter';
import { isOpen, useHolds, useSums } from './holds';
import { useCaptureCommands, useLastHour } from './keys';
import { Queue } from './Queue';
import { Review } from './Review';
import { lockedOf, Side } from './Side';
import { Totals } from './Totals';
import { Week } from './Week';

/** No hold is lost: what is held, how long it can be captured, and several captured in one go. */
export default function Capture() {
  const { say, language } = useWords();
  const { data, error, refetch } = useHolds();
  if (data !== undefined) return data.holds.length === 0 ? <Nothing /> : <Waiting {...data} />;
  return (
    <div className={styles['screen']} data-alone="true">
      {error === null ? (
        <Skeleton label={say('capture.loading')} />
      ) : (
        <Trouble title={say('capture.trouble')} body={inOneLine(toldIn(language, Refused.from(error).error))}>
          <Button onClick={() => void refetch()}>{say('common.try-again')}</Button>
        </Trouble>
      )}
      <Foot>{null}</Foot>
    </div>
  );
}

/** The hold that is come back to may be further down. */
const INTO_SIGHT: FocusOptions = {};
const NOBODY: ReadonlySet<string> = new Set();

function Waiting({ holds: all, held }: Holds) {
  const { say } = useWords();
  const { go } = usePlaces();
  const now = useNow(10_000);
  const [currency, setCurrency] = useRemembered<string | null>('capture.currency', null);
  const [chosen, setChosen] = useRemembered<ReadonlySet<string>>('capture.chosen', NOBODY);
  const [at, setAt] = useRemembered<string | null>('capture.at', null);
  const [focus, setFocus] = useState(0);
  useListTakesFocus(true, INTO_SIGHT);
  const [review, setReview] = useState<readonly Hold[] | null>(null);

  const holds = useMemo(
    () => all.filter(({ amount }) => currency === null || amount.currency === currency),
    [all, currency],
  );
  const open = holds.filter((hold) => isOpen(hold, now));
  const openIds = new Set(open.map(({ payment }) => payment));
  // What is gone, locked or filtered out is not selected, whatever was chosen before.
  const picked = open.filter(({ payment }) => chosen.has(payment));
  const pickedIds = new Set(picked.map(({ payment }) => payment));
  const active = Math.max(
    0,
    holds.findIndex(({ payment }) => payment === at),
  );
  const sums = useSums([picked.map(({ amount }) => amount)])[0] ?? null;

  const choose = (next: Iterable<string>) => setChosen(new Set(next));
  const pick = (some: readonly Hold[], isPicked: boolean) => {
    const next = new Set(pickedIds);
    for (const { payment } of some) {
      // One that is locked would be selected by itself as soon as its lock is lifted.
      if (isPicked && openIds.has(payment)) next.add(payment);
      else next.delete(payment);
    }
    choose(next);
  };
  const pickAll = () => choose(openIds);
  const startReview = () => picked.length > 0 && setReview(picked);
  useCaptureCommands(pickAll, startReview);
  useLastHour(all);
  useWanted(all, (hold) => {
    if (currency !== null && hold.amount.currency !== currency) setCurrency(null);
    setAt(hold.payment);
    setFocus((before) => before + 1);
  });

  const estimated = holds.filter((hold) => hold.estimated).length;
  return (
    <div className={styles['screen']}>
      <Queue
        holds={holds}
        open={openIds}
        picked={pickedIds}
        active={active}
        focus={focus}
        onActive={(index) => setAt(holds[index]?.payment ?? null)}
        onPick={pick}
        onAll={pickAll}
        onNone={() => choose(NOBODY)}
        onOpen={(hold) => go('payments', { order: hold.order })}
        above={
          <>
            <Top holds={all} currency={currency} onCurrency={setCurrency} />
            <ClockBar />
            <Week holds={holds} picked={pickedIds} />
          </>
        }
        below={<Totals held={held.filter((sum) => currency === null || sum.currency === currency)} />}
      />
      <Side
        picked={picked}
        sums={sums}
        locked={lockedOf(holds, active, now)}
        onClear={() => choose(NOBODY)}
        onReview={startReview}
      />
      <Foot
        hints={
          <>
            <KeyHint keys={['Space']} does={say('capture.hint.select')} />
            <KeyHint keys={['Shift ↓']} does={say('capture.hint.extend')} />
            <KeyHint keys={['Ctrl Enter']} does={say('capture.hint.review')} />
          </>
        }
      >
        <span>
          {estimated === 0 ? say('capture.deadlines') : say('capture.deadlines.estimated', { count: estimated })}
        </span>
      </Foot>
      {review !== null && (
        <Review
          first={review}
          now={picked}
          onClose={() => {
            setReview(null);
            setFocus((before) => before + 1);
          }}
        />
      )}
    </div>
  );
}

interface TopProps {
  holds: readonly Hold[];
  currency: string | null;
  onCurrency: (currency: string | null) => void;
}

function Top({ holds, currency, onCurrency }: TopProps) {
  const { say } = useWords();
  const zone = useZone();
  const { offline_since } = usePulse();
  return (
    <div className={styles['top']}>
      <h1 className={styles['title']}>{say('capture.title')}</h1>
      {offline_since === null ? (
        <p className="quiet num clip">{say('capture.waiting', { count: holds.length })}</p>
      ) : (
        <p className="num clip medium" data-tone="expired" role="status">
          {say('capture.offline', { time: printClock(offline_since, zone) })}
        </p>
      )}
      <span className="push" />
      <CurrencyFilter holds={holds} currency={currency} onCurrency={onCurrency} />
    </div>
  );
}

function Nothing() {
  const { say } = useWords();
  const { go, has } = usePlaces();
  useWanted([], () => {});
  return (
    <div className={styles['screen']} data-alone="true">
      <div className={styles['empty']}>
        <h1 className="heard">{say('capture.title')}</h1>
        <h2>{say('capture.none.title')}</h2>
        <p className="quiet">{say('capture.none.body')}</p>
        {has('request') && <Button onClick={() => go('request')}>{say('capture.none.action')}</Button>}
      </div>
      <Foot>
        <span>{say('capture.deadlines')}</span>
      </Foot>
    </div>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div className={styles['skeleton']} role="status" aria-label={label}>
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((line) => (
        <span key={line} />
      ))}
    </div>
  );
}

/** Goes to the hold of the order that another screen sent people here for; says so where it is not among them. */
function useWanted(holds: readonly Hold[], found: (hold: Hold) => void): void {
  const { say } = useWords();
  const notice = useNotice();
  const [wanted, setWanted] = useState<string | null>(null);
  const run = useRef(found);
  run.current = found;
  useErrand(({ order }) => setWanted(order ?? null));
  useEffect(() => {
    if (wanted === null) return;
    const hold = holds.find(({ order }) => order === wanted);
    if (hold === undefined) notice.tell(say('capture.elsewhere'));
    else run.current(hold);
    setWanted(null);
  }, [wanted, holds, notice, say]);
}
