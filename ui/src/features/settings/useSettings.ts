import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { told } from '@/parts/Callout';
import type { SettingView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useHelloAgain } from '@/shell/pulse';
import { useWords } from '@/words/words';
import { useSaved } from './Row';

export function useSettings() {
  const platform = usePlatform();
  return useQuery({ queryKey: ['settings'], queryFn: () => platform.call('settings', {}) });
}

interface Setting {
  saved: boolean;
  wrong: string | null;
  /** Keeps a value; answers whether it was taken. */
  keep: (value: string) => Promise<boolean>;
  /** What was wrong is being mended. */
  mend: () => void;
}

/** One setting of the store: kept at once, or refused at its field. */
export function useSetting(of: SettingView, name: string): Setting {
  const platform = usePlatform();
  const client = useQueryClient();
  const helloAgain = useHelloAgain();
  const [saved, tell] = useSaved(name);
  const [wrong, setWrong] = useState<string | null>(null);
  const { language } = useWords();
  const keep = async (value: string) => {
    try {
      const next = await platform.call('set_setting', { name: of.name, value });
      client.setQueryData<SettingView[]>(['settings'], (before) =>
        before?.map((one) => (one.name === next.name ? next : one)),
      );
      setWrong(null);
      tell();
      helloAgain();
      return true;
    } catch (thrown) {
      setWrong(told(Refused.from(thrown).error, language));
      return false;
    }
  };
  return { saved, wrong, keep, mend: () => setWrong(null) };
}
