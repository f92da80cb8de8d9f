import { describe, expect, it } from 'vitest';
import type { AccountView, KeyShown, KeyStage } from '@/platform/contract';
import { nextVersion, rotationOf, whenOf } from './rotation';
import { standingOf } from './standing';

const key = (version: number, stage: KeyStage): KeyShown => ({
  fingerprint: `f${version}`,
  version,
  stage,
  added_at: '2026-05-02T02:00:00Z',
  public_key: 'MII',
});

const account = (keys: KeyShown[], environment: AccountView['environment'] = 'production'): AccountView => ({
  name: 'main',
  environment,
  client_id: '5YEX',
  gateway: 'asia',
  antom_fingerprint: 'a1',
  redirect_url: 'https://shop.example',
  notify_url: null,
  settlement_currency: null,
  keys,
});

describe('a change of keys', () => {
  it('is under way from Add to Retire, one step after the other', () => {
    const steps = [
      [key(3, 'inuse'), key(4, 'added')],
      [key(3, 'inuse'), key(4, 'proved')],
      [key(3, 'proved'), key(4, 'inuse')],
    ].map((keys) => rotationOf(keys));
    expect(steps.map((step) => [step?.at, step?.next.version, step?.old.version])).toEqual([
      [1, 4, 3],
      [2, 4, 3],
      [3, 4, 3],
    ]);
    expect(rotationOf([key(3, 'retired'), key(4, 'inuse')])).toBeNull();
    expect(rotationOf([])).toBeNull();
  });

  it('that was taken back stands at Promote again', () => {
    expect(rotationOf([key(3, 'inuse'), key(4, 'proved')])?.at).toBe(2);
  });

  it('never uses a version twice', () => {
    expect(nextVersion([key(3, 'inuse'), key(5, 'retired')])).toBe(6);
    expect(nextVersion([])).toBe(1);
  });

  it('knows when something last happened to a key', () => {
    const at = (moment: string) => ({
      at: moment,
      actor: 'Lena',
      kind: 'key-promoted' as const,
      version: 4,
      fingerprint: 'f4',
      reason: null,
    });
    expect(whenOf([at('2026-11-02T00:00:00Z'), at('2026-11-09T00:00:00Z')], 'key-promoted', 'f4')).toBe(
      '2026-11-09T00:00:00Z',
    );
    expect(whenOf([at('2026-11-02T00:00:00Z')], 'key-proved', 'f4')).toBeNull();
  });
});

describe('how an account stands', () => {
  const stands = (keys: KeyShown[], more: Partial<Parameters<typeof standingOf>[0]> = {}) =>
    standingOf({ account: account(keys), keys, history: [], report: null, answered: false, ...more });

  it('is healthy only where a signed answer proved it', () => {
    expect(stands([key(3, 'inuse')])).toBe('untested');
    expect(stands([key(3, 'inuse')], { answered: true })).toBe('healthy');
    const proved = { at: '2026-05-02T02:00:00Z', actor: 'Antom', kind: 'key-proved' as const, reason: null };
    expect(stands([key(3, 'inuse')], { history: [{ ...proved, version: 3, fingerprint: 'f3' }] })).toBe('healthy');
    expect(stands([key(3, 'inuse')], { history: [{ ...proved, version: 2, fingerprint: 'f2' }] })).toBe('untested');
  });

  it('is rotating while two keys are alive, and missing where the private half is gone', () => {
    expect(stands([key(3, 'inuse'), key(4, 'proved')], { answered: true })).toBe('rotating');
    expect(stands([{ ...key(3, 'inuse'), public_key: null }], { answered: true })).toBe('missing');
  });

  it('is a simulator in Training', () => {
    const keys = [key(3, 'inuse')];
    expect(stands(keys, { account: account(keys, 'training'), answered: true })).toBe('simulator');
  });
});
