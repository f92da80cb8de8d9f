import { useWaitingLink } from '@/features/request/waiting';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Dialog } from '@/parts/Dialog';
import type { AttentionItem, Deferred, Moment, OrderId } from '@/platform/contract';
import { useNow, useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import { useSendAfter, useSendAgain } from './useActs';

/** A link that is out cannot be called back: before another is made beside it, this says so. */
export function SendAgain({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const { say } = useWords();
  const now = useNow(1000);
  const waits = useWaitingLink(item.order);
  const { until } = item;
  const live = until !== null && Date.parse(until) > now ? until : null;
  return (
    <Dialog
      open
      width={560}
      title={say('attention.link.ask', { reference: item.reference ?? '' })}
      onClose={onClose}
      actions={
        item.order !== null &&
        (live === null ? (
          <OnceItEnded order={item.order} onClose={onClose} />
        ) : (
          <WhileItLives order={item.order} waits={waits !== null} onClose={onClose} />
        ))
      }
    >
      {live === null ? <p>{say('attention.link.over')}</p> : <StillLives until={live} waits={waits} />}
    </Dialog>
  );
}

function StillLives({ until, waits }: { until: Moment; waits: Deferred | null }) {
  const { say } = useWords();
  const zone = useZone();
  return (
    <>
      <p>{weave(say('attention.link.live', { until: '{until}' }), { until: <At at={until} /> })}</p>
      <p className="quiet">
        {waits === null
          ? say('attention.link.after', { time: printClock(until, zone) })
          : say('request.later.waits', { time: printClock(waits.at, zone) })}
      </p>
    </>
  );
}

interface ChoicesProps {
  order: OrderId;
  onClose: () => void;
}

/** Waiting for the end of the old link rules out that the buyer pays twice, and so comes first. */
function WhileItLives({ order, waits, onClose }: ChoicesProps & { waits: boolean }) {
  const { say } = useWords();
  const { again, isMaking } = useSendAgain(onClose);
  const { after, isAsking } = useSendAfter(onClose);
  const isBusy = isMaking || isAsking;
  return (
    <>
      {!waits && (
        <Button look="primary" data-autofocus disabled={isBusy} onClick={() => after(order)}>
          {say('request.old.after')}
        </Button>
      )}
      <Button disabled={isBusy} onClick={() => again(order, true)}>
        {isMaking ? say('detail.action.making') : say('attention.link.now')}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {say('common.cancel')}
      </Button>
    </>
  );
}

/** Nothing overlaps any more. */
function OnceItEnded({ order, onClose }: ChoicesProps) {
  const { say } = useWords();
  const { again, isMaking } = useSendAgain(onClose);
  return (
    <>
      <Button onClick={onClose} data-autofocus>
        {say('common.cancel')}
      </Button>
      <Button look="primary" disabled={isMaking} onClick={() => again(order, false)}>
        {isMaking ? say('detail.action.making') : say('attention.link.make')}
      </Button>
    </>
  );
}
