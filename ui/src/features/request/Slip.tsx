import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { print } from '@/money/print';
import type { OrderView } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { useWords } from '@/words/words';
import { Qr } from './panel/Qr';
import styles from './Slip.module.css';
import type { Showing } from './useSharing';

interface SlipProps {
  showing: Showing | null;
  order: OrderView | null;
  merchant: string;
  onDone: () => void;
}

/** The slip a buyer takes along. On the screen it is not there; on paper nothing else is. */
export function Slip({ showing, order, merchant, onDone }: SlipProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const due = showing?.what === 'print' ? showing : null;
  const isKnown = order !== null;
  // Not every web view tells that it has printed, so a slip may still stand here when the next one is asked for: each
  // is printed for itself.
  useEffect(() => {
    if (due === null || !isKnown) return;
    window.addEventListener('afterprint', onDone, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onDone);
  }, [due, isKnown, onDone]);
  if (due === null || order === null) return null;
  const { qr, shared } = due;
  return createPortal(
    <div className={styles['slip']} data-theme="light" data-slip>
      {shared.mark !== null && <p className={styles['mark']}>{say('request.slip.mark', { mark: shared.mark })}</p>}
      <p className={styles['merchant']}>{merchant}</p>
      <p className={`${styles['amount']} num`}>{print(order.amount)}</p>
      <p>{order.description}</p>
      <p className="num">{say('request.view.order', { reference: order.reference })}</p>
      <Qr of={qr} label={say('request.qr.label', { reference: order.reference })} />
      <p>{say('request.slip.scan')}</p>
      <p className="num">{say('request.slip.until', { moment: printMoment(shared.ends_at, zone, language) })}</p>
    </div>,
    document.body,
  );
}
