import { useQuery } from '@tanstack/react-query';
import { Evidence } from '@/features/payments/detail/Evidence';
import { Button } from '@/parts/Button';
import { Money } from '@/parts/Money';
import { Pane } from '@/parts/Pane';
import { StagePill } from '@/parts/StageWord';
import { stageLook } from '@/parts/stage';
import type { Move } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { usePlaces } from '@/shell/screen';
import { type Say, useWords } from '@/words/words';
import styles from './Detail.module.css';
import { MoneyOf } from './MoneyOf';
import { MoveFacts } from './MoveFacts';
import { Standing } from './Standing';
import { Steps } from './Steps';

interface MoveDetailProps {
  move: Move;
  isNewest: boolean;
  busy: boolean;
  alone: boolean;
  focus: number;
  onStop: () => void;
  onAsk: () => void;
  onClose: () => void;
}

/** One refund, cancel or waiting capture: how much, how it stands, what happens next, and what proves it. */
export function MoveDetail({ move, isNewest, busy, alone, focus, onStop, onAsk, onClose }: MoveDetailProps) {
  const { say } = useWords();
  const { go } = usePlaces();
  const platform = usePlatform();
  const { data: order } = useQuery({
    queryKey: ['order', move.order, 'show'],
    queryFn: () => platform.call('show', { order: move.order }),
  });
  const title = titleOf(move, say);
  return (
    <Pane
      label={title}
      title={title}
      alone={alone}
      focus={focus}
      onClose={onClose}
      actions={
        <Button look="quiet" size="small" onClick={() => go('payments', { order: move.order })}>
          {say('refunds.open-order')}
        </Button>
      }
      foot={order !== undefined && <Evidence key={order.id} order={order} />}
    >
      <div className={styles['sum']}>
        <Money of={move.amount} void={stageLook(move).void} minus={move.verb !== 'Capture'} large />
        <span className="push">
          <StagePill of={move} />
        </span>
      </div>
      <div className={styles['blocks']}>
        <Standing move={move} isNewest={isNewest} busy={busy} onStop={onStop} onAsk={onAsk} />
        <MoneyOf move={move} />
      </div>
      <Steps move={move} />
      <hr className={styles['rule']} />
      <MoveFacts move={move} />
    </Pane>
  );
}

function titleOf({ verb, reference }: Move, say: Say): string {
  if (verb === 'Capture') return say('refunds.title.capture', { reference });
  return verb === 'Cancel' ? say('refunds.title.cancel', { reference }) : say('refunds.title.refund', { reference });
}
