import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { standing } from '@/features/payments/detail/standing';
import { isZero } from '@/money/print';
import { Button } from '@/parts/Button';
import { FrameBody, FrameFoot, FrameHead, MoneyFrame } from '@/parts/MoneyFrame';
import type { IntentView, OrderView, PaymentView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import type { Wish } from '@/shell/money';
import { useWords } from '@/words/words';
import { Following } from './Following';
import { GiveBack } from './GiveBack';
import { Refusal } from './Refusal';
import { TakeOrRelease } from './TakeOrRelease';
import type { LookingProps } from './useGiveBack';

/** Looks at a capture, a cancel or a refund together with a person, sends it only as it was looked at, and follows it. */
export default function MoneyDialog({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const platform = usePlatform();
  const [intent, setIntent] = useState<IntentView | null>(null);
  const { data: order, error } = useQuery({
    queryKey: ['order', wish.order, 'show'],
    queryFn: () => platform.call('show', { order: wish.order }),
  });
  const payment = order === undefined ? null : paymentOf(order, wish);
  return (
    <MoneyFrame onClose={onClose}>
      {order === undefined || payment === null ? (
        <Nothing wish={wish} isRead={order !== undefined} error={error} onClose={onClose} />
      ) : intent === null ? (
        <Looking wish={wish} order={order} payment={payment} onIntent={setIntent} onClose={onClose} />
      ) : (
        <Following intent={intent} order={order} payment={payment} onClose={onClose} />
      )}
    </MoneyFrame>
  );
}

function paymentOf(order: OrderView, wish: Wish): PaymentView | null {
  return order.payments.find(({ id }) => id === wish.payment) ?? standing(order);
}

/** What was taken is given back; what was not is taken or let go. Which of them it is does not change while people look. */
function Looking(props: LookingProps) {
  const { wish, payment } = props;
  const wasTaken = payment.book !== null && !isZero(payment.book.taken);
  const givesBack = useRef(wish.verb === 'Refund' || (wish.verb === 'Cancel' && wasTaken)).current;
  if (givesBack && payment.book !== null) return <GiveBack {...props} book={payment.book} />;
  return <TakeOrRelease {...props} />;
}

/** While the order is read, and where it cannot be. */
interface NothingProps {
  wish: Wish;
  /** The order was read, and has no payment. */
  isRead: boolean;
  error: Error | null;
  onClose: () => void;
}

const NAMES = { Capture: 'verb.capture', Cancel: 'verb.cancel', Refund: 'verb.refund' } as const;

function Nothing({ wish, isRead, error, onClose }: NothingProps) {
  const { say } = useWords();
  return (
    <>
      <FrameHead title={say(NAMES[wish.verb])} />
      <FrameBody>
        {error !== null ? <Refusal refused={Refused.from(error)} /> : isRead && <p>{say('money.nothing')}</p>}
      </FrameBody>
      <FrameFoot hint="">
        <Button size="large" onClick={onClose}>
          {say('money.back')}
        </Button>
      </FrameFoot>
    </>
  );
}
