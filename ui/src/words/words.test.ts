import { describe, expect, it } from 'vitest';
import { en } from './en';
import { LANGUAGES, sayIn, type WordKey } from './words';
import { zhHans } from './zh-Hans';

describe('the words', () => {
  it('choose the plural that the language has, and group the figures of a count', () => {
    const [english, chinese] = [sayIn('en'), sayIn('zh-Hans')];
    expect(english('payments.count', { count: 1 })).toBe('1 payment');
    expect(english('payments.count', { count: 0 })).toBe('0 payments');
    expect(english('payments.count', { count: 1204 })).toBe('1,204 payments');
    expect(chinese('payments.count', { count: 1 })).toBe('1 笔付款');
  });

  it('are the exact state words of the domain', () => {
    const say = sayIn('en');
    expect(say('state.waiting')).toBe('Waiting for payment');
    expect(say('state.part-refunded')).toBe('Part-refunded');
    expect(say('state.checking')).toBe('Checking with Antom');
  });

  it('exist in every language and are not left in English', () => {
    const keys = Object.keys(en) as WordKey[];
    expect(LANGUAGES.length).toBe(2);
    const same = keys.filter((key) => zhHans[key] === en[key]);
    expect(same).toEqual([]);
    expect(keys.filter((key) => JSON.stringify(zhHans[key] ?? '').length < 3)).toEqual([]);
  });

  it('never promise what the product does not do: no "retry" of money, no "success!"', () => {
    const all = Object.values(en).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)));
    expect(all.filter((text) => /\b(retry|success|oops|sorry|please)\b|!/i.test(text))).toEqual([]);
  });
});
