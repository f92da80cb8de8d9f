import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotice } from '@/parts/Notice';
import type { TrainingView } from '@/platform/contract';

/** Changes something in the simulator, and shows what it answers. */
export function useTraining<T>(change: (input: T) => Promise<TrainingView>, after?: (now: TrainingView) => void) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: change,
    onSuccess: (now) => {
      client.setQueryData(['training'], now);
      after?.(now);
    },
    onError: notice.trouble,
  });
}
