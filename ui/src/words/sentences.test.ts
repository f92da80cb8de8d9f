import { expect, it } from 'vitest';
import { sentences } from './sentences';

it('what was said is closed as its language closes it', () => {
  expect(sentences('there is no account yet', '', 'add one first.')).toBe('There is no account yet. Add one first.');
  expect(sentences('还没有账户', '请先添加。', 'no account (NONE)')).toBe('还没有账户。请先添加。No account (NONE).');
  expect(sentences('really?', 'yes')).toBe('Really? Yes.');
  expect(sentences('')).toBe('');
});
