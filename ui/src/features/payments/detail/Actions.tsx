import { Menu } from '@mantine/core';
import { IconBan, IconCircleX, IconDots, IconEraser, IconLink, IconNote, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import type { Action, OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useMoneyAction } from '@/shell/money';
import { usePlaces } from '@/shell/screen';
import { useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { notLearnt } from '@/words/silence';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';
import { Forget } from './Forget';
import { StopOffering } from './StopOffering';
import { liveSession, standing } from './standing';

/** The one right action of the state, and the others behind three dots. */
export function Actions({ order, onNote }: { order: OrderView; onNote: () => void }) {
  const { say } = useWords();
  const [asking, setAsking] = useState<'forget' | 'stop' | null>(null);
  const doing = useDoings(order);
  const begin = useMoneyAction();
  const payment = standing(order);
  const live = liveSession(order);
  const canForget = order.buyer !== null && !order.forgotten;
  const canCancel = payment?.advice?.right_now === 'cancel';
  const canStop = order.closed === null && (order.state === 'waiting' || order.state === 'draft');
  return (
    <>
      <div className={styles['actions']}>
        <Primary order={order} doing={doing} />
        <Menu position="bottom-end" returnFocus>
          <Menu.Target>
            <Button icon aria-label={say('common.more')}>
              <Icon of={IconDots} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {canCancel && (
              <Menu.Item
                leftSection={<Icon of={IconCircleX} />}
                onClick={() => begin({ verb: 'Cancel', order: order.id, payment: payment.id })}
              >
                {say('detail.more.cancel')}
              </Menu.Item>
            )}
            {live !== null && live.link !== null && order.action !== 'copy-link' && (
              <Menu.Item leftSection={<Icon of={IconLink} />} onClick={() => doing.share.mutate()}>
                {say('detail.more.link')}
              </Menu.Item>
            )}
            {order.action !== 'ask-now' && (
              <Menu.Item leftSection={<Icon of={IconRefresh} />} onClick={() => doing.ask.mutate()}>
                {say('detail.more.ask')}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<Icon of={IconNote} />} onClick={onNote}>
              {say('detail.more.note')}
            </Menu.Item>
            {(canStop || canForget) && <Menu.Divider />}
            {canStop && (
              <Menu.Item leftSection={<Icon of={IconBan} />} onClick={() => setAsking('stop')}>
                {say('detail.more.stop')}
              </Menu.Item>
            )}
            {canForget && (
              <Menu.Item leftSection={<Icon of={IconEraser} />} onClick={() => setAsking('forget')}>
                {say('detail.more.forget')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Forget order={order} open={asking === 'forget'} onClose={() => setAsking(null)} />
      <StopOffering order={order} open={asking === 'stop'} onClose={() => setAsking(null)} />
    </>
  );
}

type Doings = ReturnType<typeof useDoings>;

function Primary({ order, doing }: { order: OrderView; doing: Doings }) {
  const { say } = useWords();
  const { go, has } = usePlaces();
  const begin = useMoneyAction();
  const payment = standing(order);
  const money = (verb: 'Capture' | 'Refund') => () => begin({ verb, order: order.id, payment: payment?.id ?? null });
  const look = { look: 'primary', wide: true } as const;
  const buttons: Record<Action, React.ReactNode> = {
    capture: (
      <Button {...look} money onClick={money('Capture')}>
        {say('detail.action.capture', { amount: print(payment?.amount ?? order.amount) })}
      </Button>
    ),
    refund: (
      <Button {...look} money onClick={money('Refund')}>
        {say('detail.action.refund')}
      </Button>
    ),
    'copy-link': (
      <Button {...look} disabled={doing.share.isPending} onClick={() => doing.share.mutate()}>
        {say('detail.action.copy-link')}
      </Button>
    ),
    // The counter has its own button, beside what happens there.
    'take-at-counter': null,
    'send-again': (
      <Button {...look} disabled={doing.reissue.isPending} onClick={() => doing.reissue.mutate()}>
        {doing.reissue.isPending ? say('detail.action.making') : say('detail.action.send-again')}
      </Button>
    ),
    'make-link': (
      <Button {...look} disabled={doing.reissue.isPending} onClick={() => doing.reissue.mutate()}>
        {doing.reissue.isPending ? say('detail.action.making') : say('detail.action.make-link')}
      </Button>
    ),
    'ask-now': (
      <Button {...look} disabled={doing.ask.isPending} onClick={() => doing.ask.mutate()}>
        {doing.ask.isPending ? say('detail.action.asking') : say('detail.action.ask-now')}
      </Button>
    ),
    'new-request': has('request') ? (
      <Button {...look} onClick={() => go('request', { order: order.id })}>
        {say('detail.action.new-request')}
      </Button>
    ) : null,
    nothing: null,
  };
  return buttons[order.action] ?? <span className="push" />;
}

/** What can be done with an order and moves no money. */
function useDoings(order: OrderView) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const zone = useZone();
  const show = (next: OrderView) => client.setQueryData(['order', next.id, 'show'], next);
  const share = useMutation({
    mutationFn: () => platform.call('share', { order: order.id, channel: 'copy' }),
    onSuccess: (shared) => notice.tell(say('detail.did.link', { time: printClock(shared.ends_at, zone) })),
    onError: notice.trouble,
  });
  const ask = useMutation({
    mutationFn: () => platform.call('inquire', { order: order.id }),
    onSuccess: (asked) => {
      show(asked.order);
      if (asked.unknown.length > 0) notice.tell(notLearnt(asked.unknown[0] ?? '', say, language));
      else if (asked.news === 0) notice.tell(say('detail.did.nothing-new'));
      else notice.tell(say('detail.did.asked', { count: asked.news }));
    },
    onError: notice.trouble,
  });
  const reissue = useMutation({
    mutationFn: () => platform.call('reissue', { order: order.id, accept_live: false }),
    onSuccess: (made) => {
      show(made.order);
      notice.tell(made.warnings.length === 0 ? say('detail.did.again') : say('detail.did.again.watched'));
    },
    onError: notice.trouble,
  });
  return { share, ask, reissue };
}
