import { IconCheck, IconLock } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import type { Hold, Moment } from '@/platform/contract';
import { useNow, useZone } from '@/time/clock';
import { printLength, urgency } from '@/time/left';
import { dayKey, printClock, printDayOfMonth, printMoment, printUtc } from '@/time/zone';
import { useWords } from '@/words/words';
import { cardOf, whoOf } from './holds';
import styles from './Queue.module.css';
import { lockOf } from './standing';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

interface HoldRowProps {
  hold: Hold;
  index: number;
  top: number;
  isActive: boolean;
  isPicked: boolean;
  /** When Antom last spoke of it stands in the row, because nothing newer comes. */
  isStale: boolean;
  onPress: (hold: Hold, index: number, event: MouseEvent) => void;
}

/** One hold: whether it is picked, how long it can be captured, whose it is and how much. */
export const HoldRow = memo(function HoldRow({ hold, index, top, isActive, isPicked, isStale, onPress }: HoldRowProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const minute = useNow(60_000);
  const second = useNow(1000);
  const ends = Date.parse(hold.ends_at);
  // The last hour runs in seconds; until then a minute is exact enough and spares the drawing.
  const now = ends - minute < HOUR ? second : minute;
  const lock = lockOf(hold, now);
  const left = ends - now;
  const time = printLength(left, say);
  const who = whoOf(hold);
  const card = cardOf(hold, say);
  const whose = [hold.reference, ...(lock === null ? [] : [say(lock.word)]), card].join(' · ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows
    <div
      role="row"
      className={styles['row']}
      style={{ top }}
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      aria-disabled={lock !== null}
      aria-current={isActive ? 'true' : undefined}
      data-near={urgency(now, ends)}
      data-index={index}
      tabIndex={isActive ? 0 : -1}
      onClick={(event) => onPress(hold, index, event)}
    >
      <Cell>
        {lock === null ? (
          <span className={styles['box']} data-on={isPicked}>
            {isPicked && <Icon of={IconCheck} size={12} />}
          </span>
        ) : (
          <span className={styles['lock']} title={say('capture.locked')}>
            <Icon of={IconLock} size={12} />
          </span>
        )}
      </Cell>
      <Cell>
        <span className={`${styles['left']} num`}>
          {left > 0 ? say('capture.left', { time }) : say('capture.over')}
          {hold.estimated && <span className={styles['estimated']}> · {say('capture.estimated')}</span>}
        </span>
        <time className={`${styles['sub']} num`} dateTime={hold.ends_at} title={printUtc(hold.ends_at)}>
          {printMoment(hold.ends_at, zone, language)}
        </time>
      </Cell>
      <Cell of="fuse">
        <span className={styles['fuse']} role="img" aria-label={say('capture.fuse', { time })}>
          <span style={{ width: `${Math.max(left > 0 ? 3 : 0, Math.min(100, (left / WEEK) * 100))}%` }} />
        </span>
      </Cell>
      <Cell>
        <span className="clip medium" title={who}>
          {who}
        </span>
        <span className={`${styles['sub']} num clip`} title={whose}>
          {hold.reference}
          {lock !== null && (
            <span className={styles['lockToo']} data-tone={lock.tone}>
              {' '}
              · {say(lock.word)}
            </span>
          )}
          <span className={styles['cardToo']}> · {card}</span>
        </span>
      </Cell>
      <Cell of="card">
        <span className="clip quiet" title={card}>
          {card}
        </span>
      </Cell>
      <Cell of="for">
        {lock === null ? (
          <span className={`${styles['for']} quiet small`} title={hold.description}>
            {hold.description}
          </span>
        ) : (
          <span className={styles['why']} data-tone={lock.tone}>
            <Icon of={lock.icon} />
            <span className="clip" title={say(lock.word)}>
              {say(lock.word)}
            </span>
          </span>
        )}
      </Cell>
      <Cell of="held">
        <span className="medium">
          <Money of={hold.amount} column />
        </span>
        {isStale && <Asked at={hold.as_of} />}
      </Cell>
    </div>
  );
});

function Cell({ of, children }: { of?: 'fuse' | 'card' | 'for' | 'held'; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, cells do not
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
    <span role="gridcell" className={styles['cell']} data-of={of}>
      {children}
    </span>
  );
}

/** When Antom last spoke of it: the clock, with its day where that is another. */
function Asked({ at }: { at: Moment }) {
  const { say, language } = useWords();
  const zone = useZone();
  const day = dayKey(at, zone);
  const isToday = day === dayKey(useNow(60_000), zone);
  const time = `${isToday ? '' : `${printDayOfMonth(day, language, true)} `}${printClock(at, zone)}`;
  return <span className={`${styles['sub']} num`}>{say('capture.asked', { time })}</span>;
}
