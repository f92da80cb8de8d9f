import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');

/** Every query about a container, with the sheet it stands in. */
function containers(): string[] {
  const sheets = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  return sheets.flatMap((sheet) =>
    [...readFileSync(join(SOURCE, sheet), 'utf8').matchAll(/@container[^{]*/g)].map(([query]) => `${sheet}: ${query}`),
  );
}

describe('a query about a container', () => {
  it('is asked in rem, because WebKitGTK compares pixels with the width before zoom', () => {
    const asked = containers();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((query) => /\dpx/.test(query))).toEqual([]);
  });
});
