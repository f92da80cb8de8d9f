import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Hold } from '@/platform/contract';
import { singleLetters, usePreferences } from '@/shell/preferences';
import { usePulse } from '@/shell/pulse';
import { useWords } from '@/words/words';
import { HoldRow } from './HoldRow';
import styles from './Queue.module.css';

/** Height of a row. */
const ROW = 44;
/** So many rows above and below what is in sight exist too. */
const MORE = 8;
/** Rows in sight where nothing has a layout. */
const USUAL = 16;

interface QueueProps {
  holds: readonly Hold[];
  /** Which of them can be picked. */
  open: ReadonlySet<string>;
  picked: ReadonlySet<string>;
  active: number;
  /** Goes up whenever the active row shall take the focus. */
  focus: number;
  onActive: (index: number) => void;
  onPick: (holds: readonly Hold[], picked: boolean) => void;
  onAll: () => void;
  onNone: () => void;
  onOpen: (hold: Hold) => void;
  /** What stands above the queue and scrolls away with it, and what stands under it. */
  above: ReactNode;
  below: ReactNode;
}

/** The queue by time left: a grid of which only what is in sight exists. */
export function Queue(props: QueueProps) {
  const { holds, picked, active, onActive, onPick } = props;
  const { say } = useWords();
  const { offline_since } = usePulse();
  const { all: preferences } = usePreferences();
  const scroller = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const [from, to, look] = useSight(scroller, canvas, holds.length);
  const follow = useFocus(scroller, active, props.focus);

  const move = (index: number, extending: boolean) => {
    const next = Math.max(0, Math.min(index, holds.length - 1));
    const passed = [holds[active], holds[next]].filter((hold) => hold !== undefined);
    if (extending) onPick(passed, true);
    follow.current = true;
    onActive(next);
  };
  const toggle = (hold: Hold) => onPick([hold], !picked.has(hold.payment));
  const press = (event: KeyboardEvent) => {
    const hold = holds[active];
    const isMuted = !singleLetters(preferences) && /^[a-z]$/.test(event.key);
    const step = isMuted ? null : stepOf(event, active, holds.length);
    if (step !== null) move(step, event.shiftKey);
    else if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return;
      props.onAll();
    } else if (event.key === 'Escape' && picked.size > 0) props.onNone();
    else if (event.key === ' ' && hold !== undefined) toggle(hold);
    else if (event.key === 'Enter' && hold !== undefined) props.onOpen(hold);
    else return;
    event.preventDefault();
  };
  const current = useRef({ holds, active, toggle, onActive, onPick });
  current.current = { holds, active, toggle, onActive, onPick };
  const onPress = useCallback((hold: Hold, index: number, event: MouseEvent) => {
    const now = current.current;
    if (event.shiftKey) {
      const [first, last] = [Math.min(now.active, index), Math.max(now.active, index)];
      now.onPick(now.holds.slice(first, last + 1), true);
    } else now.toggle(hold);
    now.onActive(index);
  }, []);

  const drawn = holds.map((hold, index) => ({ hold, index })).filter(({ index }) => within(index));
  return (
    <section ref={scroller} className={styles['scroller']} onScroll={look} aria-label={say('capture.queue')}>
      {props.above}
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual */}
      <div
        role="grid"
        aria-label={say('capture.queue')}
        aria-rowcount={holds.length + 1}
        aria-multiselectable="true"
        tabIndex={-1}
        data-list
        onKeyDown={press}
      >
        <Head {...props} />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div ref={canvas} className={styles['canvas']} role="rowgroup" style={{ height: holds.length * ROW }}>
          {drawn.map(({ hold, index }) => (
            <HoldRow
              key={hold.payment}
              hold={hold}
              index={index}
              top={index * ROW}
              isActive={index === active}
              isPicked={picked.has(hold.payment)}
              isStale={offline_since !== null}
              onPress={onPress}
            />
          ))}
        </div>
      </div>
      {props.below}
    </section>
  );

  function within(index: number): boolean {
    return index === active || (index >= from - MORE && index < to + MORE);
  }
}

function Head({ holds, open, picked, onAll, onNone }: QueueProps) {
  const { say } = useWords();
  const isAll = open.size > 0 && picked.size === open.size;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: only rows of data take the focus
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
    <div className={styles['head']} role="row" aria-rowindex={1}>
      <Heading>
        <input
          type="checkbox"
          aria-label={say('capture.all')}
          title={say('capture.all')}
          checked={isAll}
          disabled={holds.length === 0 || open.size === 0}
          ref={(box) => {
            if (box !== null) box.indeterminate = picked.size > 0 && !isAll;
          }}
          onChange={() => (isAll ? onNone() : onAll())}
        />
      </Heading>
      <Heading>{say('capture.column.left')}</Heading>
      <Heading of="fuse">{say('capture.column.fuse')}</Heading>
      <Heading>{say('capture.column.buyer')}</Heading>
      <Heading of="card">{say('capture.column.card')}</Heading>
      <Heading of="for">{say('capture.column.for')}</Heading>
      <Heading of="held">{say('capture.column.held')}</Heading>
    </div>
  );
}

function Heading({ of, children }: { of?: 'fuse' | 'card' | 'for' | 'held'; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: nothing can be done with a heading
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
    <span role="columnheader" className={styles['cell']} data-of={of}>
      {children}
    </span>
  );
}

function stepOf(event: KeyboardEvent, at: number, count: number): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return at + 1;
    case 'ArrowUp':
    case 'k':
      return at - 1;
    case 'PageDown':
      return at + 10;
    case 'PageUp':
      return at - 10;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Which rows are in sight, and what looks again. */
function useSight(
  scroller: React.RefObject<HTMLElement | null>,
  canvas: React.RefObject<HTMLElement | null>,
  count: number,
): [from: number, to: number, look: () => void] {
  const [sight, setSight] = useState({ from: 0, to: USUAL });
  const look = useCallback(() => {
    const [pane, rows] = [scroller.current, canvas.current];
    if (pane === null || rows === null || pane.clientHeight === 0) return;
    const from = Math.max(0, Math.floor((pane.scrollTop - rows.offsetTop) / ROW));
    const to = Math.ceil((pane.scrollTop + pane.clientHeight - rows.offsetTop) / ROW);
    setSight((before) => (before.from === from && before.to === to ? before : { from, to }));
  }, [scroller, canvas]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another count can bring other rows into sight
  useEffect(() => {
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [look, count]);
  return [sight.from, sight.to, look];
}

/** Gives the focus to the active row whenever it was asked for, and whenever the keyboard moved: then it is set. */
function useFocus(
  scroller: React.RefObject<HTMLElement | null>,
  active: number,
  wanted: number,
): React.RefObject<boolean> {
  const given = useRef(0);
  const follow = useRef(false);
  useEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (row == null || (given.current === wanted && !follow.current)) return;
    given.current = wanted;
    follow.current = false;
    row.focus({ preventScroll: true });
    row.scrollIntoView?.({ block: 'nearest' });
  }, [scroller, active, wanted]);
  return follow;
}
