import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OrderId, WatchPlan } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useLater } from '@/shell/later';
import { useClock } from '@/time/clock';

/** After the moment of a question, in milliseconds: by then it was put, and the next one is known. */
const MARGIN = 1500;

/** What Antom is asked next, of one order or of all; asked again when the moment of the first question has come. */
export function usePlan(order: OrderId | null, limit: number): WatchPlan | undefined {
  const platform = usePlatform();
  const clock = useClock();
  const later = useLater();
  const { data, refetch } = useQuery({
    queryKey: order === null ? ['plan', limit] : ['order', order, 'plan', limit],
    queryFn: () => platform.call('watch_plan', { order, limit }),
  });
  const first = data?.next[0]?.at ?? null;
  useEffect(() => {
    if (first === null) return;
    return later(Math.max(Date.parse(first), clock.now()) + MARGIN, () => void refetch());
  }, [later, clock, first, refetch]);
  return data;
}
