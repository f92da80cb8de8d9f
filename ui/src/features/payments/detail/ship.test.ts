import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ShipView } from '@/platform/contract';
import { sayIn } from '@/words/words';
import { shipping } from './ship';

const rust = readFileSync(join(import.meta.dirname, '../../../../../src-tauri/crates/domain/src/ship.rs'), 'utf8');
const kebab = (name: string) => name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
/** The codes of an enumeration of the core. */
function codes(name: string): string[] {
  const body = new RegExp(`pub enum ${name} \\{([\\s\\S]*?)\\n\\}`).exec(rust)?.[1] ?? '';
  return [...body.matchAll(/^ {4}(\w+),$/gm)].map(([, code]) => kebab(code ?? ''));
}
const view = (ship: ShipView['ship'], why: string | null): ShipView => ({ ship, why, word: '', because: '' });

describe('whether goods may leave', () => {
  it('is said in both languages for everything that is waited for and every end', () => {
    const all = [
      ...codes('Wait').map((why) => view('not-yet', why)),
      ...codes('Over').map((why) => view('never', why)),
    ];
    expect(all.length).toBe(10);
    for (const language of ['en', 'zh-Hans'] as const) {
      const told = all.map((ship) => shipping(ship, sayIn(language)));
      expect(new Set(told).size, 'each has words of its own').toBe(all.length);
      const start = language === 'en' ? /^Don.t ship/ : /^(暂不|不要)发货/;
      for (const text of told) expect(text).toMatch(start);
    }
  });

  it('is a yes only where the core says so', () => {
    expect(shipping(view('now', null), sayIn('en'))).toBe('Ship now');
    expect(shipping(view('now', null), sayIn('zh-Hans'))).toBe('可以发货');
    expect(shipping(view('not-yet', 'something-new'), sayIn('en'))).toMatch(/^Don.t ship yet/);
  });
});
