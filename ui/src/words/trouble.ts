import type { CommandError, RefusalView } from '@/platform/contract';
import { eitherOf, remedyInChinese, sayingInChinese } from './sayings';
import { sentences } from './sentences';
import { unreadInChinese } from './understood';
import type { Language } from './words';
import { fields, troubles } from './zh-Hans/trouble';

/** What went wrong, as people of a language are told. */
export interface Told {
  message: string;
  remedy: string;
  /** The core's own sentence, where it says in figures what the message cannot. */
  detail: string | null;
}

type Trouble = Pick<CommandError, 'code' | 'message' | 'remedy' | 'field' | 'said' | 'who'>;

/** An error of the core in the language of the window. English is the core's own. Moments are told in `zone`. */
export function toldIn(language: Language, error: Trouble, zone?: string): Told {
  if (language === 'en') return { message: error.message, remedy: error.remedy, detail: null };
  const known = troubles[error.code];
  if (error.said != null) {
    const lifted = liftedBy(error) ?? remedyInChinese(error.said) ?? known?.[1] ?? '';
    return { message: sayingInChinese(error.said, zone), remedy: lifted, detail: null };
  }
  if (known === undefined)
    return { message: '操作未能完成。', remedy: '', detail: joined(error.message, error.remedy) };
  const [message, remedy, kept] = known;
  if (error.code === 'bad-query') return { message, remedy, detail: unreadInChinese(error.message, error.remedy) };
  const field = error.code === 'bad-field' ? fields.get(error.field ?? '') : undefined;
  return {
    message: field === undefined ? message : `“${field}”填写有误。`,
    remedy,
    detail: kept === undefined ? null : kept === 'all' ? joined(error.message, error.remedy) : closed(error.message),
  };
}

/** How the core says, and only in these words, that nobody and nothing can lift a refusal. */
const NEVER = /^nothing lifts this/i;

/** Who can lift it, in Chinese, also where that is nobody; none where it is not up to certain people. */
function liftedBy({ who, remedy }: Trouble): string | null {
  if (who != null) return `可以找${eitherOf('zh-Hans', who)}。`;
  return NEVER.test(remedy) ? '这里没有人可以解除。' : null;
}

/** A refusal that is an answer and not an error, told in the same way. */
export function refusalIn(language: Language, { reason, ...of }: RefusalView): Told {
  return toldIn(language, { ...of, message: reason });
}

/** All of it in one line, for where there is only one. */
export function inOneLine({ message, remedy, detail }: Told): string {
  const told = joined(message, remedy);
  return detail === null ? told : `${told} ${detail}`;
}

/** The same as whole sentences, for where it stands by itself. */
export function inSentences({ message, remedy, detail }: Told): string {
  return sentences(message, remedy, detail ?? '');
}

function joined(message: string, remedy: string): string {
  return remedy === '' ? closed(message) : `${closed(message)} ${capital(remedy)}`;
}

/** Ends a sentence that has no end. */
function closed(text: string): string {
  return text === '' || /[.!?。！？…]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
