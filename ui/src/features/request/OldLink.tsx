import { Button } from '@/parts/Button';
import { Dialog } from '@/parts/Dialog';
import { useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { useWords } from '@/words/words';

/** A link that stands in the way of another one. */
export interface Standoff {
  what: 'replace' | 'again';
  reference: string;
  until: string;
}

interface OldLinkProps {
  of: Standoff | null;
  onAfter: () => void;
  onNow: () => void;
  onClose: () => void;
}

/** A live link cannot be ended. It can be waited for, which rules out that the buyer pays twice. */
export function OldLink({ of, onAfter, onNow, onClose }: OldLinkProps) {
  const { say } = useWords();
  const zone = useZone();
  const time = of === null ? '' : printClock(of.until, zone);
  const reference = of?.reference ?? '';
  return (
    <Dialog
      open={of !== null}
      width={560}
      title={
        of?.what === 'again' ? say('request.old.title.again', { reference }) : say('request.old.title', { reference })
      }
      onClose={onClose}
      actions={
        <>
          <Button look="primary" money data-autofocus onClick={onAfter}>
            {say('request.old.after')}
          </Button>
          <Button money onClick={onNow}>
            {say('request.old.now')}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {say('common.cancel')}
          </Button>
        </>
      }
    >
      <p>
        <b>{say('request.old.live', { time })}</b> {say('request.old.watched')}
      </p>
      <p className="quiet">{say('request.old.twice')}</p>
    </Dialog>
  );
}
