import { IconClockPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Evidence } from '@/features/payments/detail/Evidence';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { InEnglish } from '@/parts/InEnglish';
import { Pane } from '@/parts/Pane';
import type { AttentionItem, OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import type { Acts } from '../acts';
import { headOf, whyOf } from '../sentences';
import { CaptureMissing, Disputed, HoldLapsed, LatePayment } from './Breaks';
import styles from './Detail.module.css';
import { OneSession, TwoRequests } from './Doubles';
import {
  BackupFailed,
  BackupOld,
  ClockSkew,
  HistoryBroken,
  KeyMissing,
  NotificationsRefused,
  RecoveryCode,
} from './Here';
import { HoldEnding } from './HoldEnding';
import { LinkEnding } from './LinkEnding';
import { NeverPlaced, OutcomeUnknown } from './Outcomes';

interface ConcernProps {
  item: AttentionItem;
  acts: Acts;
  alone: boolean;
  focus: number;
  onClose: () => void;
}

/** What a body is given. */
export interface BodyProps {
  item: AttentionItem;
  /** The order it is about; none where it is about this computer, or while it is being read. */
  order: OrderView | null;
  acts: Acts;
}

/** One thing that needs a person: what is right, what happens next, and the buttons for it. */
export function Concern({ item, acts, alone, focus, onClose }: ConcernProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['order', item.order, 'show'],
    queryFn: () => (item.order === null ? null : platform.call('show', { order: item.order })),
    enabled: item.order !== null,
  });
  const order = data ?? null;
  const head = headOf(item, say);
  const isSnoozed = item.snoozed_until !== null;
  return (
    <Pane
      label={head}
      title={head}
      alone={alone}
      focus={focus}
      onClose={onClose}
      actions={
        !isSnoozed && (
          <Button look="quiet" size="small" aria-keyshortcuts="h" onClick={() => acts.snooze(item)}>
            <Icon of={IconClockPause} />
            {say('attention.do.snooze')}
          </Button>
        )
      }
      foot={order !== null && <Evidence key={order.id} order={order} />}
    >
      {item.snoozed_until !== null && (
        <p className={styles['snoozed']}>
          <Icon of={IconClockPause} />
          <span>
            {weave(say('attention.snoozed.why', { until: '{until}', reason: item.snoozed_because ?? '' }), {
              until: <At at={item.snoozed_until} />,
            })}
          </span>
        </p>
      )}
      <div className={styles['body']}>
        <Body item={item} order={order} acts={acts} />
      </div>
    </Pane>
  );
}

function Body(props: BodyProps) {
  switch (props.item.kind) {
    case 'paid-twice-one-session':
      return <OneSession {...props} />;
    case 'paid-twice-two-requests':
      return <TwoRequests {...props} />;
    case 'capture-failed':
    case 'hold-ending':
      return <HoldEnding {...props} />;
    case 'hold-lapsed':
      return <HoldLapsed {...props} />;
    case 'outcome-unknown':
      return <OutcomeUnknown {...props} />;
    case 'never-placed':
      return <NeverPlaced {...props} />;
    case 'link-ending':
      return <LinkEnding {...props} />;
    case 'late-payment':
      return <LatePayment {...props} />;
    case 'capture-missing':
      return <CaptureMissing {...props} />;
    case 'disputed':
      return <Disputed {...props} />;
    case 'recovery-code':
      return <RecoveryCode />;
    case 'clock-skew':
      return <ClockSkew />;
    case 'key-missing':
      return <KeyMissing />;
    case 'backup-old':
      return <BackupOld {...props} />;
    case 'backup-failed':
      return <BackupFailed {...props} />;
    case 'history-broken':
      return <HistoryBroken {...props} />;
    case 'notifications-refused':
      return <NotificationsRefused {...props} />;
    default:
      return <Particulars {...props} />;
  }
}

/** What only the core knows the particulars of, also of a kind that this window does not know yet. */
function Particulars({ item }: BodyProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(30_000);
  return (
    <>
      {language !== 'en' && <p>{whyOf(item, { say, language, zone, now })}</p>}
      <p>
        <InEnglish>{item.advice}</InEnglish>
      </p>
    </>
  );
}
