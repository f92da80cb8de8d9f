import { IconMoon } from '@tabler/icons-react';
import { Fragment } from 'react';
import { Icon } from '@/parts/Icon';
import type { Away as AwayView } from '@/platform/contract';
import { usePlaces } from '@/shell/screen';
import { useZone } from '@/time/clock';
import { dayKey, printClock, printMoment, shiftDay } from '@/time/zone';
import { weave } from '@/words/weave';
import { type Say, useWords } from '@/words/words';
import styles from './Attention.module.css';

const DAY = 86_400_000;

/** What happened while nobody had the console open. */
export function Away({ away }: { away: AwayView }) {
  const { say, language } = useWords();
  const zone = useZone();
  const { go } = usePlaces();
  const exact = (at: string) => printMoment(at, zone, language);
  const isShort = Date.parse(away.to) - Date.parse(away.from) < DAY;
  const print = isShort ? (at: string) => printClock(at, zone) : exact;
  const things = thingsOf(away, say);
  const said = weave(say('attention.away', { from: print(away.from), to: print(away.to), what: '{what}' }), {
    what: things.map((thing, at) => (
      <Fragment key={thing}>
        {at > 0 && say('attention.away.comma')}
        <b>{thing}</b>
      </Fragment>
    )),
  });
  // The search knows days only: everything opened since the day it was closed.
  const query = `after:${shiftDay(dayKey(away.from, zone), -1)}`;
  return (
    <div className={styles['away']}>
      <Icon of={IconMoon} />
      <p className="num" title={say('attention.away.span', { from: exact(away.from), to: exact(away.to) })}>
        {said}
      </p>
      <button type="button" className={styles['link']} onClick={() => go('payments', { query })}>
        {say('attention.away.see')}
      </button>
    </div>
  );
}

function thingsOf({ paid, resolved, refunded, lapsed }: AwayView, say: Say): string[] {
  const things: string[] = [];
  if (paid > 0) things.push(say('attention.away.paid', { count: paid }));
  if (resolved > 0) things.push(say('attention.away.resolved', { count: resolved }));
  if (refunded > 0) things.push(say('attention.away.refunded', { count: refunded }));
  if (things.length === 0) things.push(say('attention.away.nothing'));
  things.push(lapsed === 0 ? say('attention.away.no-hold') : say('attention.away.lapsed', { count: lapsed }));
  return things;
}
