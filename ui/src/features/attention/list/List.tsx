import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useWaitingLink } from '@/features/request/waiting';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import { useRowFocus } from '@/parts/rowFocus';
import { useSized } from '@/parts/sized';
import { steps } from '@/parts/steps';
import type { AttentionItem } from '@/platform/contract';
import { useNow, useZone } from '@/time/clock';
import { printNear } from '@/time/zone';
import { useWords } from '@/words/words';
import { aroundApprovals, type Filled, groupOf } from '../groups';
import { titleOf, whyOf } from '../sentences';
import styles from './List.module.css';

/** The row that the keyboard is on. */
export interface Active {
  index: number;
  id: string | null;
}

interface ListProps {
  groups: readonly Filled[];
  /** What waits for approval, in its place among them. */
  approvals: ReactNode;
  active: Active;
  /** The one button of a row. */
  act: (item: AttentionItem, isActive: boolean) => ReactNode;
  onMove: (active: Active, item: AttentionItem) => void;
  onOpen: (item: AttentionItem, index: number) => void;
  onKey: (event: KeyboardEvent) => boolean;
  /** Goes up whenever the active row shall take the focus. */
  focus: number;
}

const ROW = 52;

/** What needs a person, grouped by what it needs. */
export function List({ groups, approvals, active, act, onMove, onOpen, onKey, focus }: ListProps) {
  const { say } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { frame, height } = useSized(scroller);
  const follow = useRowFocus(scroller, active.index, focus);
  const items = groups.flatMap((filled) => filled.items);

  const press = (event: KeyboardEvent) => {
    // What waits for approval has buttons of its own, and is no row.
    if (event.target instanceof HTMLElement && event.target.closest('[role="grid"]') === null) return;
    const onButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
    if (onButton && (event.key === 'Enter' || event.key === ' ')) return;
    if (onKey(event)) return;
    const step = steps(event, active.index, Math.max(1, Math.floor(height / ROW) - 1), items.length);
    const item = items[active.index];
    if (step !== null) {
      event.preventDefault();
      const index = Math.max(0, Math.min(step, items.length - 1));
      const next = items[index];
      if (next === undefined) return;
      follow.current = true;
      const row = scroller.current?.querySelector(`[data-index="${index}"]`);
      row?.scrollIntoView?.({ block: 'nearest' });
      onMove({ index, id: next.id }, next);
    } else if (item !== undefined && event.key === 'Enter') {
      event.preventDefault();
      onOpen(item, active.index);
    }
  };

  const [before, after] = aroundApprovals(groups);
  const rows = (filled: readonly Filled[], name: string) =>
    filled.length > 0 && (
      // biome-ignore lint/a11y/useSemanticElements: rows are no table's: they have an icon, a sentence and a button
      <div role="grid" aria-label={name} aria-rowcount={items.length} tabIndex={-1}>
        {filled.map(({ group, items: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div key={group.word} role="rowgroup" aria-label={say(group.word)}>
            <div className={`${styles['group']} num`} aria-hidden="true">
              <b>{say(group.word)}</b>
              <span>{own.length}</span>
            </div>
            {own.map(row)}
          </div>
        ))}
      </div>
    );
  const row = (item: AttentionItem) => {
    const index = items.indexOf(item);
    const isActive = index === active.index;
    return (
      // biome-ignore lint/a11y/useSemanticElements: see above
      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows
      <div
        key={item.id}
        role="row"
        className={styles['row']}
        aria-rowindex={index + 1}
        aria-current={isActive ? 'true' : undefined}
        data-active={isActive}
        data-index={index}
        tabIndex={isActive ? 0 : -1}
        onClick={() => onOpen(item, index)}
      >
        <Cells item={item} />
        {/* biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, cells do not */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <span role="gridcell" className={styles['act']}>
          {act(item, isActive)}
        </span>
      </div>
    );
  };

  return (
    <div ref={frame} className={styles['scroller']}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys go from one grid on to the other */}
      <div data-list onKeyDown={press}>
        {rows(before, say('attention.grid'))}
        {approvals}
        {rows(after, say(before.length > 0 && approvals !== null ? 'attention.grid.more' : 'attention.grid'))}
      </div>
    </div>
  );
}

function Cells({ item }: { item: AttentionItem }) {
  const { say } = useWords();
  const group = groupOf(item);
  const minus = item.verb === 'Refund' || item.verb === 'Cancel';
  return (
    <>
      {/* biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, cells do not */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <span role="gridcell" className={styles['what']}>
        {group !== undefined && (
          <span className={styles['tile']} data-tone={group.tone}>
            <Icon of={group.icon} />
          </span>
        )}
        <span className={styles['said']}>
          <span className={`${styles['title']} clip num`}>{titleOf(item, say)}</span>
          <Why item={item} />
        </span>
      </span>
      {/* biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, cells do not */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <span role="gridcell" className={styles['amount']}>
        {item.amount !== null && <Money of={item.amount} minus={minus} column />}
      </span>
    </>
  );
}

/** Why it is here; for what was put off, until when and for what reason. Times keep counting. */
function Why({ item }: { item: AttentionItem }) {
  const { say, language } = useWords();
  const zone = useZone();
  const now = useNow(1000);
  const waits = useWaitingLink(item.kind === 'link-ending' ? item.order : null);
  const words =
    item.snoozed_until === null
      ? waits === null
        ? whyOf(item, { say, language, zone, now })
        : say('attention.link.why.waits', { at: printNear(waits.at, now, zone, language) })
      : say('attention.snoozed.why', {
          until: printNear(item.snoozed_until, now, zone, language),
          reason: item.snoozed_because ?? '',
        });
  return (
    <span className={`${styles['why']} clip num`} title={words}>
      {words}
    </span>
  );
}
