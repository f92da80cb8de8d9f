import type { RowView } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { FIRST_PAGE } from '@/shell/ahead';

/** Height of a row and of the heading of a day, in pixels. */
export const ROW = 32;
export const DAY = 28;
/** Rows of one page. */
export const PAGE = FIRST_PAGE.limit;
/** Pages on either side of what is in sight whose rows stay in memory. */
const NEAR = 4;

/** One page. Its rows come and go; how many there are and on which days stays known, so that nothing jumps. */
interface Page<Row> {
  /** What it is asked for with; null for the first. */
  after: string | null;
  rows: readonly Row[] | null;
  count: number;
  firstDay: string;
  lastDay: string;
  /** Rows, by their place in the page, that begin another day than the row before. */
  turns: readonly number[];
  next: string | null;
  /** Something changed since it was read. */
  stale: boolean;
  loading: boolean;
  /** It could not be read. It is not asked for again by drawing, only by a person or by a change. */
  failed: boolean;
}

/** A row or the heading of a day, and where it stands. */
export type Item<Row = RowView> =
  | { kind: 'day'; top: number; day: string; index: number }
  | { kind: 'row'; top: number; index: number; row: Row | null };

/** What a question for one page brings. */
export interface Found<Row> {
  rows: readonly Row[];
  next: string | null;
  /** How a search was understood. */
  understood?: string;
}

type Fetch<Row> = (after: string | null) => Promise<Found<Row>>;

/** Heights in pixels of a row and of the heading of a day. */
export interface Heights {
  row: number;
  day: number;
}

/**
 * The answers to one question, page by page. Only pages near what is in sight hold rows: a million rows can be
 * scrolled through in the memory of a thousand. A page is asked for with the end of the one before, so that nothing is
 * seen twice or left out while orders come in.
 */
export class Book<Row extends { id: string } = RowView> {
  understood = '';
  trouble: Refused | null = null;
  /** Counts up with every change; a view that drew this number has seen everything. */
  version = 0;

  private pages: Page<Row>[] = [];
  private readonly fetch: Fetch<Row>;
  private readonly dayOf: (row: Row) => string;
  private readonly heights: Heights;
  private readonly heard = new Set<() => void>();

  constructor(fetch: Fetch<Row>, dayOf: (row: Row) => string, heights: Heights = { row: ROW, day: DAY }) {
    this.fetch = fetch;
    this.dayOf = dayOf;
    this.heights = heights;
  }

  listen = (hear: () => void): (() => void) => {
    this.heard.add(hear);
    return () => {
      this.heard.delete(hear);
    };
  };

  private tell(): void {
    this.version += 1;
    for (const hear of this.heard) hear();
  }

  /** Reads the first page. */
  async open(): Promise<void> {
    this.pages = [blank(null)];
    await this.load(0);
  }

  /** Takes what was read already for its first page. */
  openWith(found: Found<Row>): void {
    const page = blank<Row>(null);
    this.pages = [page];
    page.stale = false;
    this.understood = found.understood ?? '';
    this.take(page, found);
  }

  /** Rows known so far. */
  get count(): number {
    return this.pages.reduce((sum, page) => sum + page.count, 0);
  }

  /** Whether the end of the answers is known. */
  get complete(): boolean {
    const last = this.pages.at(-1);
    return last !== undefined && last.next === null && !isBlank(last);
  }

  /** Height of everything known, in pixels. */
  get height(): number {
    return this.pages.reduce((sum, _page, at) => sum + this.heightOf(at), 0);
  }

  private startsDay(at: number): boolean {
    const page = this.pages[at];
    if (page === undefined || page.count === 0) return false;
    return at === 0 || this.lastDayBefore(at) !== page.firstDay;
  }

  private lastDayBefore(at: number): string | null {
    for (let before = at - 1; before >= 0; before -= 1) {
      const page = this.pages[before];
      if (page !== undefined && page.count > 0) return page.lastDay;
    }
    return null;
  }

  private heightOf(at: number): number {
    const page = this.pages[at];
    if (page === undefined) return 0;
    return page.count * this.heights.row + (page.turns.length + (this.startsDay(at) ? 1 : 0)) * this.heights.day;
  }

  /** What stands between two heights, with the heading of every day that begins there. */
  between(from: number, to: number): Item<Row>[] {
    const items: Item<Row>[] = [];
    let top = 0;
    let index = 0;
    for (const [at, page] of this.pages.entries()) {
      const height = this.heightOf(at);
      if (top + height >= from && top <= to) {
        for (const item of this.itemsOf(page, at, top, index)) {
          if (item.top + this.heights.row >= from && item.top <= to) items.push(item);
        }
      }
      top += height;
      index += page.count;
      if (top > to) break;
    }
    return items;
  }

  private *itemsOf(page: Page<Row>, at: number, start: number, first: number): Generator<Item<Row>> {
    let top = start;
    let turn = 0;
    for (let place = 0; place < page.count; place += 1) {
      const index = first + place;
      const turns = page.turns[turn] === place;
      if (turns) turn += 1;
      if (turns || (place === 0 && this.startsDay(at))) {
        const row = page.rows?.[place];
        yield { kind: 'day', top, day: row === undefined ? page.firstDay : this.dayOf(row), index };
        top += this.heights.day;
      }
      yield { kind: 'row', top, index, row: page.rows?.[place] ?? null };
      top += this.heights.row;
    }
  }

