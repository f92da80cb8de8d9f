import { type KeyboardEvent, memo, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSized } from '@/parts/sized';
import { steps } from '@/parts/steps';
import type { OrderId, RowView } from '@/platform/contract';
import { usePulse } from '@/shell/pulse';
import { useNow, useZone } from '@/time/clock';
import { dayKey, printDay, printWeekday, shiftDay } from '@/time/zone';
import { useWords } from '@/words/words';
import { type Book, DAY, type Item, ROW } from './book';
import { type ColumnId, type Fitting, fitting, OpenedAt } from './columns';
import styles from './List.module.css';
import { slots } from './slots';
import { useDayCounts } from './useList';

/** The row that the keyboard is on. */
export interface Active {
  index: number;
  id: OrderId | null;
}

/** What is in sight, in pixels from the top of the list. */
export interface Sight {
  from: number;
  to: number;
}

interface GridProps {
  /** What the rows answer, and the rows. */
  query: string;
  book: Book;
  /** How often the rows have changed: drawn again when they do. */
  version: number;
  columns: readonly ColumnId[];
  /** How many rows there are altogether; none where that is not known. */
  total: number | null;
  active: Active;
  selected: Pick<ReadonlySet<OrderId>, 'has'>;
  /** Where the list stands when it is first drawn, in pixels from the top. */
  start: number;
  /** Goes up whenever the list shall go back to its top. */
  jump: number;
  onSight: (from: number, to: number) => void;
  onMove: (active: Active, row: RowView | null) => void;
  onOpen: (row: RowView) => void;
  onKey: (event: KeyboardEvent) => boolean;
  onSelect: (row: RowView, mode: 'toggle' | 'extend') => void;
  /** Goes up whenever the active row shall take the focus. */
  focus: number;
  /** What stands after the last row. */
  after: ReactNode;
}

const OVERSCAN = 4 * ROW;
/** Height of the headings of the columns, which stay on top of the rows. */
const HEAD = 28;

/** The list: a grid of which only what is in sight exists. Typing draws it once, when the rows change. */
export const Grid = memo(function Grid(props: GridProps) {
  const { query, book, columns, total, active, selected, onSight, onMove, onKey, focus } = props;
  const { say } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { frame, width, height } = useSized(scroller);
  const { offline_since } = usePulse();
  const isOffline = offline_since !== null;
  const countOn = useDayCounts({ book, query });
  const shown = useMemo(() => fitting(columns, width, isOffline), [columns, width, isOffline]);
  // Without a layout (in tests) a usual height stands in, so that rows exist.
  const view = height > HEAD ? height - HEAD : 700;
  const [from, setFrom] = useState(props.start);
  const items = book.between(from - OVERSCAN, from + view + OVERSCAN);

  useStay(book, scroller, items, from);
  const { start, jump } = props;
  const stood = useRef({ start, jump });
  useLayoutEffect(() => {
    const jumps = stood.current.jump !== jump;
    const top = jumps ? 0 : stood.current.start;
    stood.current = { start: top, jump };
    // Setting it lays the page out, which a list that begins at its top need not wait for.
    if (scroller.current !== null && (jumps || top > 0)) scroller.current.scrollTop = top;
    setFrom(top);
  }, [jump]);
  useEffect(() => onSight(from, from + view), [onSight, from, view]);
  const follow = useFocus(scroller, active, focus);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(to, book.count - 1));
    const row = book.at(index);
    follow.current = true;
    reveal(scroller.current, book, index);
    onMove({ index, id: row?.id ?? null }, row);
  };
  const press = (event: KeyboardEvent) => {
    if (onKey(event)) return;
    const step = steps(event, active.index, Math.max(1, Math.floor(view / ROW) - 1), book.count);
    const row = book.at(active.index);
    if (step !== null) {
      event.preventDefault();
      if (event.shiftKey && row !== null) {
        const next = book.at(Math.max(0, Math.min(step, book.count - 1)));
        props.onSelect(row, 'extend');
        if (next !== null) props.onSelect(next, 'extend');
      }
      move(step);
    } else if (row !== null && event.key === 'Enter') {
      event.preventDefault();
      props.onOpen(row);
    } else if (row !== null && event.key === ' ') {
      event.preventDefault();
      props.onSelect(row, 'toggle');
    }
  };

  const slotOf = slots(active.index);
  const rowIsDrawn = items.some((item) => item.kind === 'row' && item.index === active.index);
  const drawn: readonly Item[] =
    rowIsDrawn || active.index >= book.count
      ? items
      : [...items, { kind: 'row', index: active.index, top: book.topOf(active.index), row: book.at(active.index) }];

  return (
    <div ref={frame} className={styles['scroller']} onScroll={(event) => setFrom(event.currentTarget.scrollTop)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual */}
      <div
        role="grid"
        aria-label={say('payments.grid')}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-colcount={shown.columns.length}
        aria-multiselectable="true"
        tabIndex={-1}
        data-list
        onKeyDown={press}
      >
        {/* biome-ignore lint/a11y/useFocusableInteractive: only rows of data take the focus */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div className={styles['head']} role="row" aria-rowindex={1} style={{ gridTemplateColumns: shown.template }}>
          {shown.columns.map((column) => (
            // biome-ignore lint/a11y/useFocusableInteractive: nothing can be done with a heading
            // biome-ignore lint/a11y/useSemanticElements: see above
            <span key={column.id} role="columnheader" className={column.right === true ? styles['right'] : undefined}>
              {say(column.word)}
            </span>
          ))}
        </div>
        <div
          className={styles['canvas']}
          role={book.count > 0 ? 'rowgroup' : 'presentation'}
          style={{ height: book.height }}
        >
          {drawn.map((item) =>
            item.kind === 'day' ? (
              <Day key={`day-${item.day}-${item.index}`} item={item} count={countOn(item.day)} />
            ) : (
              <Row
                key={slotOf(item.index)}
                index={item.index}
                top={item.top}
                row={item.row}
                shown={shown}
                isActive={item.index === active.index}
                isSelected={item.row !== null && selected.has(item.row.id)}
                onMove={onMove}
                onOpen={props.onOpen}
                onSelect={props.onSelect}
              />
            ),
          )}
        </div>
      </div>
      {props.after}
    </div>
  );
});

