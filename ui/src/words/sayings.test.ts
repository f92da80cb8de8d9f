import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Saying } from '@/platform/contract';
import { remedyInChinese, ruleIn, sayingInChinese } from './sayings';
import { inOneLine, refusalIn, toldIn } from './trouble';
import { sayings } from './zh-Hans/sayings';

const source = readFileSync(join(import.meta.dirname, '../../../src-tauri/crates/domain/src/people/saying.rs'), 'utf8');
const kebab = (name: string) => name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
/** An English sentence: what must never stand in a Chinese window. */
const ENGLISH = /[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}/;

/** Every saying of the core, with its fields and a value for each. */
const listed = /pub enum Saying \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
const all = [...listed.matchAll(/^ {4}([A-Z]\w+)(?: \{ (.*) \})?,$/gm)].map(([, name = '', given = '']) => {
  const fields = [...given.matchAll(/(\w+): ([\w<>]+)/g)].map(([, field = '', kind = '']) => [field, kind] as const);
  return { code: kebab(name) as Saying['code'], fields };
});
const VALUES: Readonly<Record<string, unknown>> = {
  String: 'Lena',
  Right: 'refund',
  Money: { currency: 'SGD', value: '8000' },
  u32: 4,
  'DateTime<Utc>': '2026-11-25T03:05:00Z',
  'Box<Saying>': { code: 'dispute-open' },
};
const example = ({ code, fields }: (typeof all)[number]) =>
  ({ code, ...Object.fromEntries(fields.map(([field, kind]) => [field, VALUES[kind]])) }) as unknown as Saying;

describe('what the rules about people say', () => {
  it('has a Chinese sentence for each of its codes, and none for a code that is not there', () => {
    expect(all.length).toBeGreaterThan(40);
    const codes = all.map(({ code }) => code);
    expect(codes.filter((code) => sayings[code] === undefined)).toEqual([]);
    expect(Object.keys(sayings).filter((code) => !codes.includes(code as Saying['code']))).toEqual([]);
  });

  it('is told whole in Chinese: every figure, name and time of it in its place, and no English', () => {
    for (const one of all) {
      const said = sayingInChinese(example(one), 'Asia/Singapore');
      expect(said, one.code).not.toMatch(/[{}]|undefined|\[object/);
      expect(`${said}${remedyInChinese(example(one)) ?? ''}`, one.code).not.toMatch(ENGLISH);
      // What somebody asked for stands beside the refusal already, in the language of the window.
      const told = one.fields.filter(([field]) => field !== 'sentence').map(([field]) => `{${field}}`);
      expect(
        told.filter((field) => !sayings[one.code][0].includes(field)),
        one.code,
      ).toEqual([]);
    }
  });

  it('has its sentence of the core for English', () => {
    const spoken = source.slice(source.indexOf('impl fmt::Display'));
    expect(listed.match(/^ {4}[A-Z]\w+/gm)?.filter((name) => !spoken.includes(`Self::${name.trim()}`))).toEqual([]);
    const wrong = { code: 'pin-wrong', message: 'That PIN does not match. 4 tries left.', remedy: 'Type it again.' };
    expect(toldIn('en', { ...wrong, said: { code: 'pin-wrong', left: 4 } }).message).toBe(wrong.message);
  });

  it('reads as people say it', () => {
    const above: Saying = {
      code: 'above-limit',
      verb: 'refund',
      amount: { currency: 'SGD', value: '8000' },
      most: { currency: 'SGD', value: '5000' },
    };
    expect(sayingInChinese(above)).toBe('SGD 80.00 超出您的退款限额 SGD 50.00。');
    expect(sayingInChinese({ code: 'nobody-approves', rule: above })).toBe(
      'SGD 80.00 超出您的退款限额 SGD 50.00，而且这里没有其他人可以批准。',
    );
    expect(sayingInChinese({ code: 'may-not', name: 'Priya', role: 'shop', right: 'capture' })).toBe(
      'Priya（门店）没有这项权限：请款。',
    );
    expect(sayingInChinese({ code: 'pin-wait', until: '2026-11-25T03:05:00Z' }, 'Asia/Singapore')).toBe(
      '输错 PIN 码的次数过多；11月25日 周三 11:05 +08:00 起可再试。',
    );
    expect(ruleIn('zh-Hans', { rule: 'a dispute is open', said: { code: 'dispute-open' } })).toBe('此付款有未决争议');
    expect(ruleIn('zh-Hans', { rule: 'a dispute is open', said: null })).toBe('a dispute is open');
  });

  it('names who can lift it', () => {
    const refusal = {
      code: 'approval-needed',
      reason: 'x',
      remedy: 'Lena Hartmann or Daniel Okafor can lift this.',
      said: { code: 'dispute-open' } as const,
      who: ['Lena Hartmann', 'Daniel Okafor'],
    };
    expect(inOneLine(refusalIn('zh-Hans', refusal))).toBe('此付款有未决争议。 可以找Lena Hartmann或Daniel Okafor。');
    const nobody = { ...refusal, code: 'right-missing', remedy: 'Nothing lifts this.', who: null };
    expect(inOneLine(refusalIn('zh-Hans', nobody))).toBe('此付款有未决争议。 这里没有人可以解除。');
  });
});
