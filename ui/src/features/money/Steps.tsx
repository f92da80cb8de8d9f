import type { IntentView, Moment } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { printExact, printUtc } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import styles from './Money.module.css';

interface Step {
  word: string;
  is: 'done' | 'now' | 'later' | 'ended';
  at: Moment | null;
  /** It is a moment that is waited for, not one that was. */
  until?: boolean;
}

/** The road of an intent: written down, waiting, sent, answered. */
export function Steps({ intent }: { intent: IntentView }) {
  const { say } = useWords();
  const zone = useZone();
  return (
    <section>
      <h3 className={styles['stepsTitle']}>{intent.settled ? say('money.after.past') : say('money.after.next')}</h3>
      <ol className={`${styles['steps']} num`}>
        {stepsOf(intent, say).map((step) => (
          <li key={step.word} className={styles['step']} data-is={step.is}>
            <span className={styles['dot']} aria-hidden="true" />
            <span>{step.word}</span>
            {step.at !== null && (
              <time dateTime={step.at} title={printUtc(step.at)} className="small quiet push">
                {step.until === true
                  ? say('money.step.until', { time: printExact(step.at, zone) })
                  : printExact(step.at, zone)}
              </time>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(intent: IntentView, say: Say): Step[] {
  const { stage, requested_at, not_before, sent_at, moved_at } = intent;
  const written: Step = { word: say('money.step.written'), is: 'done', at: requested_at };
  if (stage === 'stopped') return [written, { word: say('money.step.stopped'), is: 'ended', at: moved_at }];
  const isWaiting = stage === 'queued';
  const hasLeft = sent_at !== null;
  const isOver = stage === 'done' || stage === 'refused';
  return [
    written,
    isWaiting
      ? { word: say('money.step.waits'), is: 'now', at: not_before, until: true }
      : { word: say('money.step.waited'), is: 'done', at: not_before },
    { word: say('money.step.sent'), is: hasLeft ? 'done' : isWaiting ? 'later' : 'now', at: sent_at },
    stage === 'refused'
      ? { word: say('money.step.refused'), is: 'ended', at: moved_at }
      : stage === 'done'
        ? { word: say('money.step.answered'), is: 'done', at: moved_at }
        : { word: say('money.step.answer'), is: hasLeft && !isOver ? 'now' : 'later', at: null },
  ];
}
