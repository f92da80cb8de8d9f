import { describe, expect, it } from 'vitest';
import { sayIn } from '@/words/words';
import { printCountdown, printLength, urgency } from './left';
import {
  dayKey,
  local,
  momentAt,
  printClock,
  printDate,
  printDay,
  printDayOfMonth,
  printExact,
  printMoment,
  printNear,
  printShortWeekday,
  printUtc,
  shiftDay,
  workday,
} from './zone';

const STORE = 'Asia/Singapore';

describe('time in the zone of the store', () => {
  it('always shows its offset', () => {
    expect(printMoment('2026-12-02T02:41:00Z', STORE, 'en')).toBe('Wed 2 Dec, 10:41 +08:00');
    expect(printExact('2026-11-25T02:41:21Z', STORE)).toBe('10:41:21 +08:00');
    expect(printMoment('2026-12-02T02:41:00Z', 'UTC', 'en')).toBe('Wed 2 Dec, 02:41 +00:00');
    expect(local('2026-07-01T00:00:00Z', 'America/St_Johns').offset).toBe('-02:30');
  });

  it('is the same moment in UTC when hovered', () => {
    expect(printUtc('2026-12-02T02:41:00Z')).toBe('2026-12-02 02:41:00 UTC');
  });

  it('puts midnight at 00 and a payment just before midnight on the day before', () => {
    expect(printClock('2026-11-24T16:00:00Z', STORE)).toBe('00:00');
    expect(dayKey('2026-11-24T15:59:59Z', STORE)).toBe('2026-11-24');
    expect(dayKey('2026-11-24T16:00:00Z', STORE)).toBe('2026-11-25');
  });

  it('moves by calendar days over the ends of months and years', () => {
    expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01');
    expect(shiftDay('2024-03-01', -1)).toBe('2024-02-29');
  });

  it('is written as people of the language write it', () => {
    expect(printDay('2026-11-25', 'en')).toBe('Wed 25 Nov');
    expect(printDay('2026-11-25', 'zh-Hans')).toBe('11月25日 周三');
    expect(printDay('2026-09-05', 'en', true)).toBe('Sat 5 Sep 2026');
    expect(printDate('2025-03-03', 'en')).toBe('3 Mar 2025');
    expect(printShortWeekday('2026-12-01', 'en')).toBe('Tue');
    expect(printDayOfMonth('2026-12-01', 'en', true)).toBe('1 Dec');
    expect(printDayOfMonth('2026-11-26', 'en', false)).toBe('26');
    expect(printDayOfMonth('2026-12-01', 'zh-Hans', true)).toBe('12月1日');
  });
});

describe('a time of a day in the store', () => {
  it('is one moment, on either side of summer time', () => {
    expect(momentAt('2026-11-26', '09:00', STORE)).toBe('2026-11-26T01:00:00.000Z');
    expect(momentAt('2026-03-29', '09:00', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
    expect(momentAt('2026-03-28', '09:00', 'Europe/Berlin')).toBe('2026-03-28T08:00:00.000Z');
    expect(momentAt('2026-11-01', '09:00', 'America/New_York')).toBe('2026-11-01T14:00:00.000Z');
    expect(momentAt('2026-07-01', '00:00', 'America/St_Johns')).toBe('2026-07-01T02:30:00.000Z');
  });

  it('leaves out the day where it is today', () => {
    const now = Date.parse('2026-11-25T03:05:00Z');
    expect(printNear('2026-11-25T03:11:00Z', now, STORE, 'en')).toBe('11:11 +08:00');
    expect(printNear('2026-11-25T16:11:00Z', now, STORE, 'en')).toBe('Thu 26 Nov, 00:11 +08:00');
  });

  it('comes so many working days later, Saturdays and Sundays left out', () => {
    expect(workday('2026-11-25', 5)).toBe('2026-12-02');
    expect(workday('2026-11-25', 14)).toBe('2026-12-15');
    expect(workday('2026-11-28', 1)).toBe('2026-11-30');
  });
});

describe('time that is left', () => {
  const say = sayIn('en');
  const minute = 60_000;

  it('is told in at most two units', () => {
    expect(printLength(42_000, say)).toBe('42 s');
    expect(printLength(56 * minute + 59_999, say)).toBe('56 m');
    expect(printLength(3 * 60 * minute + 12 * minute, say)).toBe('3 h 12 m');
    expect(printLength((6 * 24 + 23) * 60 * minute, say)).toBe('6 d 23 h');
    expect(printLength(-5, say)).toBe('0 s');
  });

  it('counts down to the second and stops at nothing', () => {
    expect(printCountdown(41_001)).toBe('0:42');
    expect(printCountdown(-1)).toBe('0:00');
  });

  it('turns amber under three days and red under one', () => {
    const day = 24 * 60 * minute;
    expect(urgency(0, 3 * day)).toBe('calm');
    expect(urgency(0, 3 * day - 1)).toBe('soon');
    expect(urgency(0, day - 1)).toBe('urgent');
  });
});
