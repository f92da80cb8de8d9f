import { inChinese } from '@/money/chinese';
import { figure } from '@/money/print';
import type { Language } from '@/words/words';
import type { Money } from '../contract';

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ' twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const GROUPS = ['', ' thousand', ' million', ' billion'];
const NAMES: Record<string, readonly [one: string, many: string]> = {
  HKD: ['Hong Kong dollar', 'Hong Kong dollars'],
  IDR: ['Indonesian rupiah', 'Indonesian rupiah'],
  JPY: ['Japanese yen', 'Japanese yen'],
  KRW: ['Korean won', 'Korean won'],
  SGD: ['Singapore dollar', 'Singapore dollars'],
  USD: ['US dollar', 'US dollars'],
};

/** An amount in words of a language. */
export const said = (money: Money, language: Language): string => (language === 'en' ? spell(money) : inChinese(money));

/** An amount in words, as the core reads it back. */
export function spell(money: Money): string {
  const { whole, decimals } = figure(money);
  const [one, many] = NAMES[money.currency] ?? [money.currency, money.currency];
  const groups = whole.split(',').map(Number);
  const words = groups
    .map((group, at) => (group === 0 ? '' : belowThousand(group) + (GROUPS[groups.length - 1 - at] ?? '')))
    .filter((word) => word !== '');
  const major = `${words.length === 0 ? 'zero' : words.join(' ')} ${whole === '1' ? one : many}`;
  const cents = Number(decimals.slice(1));
  return cents === 0 ? major : `${major} and ${belowThousand(cents)} cents`;
}

function belowThousand(count: number): string {
  const [hundreds, rest] = [Math.floor(count / 100), count % 100];
  if (hundreds === 0) return belowHundred(rest);
  return rest === 0 ? `${SMALL[hundreds]} hundred` : `${SMALL[hundreds]} hundred ${belowHundred(rest)}`;
}

function belowHundred(count: number): string {
  if (count < 20) return SMALL[count] ?? '';
  const [tens, ones] = [TENS[Math.floor(count / 10) - 1] ?? '', count % 10];
  return ones === 0 ? tens : `${tens}-${SMALL[ones]}`;
}
