import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { usePlatform } from '@/platform/platform';
import { useHello } from './pulse';
import { type Route, routesOf } from './routes';

/** Who works here, with roles and policy. */
export function usePeople(enabled = true) {
  const platform = usePlatform();
  return useQuery({ queryKey: ['people'], queryFn: () => platform.call('people', {}), enabled });
}

/** The screens that whoever sits here may open. What needs a right waits until it is known that they hold it. */
export function useRoutes(): readonly Route[] {
  const { environment, here } = useHello();
  const { data } = usePeople(here);
  return useMemo(() => routesOf(environment, here ? (data?.here?.rights ?? []) : null), [environment, here, data]);
}
