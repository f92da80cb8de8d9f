import type { OrderView, SessionView } from '@/platform/contract';
import { outcomeOf } from './outcomes';
import { sentences } from './sentences';
import type { Language } from './words';

/** What an attempt to be paid is told by that has no link. */
const UNMADE: readonly string[] = ['SessionRefused', 'SessionUnanswered'];

/** Why the last attempt has no link. English is the core's own sentence; the timeline has it as a code. */
export function unmadeBecause({ timeline }: OrderView, { trouble }: SessionView, language: Language): string {
  if (language === 'en') return sentences(trouble ?? '');
  const told = timeline.findLast(({ kind }) => UNMADE.includes(kind))?.told ?? null;
  return told === null ? '' : sentences(outcomeOf(told, () => ''));
}
