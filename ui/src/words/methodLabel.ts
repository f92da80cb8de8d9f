import type { Language } from './words';
import { methods } from './zh-Hans/methods';

/** What people call a way to pay. Brands have one name in every language; none where only Antom has one. */
export function labelOf<Label extends string | null>(
  { method, label }: { method: string; label: Label },
  language: Language,
): string | Label {
  return language === 'en' ? label : (methods[method] ?? label);
}
