import type { IntentView, Verb } from '@/platform/contract';
import { printCountdown } from '@/time/left';
import type { Say } from '@/words/words';

export function verbWord(verb: Verb, say: Say): string {
  if (verb === 'Capture') return say('verb.capture');
  return verb === 'Cancel' ? say('verb.cancel') : say('verb.refund');
}

/** Where an intent stands; while it waits, how long it can still be stopped. */
export function stageWord(intent: IntentView, now: number, say: Say): string {
  switch (intent.stage) {
    case 'queued':
      return intent.not_before === null
        ? say('stage.queued')
        : say('stage.queued.leaves', { time: printCountdown(Date.parse(intent.not_before) - now) });
    case 'released':
      return say('stage.queued');
    case 'sent':
    case 'checking':
      return say('stage.sent');
    case 'stopped':
      return say('stage.stopped');
    case 'refused':
      return say('stage.refused');
    case 'never-placed':
      return say('stage.never-placed');
    case 'done':
      if (intent.verb === 'Capture') return say('stage.done.capture');
      return intent.verb === 'Cancel' ? say('stage.done.cancel') : say('stage.done.refund');
  }
}
