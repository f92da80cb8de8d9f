const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far a zone's clocks are ahead of UTC in the course of a day of UTC; null for a day on which they are changed. */
type Days = Map<number, number | null>;

const zones = new Map<string, { format: Intl.DateTimeFormat; days: Days }>();

function zoneOf(name: string): { format: Intl.DateTimeFormat; days: Days } {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const made = { format, days: new Map() };
  zones.set(name, made);
  return made;
}

/**
 * How far a zone's clocks are ahead of UTC at a moment, in milliseconds. The system is asked twice for each day: it
 * takes far longer to say a time than to add to one, and a list says hundreds with every letter that is typed.
 */
export function offsetAt(moment: number, zone: string): number {
  if (Number.isNaN(moment)) throw new RangeError('this is no moment');
  const { format, days } = zoneOf(zone);
  const day = Math.floor(moment / DAY);
  let whole = days.get(day);
  if (whole === undefined) {
    const morning = said(format, day * DAY);
    whole = morning === said(format, (day + 1) * DAY) ? morning : null;
    days.set(day, whole);
  }
  return whole ?? said(format, moment);
}

/** What the system says, as `GMT`, `GMT+8`, `GMT+05:30`; long ago also with seconds. */
function said(format: Intl.DateTimeFormat, moment: number): number {
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /([+\u2212-])(\d{1,2})(?::(\d\d))?(?::(\d\d))?$/.exec(name);
  if (found === null) return 0;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = found;
  const length = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000;
  return sign === '+' ? length : -length;
}

/** `+08:00` */
export function printOffset(ahead: number): string {
  const minutes = Math.floor(Math.abs(ahead) / MINUTE);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
