import { sentences } from './sentences';
import type { Language } from './words';

/**
 * What should be known of a link that was made, as the core says it in English. It says it without a code, so other
 * languages say `plain`, which tells where the same stands; nothing where there is nothing to know.
 */
export function warnedOf(warnings: readonly string[], plain: string, language: Language): string {
  if (warnings.length === 0) return '';
  return language === 'en' ? sentences(...warnings) : plain;
}
