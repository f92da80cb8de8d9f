import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNotice } from '@/parts/Notice';
import type { Channel, OrderId, QrView, Shared } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { useWords } from '@/words/words';

/** What is being shown to the buyer besides the link itself. */
export interface Showing {
  what: 'qr' | 'print';
  shared: Shared;
  qr: QrView;
}

export interface Sharing {
  give: (order: OrderId, channel: Channel) => void;
  isBusy: boolean;
  showing: Showing | null;
  hide: () => void;
}

/** Gives the link out. Every way is written down by the core; copying, the large code and the slip happen here. */
export function useSharing(): Sharing {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const zone = useZone();
  const [showing, setShowing] = useState<Showing | null>(null);

  const { mutate, isPending } = useMutation({
    mutationFn: async ({ order, channel }: { order: OrderId; channel: Channel }) => {
      const shared = await platform.call('share', { order, channel });
      if (channel !== 'qr' && channel !== 'print') return { channel, shared, qr: null };
      // Asked for by itself: what the page keeps of an order is asked for anew, and given up, whenever the order changes.
      return { channel, shared, qr: await platform.call('qr', { order }) };
    },
    onSuccess: ({ channel, shared, qr }) => {
      if (channel === 'copy') notice.tell(say('detail.did.link', { time: printClock(shared.ends_at, zone) }));
      if (qr !== null) setShowing({ what: channel === 'qr' ? 'qr' : 'print', shared, qr });
    },
    onError: notice.trouble,
  });
  const give = useCallback((order: OrderId, channel: Channel) => mutate({ order, channel }), [mutate]);
  const hide = useCallback(() => setShowing(null), []);
  return { give, isBusy: isPending, showing, hide };
}
