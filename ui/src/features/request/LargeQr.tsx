import { print } from '@/money/print';
import { Dialog } from '@/parts/Dialog';
import type { OrderView } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { useWords } from '@/words/words';
import styles from './Large.module.css';
import { Qr } from './panel/Qr';
import type { Showing } from './useSharing';

interface LargeQrProps {
  showing: Showing | null;
  order: OrderView | null;
  onClose: () => void;
}

/** The code so large that a buyer scans it over the counter. */
export function LargeQr({ showing, order, onClose }: LargeQrProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const isOpen = showing?.what === 'qr' && order !== null;
  return (
    <Dialog
      open={isOpen}
      title={order === null ? '' : say('request.qr.title', { amount: print(order.amount) })}
      width={520}
      onClose={onClose}
    >
      {isOpen && (
        <div className={styles['large']}>
          <Qr of={showing.qr} label={say('request.qr.label', { reference: order.reference })} />
          <p className="num">
            {say('request.qr.until', {
              reference: order.reference,
              moment: printMoment(showing.shared.ends_at, zone, language),
            })}
          </p>
        </div>
      )}
    </Dialog>
  );
}
