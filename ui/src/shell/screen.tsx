import { createContext, type Dispatch, type SetStateAction, useContext, useRef, useState } from 'react';

/** The screens a person can be on. */
export type ScreenId =
  | 'attention'
  | 'payments'
  | 'request'
  | 'capture'
  | 'refunds'
  | 'keys'
  | 'people'
  | 'settings'
  | 'training';

/** What a screen may be told when it is opened. */
export interface Errand {
  /** The order to show, continue or copy. */
  order?: string;
  /** What to search for. */
  query?: string;
  /** The part of the screen to show. */
  part?: string;
}

export interface Place {
  screen: ScreenId;
  errand: Errand;
  /** Goes up with every visit, so that the same errand twice is two visits. */
  visit: number;
}

interface Places {
  place: Place;
  go: (screen: ScreenId, errand?: Errand) => void;
  /** Whether the screen exists here. What leads to one that does not is not shown. */
  has: (screen: ScreenId) => boolean;
  /** What screens remember while they are away. */
  memory: Map<string, unknown>;
}

const PlacesContext = createContext<Places | null>(null);

export const PlacesProvider = PlacesContext.Provider;

export function usePlaces(): Places {
  const places = useContext(PlacesContext);
  if (places === null) throw new Error('usePlaces needs a PlacesProvider above it');
  return places;
}

/** State that a screen finds again when people come back to it. */
export function useRemembered<T>(name: string, first: T): [T, Dispatch<SetStateAction<T>>] {
  const { memory } = usePlaces();
  const known = useRef(memory);
  const [value, setValue] = useState<T>(() => (memory.has(name) ? (memory.get(name) as T) : first));
  const set: Dispatch<SetStateAction<T>> = useRef((next: SetStateAction<T>) => {
    setValue((before) => {
      const after = typeof next === 'function' ? (next as (before: T) => T)(before) : next;
      known.current.set(name, after);
      return after;
    });
  }).current;
  return [value, set];
}
