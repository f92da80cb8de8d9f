import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Tally } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';

/** How long nobody types before anything is counted, in milliseconds: the rows of the next letter go first. */
export const PAUSE = 200;

/** A query once nobody has changed it for a moment; the first one at once. */
export function useSettled(query: string): string {
  return useDebouncedValue(query, PAUSE)[0];
}

/** How many orders each search has. The figures before stay while new ones are counted. */
export function useTallies(queries: readonly string[]): readonly Tally[] | undefined {
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['tally', ...queries],
    queryFn: () => platform.call('tally', { queries: [...queries] }),
    placeholderData: keepPreviousData,
    enabled: queries.length > 0,
  });
  return data;
}
