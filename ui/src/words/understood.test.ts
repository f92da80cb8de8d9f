import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { understoodIn, unreadInChinese } from './understood';

const tests = readFileSync(
  join(import.meta.dirname, '../../../src-tauri/crates/ledger/src/search/parse_tests.rs'),
  'utf8',
);
/** Every reading that the core's own tests expect of it. */
const readings = [...tests.matchAll(/understood\((?:"(?:[^"\\]|\\.)*")\),\s*"((?:[^"\\]|\\.)*)"/g)].map(
  (found) => found[1] ?? '',
);

const parse = readFileSync(join(import.meta.dirname, '../../../src-tauri/crates/ledger/src/search/parse.rs'), 'utf8');

describe('a query that cannot be read', () => {
  it('is explained in Chinese, whatever the core has against it', () => {
    const remedies = [...parse.matchAll(/"((?:Give|Write|Use|The fields)(?:[^"\\]|\\[\s\S])*)"/g)].map((found) =>
      (found[1] ?? '')
        .replace(/\\\n\s*/g, '')
        .replace(/\\"/g, '"')
        .replace(/\{\w*\}/g, 'x'),
    );
    expect(remedies.length).toBeGreaterThan(10);
    for (const message of [
      '`amount:` needs a value',
      '`amount:` does not take `lots`',
      'there is no field `foo:`',
      'there is no account named `nope`',
      '`17,000` can be read as 17000 or as 17.000',
      '`20..10` is the wrong way round: 20 is more than 10',
      '`today..yesterday` is the wrong way round: today is later than yesterday',
    ]) {
      for (const remedy of remedies) {
        expect(unreadInChinese(message, remedy)).not.toMatch(/\b(Give|Write|Use|fields|does|needs|there|read|wrong)\b/);
      }
    }
    expect(unreadInChinese('a quotation mark has no pair', 'Close the quotation, or leave the mark out.')).toBe(
      '引号没有成对。请补上引号，或去掉引号。',
    );
  });
});

describe('how a query was read', () => {
  it('is said in Chinese, whatever the core can say', () => {
    expect(readings.length).toBeGreaterThan(25);
    const words = /\b(text|has|status|currency|method|created|account|amount|opened|not|or|everything|today)\b/;
    const left = readings
      .map((reading) => understoodIn('zh-Hans', reading))
      .filter((said) => words.test(said.replace(/“[^”]*”/gu, '')));
    expect(left).toEqual([]);
  });

  it('keeps what was typed as it was typed', () => {
    expect(understoodIn('zh-Hans', 'text “Plant · not text” · not text “a or b”')).toBe(
      '文字“Plant · not text” · 排除文字“a or b”',
    );
    expect(understoodIn('zh-Hans', 'status Waiting for payment or Part-refunded · amount from 10.00 to 20.00')).toBe(
      '状态 等待付款 或 部分退款 · 金额 10.00 至 20.00',
    );
    expect(understoodIn('zh-Hans', 'opened after today (Asia/Singapore)')).toBe('创建于 今天 之后（Asia/Singapore）');
    expect(understoodIn('en', 'text “Plant”')).toBe('text “Plant”');
  });
});
