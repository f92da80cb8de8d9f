import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Has everything about people asked for again, after something was done about them. */
export function usePeopleChanged(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    for (const kind of ['people', 'trail', 'approvals']) void client.invalidateQueries({ queryKey: [kind] });
  }, [client]);
}
