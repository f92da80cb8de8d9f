import type { Move } from '@/platform/contract';
import { useNow, useZone } from '@/time/clock';
import { dayKey, printDay, printWeekday, shiftDay } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import type { Section } from '../sections';
import styles from './List.module.css';

/** What stands over the open moves of a section, and what it means to be in it. */
export function sectionWords(section: Section, say: Say): { name: string; means: string } {
  switch (section) {
    case 'person':
      return { name: say('refunds.section.person'), means: say('refunds.section.person.means') };
    case 'outbox':
      return { name: say('refunds.section.outbox'), means: say('refunds.section.outbox.means') };
    case 'antom':
      return { name: say('refunds.section.antom'), means: say('refunds.section.antom.means') };
  }
}

export function SectionHeading({ section }: { section: Section }) {
  const { say } = useWords();
  const { name, means } = sectionWords(section, say);
  return (
    <div className={styles['heading']} aria-hidden="true">
      <b>{name}</b>
      <span className="clip">{means}</span>
    </div>
  );
}

/** A day of what is done, with how much of it, where all of it is in memory. */
export function DayHeading({ day, top, moves }: { day: string; top: number; moves: readonly Move[] | null }) {
  const { say, language } = useWords();
  const zone = useZone();
  const today = dayKey(useNow(60_000), zone);
  const printed = printDay(day, language, day.slice(0, 4) !== today.slice(0, 4));
  const name = nameOf(day, today, say, (key) => printWeekday(key, language));
  const rest = [name === null || day === today ? null : printed, moves === null ? null : counted(moves, say)];
  return (
    <div className={`${styles['heading']} num`} data-floats="true" style={{ top }} aria-hidden="true">
      <b>{name ?? printed}</b>
      <span>{rest.filter((one) => one !== null).join(say('refunds.list.comma'))}</span>
    </div>
  );
}

function nameOf(day: string, today: string, say: Say, weekday: (day: string) => string): string | null {
  if (day === today) return say('refunds.day.today');
  if (day === shiftDay(today, -1)) return say('time.yesterday');
  return day > shiftDay(today, -7) ? weekday(day) : null;
}

function counted(moves: readonly Move[], say: Say): string {
  const of = (verb: Move['verb']) => moves.filter((move) => move.verb === verb).length;
  const [refunds, cancels] = [of('Refund'), of('Cancel')];
  const told = [];
  if (refunds > 0) told.push(say('refunds.count.refunds', { count: refunds }));
  if (cancels > 0) told.push(say('refunds.count.cancels', { count: cancels }));
  return told.join(say('refunds.list.comma'));
}
