import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { OrderId, RowView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { PAUSE, useSettled } from '../search/tallies';
import type { Active } from './Grid';
import type { Search } from './useSearch';

/** Most days that are counted at once. */
const MOST_DAYS = 12;

/**
 * Where the active row is now: orders that came in above it have moved it down. While people type, it is the first row,
 * whichever that is; what they come to rest at is followed.
 */
export function useActive(search: Search | null, active: Active, setActive: (active: Active) => void): Active {
  const book = search?.book;
  const moved = active.id === null || book === undefined ? -1 : book.indexOf(active.id);
  const first = book?.at(0) ?? null;
  const here =
    moved >= 0
      ? { index: moved, id: active.id }
      : active.id === null && first !== null
        ? { index: 0, id: first.id }
        : active;
  const { index, id } = here;
  useEffect(() => {
    if (index === active.index && id === active.id) return;
    const rest = setTimeout(() => setActive({ index, id }), PAUSE);
    return () => clearTimeout(rest);
  }, [index, id, active, setActive]);
  return useMemo(() => ({ index, id }), [index, id]);
}

/** The open order as the list has it now, else as it was when it was opened. */
export function useFresh(open: RowView | { id: OrderId } | null, search: Search | null): RowView | null {
  if (open === null) return null;
  const index = search?.book.indexOf(open.id) ?? -1;
  return (index < 0 ? null : search?.book.at(index)) ?? ('reference' in open ? open : null);
}

/** Counts of days whose both ends are not in memory. Asked for once each, and kept. */
export function useDayCounts({ book, query }: Pick<Search, 'book' | 'query'>): (day: string) => number | null {
  const platform = usePlatform();
  const settled = useSettled(query) === query;
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const { data } = useQuery({
    queryKey: ['tally', 'days', query, ...unknown],
    queryFn: async () => {
      const queries = unknown.map((day) => `${query} on:${day}`.trim());
      const tallies = await platform.call('tally', { queries });
      return new Map(unknown.map((day, at) => [day, tallies[at]?.count ?? null]));
    },
    enabled: settled && unknown.length > 0,
    placeholderData: keepPreviousData,
  });
  const wanted = useRef(new Set<string>());
  useEffect(() => {
    const next = [...wanted.current].sort().slice(-MOST_DAYS);
    if (next.join() !== unknown.join()) setUnknown(next);
  });
  wanted.current = new Set();
  return (day) => {
    const known = book.rowsOn(day)?.length ?? null;
    if (known !== null) return known;
    wanted.current.add(day);
    return data?.get(day) ?? null;
  };
}

/** The rows that are in memory: what can be selected at once. */
export function rowsInMemory(search: Search | null): RowView[] {
  if (search === null) return [];
  const { book } = search;
  return book.between(0, book.height).flatMap((item) => (item.kind === 'row' && item.row !== null ? [item.row] : []));
}
