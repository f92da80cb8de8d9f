import type { Say } from '@/words/words';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How near a deadline is. Amber under three days, red under one. */
export type Urgency = 'calm' | 'soon' | 'urgent';

export function urgency(now: number, deadline: number): Urgency {
  const left = deadline - now;
  if (left < DAY) return 'urgent';
  return left < 3 * DAY ? 'soon' : 'calm';
}

/** A length of time in at most two units: `6 d 23 h`, `3 h 12 m`, `56 m`, `42 s`. Never below nothing. */
export function printLength(milliseconds: number, say: Say): string {
  const left = Math.max(0, milliseconds);
  const [days, hours] = [Math.floor(left / DAY), Math.floor((left % DAY) / HOUR)];
  const [minutes, seconds] = [Math.floor((left % HOUR) / MINUTE), Math.floor((left % MINUTE) / SECOND)];
  if (days > 0) return say('time.days', { days: String(days), hours: String(hours) });
  if (hours > 0) return say('time.hours', { hours: String(hours), minutes: String(minutes) });
  if (minutes > 0) return say('time.minutes', { minutes: String(minutes) });
  return say('time.seconds', { seconds: String(seconds) });
}

/** A countdown that runs in sight: `0:42`, `12:05`. */
export function printCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
