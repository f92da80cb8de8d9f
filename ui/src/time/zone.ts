import type { Moment } from '@/platform/contract';
import type { Language } from '@/words/words';
import { offsetAt, printOffset } from './offset';

/** A moment as the clock and calendar of a zone show it. */
export interface Local {
  year: string;
  /** Two digits. */
  month: string;
  /** No leading zero. */
  day: string;
  hour: string;
  minute: string;
  second: string;
  /** `+08:00` */
  offset: string;
}

/** A moment in a zone. */
export function local(at: Moment | number, zone: string): Local {
  const moment = typeof at === 'number' ? at : Date.parse(at);
  const ahead = offsetAt(moment, zone);
  const wall = new Date(moment + ahead);
  return {
    year: String(wall.getUTCFullYear()),
    month: two(wall.getUTCMonth() + 1),
    day: String(wall.getUTCDate()),
    hour: two(wall.getUTCHours()),
    minute: two(wall.getUTCMinutes()),
    second: two(wall.getUTCSeconds()),
    offset: printOffset(ahead),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

const WEEKDAYS = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  'zh-Hans': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
} as const;
const LONG_WEEKDAYS = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  'zh-Hans': ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
} as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `2026-11-25`: the calendar day in the zone, as the query language writes it. */
export function dayKey(at: Moment | number, zone: string): string {
  const { year, month, day } = local(at, zone);
  return `${year}-${month}-${day.padStart(2, '0')}`;
}

/** The day before or after a day, by the calendar and not by hours. */
export function shiftDay(key: string, days: number): string {
  const date = new Date(`${key}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The number of the weekday, 0 for Sunday. */
export function weekday(key: string): number {
  return new Date(`${key}T00:00:00Z`).getUTCDay();
}

/** `Wed 25 Nov`, in Chinese `11月25日 周三`. */
export function printDay(key: string, language: Language, withYear = false): string {
  const [year = '', month = '', day = ''] = key.split('-');
  const plain = day.replace(/^0/, '');
  const name = WEEKDAYS[language][weekday(key)] ?? '';
  if (language === 'zh-Hans') return `${withYear ? `${year}年` : ''}${month.replace(/^0/, '')}月${plain}日 ${name}`;
  return `${name} ${plain} ${MONTHS[Number(month) - 1] ?? ''}${withYear ? ` ${year}` : ''}`;
}

/** `24 Nov`, in Chinese `11月24日`: where a year and a weekday would say too much. */
export function printShortDay(key: string, language: Language): string {
  const [, month = '', day = ''] = key.split('-');
  const plain = day.replace(/^0/, '');
  if (language === 'zh-Hans') return `${month.replace(/^0/, '')}月${plain}日`;
  return `${plain} ${MONTHS[Number(month) - 1] ?? ''}`;
}

/** `3 Mar 2025`, in Chinese `2025年3月3日`. */
export function printDate(key: string, language: Language): string {
  const [year = '', month = '', day = ''] = key.split('-');
  const plain = day.replace(/^0/, '');
  if (language === 'zh-Hans') return `${year}年${month.replace(/^0/, '')}月${plain}日`;
  return `${plain} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** `Friday`, in Chinese `星期五`. */
export function printWeekday(key: string, language: Language): string {
  return LONG_WEEKDAYS[language][weekday(key)] ?? '';
}

/** `Thu`, in Chinese `周四`. */
export function printShortWeekday(key: string, language: Language): string {
  return WEEKDAYS[language][weekday(key)] ?? '';
}

/** `26`, or `1 Dec` with its month; in Chinese `26日` and `12月1日`. */
export function printDayOfMonth(key: string, language: Language, withMonth: boolean): string {
  const [, month = '', day = ''] = key.split('-');
  const plain = day.replace(/^0/, '');
  if (language === 'zh-Hans') return `${withMonth ? `${month.replace(/^0/, '')}月` : ''}${plain}日`;
  return withMonth ? `${plain} ${MONTHS[Number(month) - 1] ?? ''}` : plain;
}

/** `11:01` */
export function printClock(at: Moment | number, zone: string): string {
  const { hour, minute } = local(at, zone);
  return `${hour}:${minute}`;
}

/** `12:01 +08:00`: a clock without its day, for a moment within the hour. */
export function printClockOffset(at: Moment | number, zone: string): string {
  const { hour, minute, offset } = local(at, zone);
  return `${hour}:${minute} ${offset}`;
}

/** `10:41:21 +08:00` */
export function printExact(at: Moment | number, zone: string): string {
  const { hour, minute, second, offset } = local(at, zone);
  return `${hour}:${minute}:${second} ${offset}`;
}

/** `Wed 2 Dec, 10:41 +08:00` */
export function printMoment(at: Moment | number, zone: string, language: Language): string {
  const { hour, minute, offset } = local(at, zone);
  const comma = language === 'zh-Hans' ? ' ' : ', ';
  return `${printDay(dayKey(at, zone), language)}${comma}${hour}:${minute} ${offset}`;
}

/** `Wed 2 Dec, 10:41:21 +08:00` */
export function printWhole(at: Moment | number, zone: string, language: Language): string {
  const comma = language === 'zh-Hans' ? ' ' : ', ';
  return `${printDay(dayKey(at, zone), language)}${comma}${printExact(at, zone)}`;
}

/** `11:11 +08:00` where it is today, else with its day: `Wed 2 Dec, 10:41 +08:00`. */
export function printNear(at: Moment | number, now: number, zone: string, language: Language): string {
  if (dayKey(at, zone) !== dayKey(now, zone)) return printMoment(at, zone, language);
  return `${printClock(at, zone)} ${local(at, zone).offset}`;
}

/** The moment at which clocks in a zone show a time of a day. One that summer time leaves out is an hour later. */
export function momentAt(day: string, clock: string, zone: string): Moment {
  const wall = Date.parse(`${day}T${clock}:00Z`);
  const first = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(first, zone)).toISOString();
}

/** The day that many working days later; Saturdays and Sundays do not count. */
export function workday(key: string, days: number): string {
  let day = key;
  for (let left = days; left > 0; ) {
    day = shiftDay(day, 1);
    if (weekday(day) !== 0 && weekday(day) !== 6) left -= 1;
  }
  return day;
}

/** `2026-12-02 02:41:00 UTC`, for a hover. */
export function printUtc(at: Moment | number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
