import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inOneLine, refusalIn, toldIn } from './trouble';
import { fields, troubles } from './zh-Hans/trouble';

const crates = join(import.meta.dirname, '../../../src-tauri/crates');
const kebab = (code: string) => code.toLowerCase().replaceAll('_', '-');

/** The codes a Rust file can answer with: every text in its `fn code`. */
function codesOf(file: string): string[] {
  const source = readFileSync(join(crates, file), 'utf8');
  const from = source.indexOf('fn code(');
  const body = source.slice(from, source.indexOf('\n    }\n', from));
  return [...body.matchAll(/"([A-Za-z0-9_-]+)"/g)].map((found) => kebab(found[1] ?? ''));
}

/** The codes that the window's own Rust adds to those of the core: written out where its errors are made. */
function windowCodes(): string[] {
  const shell = join(crates, '../src');
  if (!existsSync(shell)) return [];
  const files = readdirSync(shell, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.rs'));
  return files.flatMap((name) => {
    const source = readFileSync(join(shell, name), 'utf8');
    const made =
      /\bcode: "([a-z][a-z0-9-]+)"|\bCommandError::new\(\s*ExitClass::\w+,\s*"([a-z][a-z0-9-]+)"|\b(?:CommandError|Self)::outside\(\s*"([a-z][a-z0-9-]+)"/g;
    return [...source.matchAll(made)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
  });
}

function refusalCodes(): string[] {
  const source = readFileSync(join(crates, 'domain/src/rules/refusal.rs'), 'utf8');
  return [...source.matchAll(/^ {4}\w+ = "([a-z-]+)",$/gm)].map((found) => found[1] ?? '');
}

const SOURCES: readonly (readonly [string, number])[] = [
  ['console/src/error.rs', 25],
  ['ledger/src/error.rs', 24],
  ['ledger/src/recovery.rs', 6],
  ['vault/src/error.rs', 7],
  ['antom/src/keys/error.rs', 13],
  ['money/src/typed/error.rs', 13],
  ['money/src/error.rs', 10],
];

/** Fields that no window has. */
const OF_THE_COMMAND_LINE = ['after', 'despite_dispute', 'head', 'listen', 'local path', 'page', 'report'];

describe('an error of the core', () => {
  it.each(SOURCES)('of %s has a Chinese sentence for each of its codes', (file, least) => {
    const codes = codesOf(file);
    expect(codes.length).toBeGreaterThanOrEqual(least);
    expect(codes.filter((code) => troubles[code] === undefined)).toEqual([]);
  });

  it('that the rules decided has a Chinese sentence for each of its codes', () => {
    const codes = refusalCodes();
    expect(codes.length).toBeGreaterThanOrEqual(45);
    expect(codes.filter((code) => troubles[code] === undefined)).toEqual([]);
  });

  it('that the window itself makes has a Chinese sentence for its code', () => {
    expect(['window-fault', ...windowCodes()].filter((code) => troubles[code] === undefined)).toEqual([]);
  });

  it('has no Chinese sentence that no code asks for', () => {
    const rust = SOURCES.flatMap(([file]) => codesOf(file));
    const asked = new Set([...rust, ...refusalCodes(), ...windowCodes(), 'window-fault']);
    expect(Object.keys(troubles).filter((code) => !asked.has(code))).toEqual([]);
  });

  it('has a Chinese name for every field that can be wrong', () => {
    const folder = join(crates, 'console/src');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.rs') && !/tests/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8').split('mod tests {')[0] ?? '');
    const made = /\b(?:ConsoleError::field|Said::of|line|address)\(\s*"([^"]+)"/g;
    const named = new Set(sources.flatMap((source) => [...source.matchAll(made)].map(([, name = '']) => name)));
    expect(named.size).toBeGreaterThan(30);
    expect([...named].filter((name) => !fields.has(name) && !OF_THE_COMMAND_LINE.includes(name))).toEqual([]);
  });

  it('is told in English by the sentence of the core itself', () => {
    const told = toldIn('en', { code: 'hold-ended', message: 'the hold ended', remedy: 'ask again' });
    expect(told).toEqual({ message: 'the hold ended', remedy: 'ask again', detail: null });
    expect(inOneLine(told)).toBe('the hold ended. Ask again');
  });

  it('is told in Chinese by its code, with the core beside it only where figures stand in it', () => {
    const ended = refusalIn('zh-Hans', { code: 'hold-ended', reason: 'the hold of SGD 1.00 ended', remedy: 'x' });
    expect(ended.message).toBe('冻结已经结束。');
    expect(ended.detail).toBe('the hold of SGD 1.00 ended.');
    expect(toldIn('zh-Hans', { code: 'ledger-busy', message: 'busy', remedy: 'x' }).detail).toBeNull();
  });

  it('tells in Chinese of a recovery code what the core found wrong with it', () => {
    const wrong = { code: 'recovery-code', message: 'The recovery code has 23 characters', remedy: 'Type it again.' };
    expect(toldIn('zh-Hans', wrong).detail).toBe('The recovery code has 23 characters.');
  });

  it('names the field in Chinese, and never loses what a stranger says', () => {
    const wrong = { code: 'bad-field', message: 'reason: too long', remedy: 'Shorten it.', field: 'reason' };
    expect(inOneLine(toldIn('zh-Hans', wrong))).toBe('“原因”填写有误。 请按说明改正。 reason: too long. Shorten it.');
    const stranger = toldIn('zh-Hans', { code: 'brand-new', message: 'a new thing', remedy: '' });
    expect(inOneLine(stranger)).toContain('a new thing.');
  });
});
