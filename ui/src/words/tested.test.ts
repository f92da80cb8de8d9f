import { expect, it } from 'vitest';
import type { Tested, TestReport } from '@/platform/contract';
import { foundIn } from './tested';
import { sayIn } from './words';

const found = (passed: Tested['passed'], sentence = 'The core says this in English.'): Tested => ({ passed, sentence });
const PASSED = {
  reach: found(true),
  our_signature: found(true),
  antom_signature: found(true),
  environment: found(true),
};
const report = (more: Partial<TestReport>) => ({ ...PASSED, code: 'ORDER_NOT_EXIST', ...more }) as TestReport;
const inChinese = (of: TestReport, part: Parameters<typeof foundIn>[1]) =>
  foundIn(of, part, 'zh-Hans', sayIn('zh-Hans'));

it('what a test found is said in Chinese, with the core’s own sentence only where nothing else says what exactly', () => {
  const silent = report({ reach: found(false, 'No answer: timed out.'), our_signature: found(null), code: null });
  expect(inChinese(silent, 'reach').text).toContain('没有得到 Antom 的应答');
  expect(inChinese(silent, 'reach').own).toBe('No answer: timed out.');
  const stranger = report({ environment: found(false), antom_signature: found(null), code: 'CLIENT_INVALID' });
  expect(inChinese(stranger, 'environment').text).toContain('不认识此客户端 ID');
  expect(inChinese(stranger, 'environment').own).toBeNull();
  expect(inChinese(stranger, 'theirs').text).toBe('Antom 没有为此拒绝签名。');
  const odd = report({ our_signature: found(null), code: 'ACCESS_DENIED' });
  expect(inChinese(odd, 'ours').text).toContain('ACCESS_DENIED');
  const untold = report({ reach: found(false), antom_signature: found(null), our_signature: found(null) });
  expect(inChinese(untold, 'ours')).toEqual({ text: '无法判断', own: null });
});

it('in English it is the core’s own sentence', () => {
  const say = sayIn('en');
  expect(foundIn(report({ reach: found(false, 'No answer.') }), 'reach', 'en', say).text).toBe('No answer.');
  expect(foundIn(report({ reach: found(null, '') }), 'reach', 'en', say).text).toBe('could not be told');
});
