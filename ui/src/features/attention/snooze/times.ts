import type { Moment } from '@/platform/contract';
import { dayKey, momentAt, shiftDay, weekday } from '@/time/zone';
import type { WordKey } from '@/words/words';

/** A time at which something snoozed comes back. */
export interface Back {
  word: WordKey & `attention.snooze.${'5m' | '1h' | '4h' | 'tomorrow' | 'monday'}`;
  at: Moment;
}

const MINUTE = 60_000;
const MONDAY = 1;
const OPENING = '09:00';

/** When something can come back. Nothing sleeps over its deadline. */
export function backTimes(now: number, zone: string, deadline: Moment | null): Back[] {
  const later = (minutes: number): Moment => new Date(now + minutes * MINUTE).toISOString();
  const today = dayKey(now, zone);
  const tomorrow = shiftDay(today, 1);
  const toMonday = (MONDAY - weekday(tomorrow) + 7) % 7;
  const all: Back[] = [
    { word: 'attention.snooze.5m', at: later(5) },
    { word: 'attention.snooze.1h', at: later(60) },
    { word: 'attention.snooze.4h', at: later(240) },
    { word: 'attention.snooze.tomorrow', at: momentAt(tomorrow, OPENING, zone) },
  ];
  if (toMonday > 0)
    all.push({ word: 'attention.snooze.monday', at: momentAt(shiftDay(tomorrow, toMonday), OPENING, zone) });
  return deadline === null ? all : all.filter(({ at }) => Date.parse(at) < Date.parse(deadline));
}
