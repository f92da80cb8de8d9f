import type { Remark } from '@/platform/contract';
import { sentences } from './sentences';
import type { Language } from './words';
import { remarks } from './zh-Hans/remarks';
import { troubles } from './zh-Hans/trouble';

/** Codes that several things chosen may be meant by: only the core's own sentence says which. */
const SAYS_WHICH: readonly string[] = ['amount-not-accepted'];

/**
 * What is said at a field of a request that the catalogue has no words for. English is the core's own. What was typed
 * stands in the field, so that in other languages nothing is missing without the core's figures.
 */
export function remarkIn(language: Language, { code, message, remedy }: Remark): string {
  if (language === 'en') return sentences(message, remedy);
  const own = remarks[code];
  if (own !== undefined) return own;
  const known = troubles[code];
  if (known === undefined) return sentences('此处需要更正', message, remedy);
  return sentences(known[0], known[1], SAYS_WHICH.includes(code) ? message : '');
}