/** Brings a row into sight with as little movement as it takes. */
function reveal(scroller: HTMLDivElement | null, book: Book, index: number): void {
  if (scroller === null) return;
  const top = book.topOf(index);
  const room = scroller.clientHeight - HEAD;
  if (top - DAY < scroller.scrollTop) scroller.scrollTop = Math.max(0, top - DAY);
  else if (room > 0 && top + ROW > scroller.scrollTop + room) scroller.scrollTop = top + ROW - room;
}

/** Keeps what is being read where it is when orders come in above it. At the top, new orders come into sight. */
function useStay(
  book: Book,
  scroller: React.RefObject<HTMLDivElement | null>,
  items: readonly Item[],
  from: number,
): void {
  const anchor = useRef<{ book: Book; id: OrderId; top: number } | null>(null);
  useLayoutEffect(() => {
    const kept = anchor.current;
    if (kept !== null && kept.book === book && from > 0 && scroller.current !== null) {
      const index = book.indexOf(kept.id);
      const moved = index < 0 ? 0 : book.topOf(index) - kept.top;
      if (moved !== 0) scroller.current.scrollTop += moved;
    }
    const first = items.find((item) => item.kind === 'row' && item.top >= from && item.row !== null);
    anchor.current = first?.kind === 'row' && first.row !== null ? { book, id: first.row.id, top: first.top } : null;
  });
}

/**
 * Gives the focus to the active row, once it exists, whenever it was asked for. A row that is scrolled away takes the
 * focus with it, so moving asks for it too: by setting what this answers.
 */
function useFocus(
  scroller: React.RefObject<HTMLDivElement | null>,
  active: Active,
  wanted: number,
): React.RefObject<boolean> {
  const given = useRef(0);
  const follow = useRef(false);
  useEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active.index}"]`);
    const within = scroller.current?.contains(document.activeElement) === true;
    if (row == null || (given.current === wanted && !within && !follow.current)) return;
    given.current = wanted;
    follow.current = false;
    if (row !== document.activeElement) row.focus({ preventScroll: true });
  }, [scroller, active, wanted]);
  return follow;
}

function Day({ item, count }: { item: Extract<Item, { kind: 'day' }>; count: number | null }) {
  const { say, language } = useWords();
  const zone = useZone();
  const today = dayKey(useNow(60_000), zone);
  const name =
    item.day === today
      ? say('time.today')
      : item.day === shiftDay(today, -1)
        ? say('time.yesterday')
        : item.day > shiftDay(today, -7)
          ? printWeekday(item.day, language)
          : null;
  const isThisYear = item.day.slice(0, 4) === today.slice(0, 4);
  // Rows tell their own day to those who hear them.
  return (
    <div className={`${styles['day']} num`} style={{ top: item.top }} aria-hidden="true">
      {name !== null && <b>{name}</b>}
      <span>{printDay(item.day, language, !isThisYear)}</span>
      {count !== null && <span className="push">{say('payments.count', { count })}</span>}
    </div>
  );
}

interface RowProps {
  index: number;
  top: number;
  row: RowView | null;
  shown: Fitting;
  isActive: boolean;
  isSelected: boolean;
  onMove: GridProps['onMove'];
  onOpen: GridProps['onOpen'];
  onSelect: GridProps['onSelect'];
}

const Row = memo(function Row({ index, top, row, shown, isActive, isSelected, ...on }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows
    <div
      role="row"
      className={styles['row']}
      style={{ top, gridTemplateColumns: shown.template }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isActive ? 'true' : undefined}
      data-active={isActive}
      data-index={index}
      tabIndex={isActive ? 0 : -1}
      onClick={(event) => {
        if (row === null) return;
        on.onMove({ index, id: row.id }, row);
        if (event.ctrlKey || event.metaKey) on.onSelect(row, 'toggle');
        else on.onOpen(row);
      }}
    >
      {shown.columns.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, cells do not
        // biome-ignore lint/a11y/useSemanticElements: see above
        <span key={column.id} role="gridcell" className={styles['cell']} data-right={column.right === true}>
          {row === null ? (
            <span className={styles['hairline']} style={{ width: column.right === true ? 72 : '60%' }} />
          ) : (
            column.cell(row)
          )}
          {row !== null && column.id === 'time' && <OpenedAt row={row} />}
        </span>
      ))}
    </div>
  );
});
