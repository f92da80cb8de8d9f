import type { IntentView, Moment, Told } from '@/platform/contract';
import { toldIn } from './trouble';
import type { Language } from './words';
import { channels, outcomes } from './zh-Hans/outcomes';
import { troubles } from './zh-Hans/trouble';

/** What came of something, in Chinese: English is the core's own sentence. `print` writes a moment. */
export function outcomeOf({ code, words, at }: Told, print: (at: Moment) => string): string {
  const said = code === 'shared' ? (channels[words ?? ''] ?? words) : words;
  const text = outcomes[code].replace('{words}', said ?? '').replace('{at}', at === null ? '' : print(at));
  const rule = code === 'no-longer-permitted' ? troubles[words ?? '']?.[0] : undefined;
  return rule === undefined ? text.trim() : `${text}：${rule}`;
}

/** Why something decided was stopped before it left; nothing where nobody stopped it. */
export function stoppedBecause(intent: IntentView, language: Language): string | null {
  const { stopped, stopped_by_rule: code } = intent;
  if (language === 'en' || stopped === null) return stopped;
  if (code !== null) return toldIn(language, { code, message: stopped, remedy: '' }).message;
  return isByPerson(intent) ? outcomes['stopped-by-person'] : outcomes['no-longer-permitted'];
}

/** Whether a person stopped it, and not the second decision. */
export function isByPerson({ stopped, stopped_by_rule }: IntentView): boolean {
  return stopped_by_rule === null && stopped !== null && stopped.startsWith('stopped by');
}
