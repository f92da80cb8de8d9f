import { expect, it } from 'vitest';
import type { OrderView, SessionView, TimelineEntry, Told } from '@/platform/contract';
import { unmadeBecause } from './unmade';
import { warnedOf } from './warned';

const session = { trouble: 'no answer came (timed out)' } as SessionView;
const entry = (kind: string, code: Told['code'], words: string | null): TimelineEntry => ({
  at: '2026-11-25T03:05:00Z',
  actor: 'Antom',
  kind,
  sentence: 'No link was made',
  money: null,
  told: { code, words, at: null },
});
const order = (...timeline: TimelineEntry[]) => ({ timeline }) as unknown as OrderView;

it('why there is no link is said in English by the core, and else by what the last attempt came to', () => {
  const twice = order(entry('SessionUnanswered', 'no-answer', null), entry('SessionRefused', 'refused', 'RISK_REJECT'));
  expect(unmadeBecause(twice, session, 'en')).toBe('No answer came (timed out).');
  expect(unmadeBecause(twice, session, 'zh-Hans')).toBe('Antom 拒绝：RISK_REJECT。');
  expect(unmadeBecause(order(entry('SessionUnanswered', 'no-answer', null)), session, 'zh-Hans')).toBe(
    '没有收到应答。',
  );
  expect(unmadeBecause(order(), session, 'zh-Hans')).toBe('');
});

it('what should be known of a link is the core’s in English, and else a pointer to where it stands', () => {
  expect(warnedOf(['check its date'], '请留意。', 'en')).toBe('Check its date.');
  expect(warnedOf(['check its date'], '请留意。', 'zh-Hans')).toBe('请留意。');
  expect(warnedOf([], '请留意。', 'zh-Hans')).toBe('');
});
