import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CommandError, StagedKey } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';

interface Staging {
  staged: StagedKey | null;
  busy: boolean;
  refused: CommandError | null;
  /** Makes a pair, or takes the private key that was pasted. */
  stage: (text: string | null) => void;
  discard: () => void;
}

/** The pair that waits for its account. A pasted private key passes through as an argument; nothing here holds it. */
export function useStaging(first: StagedKey | null): Staging {
  const platform = usePlatform();
  const client = useQueryClient();
  const [staged, setStaged] = useState(first);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<CommandError | null>(null);
  const run = async (doing: Promise<StagedKey | null>) => {
    setBusy(true);
    try {
      const next = await doing;
      setStaged(next);
      client.setQueryData(['staged-key'], next);
      setRefused(null);
    } catch (thrown) {
      setRefused(Refused.from(thrown).error);
    }
    setBusy(false);
  };
  return {
    staged,
    busy,
    refused,
    stage: (text) => void run(platform.call('stage_key', { import: text })),
    discard: () => void run(platform.call('discard_staged_key', {})),
  };
}
