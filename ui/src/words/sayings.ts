import { print } from '@/money/print';
import type { Right, Saying } from '@/platform/contract';
import { printMoment } from '@/time/zone';
import { rightsIn } from './rights';
import { roleName } from './roleName';
import { type Language, sayIn } from './words';
import { sayings } from './zh-Hans/sayings';

/** Where Antom is, whose clock the core's own sentences go by. */
const ANTOM = 'Asia/Shanghai';

/** What a rule about people says, in Chinese. English is the core's own sentence. */
export function sayingInChinese(saying: Saying, zone: string = ANTOM): string {
  const given: Readonly<Record<string, unknown>> = { ...saying };
  return sayings[saying.code][0].replace(
    /\{(\w+)\}/g,
    (whole, field: string) => spelled(field, given[field], zone) ?? whole,
  );
}

/** What lifts it, in Chinese; none where the code of the refusal has the remedy. */
export function remedyInChinese(saying: Saying): string | null {
  return sayings[saying.code][1] ?? null;
}

/** Which rule asks for a second person, in the language of the window, to stand within a sentence. */
export function ruleIn(language: Language, { rule, said }: { rule: string; said?: Saying | null }): string {
  return language === 'en' || said == null ? rule : unstopped(sayingInChinese(said));
}

/** People to choose from, in the language of the window. */
export function eitherOf(language: Language, names: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

/** A field of a saying as people read it. */
function spelled(field: string, value: unknown, zone: string): string | null {
  if (isMoney(value)) return print(value);
  if (isSaying(value)) return unstopped(sayingInChinese(value, zone));
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const say = sayIn('zh-Hans');
  if (field === 'until') return printMoment(Date.parse(value), zone, 'zh-Hans');
  if (field === 'right') return rightsIn([value as Right], say)[0] ?? value;
  if (field === 'verb') return VERBS[value] ?? value;
  return field === 'role' ? roleName(value, say) : value;
}

/** What moves money, as a noun. */
const VERBS: Readonly<Record<string, string>> = { capture: '请款', cancel: '取消付款', refund: '退款' };

const isMoney = (value: unknown): value is { currency: string; value: string } =>
  typeof value === 'object' && value !== null && 'currency' in value;
const isSaying = (value: unknown): value is Saying => typeof value === 'object' && value !== null && 'code' in value;

/** Without its full stop, to stand within another sentence. */
function unstopped(text: string): string {
  return text.replace(/[。.]$/u, '');
}
