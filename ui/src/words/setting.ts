import type { SettingView } from '@/platform/contract';
import type { Language, Say } from './words';

/** What a setting means that this window has no words of its own for. English is the core's own. */
export function meaningOf({ meaning }: SettingView, language: Language, say: Say): string {
  return language === 'en' ? meaning : say('settings.stranger', { meaning });
}
