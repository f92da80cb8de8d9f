import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensOf(block: RegExp): Map<string, string> {
  const body = block.exec(css)?.[1] ?? '';
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = tokensOf(/:root \{([\s\S]*?)\n\}/);
const dark = new Map([...light, ...tokensOf(/\[data-theme="dark"\] \{([\s\S]*?)\n\}/)]);

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['surface', 'bg', 'hover', 'selected'];
const STATES = [
  'draft',
  'waiting',
  'paid',
  'authorised',
  'captured',
  'refunded',
  'cancelled',
  'expired',
  'failed',
  'checking',
];

/** Every pair of ink and ground that is drawn, with the least it needs. */
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((ink) => GROUNDS.map((ground) => [ink, ground, 4.5] as const)),
  ...STATES.flatMap((state) => [
    ...GROUNDS.map((ground) => [`st-${state}-fg`, ground, 4.5] as const),
    [`st-${state}-fg`, `st-${state}-bg`, 4.5] as const,
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['ink-2', 'accent-soft', 4.5],
  ['ink-2', 'surface-2', 4.5],
  ['ink-3', 'surface-2', 4.5],
  ['env-sand-fg', 'env-sand-bg', 4.5],
  ['env-sand-fg', 'env-sand-stripe', 4.5],
  ['env-train-fg', 'env-train-bg', 4.5],
  ['control', 'surface', 3],
  ['control', 'bg', 3],
  ['focus', 'surface', 3],
  ['focus', 'selected', 3],
  ['env-sand-frame', 'bg', 3],
  ['env-train-frame', 'bg', 3],
];

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('the %s theme', (_name, tokens) => {
  it('can be read: every pair of ink and ground has the contrast it needs', () => {
    expect(PAIRS.length).toBeGreaterThan(75);
    for (const [ink, ground, least] of PAIRS) {
      const [one, other] = [tokens.get(ink), tokens.get(ground)];
      if (one === undefined || other === undefined) throw new Error(`there is no token ${ink} or ${ground}`);
      expect(ratio(one, other), `${ink} on ${ground}`).toBeGreaterThanOrEqual(least);
    }
  });
});
