import { describe, expect, it } from 'vitest';
import type { FoundView, RowView } from '@/platform/contract';
import { Book, DAY, PAGE, ROW } from './book';

const none = { currency: 'SGD', value: '0' };

function row(arrival: number): RowView {
  const day = String(28 - Math.floor(arrival / 70)).padStart(2, '0');
  return {
    id: `order-${arrival}`,
    reference: `SO-${arrival}`,
    description: '',
    buyer: null,
    amount: none,
    state: 'paid',
    word: 'Paid',
    method: null,
    last4: null,
    brand: null,
    trouble: null,
    shared: false,
    opened_at: `2026-01-${day}T01:00:00Z`,
    moved_at: '2026-01-01T00:00:00Z',
    captured: none,
    refunded: none,
    live_until: null,
    hold_ends_at: null,
    created_by: 'Priya Nair',
    badges: [],
  };
}

/** A ledger that answers newest first, the cursor being the number of the last order of the page before. */
function ledger(orders: number[]) {
  const asked: (string | null)[] = [];
  const fetch = async (after: string | null): Promise<FoundView> => {
    asked.push(after);
    const rest = after === null ? orders : orders.filter((order) => order > Number(after));
    const page = rest.slice(0, PAGE);
    return { rows: page.map(row), next: rest.length > PAGE ? String(page.at(-1)) : null, understood: 'everything' };
  };
  return { fetch, asked, orders };
}

const dayOf = (one: RowView) => one.opened_at.slice(0, 10);
const settled = () => new Promise((done) => setTimeout(done, 0));
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

async function opened(orders: number[]) {
  const source = ledger(orders);
  const book = new Book(source.fetch, dayOf);
  await book.open();
  return { ...source, book };
}

/** Scrolls down page by page as a person would, to the end or to a height. */
async function scroll(book: Book, to: number, from = 0) {
  for (let top = from; top <= to; top += 600) {
    book.show(top, top + 700);
    await settled();
  }
}

describe('the pages of a search', () => {
  it('are read as they come into sight, and not before', async () => {
    const { book, asked } = await opened(numbers(350));
    expect(asked).toEqual([null]);
    expect([book.count, book.complete]).toEqual([100, false]);
    await scroll(book, 400 * ROW);
    expect(asked).toEqual([null, '99', '199', '299']);
    expect([book.count, book.complete]).toEqual([350, true]);
  });

  it('put every order in its place once, under the heading of its day', async () => {
    const { book } = await opened(numbers(250));
    await scroll(book, 300 * ROW);
    const items = book.between(0, book.height);
    const rows = items.filter((item) => item.kind === 'row');
    expect(rows.map((item) => item.index)).toEqual(numbers(250));
    expect(items.filter((item) => item.kind === 'day').map((item) => item.index)).toEqual([0, 70, 140, 210]);
    let top = 0;
    for (const item of items) {
      expect(item.top).toBe(top);
      top += item.kind === 'row' ? ROW : DAY;
    }
    expect(book.height).toBe(top);
    for (const index of [0, 69, 70, 99, 100, 140, 249]) {
      expect(book.topOf(index)).toBe(rows[index]?.top);
      expect(book.at(index)?.id).toBe(`order-${index}`);
    }
  });

  it('hold a bounded number of rows however far one scrolls, and find them again going back', async () => {
    const { book } = await opened(numbers(5000));
    await scroll(book, 4000 * ROW);
    expect(book.count).toBeGreaterThan(4000);
    expect(book.held).toBeLessThanOrEqual(1200);
    const height = book.height;
    expect(book.at(0)).toBeNull();
    book.show(0, 700);
    await settled();
    expect(book.at(0)?.id).toBe('order-0');
    expect(book.height).toBe(height);
  });

  it('take a new order in at the top and lose or repeat none', async () => {
    const { book, orders } = await opened(numbers(230));
    await scroll(book, 300 * ROW);
    orders.unshift(-1);
    book.refresh(0, 100 * ROW * 4);
    for (let round = 0; round < 6; round += 1) {
      book.show(0, 100 * ROW * 4);
      await settled();
    }
    const rows = book.between(0, book.height).flatMap((item) => (item.kind === 'row' ? [item.row?.id] : []));
    expect(rows).toEqual([-1, ...numbers(230)].map((order) => `order-${order}`));
  });

  it('let go of an order that no longer answers the search', async () => {
    const { book, orders } = await opened(numbers(150));
    await scroll(book, 200 * ROW);
    orders.splice(20, 60);
    book.refresh(0, 700);
    for (let round = 0; round < 4; round += 1) {
      await settled();
      book.show(0, 700);
    }
    expect(book.count).toBe(90);
    expect(book.complete).toBe(true);
    expect(book.indexOf('order-20')).toBe(-1);
    expect(book.indexOf('order-80')).toBe(20);
  });

  it('count a day only when both its ends are known', async () => {
    const { book } = await opened(numbers(150));
    expect(book.rowsOn('2026-01-28')?.length).toBe(70);
    expect(book.rowsOn('2026-01-27')).toBeNull();
    await scroll(book, 200 * ROW);
    expect(book.rowsOn('2026-01-27')?.length).toBe(70);
    expect(book.rowsOn('2026-01-26')?.length).toBe(10);
  });

  it('know when there is nothing at all', async () => {
    const { book } = await opened([]);
    expect([book.count, book.height, book.complete]).toEqual([0, 0, true]);
  });

  it('tell a trouble and recover from it', async () => {
    const source = ledger(numbers(3));
    let broken = true;
    const book = new Book(async (after) => {
      if (broken) throw new Error('the file is gone');
      return source.fetch(after);
    }, dayOf);
    await book.open();
    expect(book.trouble?.message).toBe('the file is gone');
    // Drawing alone never asks again: it would ask without end.
    book.show(0, 700);
    await settled();
    expect(source.asked).toEqual([]);
    broken = false;
    book.refresh(0, 700);
    await settled();
    expect([book.trouble, book.count]).toEqual([null, 3]);
  });
});
