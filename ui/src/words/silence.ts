import type { Language, Say } from './words';

/** Why a question brought nothing, as the core says it in English; other languages say that nothing was learnt. */
export function notLearnt(why: string, say: Say, language: Language): string {
  return language === 'en' ? say('detail.did.not-learnt', { why }) : say('detail.did.not-learnt.plain');
}

/** The same where Antom was asked for an id that nobody here knows. */
export function notFound(why: string, say: Say, language: Language): string {
  return language === 'en' ? say('payments.elsewhere.unknown', { why }) : say('detail.did.not-learnt.plain');
}
