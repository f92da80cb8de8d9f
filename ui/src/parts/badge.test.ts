import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sayIn } from '@/words/words';
import { BADGES, badgeWord } from './badge';

const OPEN = join(import.meta.dirname, '../../../src-tauri/crates/domain/src/order/open.rs');

it('every mark of the core has its words, in English the same, and no other has', () => {
  const source = readFileSync(OPEN, 'utf8');
  const from = source.indexOf('fn label(');
  const labels = [...source.slice(from, source.indexOf('fn slug(', from)).matchAll(/=> "([^"]+)",/g)];
  const marks = labels.map(([, label]) => label ?? '');
  expect(marks.length).toBeGreaterThanOrEqual(5);
  expect(Object.keys(BADGES).sort()).toEqual([...marks].sort());
  for (const mark of marks) {
    expect(badgeWord(mark, sayIn('en'))).toBe(mark);
    expect(badgeWord(mark, sayIn('zh-Hans')), mark).toMatch(/\p{Script=Han}/u);
  }
});
