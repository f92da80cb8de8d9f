import { createContext, useContext } from 'react';
import type { Environment } from '@/platform/contract';

const EnvironmentContext = createContext<Environment>('production');

export const EnvironmentProvider = EnvironmentContext.Provider;

/** The environment of this window. It decides band, frame and the tag on money buttons. */
export function useEnvironment(): Environment {
  return useContext(EnvironmentContext);
}
