import { useEffect } from 'react';
import { useNotice } from '@/parts/Notice';
import { usePlatform } from '@/platform/platform';

/** Tells the core that something can be seen, so that it shows the window and stops waiting for it. */
export function useReady(): void {
  const platform = usePlatform();
  const notice = useNotice();
  useEffect(() => {
    platform.call('ready', {}).catch((thrown: unknown) => notice.trouble(thrown));
  }, [platform, notice]);
}
