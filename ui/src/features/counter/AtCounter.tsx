import { IconCashRegister } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import type { CounterTold, CounterView, OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { usePlaces } from '@/shell/screen';
import { useZone } from '@/time/clock';
import { printClock, printExact } from '@/time/zone';
import { useWords } from '@/words/words';
import styles from './AtCounter.module.css';

/** The button that has focus once there is a session without a link. */
export const TAKE = 'at-counter';

/** A payment on this computer, the buyer at the desk: the button that opens the counter, and what happens there. */
export function AtCounter({ order }: { order: OrderView }) {
  const { say } = useWords();
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['order', order.id, 'counter'],
    queryFn: () => platform.call('counter', { order: order.id }),
  });
  const counter = data ?? null;
  const isOpen = canBePaidHere(order);
  if (counter === null && !isOpen) return null;
  return (
    <section className={styles['counter']} aria-label={say('counter.label')}>
      {isOpen && <Take order={order} again={counter !== null} />}
      {counter !== null && <Happened counter={counter} />}
      {counter !== null && counter.elsewhere !== null && counter.ended !== 'paid' && (
        <Elsewhere counter={counter} host={counter.elsewhere.host} />
      )}
    </section>
  );
}

function Take({ order, again }: { order: OrderView; again: boolean }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const open = useMutation({
    mutationFn: () => platform.call('open_counter', { order: order.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['order', order.id] }),
    onError: notice.trouble,
  });
  return (
    <Button id={TAKE} disabled={open.isPending} onClick={() => open.mutate()}>
      <Icon of={IconCashRegister} />
      {open.isPending ? say('counter.opening') : again ? say('counter.again') : say('counter.take')}
    </Button>
  );
}

/** What the page told, in words, and what Antom's answer came to. */
function Happened({ counter }: { counter: CounterView }) {
  const { say } = useWords();
  const zone = useZone();
  const last = counter.told.at(-1);
  return (
    <>
      <p className={styles['how']} role="status">
        {say(ENDED[counter.ended ?? 'open'], { time: printClock(counter.ends_at, zone) })}
      </p>
      {counter.told.length > 0 && (
        <ol className={styles['told']}>
          {counter.told.map((told) => (
            <Line key={`${told.at} ${told.code}`} told={told} />
          ))}
        </ol>
      )}
      {last !== undefined && counter.ended !== 'paid' && <p className="quiet small">{last.money}</p>}
      {counter.trouble !== null && counter.ended === null && <p className="quiet small">{say('counter.silence')}</p>}
    </>
  );
}

/** The buyer was to go on at a page that the counter does not show: why, and how they go on. */
function Elsewhere({ counter, host }: { counter: CounterView; host: string | null }) {
  const { say } = useWords();
  const { go, has } = usePlaces();
  const isPage = counter.sdk === 'page';
  return (
    <Callout
      kind="care"
      title={host === null ? say('counter.elsewhere.unnamed') : say('counter.elsewhere', { host })}
      actions={
        // A session with a page has its link already, which stands beside this.
        !isPage && has('request') ? (
          <Button size="small" onClick={() => go('request', { order: counter.order })}>
            {say('counter.elsewhere.make')}
          </Button>
        ) : undefined
      }
    >
      <p>
        {say('counter.elsewhere.why')} {say(isPage ? 'counter.elsewhere.page' : 'counter.elsewhere.one')}
      </p>
    </Callout>
  );
}

function Line({ told }: { told: CounterTold }) {
  const zone = useZone();
  return (
    <li>
      <time className="num dim" dateTime={told.at}>
        {printExact(told.at, zone)}
      </time>
      <span title={told.code}>
        {told.happened} <b>{told.next}</b>
      </span>
    </li>
  );
}

const ENDED = {
  open: 'counter.open',
  paid: 'counter.paid',
  'session-over': 'counter.over',
  left: 'counter.left',
} as const;

/** Whether a buyer could pay it now, on a page that can be embedded. */
function canBePaidHere(order: OrderView): boolean {
  const isOffered = order.closed === null && (order.state === 'waiting' || order.state === 'failed');
  const hasOwnPage = order.methods.includes('ANTOM_BIZ_ACCOUNT') || order.sessions.some(({ by_pay }) => by_pay);
  return isOffered && !hasOwnPage;
}
