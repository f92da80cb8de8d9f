import { useQuery } from '@tanstack/react-query';
import { usePlatform } from '@/platform/platform';

/** Who works here, with roles and policy. */
export function usePeople() {
  const platform = usePlatform();
  return useQuery({ queryKey: ['people'], queryFn: () => platform.call('people', {}) });
}
