import {
  IconBan,
  IconClockOff,
  IconHourglassEmpty,
  IconProgressHelp,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { Hold } from '@/platform/contract';
import type { WordKey } from '@/words/words';

/** Why a hold is locked, in a word or two. */
export interface Lock {
  word: WordKey & `capture.state.${string}`;
  icon: TablerIcon;
  tone: 'failed' | 'waiting' | 'expired' | 'checking';
}

const LOCKS: Readonly<Record<string, Lock>> = {
  disputed: { word: 'capture.state.disputed', icon: IconBan, tone: 'failed' },
  'capture-open': { word: 'capture.state.capture-open', icon: IconHourglassEmpty, tone: 'waiting' },
  'cancel-open': { word: 'capture.state.cancel-open', icon: IconHourglassEmpty, tone: 'waiting' },
  'hold-ended': { word: 'capture.state.ended', icon: IconClockOff, tone: 'expired' },
  'status-unknown': { word: 'capture.state.checking', icon: IconProgressHelp, tone: 'checking' },
};
const OTHER: Lock = { word: 'capture.state.other', icon: IconBan, tone: 'failed' };

/** What keeps a hold from being captured now; nothing where nothing does. */
export function lockOf(hold: Hold, now: number): Lock | null {
  if (Date.parse(hold.ends_at) <= now) return LOCKS['hold-ended'] ?? OTHER;
  return hold.refusal === null ? null : (LOCKS[hold.refusal.code] ?? OTHER);
}
