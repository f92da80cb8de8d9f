import {
  IconArrowBackUp,
  IconArrowBackUpDouble,
  IconBan,
  IconChecks,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconClockOff,
  IconHourglassEmpty,
  IconPencil,
  IconProgressHelp,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { State } from '@/platform/contract';
import type { WordKey } from '@/words/words';

/** The name of a pair of colours: `--st-<tone>-fg` and `-bg`. */
export type Tone =
  | 'draft'
  | 'waiting'
  | 'paid'
  | 'authorised'
  | 'captured'
  | 'refunded'
  | 'cancelled'
  | 'expired'
  | 'failed'
  | 'checking';

interface Look {
  word: WordKey;
  icon: TablerIcon;
  tone: Tone;
  /** No money moved: the amount stands struck through. */
  void: boolean;
}

/** Icon, word and colour belong together; nothing draws one of them without the others. */
export const STATES: Record<State, Look> = {
  draft: { word: 'state.draft', icon: IconPencil, tone: 'draft', void: false },
  waiting: { word: 'state.waiting', icon: IconClock, tone: 'waiting', void: false },
  paid: { word: 'state.paid', icon: IconCircleCheck, tone: 'paid', void: false },
  authorised: { word: 'state.authorised', icon: IconHourglassEmpty, tone: 'authorised', void: false },
  captured: { word: 'state.captured', icon: IconChecks, tone: 'captured', void: false },
  'part-refunded': { word: 'state.part-refunded', icon: IconArrowBackUp, tone: 'refunded', void: false },
  refunded: { word: 'state.refunded', icon: IconArrowBackUpDouble, tone: 'refunded', void: false },
  cancelled: { word: 'state.cancelled', icon: IconBan, tone: 'cancelled', void: true },
  expired: { word: 'state.expired', icon: IconClockOff, tone: 'expired', void: true },
  failed: { word: 'state.failed', icon: IconCircleX, tone: 'failed', void: true },
  checking: { word: 'state.checking', icon: IconProgressHelp, tone: 'checking', void: false },
};
