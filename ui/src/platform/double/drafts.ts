import { inChinese } from '@/money/chinese';
import { isZero, print } from '@/money/print';
import type { Language } from '@/words/words';
import type { ItemDraft, Money, Remark, RequestChecked, RequestDraft, RequestField } from '../contract';
import { checkFurther } from './payment';
import { inWords, read } from './reading';
import { checkTrips } from './trips';

/** Ways to pay of the sample shop, by currency. */
export const METHODS: Record<string, readonly (readonly [method: string, label: string])[]> = {
  SGD: [
    ['CARD', 'Card'],
    ['ALIPAY_CN', 'Alipay'],
    ['GRABPAY_SG', 'GrabPay'],
    ['PAYNOW', 'PayNow'],
    ['APPLEPAY', 'Apple Pay'],
    ['GOOGLEPAY', 'Google Pay'],
    ['SHOPEEPAY_SG', 'ShopeePay'],
  ],
  HKD: [
    ['CARD', 'Card'],
    ['ALIPAY_HK', 'AlipayHK'],
    ['ALIPAY_CN', 'Alipay'],
    ['OCTOPUS', 'Octopus'],
  ],
  USD: [
    ['CARD', 'Card'],
    ['APPLEPAY', 'Apple Pay'],
    ['GOOGLEPAY', 'Google Pay'],
  ],
  IDR: [
    ['CARD', 'Card'],
    ['DANA', 'DANA'],
    ['OVO', 'OVO'],
  ],
  JPY: [
    ['CARD', 'Card'],
    ['KONBINI', 'Konbini'],
  ],
  KRW: [
    ['CARD', 'Card'],
    ['KAKAOPAY', 'KakaoPay'],
    ['TOSSPAY', 'Toss Pay'],
  ],
};

export const mayBeExpress = (method: string): boolean => /^(ALIPAY_CN|APPLEPAY|GOOGLEPAY)$/.test(method);
export const authorisesFirst = (method: string): boolean => /^(CARD|APPLEPAY|GOOGLEPAY)$/.test(method);

/** What is known about the order number of a draft. */
export interface Standing {
  /** Another order has it. */
  taken: boolean;
  /** That order's link can be paid until then, in words. */
  liveUntil: string | null;
  /** What has been done with the link of the order the form belongs to. */
  given: 'none' | 'link' | 'email';
}

/** Reads a form as the core does; what is read back is in a language of the window's. */
export function check(draft: RequestDraft, standing: Standing, language: Language = 'en'): RequestChecked {
  const amount = read(draft.amount, draft.currency);
  const units = draft.items.map((item) => read(item.unit, draft.currency));
  const lines = draft.items.map((item, place) => lineOf(item, units[place], draft.currency));
  const sum = draft.items.length > 0 && lines.every((line) => line !== null) ? total(lines, draft.currency) : null;
  const asked = 'amount' in amount ? amount.amount : null;
  const difference = sum === null || asked === null ? null : between(asked, sum);
  const trips = checkTrips(draft, asked);
  const remarks = [
    ...ofAmount(amount),
    ...ofTexts(draft),
    ...ofItems(draft, units),
    ...ofContact(draft),
    ...trips.wrong,
    ...checkFurther(draft),
    ...(standing.taken ? [remark('reference', 'taken', `there is an order ${draft.reference.trim()} already`)] : []),
  ];
  if (difference !== null) {
    const text = `items are ${print(difference.amount)} ${difference.direction} than the amount`;
    remarks.push(remark('item', 'items-differ', text));
  }
  return {
    amount: asked === null ? null : { amount: asked, words: language === 'en' ? inWords(asked) : inChinese(asked) },
    lines,
    sum,
    difference,
    trips: trips.checked,
    wrong: remarks,
    warnings: warningsOf(draft, standing),
    read_back: asked === null ? '' : (language === 'en' ? readBack : readBackInChinese)(draft, asked, standing),
  };
}

function remark(field: RequestField, code: string, message: string, remedy = '', item: number | null = null): Remark {
  return { field, item, code, message, remedy, readings: [] };
}

function ofAmount(amount: ReturnType<typeof read>): Remark[] {
  if (!('amount' in amount)) return [{ field: 'amount', item: null, ...amount }];
  if (!isZero(amount.amount)) return [];
  return [remark('amount', 'zero', 'it asks for nothing', 'Give an amount above zero.')];
}

const LONGEST: readonly (readonly [RequestField, (draft: RequestDraft) => string, number])[] = [
  ['reference', (draft) => draft.reference, 64],
  ['description', (draft) => draft.description, 256],
  ['name', (draft) => draft.name, 128],
  ['email', (draft) => draft.email, 64],
  ['phone', (draft) => draft.phone, 24],
  ['buyer_id', (draft) => draft.buyer_id, 64],
  ['note', (draft) => draft.note, 2000],
];

function ofTexts(draft: RequestDraft): Remark[] {
  const found: Remark[] = [];
  for (const [field, textOf, most] of LONGEST) {
    const text = textOf(draft).trim();
    if ((field === 'reference' || field === 'description') && text === '')
      found.push(remark(field, 'empty', 'it is empty'));
    if ([...text].length > most)
      found.push(remark(field, 'too-long', `it is longer than ${most} characters`, 'Shorten it.'));
    if (cardLike(text)) found.push(remark(field, 'card-like', 'it holds what looks like a card number'));
  }
  if (draft.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())) {
    found.push(remark('email', 'not-an-address', 'this is not an e-mail address', 'Write it as name@example.com.'));
  }
  if (draft.phone.trim() !== '' && !/^\+?[\d ().-]{5,24}$/.test(draft.phone.trim())) {
    const remedy = 'Write it with its country code, as +65 8123 4567.';
    found.push(remark('phone', 'not-a-number', 'this is not a telephone number', remedy));
  }
  return found;
}

