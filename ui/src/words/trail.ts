import type { TrailEntry } from '@/platform/contract';
import { factIn } from './facts';
import { houseFact } from './houseFacts';
import type { Language, Say } from './words';

interface Act {
  text: string;
  /** The core's own sentence, where it says more of the house than the words of its kind do. */
  own: string | null;
}

/** What somebody did. English is the core's own sentence; of the house others have the words of its kind beside it. */
export function actOf(entry: TrailEntry, language: Language, say: Say): Act {
  const { kind, sentence } = entry;
  // The core has no sentence for every fact of the house; then it says its name alone.
  const hasSentence = sentence !== kind;
  const house = language === 'en' && hasSentence ? null : houseFact(kind, say);
  if (house !== null) return { text: house, own: hasSentence ? sentence : null };
  return { text: factIn(language, { ...entry, told: null }, () => '').text, own: null };
}
