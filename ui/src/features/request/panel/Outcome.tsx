import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { NextStep } from '@/features/payments/detail/NextStep';
import { print } from '@/money/print';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { cardName, methodName } from '@/parts/method';
import { useNotice } from '@/parts/Notice';
import { STATES } from '@/parts/state';
import type { OrderView } from '@/platform/contract';
import { usePreferences } from '@/shell/preferences';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import { playPaid } from '../sound';
import styles from './Panel.module.css';

/** What came of the request: the panel turns with the state. */
export function Outcome({ order }: { order: OrderView }) {
  const { say } = useWords();
  const { go, has } = usePlaces();
  const { word, icon, tone } = STATES[order.state];
  const payment = order.payments.findLast(({ state }) => state === order.state) ?? order.payments.at(-1);
  const how =
    payment?.method == null
      ? null
      : payment.method === 'CARD'
        ? cardName(payment.card?.brand, payment.card?.last4, say)
        : methodName(payment.method, say);
  return (
    <div className={styles['outcome']} data-tone={tone}>
      <Icon of={icon} size={24} />
      <div className={styles['came']}>
        <div role="status">
          <p className={styles['word']}>{say(word)}</p>
          <p className={`${styles['sum']} num`}>{print(payment?.amount ?? order.amount)}</p>
        </div>
        {payment !== undefined && (
          <p className="small quiet">
            {how !== null && `${how} · `}
            <At at={payment.paid_at ?? payment.as_of} />
          </p>
        )}
        <NextStep order={order} />
        {has('payments') && (
          <div>
            <Button onClick={() => go('payments', { order: order.id })}>{say('request.outcome.open')}</Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** Says aloud, and with a sound where it is wanted, that an order turned paid while somebody watched it. */
export function useTurn(order: OrderView | null): void {
  const { say } = useWords();
  const notice = useNotice();
  const { all } = usePreferences();
  const isLoud = all['sounds'] !== 'off';
  const before = useRef<{ id: string; isPaid: boolean } | null>(null);
  useEffect(() => {
    const id = order?.id ?? null;
    const isPaid =
      order !== null && (order.state === 'paid' || order.state === 'authorised' || order.state === 'captured');
    const known = before.current;
    before.current = id === null ? null : { id, isPaid };
    if (order === null || !isPaid || known?.id !== id || known?.isPaid === true) return;
    notice.announce(
      say('request.outcome.told', {
        reference: order.reference,
        state: say(STATES[order.state].word),
        amount: print(order.amount),
      }),
    );
    if (isLoud) playPaid();
  }, [order, isLoud, notice, say]);
}

/** Turns the sound on and off. */
export function Sound() {
  const { say } = useWords();
  const { all, keep } = usePreferences();
  const isOn = all['sounds'] !== 'off';
  return (
    <Button
      look="quiet"
      size="small"
      icon
      aria-pressed={isOn}
      aria-label={say('request.sound')}
      title={isOn ? say('request.sound.on') : say('request.sound.off')}
      onClick={() => keep('sounds', isOn ? 'off' : 'on')}
    >
      <Icon of={isOn ? IconVolume : IconVolumeOff} />
    </Button>
  );
}
