import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Remark } from '@/platform/contract';
import { sayIn } from '@/words/words';
import { remarks } from '@/words/zh-Hans/remarks';
import { wordsOf } from './remarks';

const crates = join(import.meta.dirname, '../../../../src-tauri/crates');
const rust = readdirSync(join(crates, 'console/src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.rs'))
  .map((name) => readFileSync(join(crates, 'console/src', name), 'utf8'));
const amounts = ['money/src/typed/error.rs', 'money/src/error.rs'].map((file) => {
  const source = readFileSync(join(crates, file), 'utf8');
  const from = source.indexOf('fn code(');
  return source.slice(from, source.indexOf('\n    }\n', from));
});

/** A code that is written where a remark is made, or what a remark is made of. */
const WRITTEN =
  /(?:Remark::(?:new|refused)|(?:Said|Self)::of|differ)\(\s*(?:[\w.:()]+|"[^"]+"),\s*"([a-z-]+)"|=> \(RequestField::\w+, "([a-z-]+)"\)|ConsoleError::Field \{ \.\. \} => "([a-z-]+)"/g;
/** What commands call an amount that cannot be read; a form has a code for each reason. */
const OF_COMMANDS = 'amount';
const codes = new Set([
  ...rust.flatMap((source) => [...source.matchAll(WRITTEN)].map((found) => found.slice(1).find(Boolean) ?? '')),
  ...amounts.flatMap((source) => [...source.matchAll(/"([A-Z_]+)"/g)]).map(([, code = '']) => kebab(code)),
  'unknown-account',
  'no-account',
]);
codes.delete(OF_COMMANDS);

function kebab(code: string): string {
  return code.toLowerCase().replaceAll('_', '-');
}

const remark = (code: string): Remark => ({
  field: 'amount',
  item: null,
  code,
  message: 'the core says what is wrong',
  remedy: 'and what to do about it',
  readings: [],
});

describe('a remark at a field', () => {
  const say = sayIn('zh-Hans');

  it('is said in Chinese, whatever the core has against what was typed', () => {
    expect(codes.size).toBeGreaterThan(55);
    const english = [...codes]
      .filter((code) => code !== 'amount-not-accepted')
      .map((code) => [code, wordsOf(remark(code), say, 'zh-Hans')]);
    expect(english.filter(([, text]) => /the core says|and what to do/i.test(text ?? ''))).toEqual([]);
  });

  it('keeps the core’s own sentence where that alone says which of several things is meant', () => {
    const text = wordsOf(remark('amount-not-accepted'), say, 'zh-Hans');
    expect(text).toBe('此支付方式不接受这个金额。请换一个金额。The core says what is wrong.');
    expect(wordsOf(remark('brand-new'), say, 'zh-Hans')).toBe(
      '此处需要更正。The core says what is wrong. And what to do about it.',
    );
  });

  it('has no Chinese sentence that no code asks for', () => {
    expect(Object.keys(remarks).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('in English is the core’s own where the window has no words for it', () => {
    expect(wordsOf(remark('too-long'), sayIn('en'), 'en')).toBe(
      'The core says what is wrong. And what to do about it.',
    );
  });
});
