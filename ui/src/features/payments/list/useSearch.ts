import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { CommandError, RowView } from '@/platform/contract';
import { type Platform, usePlatform } from '@/platform/platform';
import { useChanges } from '@/shell/changes';
import { useZone } from '@/time/clock';
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
}

/**
 * The answers to what stands in the box. Every keystroke asks at once; while one question is under way only the newest
 * of those typed meanwhile is kept. The rows on the screen stay until the new ones are there.
 */
export function useSearch(query: string, sight: RefObject<Sight>): Search | null {
  const platform = usePlatform();
  const zone = useZone();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [wrong, setWrong] = useState<CommandError | null>(null);
  const line = useRef<{ busy: boolean; wanted: string | null; gone: boolean }>({
    busy: false,
    wanted: null,
    gone: false,
  });

  useEffect(() => {
    const state = line.current;
    state.gone = false;
    return () => {
      state.gone = true;
    };
  }, []);

  useEffect(() => {
    const state = line.current;
    const answer = async (): Promise<void> => {
      state.busy = true;
      while (state.wanted !== null && !state.gone) {
        const text = state.wanted;
        state.wanted = null;
        const started = performance.now();
        const book = newBook(platform, text, zone);
        await book.open();
        const took = Math.max(1, Math.round(performance.now() - started));
        const error = book.trouble?.error ?? null;
        const isBad = error?.code === 'bad-query';
        setWrong(isBad ? error : null);
        if (!isBad) setAsked({ book, query: text, took });
      }
      state.busy = false;
    };
    state.wanted = query;
    if (!state.busy) void answer();
  }, [platform, query, zone]);

  const book = asked?.book ?? null;
  useSyncExternalStore(
    (hear) => book?.listen(hear) ?? (() => {}),
    () => book?.version ?? -1,
  );
  useEffect(() => {
    book?.show(sight.current.from, sight.current.to);
  });
  useChanges(() => book?.refresh(sight.current.from, sight.current.to));

  return asked === null ? null : { ...asked, wrong };
}

function newBook(platform: Platform, query: string, zone: string): Book {
  return new Book(
    (after) => platform.call('search', { query, limit: PAGE, after }),
    (row: RowView) => dayKey(row.opened_at, zone),
  );
}
