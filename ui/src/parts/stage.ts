import {
  IconAlertTriangle,
  IconBan,
  IconChecks,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconPlayerStop,
  IconProgressHelp,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { IntentView, Stage, Verb } from '@/platform/contract';
import { printCountdown } from '@/time/left';
import type { Say } from '@/words/words';
import type { Tone } from './state';

interface Look {
  icon: TablerIcon;
  tone: Tone;
  /** No money moved: the amount stands struck through. */
  void: boolean;
}

const STAGES: Record<Exclude<Stage, 'done'>, Look> = {
  queued: { icon: IconClockPause, tone: 'waiting', void: false },
  released: { icon: IconClockPause, tone: 'waiting', void: false },
  sent: { icon: IconProgressHelp, tone: 'checking', void: false },
  checking: { icon: IconProgressHelp, tone: 'checking', void: false },
  refused: { icon: IconCircleX, tone: 'failed', void: true },
  stopped: { icon: IconPlayerStop, tone: 'draft', void: true },
  'never-placed': { icon: IconAlertTriangle, tone: 'failed', void: false },
};

const DONE: Record<Verb, Look> = {
  Refund: { icon: IconCircleCheck, tone: 'paid', void: false },
  Cancel: { icon: IconBan, tone: 'cancelled', void: false },
  Capture: { icon: IconChecks, tone: 'captured', void: false },
};

/** Icon and colour of where a capture, a cancel or a refund stands. */
export function stageLook({ stage, verb }: Pick<IntentView, 'stage' | 'verb'>): Look {
  return stage === 'done' ? DONE[verb] : STAGES[stage];
}

/** Where it stands, in the words of the action states. */
export function stageWord({ stage, verb }: Pick<IntentView, 'stage' | 'verb'>, say: Say): string {
  switch (stage) {
    case 'queued':
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
      if (verb === 'Capture') return say('stage.done.capture');
      return verb === 'Cancel' ? say('stage.done.cancel') : say('stage.done.refund');
  }
}

/** The same, counting down where it waits to leave. */
export function stageWordAt(intent: IntentView, now: number, say: Say): string {
  return intent.stage === 'queued' && intent.not_before !== null
    ? say('stage.queued.leaves', { time: printCountdown(Date.parse(intent.not_before) - now) })
    : stageWord(intent, say);
}

export function verbWord(verb: Verb, say: Say): string {
  if (verb === 'Capture') return say('verb.capture');
  return verb === 'Cancel' ? say('verb.cancel') : say('verb.refund');
}
