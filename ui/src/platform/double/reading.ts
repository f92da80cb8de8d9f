import { EXPONENTS } from '@/money/currencies';
import { print } from '@/money/print';
import type { Money } from '../contract';

/** An amount that was read, or why it was not: `readings` are what could be meant. */
export type Reading = { amount: Money } | { code: string; message: string; remedy: string; readings: Money[] };

type One = Money | 'too-fine' | null;

/** Reads a typed amount by both conventions, as the core does: what half of its readers would misread is refused. */
export function read(text: string, currency: string): Reading {
  const body = text
    .trim()
    .replace(new RegExp(`^${currency}|${currency}$`, 'i'), '')
    .trim();
  if (body === '') return wrong('empty', 'there is no amount', `Type it like ${currency} 1,299.00.`);
  if (/[^\d.,\s]/.test(body)) return wrong('unexpected-character', 'this is not an amount', 'Write it like 1,299.00.');
  const [ours, theirs] = [parse(body, currency, ',', '.'), parse(body, currency, '.', ',')];
  const cut = cutShort(body, currency);
  const isOurs = typeof ours === 'object' && ours !== null;
  const isTheirs = typeof theirs === 'object' && theirs !== null;
  if (isOurs && isTheirs && ours.value !== theirs.value) return ambiguous(ours, theirs);
  if (isOurs && theirs === 'too-fine' && cut !== null) return ambiguous(ours, cut);
  if (isTheirs && ours === 'too-fine' && cut !== null) return ambiguous(theirs, cut);
  if (isOurs) return { amount: ours };
  if (isTheirs) {
    const remedy = `Write ${print(theirs)}: commas group thousands, a point marks decimals.`;
    return {
      ...wrong('other-separators', 'the point and the comma are the other way round', remedy),
      readings: [theirs],
    };
  }
  if (ours === 'too-fine') {
    const most = EXPONENTS[currency] ?? 2;
    return wrong('too-many-decimals', `it is finer than ${currency} allows`, `Use at most ${most} decimals.`);
  }
  return wrong('unexpected-character', 'this is not an amount', 'Write it like 1,299.00.');
}

function parse(body: string, currency: string, group: string, point: string): One {
  const shape = new RegExp(`^(\\d+|\\d{1,3}(?:[${group} ]\\d{3})+)(?:[${point}](\\d+))?$`);
  const found = shape.exec(body);
  if (found === null) return null;
  const [, whole = '', decimals = ''] = found;
  const exponent = EXPONENTS[currency] ?? 2;
  if (decimals.length > exponent) return 'too-fine';
  return { currency, value: plain(whole.replace(/\D/g, '') + decimals.padEnd(exponent, '0')) };
}

/** `17,000` read as seventeen with three decimals, where the last are noughts. */
function cutShort(body: string, currency: string): Money | null {
  const exponent = EXPONENTS[currency] ?? 2;
  const found = /^(\d{1,3})[.,](\d{3})$/.exec(body);
  if (found === null || exponent === 0) return null;
  const [, whole = '', decimals = ''] = found;
  if (!/^0*$/.test(decimals.slice(exponent))) return null;
  return { currency, value: plain(whole + decimals.slice(0, exponent)) };
}

const plain = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

const wrong = (code: string, message: string, remedy: string) => ({ code, message, remedy, readings: [] as Money[] });

function ambiguous(one: Money, other: Money): Reading {
  const readings = BigInt(one.value) >= BigInt(other.value) ? [one, other] : [other, one];
  const message = `this can be read as ${readings.map(print).join(' or ')}`;
  return { code: 'ambiguous', message, remedy: 'Write the decimals, or choose.', readings };
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const GROUPS = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion'];
const SPOKEN: Record<string, readonly [string, string, string, string]> = {
  SGD: ['Singapore dollar', 'Singapore dollars', 'cent', 'cents'],
  HKD: ['Hong Kong dollar', 'Hong Kong dollars', 'cent', 'cents'],
  USD: ['US dollar', 'US dollars', 'cent', 'cents'],
  IDR: ['Indonesian rupiah', 'Indonesian rupiah', 'sen', 'sen'],
  JPY: ['Japanese yen', 'Japanese yen', '', ''],
  KRW: ['South Korean won', 'South Korean won', '', ''],
};

/** An amount in English words. */
export function inWords({ currency, value }: Money): string {
  const exponent = EXPONENTS[currency] ?? 2;
  const digits = value.padStart(exponent + 1, '0');
  const [whole, rest] = [digits.slice(0, digits.length - exponent), digits.slice(digits.length - exponent)];
  const [one, many, minorOne, minorMany] = SPOKEN[currency] ?? [currency, currency, 'cent', 'cents'];
  const major = `${number(BigInt(whole))} ${plain(whole) === '1' ? one : many}`;
  if (/^0*$/.test(rest)) return major;
  return `${major} and ${number(BigInt(rest))} ${plain(rest) === '1' ? minorOne : minorMany}`;
}

function number(count: bigint): string {
  if (count === 0n) return 'zero';
  const groups: string[] = [];
  for (let rest = count, place = 0; rest > 0n; rest /= 1000n, place += 1) {
    const group = Number(rest % 1000n);
    if (group > 0) groups.unshift(`${belowThousand(group)}${GROUPS[place] ?? ''}`);
  }
  return groups.join(' ');
}

function belowThousand(count: number): string {
  const [hundreds, rest] = [Math.floor(count / 100), count % 100];
  const said = hundreds === 0 ? [] : [`${SMALL[hundreds]} hundred`];
  if (rest > 0) said.push(belowHundred(rest));
  return said.join(' ');
}

function belowHundred(count: number): string {
  if (count < 20) return SMALL[count] ?? '';
  const [tens, ones] = [TENS[Math.floor(count / 10)], count % 10];
  return ones === 0 ? (tens ?? '') : `${tens}-${SMALL[ones]}`;
}
