import { type RefObject, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { CommandError, RowView } from '@/platform/contract';
import { type Platform, usePlatform } from '@/platform/platform';
import { useChanges } from '@/shell/changes';
import { useZone } from '@/time/clock';
import { since } from '@/time/since';
import { dayKey } from '@/time/zone';
import { Book, PAGE } from './book';
import type { Sight } from './Grid';

export interface Search {
  book: Book;
  /** The query its rows answer. While another is being read this is still the one before. */
  query: string;
  /** Milliseconds from asking to having the first page. */
  took: number;
  /** What is wrong with what stands in the box now. */
  wrong: CommandError | null;
}

interface Asked {
  book: Book;
  query: string;
  took: number;
  /** Whether it may be shown though nobody heard of changes when it came. */
  stands?: () => boolean;
}

/** Questions to the core: the one under way, and what was asked last. */
interface Line {
  busy: boolean;
  wanted: string | null;
  gone: boolean;
  last: { of: (query: string) => void; query: string } | null;
}

interface Searching {
  /** What the rows on the screen answer; nothing before the first answer. */
  search: Search | null;
  /** Asks before what is asked is drawn: whoever knows what will stand in the box need not wait for a picture of it. */
  ask: (query: string) => void;
}

/**
 * The answers to what stands in the box. Every keystroke asks at once; while one question is under way only the newest
 * of those typed meanwhile is kept. The rows on the screen stay until the new ones are there.
 */
export function useSearch(query: string, sight: RefObject<Sight>): Searching {
  const platform = usePlatform();
  const zone = useZone();
  const [asked, setAsked] = useState<Asked | null>(() => askedAhead(platform, query, zone));
  const [wrong, setWrong] = useState<CommandError | null>(null);
  const line = useRef<Line>({ busy: false, wanted: null, gone: false, last: null });

  useEffect(() => {
    const state = line.current;
    state.gone = false;
    return () => {
      state.gone = true;
    };
  }, []);

  const ask = useCallback(
    function ask(wanted: string): void {
      const state = line.current;
      const answer = async (): Promise<void> => {
        state.busy = true;
        while (state.wanted !== null && !state.gone) {
          const text = state.wanted;
          state.wanted = null;
          const started = performance.now();
          const book = newBook(platform, text, zone);
          await book.open();
          const took = since(started);
          const error = book.trouble?.error ?? null;
          const isBad = error?.code === 'bad-query';
          setWrong(isBad ? error : null);
          if (!isBad) setAsked({ book, query: text, took });
        }
        state.busy = false;
      };
      state.wanted = wanted;
      state.last = { of: ask, query: wanted };
      if (!state.busy) void answer();
    },
    [platform, zone],
  );
  useEffect(() => {
    const state = line.current;
    // The first answer may have been there before anything was drawn. From here on changes are heard.
    if (state.last === null && asked?.query === query && asked.stands?.() === true) state.last = { of: ask, query };
    if (state.last?.of !== ask || state.last.query !== query) ask(query);
  }, [ask, query, asked]);

  const book = asked?.book ?? null;
  useSyncExternalStore(
    (hear) => book?.listen(hear) ?? (() => {}),
    () => book?.version ?? -1,
  );
  useEffect(() => {
    book?.show(sight.current.from, sight.current.to);
  });
  useChanges(() => book?.refresh(sight.current.from, sight.current.to));

  const search = useMemo(() => (asked === null ? null : { ...asked, wrong }), [asked, wrong]);
  return { search, ask };
}

/** The rows of a first picture, where they were asked for ahead and are there. */
function askedAhead(platform: Platform, query: string, zone: string): Asked | null {
  const known = platform.known?.('search', { query, limit: PAGE, after: null });
  if (known === undefined) return null;
  const book = newBook(platform, query, zone);
  book.openWith(known.answer);
  return { book, query, took: known.took, stands: known.stands };
}

function newBook(platform: Platform, query: string, zone: string): Book {
  return new Book(
    (after) => platform.call('search', { query, limit: PAGE, after }),
    (row: RowView) => dayKey(row.opened_at, zone),
  );
}
