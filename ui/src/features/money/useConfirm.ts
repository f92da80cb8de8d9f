import { useRef, useState } from 'react';
import type { IntentView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import type { Proposal } from './useProposal';

export interface Confirming {
  sending: boolean;
  /** Why the last press decided nothing. */
  failed: Refused | null;
  confirm: () => void;
}

/** Confirms once. A second press, however fast, finds the first one under way; one that failed is prepared anew. */
export function useConfirm({ prepared, again }: Proposal, onIntent: (intent: IntentView) => void): Confirming {
  const platform = usePlatform();
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<Refused | null>(null);
  const used = useRef<string | null>(null);
  const confirm = () => {
    if (prepared === null || used.current === prepared.token) return;
    used.current = prepared.token;
    setSending(true);
    setFailed(null);
    platform.call('confirm', { token: prepared.token }).then(onIntent, (thrown: unknown) => {
      setFailed(Refused.from(thrown));
      setSending(false);
      again();
    });
  };
  return { sending, failed, confirm };
}
