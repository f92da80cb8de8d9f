import { expect, it } from 'vitest';
import type { TrailEntry } from '@/platform/contract';
import { actOf } from './trail';
import { sayIn } from './words';

const entry = (kind: string, sentence: string) =>
  ({ at: '2026-11-25T03:05:00Z', actor: 'Lena', kind, sentence, money: null }) as TrailEntry;
const zh = (of: TrailEntry) => actOf(of, 'zh-Hans', sayIn('zh-Hans'));
const en = (of: TrailEntry) => actOf(of, 'en', sayIn('en'));

it('what somebody did is said in the language of the window, with the core’s sentence beside what has no code', () => {
  const added = entry('OperatorAdded', 'Added Tom Bakker as shop');
  expect(zh(added).text).toMatch(/\p{Script=Han}/u);
  expect(zh(added).own).toBe('Added Tom Bakker as shop');
  expect(en(added)).toEqual({ text: 'Added Tom Bakker as shop', own: null });
  expect(zh(entry('OrderNoted', 'Wrote a note'))).toEqual({ text: '添加了备注', own: null });
});

it('what the core has no sentence for is said by its kind alone', () => {
  for (const act of [zh, en].map((told) => told(entry('KeyRetired', 'KeyRetired')))) {
    expect(act.text).not.toBe('KeyRetired');
    expect(act.own).toBeNull();
  }
});
