import { useState } from 'react';
import { Section } from '@/parts/Facts';
import { STATES } from '@/parts/state';
import { Timeline } from '@/parts/Timeline';
import type { OrderView, TimelineEntry } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { dayKey, printDay } from '@/time/zone';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';

/** Steps that say what another says better a moment later. They are there, one press away. */
const QUIET = /^(SessionRequested|SessionSent)$|^(Capture|Cancel|Refund)(Queued|Released|Sent)$/;

/** What happened, newest first. */
export function Story({ order }: { order: OrderView }) {
  const { say, language } = useWords();
  const zone = useZone();
  const [all, setAll] = useState(false);
  const newest = order.timeline.toReversed();
  const telling = newest.filter(isTelling);
  const shown = all || telling.length === 0 ? newest : telling;
  const hidden = newest.length - telling.length;
  const today = shown[0] === undefined ? '' : dayKey(shown[0].at, zone);
  return (
    <div className={styles['timeline']}>
      <Section title={say('detail.timeline')}>
        {hidden > 0 && telling.length > 0 && (
          <button
            type="button"
            className={`${styles['link']} ${styles['more']}`}
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? say('detail.timeline.few') : say('detail.timeline.all', { count: hidden })}
          </button>
        )}
        <span className={`${styles['date']} push num`}>{today !== '' && printDay(today, language, true)}</span>
      </Section>
      <Timeline entries={shown} today={today} came={STATES[order.state].icon} />
    </div>
  );
}

function isTelling(entry: TimelineEntry): boolean {
  return !QUIET.test(entry.kind);
}
