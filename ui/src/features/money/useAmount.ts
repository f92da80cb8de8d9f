import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { AmountRead, CommandError } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';

export interface Typed {
  /** What was read; none while nothing was, or while the text goes on changing. */
  read: AmountRead | null;
  wrong: CommandError | null;
}

const NOTHING: Typed = { read: null, wrong: null };

/** What was typed, as the core reads it. The window itself never makes a number of it. */
export function useAmount(text: string, currency: string): Typed {
  const platform = usePlatform();
  const [settled] = useDebouncedValue(text, 200);
  const [found, setFound] = useState<Typed & { of: string }>({ of: '', ...NOTHING });
  useEffect(() => {
    let over = false;
    if (settled.trim() === '') {
      setFound({ of: settled, ...NOTHING });
      return;
    }
    platform.call('read_amount', { text: settled, currency }).then(
      (read) => !over && setFound({ of: settled, read, wrong: null }),
      (thrown: unknown) => !over && setFound({ of: settled, read: null, wrong: Refused.from(thrown).error }),
    );
    return () => {
      over = true;
    };
  }, [platform, settled, currency]);
  return found.of === text ? found : NOTHING;
}
