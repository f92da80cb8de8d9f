import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconPlayerStop,
  IconProgressHelp,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { InEnglish } from '@/parts/InEnglish';
import { Money } from '@/parts/Money';
import { useNotice } from '@/parts/Notice';
import { stageWordAt } from '@/parts/stage';
import type { CommandError, Hold, IntentView, Stage } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { printLength, urgency } from '@/time/left';
import { printMoment } from '@/time/zone';
import { explained } from '@/words/results';
import { toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import { cardOf, whoOf } from './holds';
import styles from './Review.module.css';
import type { Result } from './useBatch';

interface ReviewRowProps {
  hold: Hold;
  /** As it was when the review was opened. */
  before: Hold;
  /** It can no longer be captured. */
  isGone: boolean;
  /** What became of it; none while nothing was begun. */
  result: Result | null;
}

/** One of several: whose it is and how much, and then what became of it. */
export function ReviewRow({ hold, before, isGone, result }: ReviewRowProps) {
  const { say } = useWords();
  const isOther = hold.amount.value !== before.amount.value;
  return (
    <li className={styles['row']} data-gone={isGone}>
      <span className={styles['who']}>
        <span className="clip medium" title={whoOf(hold)}>
          {whoOf(hold)}
        </span>
        <span className="small quiet num clip">
          {hold.reference} · {cardOf(hold, say)}
        </span>
      </span>
      <span className={styles['state']}>
        {isGone ? (
          <Told tone="authorised" icon={IconAlertTriangle} word={say('capture.review.gone')} />
        ) : result === null ? (
          <Left hold={hold} />
        ) : (
          <Became result={result} />
        )}
      </span>
      <span className={styles['amount']}>
        <span className={isOther ? styles['other'] : undefined}>
          <Money of={hold.amount} column void={isGone} />
        </span>
        {isOther && <span className={styles['mark']}>{say('capture.review.changed')}</span>}
      </span>
    </li>
  );
}

function Left({ hold }: { hold: Hold }) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  const ends = Date.parse(hold.ends_at);
  return (
    <>
      <span className={`${styles['left']} num`} data-near={urgency(now, ends)}>
        {say('capture.left', { time: printLength(ends - now, say) })}
      </span>
      <span className="small quiet num">
        {printMoment(hold.ends_at, zone, language)}
        {hold.estimated && `, ${say('capture.estimated')}`}
      </span>
    </>
  );
}

function Became({ result }: { result: Result }) {
  const { say } = useWords();
  switch (result.at) {
    case 'waiting':
      return <span className="quiet">{say('capture.review.waiting')}</span>;
    case 'asking':
      return <Told tone="checking" icon={IconProgressHelp} word={say('capture.review.asking')} />;
    case 'left':
      return <Told tone="draft" icon={IconPlayerStop} word={say('capture.review.left')} />;
    case 'skipped':
      return <Skipped error={result.error} />;
    case 'confirmed':
      return <Confirmed intent={result.intent} />;
  }
}

function Skipped({ error }: { error: CommandError | null }) {
  const { say, language } = useWords();
  const told = error === null ? null : toldIn(language, error);
  return (
    <>
      <Told tone="authorised" icon={IconAlertTriangle} word={say('capture.review.skipped')} />
      <span className={`${styles['because']} small quiet sentence`}>
        {told === null ? say('capture.review.differs') : told.message}
        {told !== null && told.detail !== null && (
          <>
            {' '}
            <InEnglish>{told.detail}</InEnglish>
          </>
        )}
      </span>
    </>
  );
}

const LOOKS: Readonly<Record<Stage, readonly [tone: string, icon: TablerIcon]>> = {
  queued: ['waiting', IconClockPause],
  released: ['waiting', IconClockPause],
  sent: ['checking', IconProgressHelp],
  checking: ['checking', IconProgressHelp],
  done: ['paid', IconCircleCheck],
  stopped: ['draft', IconPlayerStop],
  refused: ['failed', IconCircleX],
  'never-placed': ['failed', IconCircleX],
};

/** It goes on by itself from here; the order tells how it stands. */
function Confirmed({ intent: confirmed }: { intent: IntentView }) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const now = useNow(1000);
  const { data } = useQuery({
    queryKey: ['order', confirmed.order, 'show'],
    queryFn: () => platform.call('show', { order: confirmed.order }),
  });
  const intent = data?.intents.find(({ id }) => id === confirmed.id) ?? confirmed;
  const stop = useMutation({
    mutationFn: () => platform.call('stop', { intent: intent.id }),
    onError: notice.trouble,
  });
  const [tone, icon] = LOOKS[intent.stage];
  const because = intent.stage === 'refused' ? explained(intent, language) : null;
  return (
    <>
      <span className={styles['standing']}>
        <Told tone={tone} icon={icon} word={stageWordAt(intent, now, say)} />
        {intent.stage === 'queued' && (
          <Button size="small" look="stop" disabled={stop.isPending} onClick={() => stop.mutate()}>
            {say('common.stop')}
          </Button>
        )}
      </span>
      {because !== null && <span className={`${styles['because']} small quiet sentence`}>{because}</span>}
    </>
  );
}

function Told({ tone, icon, word }: { tone: string; icon: TablerIcon; word: string }) {
  return (
    <span className={`${styles['told']} num`} data-tone={tone}>
      <Icon of={icon} />
      {word}
    </span>
  );
}
