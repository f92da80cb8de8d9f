import { IconCircleX, IconProgressHelp } from '@tabler/icons-react';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { KeyCap } from '@/parts/KeyCap';
import type { Money, OrderView } from '@/platform/contract';
import { usePulse } from '@/shell/pulse';
import { useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { inSentences, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import type { Bench } from './bench';
import { fitsCounter, isBlank, sameTerms } from './draft';
import styles from './form/Form.module.css';
import { hadLink, isDone, type Standing } from './standing';
import type { Doing } from './useMaking';

interface ActionBarProps {
  bench: Bench;
  order: OrderView | null;
  standing: Standing;
  /** The amount in the form; none while it is not the one that was read. */
  amount: Money | null;
  doing: Doing;
  onSave: () => void;
  onNew: () => void;
  onFromThis: () => void;
}

/** The one thing to do next, and why it cannot be done where it cannot. */
export function ActionBar(props: ActionBarProps) {
  const { bench, order, standing, doing } = props;
  return (
    <div className={styles['bar']}>
      <Trouble bench={bench} />
      <div className={styles['actions']}>
        {isDone(standing) ? (
          <Done {...props} />
        ) : doing.deferred !== null ? (
          <Waits {...props} />
        ) : hadLink(order) ? (
          <Replace {...props} />
        ) : (
          <Create {...props} />
        )}
      </div>
    </div>
  );
}

function Trouble({ bench: { trouble } }: { bench: Bench }) {
  const { language } = useWords();
  if (trouble === null) return null;
  // What is not known has not failed, and does not look as if it had.
  const isUnknown = trouble.error.class === 'unknown';
  return (
    <div className={styles['trouble']} data-tone={isUnknown ? 'checking' : 'failed'} role="alert">
      <Icon of={isUnknown ? IconProgressHelp : IconCircleX} />
      <p>{inSentences(toldIn(language, trouble.error))}</p>
    </div>
  );
}

/** Since when nothing comes through, as people say it; none while Antom can be asked. */
function useOffline(): string | null {
  const zone = useZone();
  const { offline_since } = usePulse();
  return offline_since === null ? null : printClock(offline_since, zone);
}

function Create({ bench, amount, doing, onSave, onNew }: ActionBarProps) {
  const { say } = useWords();
  const offline = useOffline();
  const { draft, began } = bench.desk;
  const isBusy = bench.stage !== 'idle';
  const isReady = !isBusy && offline === null;
  const isAtCounter = draft.counter !== null;
  return (
    <>
      <Button
        look="primary"
        money
        aria-disabled={!isReady}
        aria-keyshortcuts="Control+Enter"
        aria-describedby="request-why"
        onClick={doing.submit}
      >
        {isBusy
          ? say('request.making.asking')
          : amount === null
            ? say(isAtCounter ? 'counter.take' : 'request.create')
            : say(isAtCounter ? 'counter.take.amount' : 'request.create.amount', { amount: print(amount) })}
        {isReady && (
          <span className={styles['onAccent']} aria-hidden="true">
            <KeyCap>Ctrl Enter</KeyCap>
          </span>
        )}
      </Button>
      {!isBusy && bench.desk.made === null && (
        <>
          {!isAtCounter && fitsCounter(draft) && (
            <Button look="quiet" aria-disabled={!isReady} onClick={doing.atCounter}>
              {say('counter.take')}
            </Button>
          )}
          <Button look="quiet" aria-keyshortcuts="Control+S" onClick={onSave}>
            {say('request.save')}
          </Button>
          {!isBlank(draft, began) && (
            <Button look="quiet" onClick={onNew}>
              {say('request.clear')}
            </Button>
          )}
        </>
      )}
      {bench.desk.made !== null && !isBusy && (
        <Button look="quiet" onClick={onNew}>
          {say('request.new')}
        </Button>
      )}
      <p id="request-why" className={styles['hint']} data-end={offline === null}>
        {offline === null ? say('request.why.stored') : say('request.why.offline', { time: offline })}
      </p>
    </>
  );
}

function Replace({ bench, order, standing, doing, onNew }: ActionBarProps) {
  const { say } = useWords();
  const zone = useZone();
  const offline = useOffline();
  const { made, draft } = bench.desk;
  const isChanged = made !== null && !sameTerms(draft, made.draft);
  const isBusy = bench.stage !== 'idle';
  const isReady = isChanged && !isBusy && offline === null;
  const issued = order?.sessions.findLast(({ stage }) => stage === 'issued');
  const time = issued === undefined ? '' : printClock(issued.requested_at, zone);
  return (
    <>
      <Button
        look="primary"
        money={isReady}
        aria-disabled={!isReady}
        aria-keyshortcuts="Control+Enter"
        aria-describedby="request-why"
        onClick={doing.submit}
      >
        {isBusy ? say('request.making.asking') : say('request.replace')}
      </Button>
      <Button look="quiet" onClick={onNew}>
        {say('request.new')}
      </Button>
      <p id="request-why" className={styles['hint']}>
        {offline !== null
          ? say('request.why.offline', { time: offline })
          : isChanged
            ? standing.kind === 'live'
              ? say('request.why.changed')
              : say('request.why.changed.ended')
            : say('request.why.unchanged', { time })}
      </p>
    </>
  );
}

function Waits({ bench, doing, onNew }: ActionBarProps) {
  const { say } = useWords();
  const zone = useZone();
  const offline = useOffline();
  const time = doing.deferred === null ? '' : printClock(doing.deferred.at, zone);
  return (
    <>
      <Button money aria-disabled={offline !== null || bench.stage !== 'idle'} onClick={doing.deferredNow}>
        {say('request.old.now')}
      </Button>
      <Button look="quiet" onClick={doing.deferredNot}>
        {say('request.later.not')}
      </Button>
      <Button look="quiet" onClick={onNew}>
        {say('request.new')}
      </Button>
      <p className={styles['hint']} role="status">
        {say('request.later.waits', { time })}
      </p>
    </>
  );
}

function Done({ standing, onNew, onFromThis }: ActionBarProps) {
  const { say } = useWords();
  const isOver = standing.kind === 'over';
  return (
    <>
      <Button look="primary" onClick={isOver ? onFromThis : onNew}>
        {isOver ? say('request.from-this') : say('request.new')}
      </Button>
      {isOver && (
        <Button look="quiet" onClick={onNew}>
          {say('request.new')}
        </Button>
      )}
      <p className={styles['hint']}>
        {isOver
          ? say('request.why.over')
          : standing.kind === 'paid'
            ? say('request.why.paid')
            : say('request.why.checking')}
      </p>
    </>
  );
}
