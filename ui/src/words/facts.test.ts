import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factIn } from './facts';
import { facts } from './zh-Hans/facts';

const domain = join(import.meta.dirname, '../../../src-tauri/crates/domain/src');
const named = (file: string, pattern: RegExp) =>
  [...readFileSync(join(domain, file), 'utf8').matchAll(pattern)].map((found) => found[1] ?? '');

/** Facts that belong to no order stand on no timeline. */
const OF_NO_ORDER = /^(Account|Key|Setting|Backup|RecoveryCode|Ledger)/;

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

  it('keeps the sentence of the core where what came of it stands only there, and for what it does not know', () => {
    const entry = { at: '2026-11-25T03:05:00Z', actor: 'Antom', money: { currency: 'SGD', value: '20000' } };
    const answered = factIn('zh-Hans', { ...entry, kind: 'RefundAnswered', sentence: 'Refund of SGD 200.00 done' });
    expect(answered).toEqual({ text: 'Antom 应答了退款 SGD 200.00', detail: 'Refund of SGD 200.00 done' });
    const queued = factIn('zh-Hans', { ...entry, kind: 'RefundQueued', sentence: 'Refund waits' });
    expect(queued).toEqual({ text: '退款 SGD 200.00 等待发出', detail: null });
    expect(factIn('zh-Hans', { ...entry, kind: 'Unheard', sentence: 'Something new' }).text).toBe('Something new');
    expect(factIn('en', { ...entry, kind: 'RefundQueued', sentence: 'Refund waits' }).text).toBe('Refund waits');
  });
});
