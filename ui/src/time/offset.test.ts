import { describe, expect, it } from 'vitest';
import { offsetAt, printOffset } from './offset';

const HOUR = 3_600_000;

/** Says the clock of a zone as the system does. */
function clockOf(timeZone: string): (moment: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (moment) => {
    const parts = format.formatToParts(moment);
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
  };
}

describe('how far clocks are ahead', () => {
  it.each([
    'Asia/Singapore',
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Antarctica/Troll',
  ])('is what the system says in %s, every seven hours of three years and around every change', (zone) => {
    const from = Date.UTC(2025, 0, 1);
    const moments = Array.from({ length: 3753 }, (_, at) => from + at * 7 * HOUR + 59_000);
    const changes = moments.filter((moment) => offsetAt(moment, zone) !== offsetAt(moment + 7 * HOUR, zone));
    const around = changes.flatMap((moment) => Array.from({ length: 28 }, (_, at) => moment + (at * HOUR) / 4));
    const clock = clockOf(zone);
    const wrong = [...moments, ...around].filter(
      (moment) => new Date(moment + offsetAt(moment, zone)).toISOString().slice(0, 19) !== clock(moment),
    );
    expect(wrong.map((moment) => new Date(moment).toISOString())).toEqual([]);
  });

  it('is refused for what is no moment', () => {
    expect(() => offsetAt(Number.NaN, 'UTC')).toThrow(RangeError);
  });
});

it('an offset is told with its sign, in hours and minutes', () => {
  expect([0, 8 * HOUR, -3.5 * HOUR, 12.75 * HOUR].map(printOffset)).toEqual(['+00:00', '+08:00', '-03:30', '+12:45']);
});
