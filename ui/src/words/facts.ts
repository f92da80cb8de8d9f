import { print } from '@/money/print';
import type { Moment, TimelineEntry } from '@/platform/contract';
import { outcomeOf } from './outcomes';
import type { Language } from './words';
import { facts } from './zh-Hans/facts';

/** What a fact says in the language of the window, and beside it what came of it. English is the core's own sentence. */
export function factIn(
  language: Language,
  entry: TimelineEntry,
  printMoment: (at: Moment) => string,
): { text: string; detail: string | null } {
  const known = language === 'en' ? undefined : facts[entry.kind];
  if (known === undefined) return { text: entry.sentence, detail: null };
  const money = entry.money === null ? '' : print(entry.money);
  const detail = entry.told === null ? null : outcomeOf(entry.told, printMoment);
  return { text: known.replace('{money}', money).trimEnd(), detail };
}
