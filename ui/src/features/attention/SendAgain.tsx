import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Dialog } from '@/parts/Dialog';
import type { AttentionItem } from '@/platform/contract';
import { useNow } from '@/time/clock';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import { useSendAgain } from './useActs';

/** A link that is out cannot be called back: before another is made beside it, this says so. */
export function SendAgain({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const { say } = useWords();
  const now = useNow(1000);
  const { again, isMaking } = useSendAgain(onClose);
  const { order, until } = item;
  const isLive = until !== null && Date.parse(until) > now;
  return (
    <Dialog
      open
      title={say('attention.link.ask', { reference: item.reference ?? '' })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-autofocus>
            {isLive ? say('attention.link.wait') : say('common.cancel')}
          </Button>
          <Button look="primary" disabled={isMaking} onClick={() => order !== null && again(order, isLive)}>
            {isMaking ? say('detail.action.making') : isLive ? say('attention.link.now') : say('attention.link.make')}
          </Button>
        </>
      }
    >
      {isLive ? (
        <p>{weave(say('attention.link.live', { until: '{until}' }), { until: <At at={until} /> })}</p>
      ) : (
        <p>{say('attention.link.over')}</p>
      )}
    </Dialog>
  );
}
