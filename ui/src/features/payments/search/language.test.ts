import { describe, expect, it } from 'vitest';
import { sayIn } from '@/words/words';
import { suggest } from './complete';
import { couldBeId, FIELDS, flipped, pieces, sendable, statusOf, stretches, without, withStatus } from './language';

const say = sayIn('en');

describe('the search line', () => {
  it('is cut like the core cuts it', () => {
    const cut = pieces('date:this-month  amount:>50 -status:draft "mei wong" https://x 12:30');
    expect(cut.map(({ negated, field, value }) => [negated, field, value])).toEqual([
      [false, 'date', 'this-month'],
      [false, 'amount', '>50'],
      [true, 'status', 'draft'],
      [false, null, '"mei wong"'],
      [false, null, 'https://x'],
      [false, null, '12:30'],
    ]);
  });

  it('reads wide colons and curly quotation marks of other keyboards', () => {
    const [first, second] = pieces('status：paid order:“A 1”');
    expect([first?.field, first?.value]).toEqual(['status', 'paid']);
    expect([second?.field, second?.value]).toEqual(['order', '“A 1”']);
  });

  it('is drawn letter for letter as it was typed', () => {
    const alphabet = ['a', ' ', ':', '-', '"', '>', '5', 'status:', '陈', '..', ','];
    let seed = 7;
    for (let run = 0; run < 500; run += 1) {
      let line = '';
      for (let letter = 0; letter < 12; letter += 1) {
        seed = (seed * 48271) % 2147483647;
        line += alphabet[seed % alphabet.length];
      }
      expect(
        stretches(line)
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(line);
    }
  });

  it('colours fields and comparisons and nothing else', () => {
    expect(stretches('status:paid amount:>5 mei foo:bar').filter((one) => one.kind !== 'plain')).toEqual([
      { text: 'status:', kind: 'field', at: 0 },
      { text: 'amount:', kind: 'field', at: 12 },
      { text: '>5', kind: 'compare', at: 19 },
    ]);
  });

  it('is sent without what is only half typed', () => {
    expect(sendable('mei status:')).toBe('mei');
    expect(sendable('order:"A 1')).toBe('order:"A 1"');
    expect(sendable('  ')).toBe('');
    expect(sendable('- mei')).toBe('mei');
    expect(sendable('foo:')).toBe('foo:');
  });

  it('can change its states and leave the rest', () => {
    expect(withStatus('amount:>5 -status:draft', 'authorised')).toBe('status:authorised amount:>5 -status:draft');
    expect(withStatus('status:paid mei status:failed', 'waiting')).toBe('status:waiting mei');
    expect(withStatus('status:paid mei', null)).toBe('mei');
    expect(statusOf('-status:draft')).toBeNull();
    expect(statusOf('status:Paid')).toBe('paid');
  });

  it('can lose a piece or turn a comparison round', () => {
    const [, amount] = pieces('mei amount:>=500 currency:SGD');
    if (amount === undefined) throw new Error('no second piece');
    expect(without('mei amount:>=500 currency:SGD', amount)).toBe('mei currency:SGD');
    expect(flipped(amount)).toBe('amount:<500');
  });

  it('knows what could be an id from elsewhere', () => {
    expect(couldBeId('2026112519401089010018821020')).toBe(true);
    expect(couldBeId('cs-20261125-7QK2M9XV4T')).toBe(true);
    for (const line of ['mei', 'wong chen', 'status:paid', '-20261125194', '陈美玲12345678', '', '1234567']) {
      expect(couldBeId(line)).toBe(false);
    }
  });
});

describe('completion', () => {
  const take = (line: string, caret: number, text: string) =>
    suggest(line, caret, say).list.find((one) => one.text === text);

  it('offers fields on an empty line and by their beginning', () => {
    expect(suggest('', 0, say).list.map((one) => one.text)).toEqual(FIELDS.map((field) => `${field}:`));
    expect(suggest('sta', 3, say).list.map((one) => one.text)).toEqual(['status:']);
    expect(take('mei -am', 7, 'amount:')?.line).toBe('mei -amount:');
  });

  it('offers values of the field the caret is in, also after a comma', () => {
    expect(take('status:pa', 9, 'paid')?.line).toBe('status:paid ');
    expect(take('status:paid,ref', 15, 'refunded')?.line).toBe('status:paid,refunded ');
    expect(take('currency:S mei', 10, 'SGD')).toMatchObject({ line: 'currency:SGD mei', caret: 12 });
    expect(suggest('date:', 5, say).list.map((one) => one.text)).toContain('this-month');
  });

  it('leaves the caret where the figure of a comparison goes', () => {
    expect(take('amount:', 7, '>')).toMatchObject({ line: 'amount:>', caret: 8 });
  });

  it('says nothing in the middle of ordinary words', () => {
    expect(suggest('mei wong', 8, say).list).toEqual([]);
    expect(suggest('xyz', 3, say).list).toEqual([]);
  });
});
