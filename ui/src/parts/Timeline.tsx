import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconChecks,
  IconCircleX,
  IconCreditCard,
  IconDatabaseImport,
  IconEraser,
  IconHelpCircle,
  IconLinkPlus,
  IconMail,
  IconNote,
  IconPlayerStop,
  IconUserCheck,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { Fragment } from 'react';
import type { TimelineEntry } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { dayKey, printDay, printMoment } from '@/time/zone';
import { factIn } from '@/words/facts';
import { useWords } from '@/words/words';
import { At } from './At';
import { Icon } from './Icon';
import styles from './Timeline.module.css';

/** What each kind of fact is drawn with, by the beginning of its name; the first that fits counts. */
const ICONS: readonly (readonly [RegExp, TablerIcon])[] = [
  [/^OrderOpened|^SessionIssued|^SessionRequested|^SessionSent/, IconLinkPlus],
  [/^OrderImported/, IconDatabaseImport],
  [/^OrderNoted/, IconNote],
  [/^OrderClosed/, IconBan],
  [/^LinkShared/, IconMail],
  [/^PaymentReported/, IconCreditCard],
  [/Stopped$/, IconPlayerStop],
  [/Unanswered$/, IconHelpCircle],
  [/^SessionRefused/, IconCircleX],
  [/^Capture/, IconChecks],
  [/^Refund/, IconArrowBackUp],
  [/^Cancel/, IconBan],
  [/^BuyerForgotten/, IconEraser],
  [/^Approval/, IconUserCheck],
];

function iconOf(kind: string): TablerIcon {
  return ICONS.find(([pattern]) => pattern.test(kind))?.[1] ?? IconAlertTriangle;
}

interface TimelineProps {
  /** Newest first. */
  entries: readonly TimelineEntry[];
  /** The day a heading already names. */
  today: string;
  /** What the payment came to: the sign of the newest report of it. */
  came?: TablerIcon;
}

/** What happened, newest first, with who and when. A day is named where it changes. */
export function Timeline({ entries, today, came }: TimelineProps) {
  const zone = useZone();
  const { say, language } = useWords();
  const days = entries.map((entry) => dayKey(entry.at, zone));
  const newestReport = entries.findIndex((entry) => entry.kind === 'PaymentReported');
  return (
    <ol className={styles['list']}>
      {entries.map((entry, index) => {
        const day = days[index] ?? today;
        const before = index === 0 ? today : (days[index - 1] ?? today);
        const next = days[index + 1];
        const key = `${entry.at} ${entry.kind} ${index}`;
        const told = factIn(language, entry, (at) => printMoment(at, zone, language));
        return (
          <Fragment key={key}>
            {day !== before && <li className={`${styles['day']} num`}>{printDay(day, language, true)}</li>}
            <li className={styles['entry']} data-last={next === undefined || next !== day}>
              <span className={styles['icon']}>
                <Icon of={index === newestReport && came !== undefined ? came : iconOf(entry.kind)} />
              </span>
              <span className={styles['said']}>
                {told.text}
                {told.detail !== null && <span className={styles['by']}>{told.detail}</span>}
                <span className={styles['by']}>
                  {entry.approver == null
                    ? entry.actor
                    : say('timeline.both', { actor: entry.actor, approver: entry.approver })}
                </span>
              </span>
              <span className={styles['time']}>
                <At at={entry.at} exact />
              </span>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