  /** The row at a place, where it is in memory. */
  at(index: number): Row | null {
    const place = this.place(index);
    return place === null ? null : (this.pages[place.page]?.rows?.[place.row] ?? null);
  }

  /** Where a row stands, in pixels from the top. */
  topOf(index: number): number {
    const place = this.place(index);
    if (place === null) return 0;
    const { page: at, row } = place;
    let top = 0;
    for (let before = 0; before < at; before += 1) top += this.heightOf(before);
    const page = this.pages[at];
    const turns = page?.turns.filter((turn) => turn <= row).length ?? 0;
    return top + row * this.heights.row + (turns + (this.startsDay(at) ? 1 : 0)) * this.heights.day;
  }

  private place(index: number): { page: number; row: number } | null {
    let rest = index;
    for (const [at, page] of this.pages.entries()) {
      if (rest < page.count) return rest < 0 ? null : { page: at, row: rest };
      rest -= page.count;
    }
    return null;
  }

  /** The place of a row among those in memory; -1 where it is not there. */
  indexOf(id: string): number {
    let first = 0;
    for (const page of this.pages) {
      const place = page.rows?.findIndex((row) => row.id === id) ?? -1;
      if (place >= 0) return first + place;
      first += page.count;
    }
    return -1;
  }

  /** The rows of a day, where all of them are in memory. */
  rowsOn(day: string): readonly Row[] | null {
    const rows: Row[] = [];
    for (const page of this.pages) {
      if (page.rows === null) {
        if (page.firstDay >= day && page.lastDay <= day) return null;
        continue;
      }
      for (const row of page.rows) {
        if (this.dayOf(row) === day) rows.push(row);
        else if (rows.length > 0) return rows;
      }
    }
    return rows.length > 0 && this.complete ? rows : null;
  }

  /** Reads what is in sight and not in memory, goes on where the end comes near, and lets go of what is far. */
  show(from: number, to: number): void {
    const [first, last] = this.pagesBetween(from, to);
    for (let at = first; at <= last; at += 1) {
      const page = this.pages[at];
      if (page !== undefined && !page.loading && !page.failed && (page.rows === null || page.stale)) void this.load(at);
    }
    const end = this.pages.at(-1);
    if (last >= this.pages.length - 1 && end !== undefined && end.next !== null && !end.loading && !end.stale) {
      if (to > this.height - PAGE * this.heights.row * 0.4) {
        this.pages.push(blank(end.next));
        void this.load(this.pages.length - 1);
      }
    }
    for (const [at, page] of this.pages.entries()) {
      if ((at < first - NEAR || at > last + NEAR) && page.rows !== null) page.rows = null;
    }
  }

  private pagesBetween(from: number, to: number): readonly [number, number] {
    let top = 0;
    let first = 0;
    let last = 0;
    for (const at of this.pages.keys()) {
      const height = this.heightOf(at);
      if (top + height <= from) first = at;
      if (top <= to) last = at;
      if (top + height <= from && at + 1 < this.pages.length) first = at + 1;
      top += height;
    }
    return [first, Math.max(first, last)];
  }

  /** Something changed in the ledger: what is in sight is read again, all else when it comes into sight. */
  refresh(from: number, to: number): void {
    for (const page of this.pages) {
      page.stale = true;
      page.failed = false;
    }
    this.show(from, to);
  }

  /** How many rows are in memory. */
  get held(): number {
    return this.pages.reduce((sum, page) => sum + (page.rows?.length ?? 0), 0);
  }

  private async load(at: number): Promise<void> {
    const page = this.pages[at];
    if (page === undefined || page.loading) return;
    page.loading = true;
    page.stale = false;
    try {
      const found = await this.fetch(page.after);
      this.trouble = null;
      if (at === 0) this.understood = found.understood ?? '';
      this.take(page, found);
    } catch (thrown) {
      this.trouble = Refused.from(thrown);
      page.failed = true;
    } finally {
      page.loading = false;
      this.tell();
    }
  }

  private take(page: Page<Row>, found: Found<Row>): void {
    const days = found.rows.map((row) => this.dayOf(row));
    page.rows = found.rows;
    page.count = found.rows.length;
    page.firstDay = days[0] ?? '';
    page.lastDay = days.at(-1) ?? '';
    page.turns = days.flatMap((day, place) => (place > 0 && days[place - 1] !== day ? [place] : []));
    if (page.next !== found.next) this.follow(page, found.next);
  }

  /** A page ends elsewhere than before: the next one begins there, and is read again when it is needed. */
  private follow(page: Page<Row>, next: string | null): void {
    page.next = next;
    const at = this.pages.indexOf(page);
    // A page that was dropped while it was being read has no say any more.
    const follower = at < 0 ? undefined : this.pages[at + 1];
    if (follower === undefined) return;
    if (next === null) this.pages.length = at + 1;
    else {
      follower.after = next;
      follower.stale = true;
    }
  }
}

function blank<Row>(after: string | null): Page<Row> {
  return {
    after,
    rows: null,
    count: 0,
    firstDay: '',
    lastDay: '',
    turns: [],
    next: null,
    stale: true,
    loading: false,
    failed: false,
  };
}

function isBlank<Row>(page: Page<Row>): boolean {
  return page.rows === null && page.count === 0;
}
