import { useRef, useState } from 'react';
import type { IntentView, SecondPerson } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import type { Proposal } from './useProposal';

export interface Confirming {
  /** Who else has to agree: then a press asks them, and decides nothing. */
  second: SecondPerson | null;
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
  const used = useRef<string | null>(null);
  const second = prepared?.second ?? null;
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
    if (asks(second)) platform.call('ask_approval', { token, note: null }).then(onAsked, over);
    else platform.call('confirm', { token }).then(onIntent, over);
  };
  return { second, sending, failed, confirm };
}

/** Whether there is somebody who could be asked; where nobody could agree, the recovery code stands in. */
export function asks(second: SecondPerson | null): boolean {
  return second !== null && second.approvers.length > 0;
}
