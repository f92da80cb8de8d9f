import { useQuery } from '@tanstack/react-query';
import { cardName, methodName } from '@/parts/method';
import type { Hold, Holds, Money } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { dayKey, shiftDay } from '@/time/zone';
import type { Say } from '@/words/words';

/** Every hold that a person has to capture, the least time left first, as the core says whenever it changed. */
export function useHolds() {
  const platform = usePlatform();
  return useQuery({ queryKey: ['holds'], queryFn: () => platform.call('holds', {}), select: byDeadline });
}

function byDeadline({ holds, held }: Holds): Holds {
  return { held, holds: holds.toSorted((one, other) => Date.parse(one.ends_at) - Date.parse(other.ends_at)) };
}

/** Whether it can be captured now. */
export function isOpen(hold: Hold, now: number): boolean {
  return hold.refusal === null && Date.parse(hold.ends_at) > now;
}

export function whoOf(hold: Hold): string {
  return hold.buyer ?? hold.description;
}

export function cardOf({ method, brand, last4 }: Hold, say: Say): string {
  if (last4 !== null || method === null || method === 'CARD') return cardName(brand, last4, say);
  return methodName(method, say);
}

/** One day of the strip, with what ends on it. */
export interface Day {
  key: string;
  holds: readonly Hold[];
  /** Something in it ends on a later day still. */
  later: boolean;
}

/** Days of the strip: today, six more, and the tail of the seventh. */
const DAYS = 8;

/** What is at risk on each day. What ended already stands on today, what ends later on the last day. */
export function weekOf(holds: readonly Hold[], today: string, zone: string): Day[] {
  const keys = Array.from({ length: DAYS }, (_, index) => shiftDay(today, index));
  const last = keys[DAYS - 1] ?? today;
  const placed = holds.map((hold) => ({ hold, day: dayKey(hold.ends_at, zone) }));
  return keys.map((key) => {
    const here = placed.filter(({ day }) => {
      if (day <= today) return key === today;
      return day > last ? key === last : key === day;
    });
    return { key, holds: here.map(({ hold }) => hold), later: key === last && here.some(({ day }) => day > last) };
  });
}

const NOTHING: Money[] = [];

/** Sums by currency for each group of amounts. The core adds; an answer that is not there yet is no sum. */
export function useSums(groups: readonly (readonly Money[])[]): readonly (readonly Money[] | null)[] {
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['sums', JSON.stringify(groups)],
    queryFn: () => platform.call('add_up', { groups: groups.map((group) => [...group]) }),
    enabled: groups.some((group) => group.length > 1),
  });
  // One amount is its own sum, and none is nothing: nobody has to be asked for those.
  return groups.map((group, at) => (group.length === 0 ? NOTHING : group.length === 1 ? group : (data?.[at] ?? null)));
}
