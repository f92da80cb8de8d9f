import { IconAlertTriangle, IconProgressHelp } from '@tabler/icons-react';
import { Advice } from '@/parts/Advice';
import { Button } from '@/parts/Button';
import type { AttentionItem } from '@/platform/contract';
import { usePlaces } from '@/shell/screen';
import { useNow } from '@/time/clock';
import { type Say, useWords } from '@/words/words';
import { nextCheck } from '../sentences';
import type { BodyProps } from './Concern';
import { Buttons, OpenOrder, OrderFacts } from './Parts';

/** An outcome that nobody knows yet. It is asked for, never guessed. */
export function OutcomeUnknown({ item, order, acts }: BodyProps) {
  const { say } = useWords();
  const { go, has } = usePlaces();
  const now = useNow(1000);
  const { order: of } = item;
  const isAsking = acts.asking === of;
  const inRefunds = (item.verb === 'Refund' || item.verb === 'Cancel') && has('refunds');
  return (
    <>
      <Advice tone="checking" icon={IconProgressHelp} title={say('attention.unknown.title')}>
        <p>{meaning(item, say)}</p>
        <p className="num">{nextCheck(item, now, say)}</p>
      </Advice>
      {of !== null && (
        <Buttons>
          <Button look="primary" disabled={isAsking} onClick={() => acts.ask(of)}>
            {isAsking ? say('detail.action.asking') : say('detail.action.ask-now')}
          </Button>
          {inRefunds && <Button onClick={() => go('refunds', { order: of })}>{say('attention.do.refunds')}</Button>}
          <OpenOrder item={item} />
        </Buttons>
      )}
      <OrderFacts item={item} order={order} />
    </>
  );
}

function meaning({ verb }: AttentionItem, say: Say): string {
  switch (verb) {
    case 'Refund':
      return say('attention.unknown.refund');
    case 'Cancel':
      return say('attention.unknown.cancel');
    case 'Capture':
      return say('attention.unknown.capture');
    case null:
      return say('attention.unknown.payment');
  }
}

/** Antom never saw it, and says so: no money moved. Whether it is done again is for a person to decide. */
export function NeverPlaced({ item, order, acts }: BodyProps) {
  const { say } = useWords();
  const { intent } = item;
  return (
    <>
      <Advice tone="failed" icon={IconAlertTriangle} title={say('refunds.standing.never.title')}>
        <p>{say('refunds.standing.never')}</p>
      </Advice>
      <Buttons>
        {intent !== null && (
          <Button look="stop" disabled={acts.stopping === intent} onClick={() => acts.stop(intent)}>
            {say('refunds.standing.never.stop')}
          </Button>
        )}
        <OpenOrder item={item} />
      </Buttons>
      <OrderFacts item={item} order={order} />
    </>
  );
}
