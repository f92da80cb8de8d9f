import { print } from '@/money/print';
import type { TimelineEntry } from '@/platform/contract';
import type { Language } from './words';
import { facts } from './zh-Hans/facts';

/** What a fact says in the language of the window, and beside it the core's sentence where that says more. */
export function factIn(language: Language, entry: TimelineEntry): { text: string; detail: string | null } {
  const known = language === 'en' ? undefined : facts[entry.kind];
  if (known === undefined) return { text: entry.sentence, detail: null };
  const [text, kept] = known;
  const money = entry.money === null ? '' : print(entry.money);
  return { text: text.replace('{money}', money).trimEnd(), detail: kept === undefined ? null : entry.sentence };
}
