import { isZero, print, printFigure } from '@/money/print';
import { underWay } from '@/money/underWay';
import { At } from '@/parts/At';
import { Fact, Facts, Section } from '@/parts/Facts';
import type { OrderView, PaymentView } from '@/platform/contract';
import { usePulse } from '@/shell/pulse';
import { resultOf } from '@/words/results';
import { useWords } from '@/words/words';
import { CardChecks } from './CardChecks';
import { standing } from './standing';

/** What it is for, and where its money stands. */
export function MoneyFacts({ order }: { order: OrderView }) {
  const { say, language } = useWords();
  const { offline_since } = usePulse();
  const payment = standing(order);
  const book = payment?.book ?? null;
  const pending = book === null ? [] : underWay(book);
  return (
    <>
      <Section title={say('detail.facts')} />
      <Facts>
        <Fact name={say('detail.for')}>{order.description}</Fact>
        {payment !== null && (
          <Fact name={say('detail.capture')}>
            <span className="num">
              <Capture order={order} payment={payment} />
            </span>
          </Fact>
        )}
        {book !== null && !isZero(book.refunded) && (
          <Fact name={say('detail.refunded')}>
            <span className="num">{print(book.refunded)}</span>
          </Fact>
        )}
        {pending.map(([kind, amount]) => (
          <Fact key={kind} name={kind === 'queued' && pending.length > 1 ? say('money.queued') : say('detail.pending')}>
            <span className="num hatched">{print(amount)}</span>
          </Fact>
        ))}
        {book !== null && !isZero(book.taken) && (
          <Fact name={say('detail.available')}>
            <span className="num ledger-total">{print(book.available)}</span>
          </Fact>
        )}
        {payment?.hold_ends_at != null && payment.hold_estimated && (
          <Fact name={say('detail.hold')}>
            <At at={payment.hold_ends_at} /> ({say('detail.hold.estimated')})
          </Fact>
        )}
        {payment?.result != null && payment.state === 'failed' && (
          <Fact name={say('detail.result')}>
            <span>
              {resultOf(payment, language)} <span className="mono">{payment.result_code}</span>
            </span>
          </Fact>
        )}
        {payment?.checks != null && <CardChecks checks={payment.checks} />}
        {payment?.disputes.map((dispute) => (
          <Fact key={dispute.id} name={say('detail.dispute')}>
            <span>
              {dispute.event} <span className="mono">{dispute.id}</span>
            </span>
          </Fact>
        ))}
        {order.state === 'waiting' && order.closed === null && (
          <Fact name={say('detail.lives')}>
            <At at={order.lives_until} />
          </Fact>
        )}
        {order.closed !== null && (
          <Fact name={say('detail.closed')}>
            <span>
              <At at={order.closed.at} />, {order.closed.by}
              {order.closed.reason !== null &&
                `: ${order.closed.replaced ? say('detail.closed.replaced') : order.closed.reason}`}
            </span>
          </Fact>
        )}
        {payment !== null && offline_since !== null && (
          <Fact name={say('detail.as-of')}>
            <At at={payment.as_of} />
          </Fact>
        )}
      </Facts>
    </>
  );
}

function Capture({ order, payment }: { order: OrderView; payment: PaymentView }) {
  const { say } = useWords();
  const { book } = payment;
  const authorisesFirst = payment.card !== null || payment.captures.length > 0 || payment.hold_ends_at !== null;
  if (book === null || !authorisesFirst) return say('detail.capture.at-once');
  const values = { taken: print(book.taken), amount: printFigure(payment.amount) };
  return order.capture_mode === 'MANUAL'
    ? say('detail.capture.manual', values)
    : say('detail.capture.automatic', values);
}
