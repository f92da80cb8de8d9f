import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { results } from './zh-Hans/results';

const folder = join(import.meta.dirname, '../../../src-tauri/crates/antom/src/results');

describe("Antom's result codes", () => {
  it('all have Chinese words, and no words stand for a code that nobody explains', () => {
    const sources = readdirSync(folder).filter((name) => name !== 'tests.rs');
    const rust = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const codes = new Set([...rust.matchAll(/row\(\w, "([A-Z_]+)"/g)].map((found) => found[1] ?? ''));
    expect(codes.size).toBeGreaterThan(60);
    expect([...codes].filter((code) => results[code] === undefined)).toEqual([]);
    expect(Object.keys(results).filter((code) => !codes.has(code))).toEqual([]);
  });
});
