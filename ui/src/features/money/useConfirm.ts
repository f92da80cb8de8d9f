import { type RefObject, useRef, useState } from 'react';
import type { IntentView, SecondPerson } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import type { Proposal } from './useProposal';

export interface Confirming {
  /** Who else has to agree: then a press asks them, and decides nothing. */
  second: SecondPerson | null;
  /** Where the recovery code is typed, where nobody else could agree. It is read once, and emptied with that. */
  code: RefObject<HTMLInputElement | null>;
  /** Something stands there. */
  hasCode: boolean;
  setHasCode: (has: boolean) => void;
  /** A few words to whoever is asked. */
  note: string;
  setNote: (note: string) => void;
  /** What the last press needed is there. */
  ready: boolean;
  sending: boolean;
  /** Why the last press decided nothing. */
  failed: Refused | null;
  confirm: () => void;
}

/** Confirms once. A second press, however fast, finds the first one under way; one that failed is prepared anew. */
export function useConfirm(
  { prepared, again }: Proposal,
  onIntent: (intent: IntentView) => void,
  onAsked: () => void,
): Confirming {
  const platform = usePlatform();
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<Refused | null>(null);
  const [hasCode, setHasCode] = useState(false);
  const [note, setNote] = useState('');
  const used = useRef<string | null>(null);
  const code = useRef<HTMLInputElement>(null);
  // While the question is put anew, the field beside the last one stays, and what is typed in it: by every letter of an
  // amount it would go and come back empty.
  const [second, setSecond] = useState<SecondPerson | null>(null);
  const now = prepared?.second ?? null;
  if (prepared !== null && now !== second) setSecond(now);
  const taken = (): string | null => {
    const typed = code.current?.value ?? '';
    if (code.current !== null) code.current.value = '';
    setHasCode(false);
    return typed === '' ? null : typed;
  };
  const confirm = () => {
    if (prepared === null || used.current === prepared.token) return;
    used.current = prepared.token;
    setSending(true);
    setFailed(null);
    const over = (thrown: unknown) => {
      setFailed(Refused.from(thrown));
      setSending(false);
      again();
    };
    const { token } = prepared;
    if (asks(second)) platform.call('ask_approval', { token, note: note.trim() || null }).then(onAsked, over);
    else platform.call('confirm', needsCode(second) ? { token, code: taken() } : { token }).then(onIntent, over);
  };
  const ready = !sending && (hasCode || !needsCode(second));
  return { second, code, hasCode, setHasCode, note, setNote, ready, sending, failed, confirm };
}

/** Whether there is somebody who could be asked. */
export function asks(second: SecondPerson | null): boolean {
  return second !== null && second.approvers.length > 0;
}

/** Whether nobody could agree, so that the recovery code stands in. */
export function needsCode(second: SecondPerson | null): boolean {
  return second !== null && second.approvers.length === 0;
}