function ofItems(draft: RequestDraft, units: readonly ReturnType<typeof read>[]): Remark[] {
  return draft.items.flatMap((item, place) => {
    const found: Remark[] = [];
    const unit = units[place];
    if (item.name.trim() === '') found.push(remark('item', 'empty', 'an item has no name', 'Name it.', place));
    if (cardLike(item.name)) {
      found.push(remark('item', 'card-like', 'it holds what looks like a card number', '', place));
    }
    if (!/^[1-9]\d{0,8}$/.test(item.quantity.trim())) {
      found.push(remark('item', 'quantity', 'a quantity is a whole number from 1', 'Correct the quantity.', place));
    }
    if (unit !== undefined && !('amount' in unit)) found.push({ field: 'item', item: place, ...unit });
    return found;
  });
}

function ofContact(draft: RequestDraft): Remark[] {
  const cards = draft.trips.length > 0 ? false : draft.methods.length === 0 || draft.methods.some(authorisesFirst);
  const reached = [draft.email, draft.phone, draft.buyer_id].some((text) => text.trim() !== '');
  if (!cards || reached || (draft.more.without_contact && draft.methods.length === 0)) return [];
  return [remark('email', 'contact-needed', 'cards are offered, and nothing tells who the buyer is')];
}

function warningsOf(draft: RequestDraft, standing: Standing): Remark[] {
  const found: Remark[] = [];
  if (nonLatin(draft.reference)) found.push(remark('reference', 'non-latin', 'letters outside Latin writing'));
  if (nonLatin(draft.description)) found.push(remark('description', 'non-latin', 'letters outside Latin writing'));
  draft.items.forEach((item, place) => {
    if (nonLatin(item.name)) found.push(remark('item', 'non-latin', 'letters outside Latin writing', '', place));
  });
  if (draft.capture_mode === 'MANUAL' && draft.methods.length > 0 && !draft.methods.some(authorisesFirst)) {
    const text = 'manual capture has no effect: none of the ways to pay holds the money first';
    found.push(remark('method', 'nothing-to-capture', text));
  }
  if (standing.liveUntil !== null) {
    const text = `the link of order ${draft.reference.trim()} can still be paid until ${standing.liveUntil}`;
    found.push(remark('reference', 'live-link', text, 'Send that one again, or wait until it ends.'));
  }
  return found;
}

const nonLatin = (text: string): boolean => /[\u0250-\u1fff]|[\u2070-\u209f]|[\u2100-\u{10ffff}]/u.test(text);

/** 13 to 19 digits, together or in groups, that satisfy the Luhn check and begin as a card's do. */
export function cardLike(text: string): boolean {
  const runs = text.match(/\d(?:[\s.\-_]*\d){12,}/g) ?? [];
  return runs.some((run) => {
    const groups = run.split(/\D+/);
    return groups.some((_, start) =>
      groups.some((_other, end) => end >= start && isCard(groups.slice(start, end + 1).join(''))),
    );
  });
}

function isCard(digits: string): boolean {
  if (!/^(?:2[1-9]|[3-9]\d)\d{11,17}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((before, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) : Number(digit) * 2;
    return before + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function lineOf(item: ItemDraft, unit: ReturnType<typeof read> | undefined, currency: string): Money | null {
  if (unit === undefined || !('amount' in unit) || !/^[1-9]\d{0,8}$/.test(item.quantity.trim())) return null;
  return { currency, value: (BigInt(unit.amount.value) * BigInt(item.quantity.trim())).toString() };
}

function total(lines: readonly (Money | null)[], currency: string): Money {
  const sum = lines.reduce((before, line) => before + BigInt(line?.value ?? 0), 0n);
  return { currency, value: sum.toString() };
}

function between(asked: Money, sum: Money): RequestChecked['difference'] {
  const gap = BigInt(asked.value) - BigInt(sum.value);
  if (gap === 0n) return null;
  const amount = { currency: asked.currency, value: (gap < 0n ? -gap : gap).toString() };
  return { direction: gap > 0n ? 'less' : 'more', amount };
}

const spelt = (reference: string): string => [...reference.replace(/\D/g, '')].join('-') || reference;

function readBack(draft: RequestDraft, asked: Money, { given }: Standing): string {
  const head = `That is ${inWords(asked)}, for order ${spelt(draft.reference)}.`;
  if (given === 'email') return `${head} The link is in your inbox now; please open it within the hour.`;
  if (given === 'link') return `${head} The link is ready; please open it within the hour.`;
  const email = draft.email.trim().replaceAll('@', ' at ').replaceAll('.', ' dot ');
  return email === '' ? `${head} I am making the link now.` : `${head} I am sending the link to ${email}.`;
}

function readBackInChinese(draft: RequestDraft, asked: Money, { given }: Standing): string {
  const head = `一共是${inChinese(asked)}，订单号 ${spelt(draft.reference)}。`;
  if (given === 'email') return `${head}付款链接已发到您的邮箱，请在一小时内打开。`;
  if (given === 'link') return `${head}付款链接已生成，请在一小时内打开。`;
  const email = draft.email.trim();
  return email === '' ? `${head}我现在为您生成付款链接。` : `${head}我会把付款链接发到 ${email}。`;
}
