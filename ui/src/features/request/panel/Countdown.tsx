import { useEffect, useRef } from 'react';
import { useNotice } from '@/parts/Notice';
import { useNow, useZone } from '@/time/clock';
import { printCountdown } from '@/time/left';
import type { TimedSession } from '@/time/timed';
import { printClock, printClockOffset } from '@/time/zone';
import { useWords } from '@/words/words';
import styles from './Panel.module.css';

const MINUTE = 60_000;
/** From here on the meter is amber. */
const SOON = 10 * MINUTE;

/** How long the checkout can still be paid, to the second; amber in its last ten minutes, and said once then. */
export function Countdown({ session }: { session: TimedSession }) {
  const { say } = useWords();
  const zone = useZone();
  const notice = useNotice();
  const now = useNow(1000);
  const [begun, ends] = [Date.parse(session.requested_at), Date.parse(session.ends_at)];
  const left = Math.max(0, ends - now);
  const length = Math.max(1, ends - begun);
  const isSoon = left <= SOON;

  // A link whose whole life is that short needs no warning of it.
  const told = useRef(length <= SOON);
  useEffect(() => {
    if (!isSoon || told.current) return;
    told.current = true;
    notice.announce(say('request.left.soon', { time: printClock(session.ends_at, zone) }));
  }, [isSoon, notice, say, session.ends_at, zone]);

  return (
    <div className={styles['countdown']} data-tone={isSoon ? 'authorised' : 'waiting'}>
      <p className="num">
        <b>{printCountdown(left)}</b> {say('request.left', { time: printClockOffset(session.ends_at, zone) })}
      </p>
      <div
        className={styles['meter']}
        role="img"
        aria-label={say('request.left.meter', {
          left: String(Math.ceil(left / MINUTE)),
          all: String(Math.round(length / MINUTE)),
        })}
      >
        <div style={{ width: `${Math.min(100, (left / length) * 100)}%` }} />
      </div>
    </div>
  );
}
