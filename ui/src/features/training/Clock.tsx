import { useState } from 'react';
import { Button } from '@/parts/Button';
import { useNotice } from '@/parts/Notice';
import { SelectField } from '@/parts/SelectField';
import type { TrainingView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { printLength } from '@/time/left';
import { printMoment } from '@/time/zone';
import { useWords, type WordKey } from '@/words/words';
import styles from './Training.module.css';
import { useTraining } from './useTraining';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Farthest step: beyond every deadline there is, and near enough to be meant. */
const FARTHEST = 366 * DAY;

const LEAPS: readonly (readonly [seconds: number, word: WordKey])[] = [
  [10 * MINUTE, 'training.clock.10m'],
  [HOUR, 'training.clock.1h'],
  [DAY, 'training.clock.1d'],
  [6 * DAY, 'training.clock.6d'],
];

const UNITS: readonly (readonly [seconds: number, word: WordKey])[] = [
  [MINUTE, 'training.clock.minutes'],
  [HOUR, 'training.clock.hours'],
  [DAY, 'training.clock.days'],
];

/** The simulator's clock: put ahead, so that links die, holds lapse and refunds arrive while one watches. */
export function Clock({ of }: { of: TrainingView }) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const zone = useZone();
  const now = useNow(1000);
  const leap = useTraining(
    (seconds: number) => platform.call('training_move_clock', { seconds }),
    (moved) => notice.tell(say('training.clock.moved', { time: printMoment(moved.now, zone, language) })),
  );
  const ahead = of.ahead_seconds * 1000;
  return (
    <section className={styles['section']} aria-labelledby="training-clock">
      <h3 id="training-clock" className={styles['name']}>
        {say('training.clock')}
      </h3>
      <p className="num">
        <b>{printMoment(now, zone, language)}</b>
        <span className={`${styles['ahead']} small quiet`}>
          {of.ahead_seconds === 0
            ? say('training.clock.even')
            : say('training.clock.ahead', { time: printLength(ahead, say) })}
        </span>
      </p>
      <div className={styles['leaps']}>
        {LEAPS.map(([seconds, word]) => (
          <Button key={seconds} size="small" disabled={leap.isPending} onClick={() => leap.mutate(seconds)}>
            {say(word)}
          </Button>
        ))}
      </div>
      <Own busy={leap.isPending} leap={leap.mutate} />
      <p className="small quiet">{say('training.clock.what')}</p>
    </section>
  );
}

function Own({ busy, leap }: { busy: boolean; leap: (seconds: number) => void }) {
  const { say } = useWords();
  const [count, setCount] = useState('2');
  const [unit, setUnit] = useState(HOUR);
  const seconds = /^\d{1,5}$/.test(count.trim()) ? Number(count) * unit : 0;
  const fits = seconds > 0 && seconds <= FARTHEST;
  return (
    <form
      className={styles['own']}
      onSubmit={(event) => {
        event.preventDefault();
        if (fits && !busy) leap(seconds);
      }}
    >
      <input
        className={styles['count']}
        value={count}
        inputMode="numeric"
        maxLength={5}
        aria-label={say('training.clock.own')}
        aria-invalid={!fits}
        onChange={(event) => setCount(event.currentTarget.value)}
      />
      <SelectField
        bare
        label={say('training.clock.unit')}
        value={String(unit)}
        onChange={(event) => setUnit(Number(event.currentTarget.value))}
      >
        {UNITS.map(([length, word]) => (
          <option key={length} value={length}>
            {say(word)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" disabled={!fits || busy}>
        {say('training.clock.move')}
      </Button>
    </form>
  );
}
