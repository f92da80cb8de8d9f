import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ask, Book, Prepared } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';

/** For so long the button does nothing after its words appeared: nobody presses what they have not read. */
const INERT = 400;

export interface Proposal {
  /** What would be done, for exactly what was asked; none while Antom is being asked. */
  prepared: Prepared | null;
  /** Why not. */
  refused: Refused | null;
  /** The money as it was when it was last known, also while it is asked again. */
  book: Book | null;
  /** Whether the money changed since the dialog was opened. */
  changed: boolean;
  armed: boolean;
  /** Puts the question again. */
  again: () => void;
}

/** Asks Antom and the rules about exactly this wish, and again whenever it changes. The button is armed by the answer. */
export function useProposal(ask: Ask): Proposal {
  const platform = usePlatform();
  const [answer, setAnswer] = useState<{ key: string; prepared: Prepared | null; refused: Refused | null } | null>(
    null,
  );
  const [armed, setArmed] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const books = useRef<{ first: Book | null; last: Book | null }>({ first: null, last: null });
  const key = `${round} ${JSON.stringify(ask)}`;

  useEffect(() => {
    let over = false;
    const take = (prepared: Prepared | null, refused: Refused | null) => {
      if (over) return;
      if (prepared?.before != null) {
        books.current = { first: books.current.first ?? prepared.before, last: prepared.before };
      }
      setAnswer({ key, prepared, refused });
    };
    platform.call('prepare', JSON.parse(key.slice(key.indexOf('{'))) as Ask).then(
      (prepared) => take(prepared, null),
      (thrown: unknown) => take(null, Refused.from(thrown)),
    );
    return () => {
      over = true;
    };
  }, [platform, key]);

  const isAnswered = answer?.key === key;
  const token = isAnswered ? (answer.prepared?.token ?? null) : null;
  useEffect(() => {
    setArmed(null);
    if (token === null) return;
    const timer = setTimeout(() => setArmed(token), INERT);
    return () => clearTimeout(timer);
  }, [token]);

  const { first, last } = books.current;
  return {
    prepared: isAnswered ? answer.prepared : null,
    refused: isAnswered ? answer.refused : null,
    book: last,
    changed: JSON.stringify(first) !== JSON.stringify(last),
    armed: token !== null && armed === token,
    again: useCallback(() => setRound((before) => before + 1), []),
  };
}
