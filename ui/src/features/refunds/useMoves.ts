import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import { Book, PAGE } from '@/features/payments/list/book';
import type { Move, Moves } from '@/platform/contract';
import { type Platform, usePlatform } from '@/platform/platform';
import { useChanges } from '@/shell/changes';
import { useZone } from '@/time/clock';
import { dayKey } from '@/time/zone';
import { doneVerbs, EVERYTHING, type Filter } from './sections';

/** Heights of a row and of the heading of a day or section, in pixels. */
export const ROW = 44;
export const HEADING = 36;

/** What is in sight of what is done, in pixels from its top. */
export interface Sight {
  from: number;
  to: number;
}

/** What is done, page by page, and what is known of all of it. */
export interface Done {
  book: Book<Move>;
  count: number | null;
  currencies: readonly string[];
}

/** Everything that has no outcome yet. There is never much of it, so all of it is here. */
export function useOpen() {
  return useQuery(openMoves(usePlatform()));
}

export function openMoves(platform: Platform) {
  return { queryKey: ['moves', 'open'], queryFn: () => readOpen(platform) };
}

/** The newest of what is done, whatever the list is filtered by. */
export async function newestDone(platform: Platform): Promise<readonly Move[]> {
  const verbs = doneVerbs(EVERYTHING) ?? [];
  return (await platform.call('moves', { which: 'done', verbs, currencies: [], limit: PAGE, after: null })).moves;
}

async function readOpen(platform: Platform): Promise<Moves> {
  const ask = (after: string | null) =>
    platform.call('moves', { which: 'open', verbs: [], currencies: [], limit: PAGE, after });
  const all = await ask(null);
  for (let next = all.next; next !== null; ) {
    const page = await ask(next);
    all.moves.push(...page.moves);
    next = page.next;
  }
  return { ...all, next: null };
}

/** What is done, newest first, for a filter. What is on the screen stays until the new answer is there. */
export function useDone(filter: Filter, sight: RefObject<Sight>): Done | null {
  const platform = usePlatform();
  const zone = useZone();
  const verbs = doneVerbs(filter);
  const asked = verbs === null ? null : JSON.stringify({ verbs, currencies: filter.currencies });
  const [read, setRead] = useState<{ asked: string; done: Done } | null>(null);

  useEffect(() => {
    if (asked === null) return;
    let over = false;
    const done = begin(platform, JSON.parse(asked), zone);
    void done.book.open().then(() => !over && setRead({ asked, done }));
    return () => {
      over = true;
    };
  }, [platform, zone, asked]);

  const done = asked === null ? null : (read?.done ?? null);
  const book = done?.book ?? null;
  useSyncExternalStore(
    (hear) => book?.listen(hear) ?? (() => {}),
    () => book?.version ?? -1,
  );
  useChanges(() => book?.refresh(sight.current.from, sight.current.to));
  return done;
}

function begin(platform: Platform, { verbs, currencies }: Pick<Filter, 'verbs' | 'currencies'>, zone: string): Done {
  const done: Omit<Done, 'book'> = { count: null, currencies: [] };
  const fetch = async (after: string | null) => {
    const page = await platform.call('moves', {
      which: 'done',
      verbs: [...verbs],
      currencies: [...currencies],
      limit: PAGE,
      after,
    });
    Object.assign(done, { count: page.count, currencies: page.currencies });
    return { rows: page.moves, next: page.next };
  };
  const book = new Book<Move>(fetch, (move) => dayKey(move.moved_at, zone), { row: ROW, day: HEADING });
  return Object.assign(done, { book });
}
