import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { labelOf } from './methodLabel';
import { methods } from './zh-Hans/methods';

const source = readFileSync(join(import.meta.dirname, '../../../src-tauri/crates/domain/src/profiles.rs'), 'utf8');
const named = new Map([...source.matchAll(/const (\w+): &str = "(\w+)";/g)].map(([, name, wire]) => [name, wire]));
/** Every way to pay that the core has a name for. */
const known = [...source.matchAll(/^ {4}row\((?:"(\w+)"|(\w+)), "([^"]+)"/gm)].map(([, wire, name, label]) => ({
  method: wire ?? named.get(name) ?? '',
  label: label ?? '',
}));

it('a way to pay whose name is no brand has a Chinese one, and a brand keeps its own', () => {
  expect(known.length).toBeGreaterThan(40);
  const asWords = known.filter(({ label }) => / [a-z]{4,}( |$)/.test(label)).map(({ method }) => method);
  expect(asWords.filter((method) => methods[method] === undefined)).toEqual([]);
  expect(Object.keys(methods).filter((method) => !known.some((one) => one.method === method))).toEqual([]);
  const card = { method: 'CARD', label: 'Card' };
  expect([labelOf(card, 'zh-Hans'), labelOf(card, 'en')]).toEqual(['银行卡', 'Card']);
  expect(labelOf({ method: 'GCASH', label: 'GCash' }, 'zh-Hans')).toBe('GCash');
  expect(labelOf({ method: 'NEW', label: null }, 'zh-Hans')).toBeNull();
});
