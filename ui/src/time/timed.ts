import type { SessionView } from '@/platform/contract';

/** An attempt whose end is known: each that was made here. */
export type TimedSession = SessionView & { ends_at: string };

/** Whether the end of an attempt is known. */
export function isTimed(session: SessionView): session is TimedSession {
  return session.ends_at !== null;
}
