import type { Money } from '@/platform/contract';
import { figure } from './print';

const DIGITS = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'];
const GROUPS = ['', '万', '亿', '万亿'];
/** What a currency is called; what is not here goes by its code. */
const NAMES: Readonly<Record<string, string>> = {
  AUD: '澳元',
  BDT: '孟加拉塔卡',
  BRL: '巴西雷亚尔',
  CAD: '加元',
  CLP: '智利比索',
  CNY: '人民币元',
  EUR: '欧元',
  GBP: '英镑',
  HKD: '港元',
  IDR: '印尼盾',
  JPY: '日元',
  KRW: '韩元',
  MXN: '墨西哥比索',
  MYR: '马来西亚林吉特',
  NZD: '新西兰元',
  PEN: '秘鲁索尔',
  PHP: '菲律宾比索',
  PKR: '巴基斯坦卢比',
  PLN: '波兰兹罗提',
  SGD: '新加坡元',
  THB: '泰铢',
  TWD: '新台币元',
  USD: '美元',
  VND: '越南盾',
};

/** An amount in Chinese words, to be read back: `一千二百九十九新加坡元五十分`. Made from its digits, never computed. */
export function inChinese(money: Money): string {
  const { whole, decimals } = figure(money);
  const major = `${numeral(whole.replaceAll(',', ''))}${NAMES[money.currency] ?? ` ${money.currency}`}`;
  const minor = decimals.replace(/^\.0*/, '');
  return minor === '' ? major : `${major}${numeral(minor)}分`;
}

function numeral(digits: string): string {
  const groups = digits.padStart(Math.ceil(digits.length / 4) * 4, '0').match(/\d{4}/g) ?? [];
  let said = '';
  let skipped = false;
  groups.forEach((group, at) => {
    const name = GROUPS[groups.length - 1 - at] ?? '';
    const words = ofGroup(group);
    if (words === '') skipped = said !== '';
    else {
      const gap = said !== '' && (skipped || group.startsWith('0')) ? '零' : '';
      said += `${gap}${words}${name}`;
      skipped = false;
    }
  });
  return said === '' ? '零' : said.replace(/^一十/, '十');
}

/** Four digits, the zeros between others said once and those at either end not at all. */
function ofGroup(group: string): string {
  const words = [...group].map((digit, at) => {
    const place = PLACES[group.length - 1 - at] ?? '';
    return digit === '0' ? '零' : `${DIGITS.charAt(Number(digit))}${place}`;
  });
  return words
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '');
}
