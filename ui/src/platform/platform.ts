import { createContext, useContext } from 'react';
import type { CommandError, CommandName, EventName, Events, Input, Output } from './contract';

/** Everything the window can ask of what lies outside it. Two implementations: Tauri, and the test double. */
export interface Platform {
  /** Calls one command. Rejects with a {@link Refused}, never with anything else. */
  call<N extends CommandName>(command: N, input: Input<N>): Promise<Output<N>>;
  /** The answer to a command that was called ahead and has come by now; whoever takes it asks no more. */
  known?<N extends CommandName>(command: N, input: Input<N>): Known<N> | undefined;
  /** Listens until the returned function is called. */
  listen<E extends EventName>(event: E, hear: (payload: Events[E]) => void): () => void;
}

/** An answer that came before anybody asked for it. */
export interface Known<N extends CommandName> {
  answer: Output<N>;
  /** Milliseconds from the question to the answer, at least one. */
  took: number;
  /** Whether nothing has changed since. */
  stands: () => boolean;
}

/** A command was refused or failed, with a code that is stable and words for people. */
export class Refused extends Error {
  readonly error: CommandError;

  constructor(error: CommandError) {
    super(error.message);
    this.name = 'Refused';
    this.error = error;
  }

  /** Whatever was thrown, as a refusal. Something that is not one of the core's own is a fault of this program. */
  static from(thrown: unknown): Refused {
    if (thrown instanceof Refused) return thrown;
    if (isCommandError(thrown)) return new Refused(thrown);
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new Refused({ code: 'window-fault', class: 'ledger', message, remedy: '' });
  }
}

function isCommandError(thrown: unknown): thrown is CommandError {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown && 'remedy' in thrown;
}

const PlatformContext = createContext<Platform | null>(null);

export const PlatformProvider = PlatformContext.Provider;

/** The platform of this window. */
export function usePlatform(): Platform {
  const platform = useContext(PlatformContext);
  if (platform === null) throw new Error('usePlatform needs a PlatformProvider above it');
  return platform;
}
