import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CommandError, KeyFrom, StagedKey } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';

interface Staging {
  staged: StagedKey | null;
  busy: boolean;
  refused: CommandError | null;
  /** Makes a pair, or has the core take the private key from where it is. */
  stage: (from: KeyFrom | null) => void;
  discard: () => void;
}

/** The pair that waits for its account. */
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
    // Where the system's dialog was closed, what was there stays.
    stage: (from) => void run(platform.call('stage_key', { import: from }).then((next) => next ?? staged)),
    discard: () => void run(platform.call('discard_staged_key', {})),
  };
}
