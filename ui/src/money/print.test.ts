import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPONENTS } from './currencies';
import { compare, figure, isZero, print, printMinus } from './print';

const money = (currency: string, value: string) => ({ currency, value });

describe('money as text', () => {
  it('is printed from minor units with the digits the currency has', () => {
    for (const [currency, value, text] of [
      ['SGD', '129900', 'SGD 1,299.00'],
      ['SGD', '7', 'SGD 0.07'],
      ['SGD', '0', 'SGD 0.00'],
      ['SGD', '0070', 'SGD 0.70'],
      ['JPY', '148000', 'JPY 148,000'],
      ['JPY', '0', 'JPY 0'],
      ['IDR', '425000000', 'IDR 4,250,000.00'],
      ['VND', '1000000', 'VND 1,000,000'],
    ] as const) {
      expect(print(money(currency, value))).toBe(text);
    }
  });

  it('keeps every digit of an amount no double could hold', () => {
    expect(print(money('USD', '900719925474099312345'))).toBe('USD 9,007,199,254,740,993,123.45');
  });

  it('leaves an empty decimal column where a currency has no decimals', () => {
    expect(figure(money('KRW', '58000'))).toEqual({ currency: 'KRW', whole: '58,000', decimals: '', filler: '.00' });
    expect(figure(money('HKD', '5'))).toEqual({ currency: 'HKD', whole: '0', decimals: '.05', filler: '' });
  });

  it('shows what was given back with a minus sign, not a hyphen', () => {
    expect(printMinus(money('HKD', '44000'))).toBe('\u2212440.00');
  });

  it('is compared digit by digit', () => {
    const ordered = ['0', '9', '10', '99', '100', '9007199254740992', '9007199254740993'];
    ordered.forEach((one, i) => {
      ordered.forEach((other, j) => {
        expect(Math.sign(compare(money('SGD', one), money('SGD', other)))).toBe(Math.sign(i - j));
      });
    });
    expect(compare(money('SGD', '0100'), money('SGD', '100'))).toBe(0);
    expect(isZero(money('SGD', '000'))).toBe(true);
    expect(isZero(money('SGD', '10'))).toBe(false);
  });

  it("knows exactly the currencies and exponents of the core's table", () => {
    const table = readFileSync(
      join(import.meta.dirname, '../../../src-tauri/crates/money/src/currency_table.rs'),
      'utf8',
    );
    const rows = [...table.matchAll(/^ {4}([A-Z]{3}) (\d) \d+ +\[/gm)].map((row) => [row[1], Number(row[2])]);
    expect(rows.length).toBeGreaterThan(20);
    expect(Object.fromEntries(rows)).toEqual(EXPONENTS);
  });
});
