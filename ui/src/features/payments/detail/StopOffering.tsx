import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Field } from '@/parts/Field';
import { FrameBody, FrameFoot, FrameHead, MoneyFrame } from '@/parts/MoneyFrame';
import { useNotice } from '@/parts/Notice';
import type { OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { useWords } from '@/words/words';
import { liveSession } from './standing';

interface AskingProps {
  order: OrderView;
  open: boolean;
  onClose: () => void;
}

/** Asks before no further link is made. A link that is out cannot be called back, and this says so. */
export function StopOffering({ order, open, onClose }: AskingProps) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const zone = useZone();
  const [reason, setReason] = useState('');
  const stop = useMutation({
    mutationFn: () => platform.call('stop_offering', { order: order.id, reason: reason.trim() || null }),
    onSuccess: (stopped) => {
      client.setQueryData(['order', order.id, 'show'], stopped.order);
      const until = stopped.old_link_until;
      notice.tell(
        until === null
          ? say('detail.did.stopped')
          : say('detail.did.stopped.live', { time: printMoment(until, zone, language) }),
      );
      onClose();
    },
    onError: notice.trouble,
  });
  const live = liveSession(order);
  return (
    open && (
      <MoneyFrame onClose={onClose}>
        <FrameHead title={say('detail.stop.title', { reference: order.reference })} />
        <FrameBody>
          <p className="num">
            {say('detail.stop.body')}{' '}
            {live !== null && say('detail.stop.live', { time: printMoment(live.ends_at, zone, language) })}
          </p>
          <Field
            label={say('detail.stop.reason')}
            value={reason}
            maxLength={256}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </FrameBody>
        <FrameFoot hint="">
          <Button size="large" onClick={onClose}>
            {say('money.back')}
          </Button>
          <Button size="large" look="stop" disabled={stop.isPending} onClick={() => stop.mutate()}>
            {say('detail.stop.do')}
          </Button>
        </FrameFoot>
      </MoneyFrame>
    )
  );
}
