import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useRowFocus } from '@/parts/rowFocus';
import { useSized } from '@/parts/sized';
import { steps } from '@/parts/steps';
import type { Move } from '@/platform/contract';
import { useWords } from '@/words/words';
import type { Section } from '../sections';
import { type Done, HEADING, ROW } from '../useMoves';
import { DayHeading, SectionHeading, sectionWords } from './Heading';
import styles from './List.module.css';
import { NAMES, Row, type RowActs } from './Row';

/** The row that the keyboard is on. */
export interface Active {
  index: number;
  id: string | null;
}

interface QueueProps extends RowActs {
  sections: readonly { section: Section; moves: readonly Move[] }[];
  /** What is done; null where it is not shown. */
  done: Done | null;
  active: Active;
  onSight: (from: number, to: number) => void;
  onMove: (active: Active, move: Move | null) => void;
  onOpen: (move: Move, index: number) => void;
  onKey: (event: KeyboardEvent) => boolean;
  /** Goes up whenever the active row shall take the focus. */
  focus: number;
  /** What stands after the last row. */
  children?: ReactNode;
}

const OVERSCAN = 8 * ROW;
/** Height of the headings of the columns, which stay on top of the rows. */
const HEAD = 28;

/** What is open, all of it, and under it what is done, of which only what is in sight exists. */
export function Queue(props: QueueProps) {
  const { sections, done, active, onSight, onMove, onKey, onOpen, focus } = props;
  const { say } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { frame, height } = useSized(scroller);
  const [from, setFrom] = useState(0);
  const list = layout(sections, done);
  // Without a layout (in tests) a usual height stands in, so that rows exist.
  const view = height > HEAD ? height - HEAD : 700;
  const start = from - list.openHeight;
  useEffect(() => onSight(start, start + view), [onSight, start, view]);
  const follow = useRowFocus(scroller, active.index, focus);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(to, list.count - 1));
    const row = list.at(index);
    follow.current = true;
    reveal(scroller.current, list.topOf(index));
    onMove({ index, id: row?.id ?? null }, row);
  };
  const press = (event: KeyboardEvent) => {
    const onButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
    if (onButton && (event.key === 'Enter' || event.key === ' ')) return;
    if (onKey(event)) return;
    const step = steps(event, active.index, Math.max(1, Math.floor(view / ROW) - 1), list.count);
    const row = list.at(active.index);
    if (step !== null) {
      event.preventDefault();
      move(step);
    } else if (row !== null && event.key === 'Enter') {
      event.preventDefault();
      onOpen(row, active.index);
    }
  };
  const { onStop, onAsk, onWhy, busy } = props;
  const acts = { onStop, onAsk, onWhy, busy };
  const items = done?.book.between(start - OVERSCAN, start + view + OVERSCAN) ?? [];
  const isDrawn = active.index < list.open.length || items.some((item) => isAt(item, active.index - list.open.length));
  const far = isDrawn ? null : list.at(active.index);

  return (
    <div ref={frame} className={styles['scroller']} onScroll={(event) => setFrom(event.currentTarget.scrollTop)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual */}
      <div
        role="grid"
        aria-label={say('refunds.grid')}
        aria-rowcount={done === null || done.count !== null ? list.open.length + (done?.count ?? 0) + 1 : -1}
        aria-colcount={NAMES.length}
        tabIndex={-1}
        data-list
        onKeyDown={press}
      >
        <Head />
        {sections.map(({ section, moves }) => (
          // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
          <div key={section} role="rowgroup" aria-label={sectionWords(section, say).name}>
            <SectionHeading section={section} />
            {moves.map((one) => {
              const index = list.open.indexOf(one);
              const isActive = index === active.index;
              return <Row key={one.id} move={one} index={index} isActive={isActive} onPick={onOpen} {...acts} />;
            })}
          </div>
        ))}
        {done !== null && (
          <div
            {...(done.book.count > 0
              ? { role: 'rowgroup', 'aria-label': say('refunds.section.done') }
              : { role: 'presentation' })}
            className={styles['canvas']}
            style={{ height: done.book.height }}
          >
            {items.map((item) =>
              item.kind === 'day' ? (
                <DayHeading key={`day-${item.day}`} day={item.day} top={item.top} moves={done.book.rowsOn(item.day)} />
              ) : (
                <Row
                  key={item.row?.id ?? item.index}
                  move={item.row}
                  index={list.open.length + item.index}
                  top={item.top}
                  isActive={list.open.length + item.index === active.index}
                  onPick={onOpen}
                  {...acts}
                />
              ),
            )}
            {far !== null && (
              <Row
                key={far.id}
                move={far}
                index={active.index}
                top={list.topOf(active.index) - list.openHeight}
                isActive
                onPick={onOpen}
                {...acts}
              />
            )}
          </div>
        )}
      </div>
      {props.children}
    </div>
  );
}

function isAt(item: { kind: 'day' | 'row'; index: number }, index: number): boolean {
  return item.kind === 'row' && item.index === index;
}

interface Layout {
  open: readonly Move[];
  openHeight: number;
  count: number;
  at: (index: number) => Move | null;
  /** Pixels from the top of the first heading. */
  topOf: (index: number) => number;
}

/** Open and done as one list. */
function layout(sections: QueueProps['sections'], done: Done | null): Layout {
  const open = sections.flatMap(({ moves }) => moves);
  const tops: number[] = [];
  let top = 0;
  for (const { moves } of sections) {
    top += HEADING;
    for (const _ of moves) {
      tops.push(top);
      top += ROW;
    }
  }
  return {
    open,
    openHeight: top,
    count: open.length + (done?.book.count ?? 0),
    at: (index) => open[index] ?? done?.book.at(index - open.length) ?? null,
    topOf: (index) => tops[index] ?? top + (done?.book.topOf(index - open.length) ?? 0),
  };
}

function Head() {
  const { say } = useWords();
  const words = {
    time: say('payments.column.time'),
    state: say('payments.column.state'),
    buyer: say('payments.column.buyer'),
    order: say('payments.column.order'),
    method: say('payments.column.method'),
    amount: say('payments.column.amount'),
    act: say('refunds.column.act'),
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: only rows of data take the focus
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
    <div className={styles['head']} role="row" aria-rowindex={1}>
      {NAMES.map((name) => (
        // biome-ignore lint/a11y/useFocusableInteractive: nothing can be done with a heading
        // biome-ignore lint/a11y/useSemanticElements: see above
        <span key={name} role="columnheader" data-of={name}>
          {name === 'act' ? <span className="heard">{words[name]}</span> : words[name]}
        </span>
      ))}
    </div>
  );
}

/** Brings a row into sight with as little movement as it takes. */
function reveal(scroller: HTMLDivElement | null, top: number): void {
  if (scroller === null) return;
  const room = scroller.clientHeight - HEAD;
  if (top - HEADING < scroller.scrollTop) scroller.scrollTop = Math.max(0, top - HEADING);
  else if (room > 0 && top + ROW > scroller.scrollTop + room) scroller.scrollTop = top + ROW - room;
}
