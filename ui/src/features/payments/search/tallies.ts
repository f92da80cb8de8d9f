import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Tally } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';

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
