import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IntentView, PaymentView, ToldCode } from '@/platform/contract';
import { isByPerson, outcomeOf, stoppedBecause } from './outcomes';
import { explained, resultOf } from './results';
import { channels, outcomes } from './zh-Hans/outcomes';
import { troubles } from './zh-Hans/trouble';

const crates = join(import.meta.dirname, '../../../src-tauri/crates');
const source = (file: string) => readFileSync(join(crates, file), 'utf8');
const kebab = (name: string) => name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
/** An English sentence: what must never stand in a Chinese window. */
const ENGLISH = /[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}/;

describe('what came of something', () => {
  const listed = /pub enum ToldCode \{([\s\S]*?)\n\}/.exec(source('console/src/told.rs'))?.[1] ?? '';
  const codes = [...listed.matchAll(/^ {4}(\w+),$/gm)].map(([, name]) => kebab(name ?? '')) as ToldCode[];

  it('has Chinese words for every code of the core, and none for a code that is not there', () => {
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => outcomes[code] === undefined)).toEqual([]);
    expect(Object.keys(outcomes).filter((code) => !codes.includes(code as ToldCode))).toEqual([]);
    for (const code of codes) {
      const text = outcomeOf({ code, words: 'RISK_REJECT', at: null }, () => '');
      expect(text, code).toMatch(/\p{Script=Han}/u);
      expect(text, code).not.toMatch(ENGLISH);
    }
  });

  it('names the channel of a link, each of those there are', () => {
    const rust = /pub enum Channel \{([\s\S]*?)\n\}/.exec(source('console/src/sharing.rs'))?.[1] ?? '';
    const known = [...rust.matchAll(/^ {4}(\w+),$/gm)].map(([, name]) => (name ?? '').toLowerCase());
    expect(known.length).toBeGreaterThan(4);
    expect(known.filter((channel) => channels[channel] === undefined)).toEqual([]);
  });

  it('says which rule stopped it, for every rule there is', () => {
    const rules = [...source('domain/src/rules/refusal.rs').matchAll(/^ {4}\w+ = "([a-z-]+)",$/gm)];
    const all = rules.map(([, code]) => code ?? '');
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((code) => troubles[code] === undefined)).toEqual([]);
    for (const code of all) {
      const intent = { stopped: 'it is too late for it now', stopped_by_rule: code } as IntentView;
      expect(stoppedBecause(intent, 'zh-Hans'), code).not.toMatch(ENGLISH);
      expect(stoppedBecause(intent, 'en')).toBe('it is too late for it now');
      expect(isByPerson(intent)).toBe(false);
    }
    const old = { stopped: 'the order was closed meanwhile', stopped_by_rule: null } as IntentView;
    expect(stoppedBecause(old, 'zh-Hans')).toBe('再次核对时已不再允许');
    const person = { stopped: 'stopped by Mei', stopped_by_rule: null } as IntentView;
    expect([stoppedBecause(person, 'zh-Hans'), isByPerson(person)]).toEqual(['由人员停止', true]);
  });

  it('of a capture, cancel or refund is said in Chinese whatever settled it', () => {
    const english = 'Antom confirmed it when it was asked.';
    const settled = { explanation: english, explanation_zh: null, code: null, unknown: null };
    const told = (intent: Partial<IntentView>) => explained({ ...settled, ...intent } as IntentView, 'zh-Hans');
    expect(told({ stage: 'done' })).toBe('询问 Antom 后得知：已完成。');
    expect(told({ stage: 'refused' })).toBe('询问 Antom 后得知：未成功。');
    const core = '请款失败。没有资金变动。请联系 Antom 支持。';
    expect(told({ stage: 'refused', code: 'PROCESS_FAIL', explanation_zh: core })).toBe(core);
    const silent = { code: 'bad-signature', words: null, at: null } as const;
    expect(told({ stage: 'checking', unknown: silent })).toContain('应答的签名不是 Antom 的');
    for (const intent of [{ stage: 'done' }, { stage: 'checking' }, { stage: 'refused', code: 'NEW' }] as const) {
      expect(told(intent)).not.toMatch(ENGLISH);
    }
    const payment = { result: 'The buyer has paid.', result_zh: '买家已付款。' } as PaymentView;
    expect([resultOf(payment, 'zh-Hans'), resultOf(payment, 'en')]).toEqual(['买家已付款。', 'The buyer has paid.']);
  });
});
