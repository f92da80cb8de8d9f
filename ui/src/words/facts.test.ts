import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TimelineEntry, Told } from '@/platform/contract';
import { factIn } from './facts';
import type { Language } from './words';
import { facts } from './zh-Hans/facts';

const domain = join(import.meta.dirname, '../../../src-tauri/crates/domain/src');
const named = (file: string, pattern: RegExp) =>
  [...readFileSync(join(domain, file), 'utf8').matchAll(pattern)].map((found) => found[1] ?? '');

/** Facts that belong to no order stand on no timeline. */
const OF_NO_ORDER = /^(Account|Key|MethodProfile|Setting|Backup|RecoveryCode|Ledger|Operator|Role|Policy)/;

describe('a fact on the timeline', () => {
  it('has Chinese words for each kind that can stand there, and for no other', () => {
    const steps = named('intent.rs', /Self::(\w+)(?:\(_\)| \{ \.\. \})? => "\w+",/g).filter(
      (step) => !['Capture', 'Cancel', 'Refund'].includes(step),
    );
    const verbs = ['Capture', 'Cancel', 'Refund'];
    const plain = named('fact.rs', /=> "(\w+)",/g).filter((kind) => /^[A-Z]/.test(kind) && !OF_NO_ORDER.test(kind));
    const kinds = new Set([
      ...plain.filter((kind) => kind !== 'Countersign' && kind !== 'Antom'),
      ...verbs.flatMap((verb) => steps.map((step) => verb + step)),
    ]);
    expect(steps.length).toBe(8);
    expect(kinds.size).toBeGreaterThan(30);
    expect([...kinds].filter((kind) => facts[kind] === undefined)).toEqual([]);
    expect(Object.keys(facts).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('tells what came of it by its code, and keeps the sentence of the core only where it knows no word', () => {
    const entry = { at: '2026-11-25T03:05:00Z', actor: 'Antom', money: { currency: 'SGD', value: '20000' } };
    const told = (code: Told['code'], words: string | null = null) => ({ code, words, at: null });
    const say = (more: Pick<TimelineEntry, 'kind' | 'sentence' | 'told'>, language: Language = 'zh-Hans') =>
      factIn(language, { ...entry, ...more }, () => '周五 14:05');
    const refund = 'Refund of SGD 200.00 refused';
    expect(say({ kind: 'RefundAnswered', sentence: refund, told: told('refused', 'RISK_REJECT') })).toEqual({
      text: 'Antom 应答了退款 SGD 200.00',
      detail: 'Antom 拒绝：RISK_REJECT',
    });
    expect(say({ kind: 'SessionIssued', sentence: '', told: { ...told('link-until'), at: entry.at } }).detail).toBe(
      '有效期至 周五 14:05',
    );
    expect(say({ kind: 'RefundQueued', sentence: 'Refund waits', told: null })).toEqual({
      text: '退款 SGD 200.00 等待发出',
      detail: null,
    });
    expect(say({ kind: 'Unheard', sentence: 'Something new', told: null }).text).toBe('Something new');
    expect(say({ kind: 'RefundQueued', sentence: 'Refund waits', told: null }, 'en').text).toBe('Refund waits');
  });
});
