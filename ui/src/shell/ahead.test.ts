import { expect, it, vi } from 'vitest';
import type { Platform } from '@/platform/platform';
import { askingAhead, FIRST_PAGE } from './ahead';

/** A platform that counts its answers, and whose changes can be told. */
function counting() {
  let count = 0;
  const ears = new Set<() => void>();
  const call = vi.fn(async (command: string) => {
    count += 1;
    if (command === 'pulse') throw new Error('no');
    return count;
  });
  const listen = vi.fn((_event: string, hear: () => void) => {
    ears.add(hear);
    return () => ears.delete(hear);
  });
  const change = () => {
    for (const hear of ears) hear();
  };
  return { platform: { call, listen } as unknown as Platform, call, change };
}

it('a question that was put ahead is answered once, and asked again after that', async () => {
  const { platform, call } = counting();
  const ahead = askingAhead(platform);
  void ahead.put('search', FIRST_PAGE);
  expect(await ahead.platform.call('search', { ...FIRST_PAGE })).toBe(1);
  expect(await ahead.platform.call('search', FIRST_PAGE)).toBe(2);
  expect(call).toHaveBeenCalledTimes(2);
});

it('an answer that is there is known at once, and once', async () => {
  const { platform } = counting();
  const ahead = askingAhead(platform);
  const coming = ahead.put('search', FIRST_PAGE);
  expect(ahead.platform.known?.('search', FIRST_PAGE)).toBeUndefined();
  await coming;
  expect(ahead.platform.known?.('search', FIRST_PAGE)?.answer).toBe(1);
  expect(ahead.platform.known?.('search', FIRST_PAGE)).toBeUndefined();
});

it('what is known says when it stands no more', async () => {
  const { platform, change } = counting();
  const ahead = askingAhead(platform);
  await ahead.put('search', FIRST_PAGE);
  const known = ahead.platform.known?.('search', FIRST_PAGE);
  expect(known?.stands()).toBe(true);
  change();
  expect(known?.stands()).toBe(false);
});

it('another question is not answered with it', async () => {
  const { platform } = counting();
  const ahead = askingAhead(platform);
  void ahead.put('search', FIRST_PAGE);
  expect(await ahead.platform.call('search', { ...FIRST_PAGE, query: 'mei' })).toBe(2);
});

it('an answer from before a change is not given after it', async () => {
  const { platform, change } = counting();
  const ahead = askingAhead(platform);
  void ahead.put('search', FIRST_PAGE);
  change();
  expect(await ahead.platform.call('search', FIRST_PAGE)).toBe(2);
});

it('what was put for one person is not given to the next', async () => {
  const { platform } = counting();
  const ahead = askingAhead(platform);
  void ahead.put('search', FIRST_PAGE);
  ahead.forget();
  expect(await ahead.platform.call('search', FIRST_PAGE)).toBe(2);
});

it('trouble reaches who asks, and nobody where nobody does', async () => {
  const { platform } = counting();
  const ahead = askingAhead(platform);
  await ahead.put('pulse', {});
  await expect(ahead.platform.call('pulse', {})).rejects.toThrow('no');
});
