import { describe, expect, it } from 'vitest';
import { inChinese } from './chinese';
import { EXPONENTS } from './currencies';

describe('an amount in Chinese words', () => {
  it('says every digit in its place, so that a factor of ten is heard', () => {
    for (const [currency, value, words] of [
      ['SGD', '20000', '二百新加坡元'],
      ['SGD', '129950', '一千二百九十九新加坡元五十分'],
      ['SGD', '7', '零新加坡元七分'],
      ['SGD', '0', '零新加坡元'],
      ['SGD', '1010', '十新加坡元十分'],
      ['JPY', '148000', '十四万八千日元'],
      ['JPY', '10005', '一万零五日元'],
      ['KRW', '100000000', '一亿韩元'],
      ['KRW', '100000001', '一亿零一韩元'],
      ['KRW', '105000300', '一亿零五百万零三百韩元'],
      ['IDR', '425000000', '四百二十五万印尼盾'],
      ['USD', '900719925474099312', '九千零七万亿一千九百九十二亿五千四百七十四万零九百九十三美元十二分'],
    ] as const) {
      expect(inChinese({ currency, value })).toBe(words);
    }
  });

  it('has a name for every currency Antom lists', () => {
    const unnamed = Object.keys(EXPONENTS).filter((currency) =>
      inChinese({ currency, value: '100' }).includes(currency),
    );
    expect(unnamed).toEqual([]);
  });
});
