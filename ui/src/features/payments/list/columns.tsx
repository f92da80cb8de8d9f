import { At } from '@/parts/At';
import { Money } from '@/parts/Money';
import { methodOf } from '@/parts/method';
import { StateWord } from '@/parts/StateWord';
import { STATES } from '@/parts/state';
import type { RowView } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { printClock } from '@/time/zone';
import { useWords, type WordKey } from '@/words/words';
import { useSideNote } from './sideNote';

export type ColumnId =
  | 'time'
  | 'state'
  | 'buyer'
  | 'order'
  | 'method'
  | 'amount'
  | 'description'
  | 'captured'
  | 'refunded'
  | 'opened-by';

interface Column {
  id: ColumnId;
  word: WordKey;
  /** Width in pixels; 0 takes what is left. */
  width: number;
  /** The least it needs to be of use. */
  least: number;
  /** Where room is short, the highest gives way first; 0 never does. */
  yields: number;
  right?: boolean;
  cell: (row: RowView) => React.ReactNode;
}

function Clock({ row }: { row: RowView }) {
  const zone = useZone();
  return <span className="num dim small">{printClock(row.opened_at, zone)}</span>;
}

function State({ row }: { row: RowView }) {
  const { note, urgency } = useSideNote(row);
  return <StateWord state={row.state} note={note} urgency={urgency} badges={row.badges} />;
}

function Method({ row }: { row: RowView }) {
  const { say } = useWords();
  return <span className="quiet small clip">{methodOf(row, say)}</span>;
}

export const COLUMNS: Record<ColumnId, Column> = {
  time: {
    id: 'time',
    word: 'payments.column.time',
    width: 36,
    least: 36,
    yields: 0,
    cell: (row) => <Clock row={row} />,
  },
  state: {
    id: 'state',
    word: 'payments.column.state',
    width: 186,
    least: 186,
    yields: 0,
    cell: (row) => <State row={row} />,
  },
  buyer: {
    id: 'buyer',
    word: 'payments.column.buyer',
    width: 0,
    least: 88,
    yields: 0,
    cell: (row) => (
      <span className="clip medium" title={row.buyer ?? row.description}>
        {row.buyer ?? row.description}
      </span>
    ),
  },
  order: {
    id: 'order',
    word: 'payments.column.order',
    width: 68,
    least: 68,
    yields: 2,
    cell: (row) => <span className="num quiet small clip">{row.reference}</span>,
  },
  method: {
    id: 'method',
    word: 'payments.column.method',
    width: 124,
    least: 124,
    yields: 3,
    cell: (row) => <Method row={row} />,
  },
  amount: {
    id: 'amount',
    word: 'payments.column.amount',
    width: 124,
    least: 124,
    yields: 0,
    right: true,
    cell: (row) => (
      <span className="medium">
        <Money of={row.amount} void={STATES[row.state].void} column />
      </span>
    ),
  },
  description: {
    id: 'description',
    word: 'payments.column.description',
    width: 160,
    least: 160,
    yields: 5,
    cell: (row) => <span className="quiet small clip">{row.description}</span>,
  },
  captured: {
    id: 'captured',
    word: 'payments.column.captured',
    width: 124,
    least: 124,
    yields: 6,
    right: true,
    cell: (row) => <Money of={row.captured} column />,
  },
  refunded: {
    id: 'refunded',
    word: 'payments.column.refunded',
    width: 124,
    least: 124,
    yields: 7,
    right: true,
    cell: (row) => <Money of={row.refunded} column />,
  },
  'opened-by': {
    id: 'opened-by',
    word: 'payments.column.opened-by',
    width: 100,
    least: 100,
    yields: 4,
    cell: (row) => <span className="quiet small clip">{row.created_by}</span>,
  },
};

/** As the list is before anybody changed it. */
export const FIRST_COLUMNS: readonly ColumnId[] = ['time', 'state', 'buyer', 'order', 'method', 'amount'];

/** Columns as they were kept; what is not a column any more is left out. */
export function readColumns(kept: string | undefined): readonly ColumnId[] {
  const ids = (kept ?? '').split(' ').filter((id): id is ColumnId => id in COLUMNS);
  return ids.length > 0 ? ids : FIRST_COLUMNS;
}

const GAP = 12;
const EDGES = 32;

/** While nothing comes through, the state carries the time of the last answer and needs room for it. */
const WIDER_STATE: Column = { ...COLUMNS.state, width: 232, least: 232 };

export interface Fitting {
  columns: readonly Column[];
  /** `grid-template-columns` */
  template: string;
}

/** The columns that fit into a width, and the grid they stand in. */
export function fitting(ids: readonly ColumnId[], width: number, isOffline: boolean): Fitting {
  let columns = ids.map((id) => (isOffline && id === 'state' ? WIDER_STATE : COLUMNS[id]));
  const needed = () => columns.reduce((sum, { least }) => sum + least, EDGES + GAP * (columns.length - 1));
  while (width > 0 && needed() > width) {
    const first = columns.reduce((most, column) => (column.yields > most.yields ? column : most));
    if (first.yields === 0) break;
    columns = columns.filter((column) => column !== first);
  }
  const elastic = columns.some((column) => column.width === 0);
  const template = columns
    .map(({ width, least }, at) =>
      width === 0 || (!elastic && at === columns.length - 1) ? `minmax(${least}px, 1fr)` : `${width}px`,
    )
    .join(' ');
  return { columns, template };
}

/** When it was opened, for those who hear the row and do not see the heading above it. */
export function OpenedAt({ row }: { row: RowView }) {
  return (
    <span className="heard">
      <At at={row.opened_at} />
    </span>
  );
}
