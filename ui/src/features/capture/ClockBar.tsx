import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { usePulse } from '@/shell/pulse';
import { usePlaces } from '@/shell/screen';
import { useNow, useZone } from '@/time/clock';
import { printLength } from '@/time/left';
import { printExact } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import styles from './Capture.module.css';

/**
 * Warns where this computer's clock and Antom's differ by more than a minute. Deadlines are moments of Antom's clock and
 * are read so that none is shown too late: by Antom's where this one is behind, by this one where it is ahead.
 */
export function ClockBar() {
  const { say } = useWords();
  const { go, has } = usePlaces();
  const zone = useZone();
  const now = useNow(1000);
  const { clock_ahead_seconds: ahead } = usePulse();
  if (ahead === null) return null;
  const apart = Math.abs(ahead) * 1000;
  const isBehind = ahead < 0;
  // The window's time is the safer one of the two, whichever it is.
  const values = {
    time: printApart(apart, say),
    antom: printExact(isBehind ? now : now - apart, zone),
    here: printExact(isBehind ? now - apart : now, zone),
  };
  return (
    <div className={styles['clocks']}>
      <Callout
        kind="care"
        title={isBehind ? say('capture.clocks.behind', values) : say('capture.clocks.ahead', values)}
        actions={
          has('keys') && (
            <Button size="small" onClick={() => go('keys')}>
              {say('attention.do.test')}
            </Button>
          )
        }
      >
        <p className="num">
          {isBehind ? say('capture.clocks.behind.read', values) : say('capture.clocks.ahead.read', values)}
        </p>
      </Callout>
    </div>
  );
}

/** From here on seconds say nothing more. */
const LONG = 10 * 60_000;

/** A difference of a minute and a half is told as its seconds: minutes alone would hide a third of it. */
function printApart(milliseconds: number, say: Say): string {
  if (milliseconds >= LONG) return printLength(milliseconds, say);
  return say('time.seconds', { seconds: String(Math.round(milliseconds / 1000)) });
}
