import { useQuery } from '@tanstack/react-query';
import { print } from '@/money/print';
import type { OrderId, OrderView, SessionView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { isTimed } from '@/time/timed';
import { printClock } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import styles from './Panel.module.css';

/** The links before this one, and the request it took the place of: each is still watched. */
export function Lineage({ order }: { order: OrderView }) {
  const { say } = useWords();
  const earlier = order.sessions.slice(0, -1);
  if (earlier.length === 0 && order.replaces === null) return null;
  return (
    <section className={styles['lineage']} aria-label={say('request.lineage')}>
      <h2 className={styles['section']}>{say('request.lineage')}</h2>
      <ol>
        {order.replaces !== null && <Replaced order={order.replaces} />}
        {earlier.map((session, place) => (
          <Earlier key={session.request} session={session} place={place + 1} />
        ))}
      </ol>
    </section>
  );
}

function Earlier({ session, place }: { session: SessionView; place: number }) {
  const { say } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  const from = printClock(session.requested_at, zone);
  return (
    <li className="num">
      {say('request.lineage.link', { place: String(place), time: from })} {fate(session, now, zone, say)}
    </li>
  );
}

function fate(session: SessionView, now: number, zone: string, say: Say): string {
  if (session.stage === 'refused') return say('request.lineage.refused');
  if (session.stage === 'unanswered') return say('request.lineage.unanswered');
  if (!isTimed(session)) return say('request.lineage.elsewhere');
  const time = printClock(session.ends_at, zone);
  return Date.parse(session.ends_at) > now
    ? say('request.lineage.live', { time })
    : say('request.lineage.ended', { time });
}

function Replaced({ order }: { order: OrderId }) {
  const { say } = useWords();
  const platform = usePlatform();
  const zone = useZone();
  const now = useNow(1000);
  const { data } = useQuery({
    queryKey: ['order', order, 'show'],
    queryFn: () => platform.call('show', { order }),
  });
  if (data === undefined) return null;
  const last = data.sessions.at(-1);
  return (
    <li className="num">
      {say('request.lineage.replaces', { amount: print(data.amount), time: printClock(data.opened_at, zone) })}{' '}
      {last !== undefined && fate(last, now, zone, say)}
    </li>
  );
}
