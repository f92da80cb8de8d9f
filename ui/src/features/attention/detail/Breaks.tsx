import { IconAlertTriangle, IconTruckOff } from '@tabler/icons-react';
import { Advice } from '@/parts/Advice';
import { Button } from '@/parts/Button';
import { useNotice } from '@/parts/Notice';
import { usePlatform } from '@/platform/platform';
import { usePlaces } from '@/shell/screen';
import { useNow, useZone } from '@/time/clock';
import { printNear } from '@/time/zone';
import { useWords } from '@/words/words';
import { nextCheck } from '../sentences';
import type { BodyProps } from './Concern';
import { GiveBack } from './Doubles';
import { Buttons, OpenOrder, OrderFacts } from './Parts';

/** A closed request was paid after all: keep the money and the order, or give the money back. */
export function LatePayment({ item, order, acts }: BodyProps) {
  const { say } = useWords();
  const { go } = usePlaces();
  const { instead } = item;
  const reason = order?.closed?.reason ?? null;
  return (
    <>
      <Advice tone="authorised" icon={IconAlertTriangle} title={say('attention.late.advice.title')}>
        <p>{say('attention.late.advice')}</p>
        {instead !== null && <p>{say('attention.late.instead')}</p>}
        {reason !== null && <p className="quiet">{say('attention.late.closed', { reason })}</p>}
      </Advice>
      <GiveBack item={item} order={order} payment={item.payment} amount={item.amount}>
        {instead !== null && (
          <Button onClick={() => go('payments', { order: instead })}>{say('attention.late.instead.open')}</Button>
        )}
        {item.readable && (
          <Button onClick={() => acts.read(item, say('attention.late.kept', { reference: item.reference ?? '' }))}>
            {say('attention.do.keep')}
          </Button>
        )}
      </GiveBack>
      <OrderFacts item={item} order={order} />
    </>
  );
}

/** A hold ended before anybody captured: nothing can be done about it any more, it has to be known. */
export function HoldLapsed({ item, order, acts }: BodyProps) {
  const { say } = useWords();
  return (
    <>
      <Advice tone="authorised" icon={IconAlertTriangle} title={say('attention.hold-lapsed.advice.title')}>
        <p>{say('attention.hold-lapsed.advice')}</p>
      </Advice>
      <Buttons>
        {item.readable && (
          <Button look="primary" onClick={() => acts.read(item)}>
            {say('attention.do.read-it')}
          </Button>
        )}
        <OpenOrder item={item} />
      </Buttons>
      <OrderFacts item={item} order={order} />
    </>
  );
}

/** Antom should have captured by now and gives no sign of it. */
export function CaptureMissing({ item, order, acts }: BodyProps) {
  const { say } = useWords();
  const now = useNow(1000);
  const { order: of } = item;
  const isAsking = acts.asking === of;
  return (
    <>
      <Advice tone="authorised" icon={IconTruckOff} title={say('attention.capture-missing.advice.title')}>
        <p>{say('attention.capture-missing.advice')}</p>
        <p className="num">{nextCheck(item, now, say)}</p>
      </Advice>
      {of !== null && (
        <Buttons>
          <Button look="primary" disabled={isAsking} onClick={() => acts.ask(of)}>
            {isAsking ? say('detail.action.asking') : say('detail.action.ask-now')}
          </Button>
          <OpenOrder item={item} />
        </Buttons>
      )}
      <OrderFacts item={item} order={order} />
    </>
  );
}

/** The buyer's bank takes the money back. A refund on top would pay twice. */
export function Disputed({ item, order, acts }: BodyProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(60_000);
  const platform = usePlatform();
  const notice = useNotice();
  const open = () => {
    platform.call('open_dashboard', {}).catch((thrown: unknown) => notice.trouble(thrown));
  };
  return (
    <>
      <Advice tone="failed" icon={IconAlertTriangle} title={say('attention.do-not-refund')}>
        <p>{say('attention.disputed.advice')}</p>
        {item.until !== null && (
          <p className="strong num">
            {say('attention.disputed.until', { until: printNear(item.until, now, zone, language) })}
          </p>
        )}
      </Advice>
      <Buttons>
        <Button look="primary" onClick={open}>
          {say('attention.do.dashboard')}
        </Button>
        <OpenOrder item={item} />
        {item.readable && <Button onClick={() => acts.read(item)}>{say('attention.do.read-it')}</Button>}
      </Buttons>
      <OrderFacts item={item} order={order} />
    </>
  );
}
