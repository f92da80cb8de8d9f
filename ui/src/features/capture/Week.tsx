import { IconCheck } from '@tabler/icons-react';
import { print } from '@/money/print';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import type { Money as Amount, Hold } from '@/platform/contract';
import { useNow, useZone } from '@/time/clock';
import { urgency } from '@/time/left';
import { dayKey, printDay, printDayOfMonth, printShortWeekday } from '@/time/zone';
import { useWords } from '@/words/words';
import { type Day, useSums, weekOf } from './holds';
import styles from './Week.module.css';

/** Most squares of a day that are drawn; the others are counted. */
const MOST = 5;

/** The strip: money at risk on each of the next days, and one square for each hold. */
export function Week({ holds, picked }: { holds: readonly Hold[]; picked: ReadonlySet<string> }) {
  const { say } = useWords();
  const zone = useZone();
  const today = dayKey(useNow(60_000), zone);
  const days = weekOf(holds, today, zone);
  const sums = useSums(days.map((day) => day.holds.map(({ amount }) => amount)));
  return (
    <section className={styles['strip']} aria-label={say('capture.week')}>
      <div className={styles['head']}>
        <h2 className="small medium quiet">{say('capture.week')}</h2>
        <p className={`${styles['key']} small quiet push`}>{say('capture.week.key')}</p>
      </div>
      <ol className={styles['week']}>
        {days.map((day, at) => (
          <Column key={day.key} day={day} isToday={at === 0} sums={sums[at] ?? null} picked={picked} />
        ))}
      </ol>
    </section>
  );
}

interface ColumnProps {
  day: Day;
  isToday: boolean;
  /** What ends on it, per currency; none while it is being added. */
  sums: readonly Amount[] | null;
  picked: ReadonlySet<string>;
}

function Column({ day, isToday, sums, picked }: ColumnProps) {
  const { say, language } = useWords();
  // Only the day on which a month begins names it: with every day named a column is too narrow.
  const date = printDayOfMonth(day.key, language, day.key.endsWith('-01'));
  const long = printDayOfMonth(day.key, language, true);
  const name = isToday ? say('time.today') : printShortWeekday(day.key, language);
  const later = day.later ? say('capture.week.later', { day: date }) : date;
  const hidden = day.holds.length - MOST;
  return (
    <li className={styles['day']} data-today={isToday}>
      <span className="heard">{toldOf()}</span>
      <span className={`${styles['name']} num`} aria-hidden="true">
        <b>{name}</b>
        {isToday ? <span className={styles['month']}>{long}</span> : <span>{later}</span>}
      </span>
      <span className={styles['squares']} aria-hidden="true">
        {day.holds.slice(0, hidden > 0 ? MOST - 1 : MOST).map((hold) => (
          <Square key={hold.payment} hold={hold} isPicked={picked.has(hold.payment)} />
        ))}
        {hidden > 0 && <span className="small quiet num">{say('capture.week.more', { count: hidden + 1 })}</span>}
      </span>
      <span className={styles['sums']} aria-hidden="true">
        {day.holds.length === 0 && <span className={`${styles['none']} dim`}>{say('capture.week.none')}</span>}
        {sums !== null && <Sums of={sums} />}
      </span>
    </li>
  );

  function toldOf(): string {
    const named = printDay(day.key, language);
    if (day.holds.length === 0) return say('capture.week.told.none', { day: named });
    return say('capture.week.told', {
      day: named,
      count: day.holds.length,
      sums: (sums ?? []).map(print).join(', '),
    });
  }
}

/** Two lines are what there is room for; more currencies than that are counted. */
function Sums({ of }: { of: readonly Amount[] }) {
  const { say } = useWords();
  const shown = of.length > 2 ? of.slice(0, 1) : of;
  return (
    <>
      {shown.map((sum) => (
        <Money key={sum.currency} of={sum} />
      ))}
      {of.length > 2 && (
        <span className="quiet" title={of.map(print).join(', ')}>
          {say('capture.week.currencies', { count: of.length - 1 })}
        </span>
      )}
    </>
  );
}

function Square({ hold, isPicked }: { hold: Hold; isPicked: boolean }) {
  const near = urgency(useNow(60_000), Date.parse(hold.ends_at));
  return (
    <span className={styles['square']} data-is={isPicked ? 'picked' : near}>
      {isPicked && <Icon of={IconCheck} size={12} />}
    </span>
  );
}
