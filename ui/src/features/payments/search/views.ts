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

/** The views people saved. They stand in the encrypted ledger: a search can hold a buyer's name. */
export function useViews(): { views: readonly View[]; save: (view: View) => void; remove: (name: string) => void } {
  const { all, keep } = usePreferences();
  const kept = all['payments.views'];
  return useMemo(() => {
    const views = readViews(kept);
    const write = (next: readonly View[]) => keep('payments.views', JSON.stringify(next));
    return {
      views,
      save: (view) => write([...views.filter((one) => one.name !== view.name), view].slice(-MOST_VIEWS)),
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
