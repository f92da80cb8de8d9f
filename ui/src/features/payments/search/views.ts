import { useMemo } from 'react';
import { usePreferences } from '@/shell/preferences';
import type { ColumnId } from '../list/columns';
import { readColumns } from '../list/columns';

/** A search and its columns under a name. */
export interface View {
  name: string;
  query: string;
  columns: readonly ColumnId[];
}

/** Most views, and the longest name of one. */
export const MOST_VIEWS = 12;
export const LONGEST_NAME = 40;

interface Views {
  views: readonly View[];
  /** Answers whether it is kept: where there are as many as there may be, none gives way to another by itself. */
  save: (view: View) => boolean;
  remove: (name: string) => void;
}

/** The views people saved. They stand in the encrypted ledger: a search can hold a buyer's name. */
export function useViews(): Views {
  const { all, keep } = usePreferences();
  const kept = all['payments.views'];
  return useMemo(() => {
    const views = readViews(kept);
    const write = (next: readonly View[]) => keep('payments.views', JSON.stringify(next));
    return {
      views,
      save: (view) => {
        const others = views.filter((one) => one.name !== view.name);
        if (others.length >= MOST_VIEWS) return false;
        write([...others, view]);
        return true;
      },
      remove: (name) => write(views.filter((one) => one.name !== name)),
    };
  }, [kept, keep]);
}

/** Views as they were kept; what cannot be read is left out. */
export function readViews(kept: string | undefined): readonly View[] {
  if (kept === undefined || kept === '') return [];
  try {
    const read: unknown = JSON.parse(kept);
    return Array.isArray(read) ? read.flatMap(readView) : [];
  } catch {
    return [];
  }
}

function readView(read: unknown): View[] {
  if (typeof read !== 'object' || read === null || !('name' in read) || !('query' in read)) return [];
  const { name, query } = read;
  if (typeof name !== 'string' || typeof query !== 'string') return [];
  const columns = 'columns' in read && Array.isArray(read.columns) ? read.columns.join(' ') : undefined;
  return [{ name, query, columns: readColumns(columns) }];
}
