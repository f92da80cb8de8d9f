import type { AttentionItem } from '@/platform/contract';
import type { Language, Say } from './words';

/** What is right where something needs a person of a kind that this window does not know. English is the core's own. */
export function adviceOn(item: AttentionItem, language: Language, say: Say): string {
  return language === 'en' ? item.advice : say('attention.stranger');
}
