import { expect, it } from 'vitest';
import { SLOTS, slots } from './slots';

/** Places of rows from one to another. */
const places = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at);

it('what is drawn has a row each, also when the row with the keyboard is drawn far from it', () => {
  for (const active of [0, 7, 300, 40_000]) {
    for (const from of [0, 250, 511, 39_990]) {
      const drawn = new Set([...places(from, 40), active]);
      expect(new Set([...drawn].map(slots(active))).size).toBe(drawn.size);
    }
  }
});

it('the row with the keyboard stays the same however far the list is scrolled', () => {
  expect(slots(5)(5)).toBe('row-5');
  expect(slots(5)(5 + SLOTS)).not.toBe(slots(5)(5));
});

it('a place is shown by the same row whichever has the keyboard', () => {
  expect([0, 3, 29].map((active) => slots(active)(12))).toEqual(['row-12', 'row-12', 'row-12']);
});
