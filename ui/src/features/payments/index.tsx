import { useCallback, useMemo, useRef, useState } from 'react';
import { useBeside } from '@/parts/beside';
import { useListTakesFocus } from '@/parts/rowFocus';
import type { OrderId, RowView, Tally } from '@/platform/contract';
import { useErrand } from '@/shell/errand';
import { singleLetters, usePreferences } from '@/shell/preferences';
import { usePlaces, useRemembered } from '@/shell/screen';
import { printCount, type Say, useWords } from '@/words/words';
import { Detail } from './detail/Detail';
import { type Doings, useKeys, usePaymentCommands, useSaveKey } from './keys';
import { readColumns } from './list/columns';
import { type Active, Grid, type Sight } from './list/Grid';
import { useMarkWhenPainted } from './list/painted';
import { rowsInMemory, useActive, useFresh } from './list/useList';
import { type Search, useSearch } from './list/useSearch';
import { NoPayments } from './NoPayments';
import styles from './Payments.module.css';
import { PaymentsFoot } from './PaymentsFoot';
import { type Chosen, NOTHING, Selection } from './Selection';
import bar from './search/Bar.module.css';
import { Chips } from './search/Chips';
import { ColumnPicker } from './search/ColumnPicker';
import { Elsewhere } from './search/Elsewhere';
import { Looked } from './search/Looked';
import { Loudly } from './search/Loudly';
import { couldBeId, sendable } from './search/language';
import { QueryBox, type QueryBoxHandle } from './search/QueryBox';
import { SaveView } from './search/SaveView';
import { useSettled, useTallies } from './search/tallies';
import { useViews } from './search/views';
import { Unreadable } from './Unreadable';

const TOP: Sight = { from: 0, to: 700 };
const SIGHT = 'payments.sight';
const FIRST: Active = { index: 0, id: null };

/** Find any payment at once; say what happens next; offer the one right action. */
export default function Payments() {
  const { say } = useWords();
  const { go, has, memory } = usePlaces();
  const { all, keep } = usePreferences();
  const [line, setLine] = useRemembered('payments.line', '');
  const sight = useRef<Sight>((memory.get(SIGHT) as Sight | undefined) ?? TOP);
  const [active, setActive] = useRemembered<Active>('payments.active', FIRST);
  const [open, setOpen] = useRemembered<RowView | { id: OrderId } | null>('payments.open', null);
  const [jump, setJump] = useState(0);
  const [selected, setSelected] = useState<Chosen>(NOTHING);
  const { alone, focus, focusList, focusDetail } = useBeside(open !== null);
  const [menu, setMenu] = useState<'filter' | 'save' | null>(null);
  const box = useRef<QueryBoxHandle>(null);
  const { views, save, remove } = useViews();
  const columns = useMemo(() => readColumns(all['payments.columns']), [all]);

  const query = sendable(line);
  const { search, ask } = useSearch(query, sight);
  useMarkWhenPainted(search !== null);
  const tally = useTallies([useSettled(query)])?.[0];
  const total = tally?.count ?? null;

  const book = search?.book ?? null;
  // Scrolling draws the list and nothing else: where it stands is no state of this screen.
  const onSight = useCallback(
    (from: number, to: number) => {
      sight.current = { from, to };
      memory.set(SIGHT, sight.current);
      book?.show(from, to);
    },
    [book, memory],
  );
  const onLine = useCallback(
    (next: string) => {
      ask(sendable(next));
      setLine(next);
      setActive(FIRST);
      if (sight.current.from > 0) setJump((before) => before + 1);
      sight.current = TOP;
      setSelected((before) => (before.size === 0 ? before : NOTHING));
    },
    [ask, setLine, setActive],
  );
  const openRow = useCallback((row: RowView | { id: OrderId }) => setOpen(row), [setOpen]);
  const onMove = useCallback(
    (next: Active, row: RowView | null) => {
      setActive(next);
      focusList();
      // The open detail follows the keyboard; a closed one stays closed.
      if (row !== null) setOpen((before) => (before === null ? null : row));
    },
    [setActive, setOpen, focusList],
  );
  const onSelect = useCallback((row: RowView, mode: 'toggle' | 'extend') => {
    setSelected((before) => {
      const next = new Map(before);
      if (mode === 'toggle' && next.has(row.id)) next.delete(row.id);
      else next.set(row.id, row.reference);
      return next;
    });
  }, []);

  useErrand(({ query: wanted, order }) => {
    if (wanted !== undefined) onLine(wanted);
    if (order !== undefined) openRow({ id: order });
  });
  const here = useActive(search, active, setActive);
  const fresh = useFresh(open, search);

  const onOpen = useCallback(
    (row: RowView) => {
      openRow(row);
      setActive({ index: Math.max(0, book?.indexOf(row.id) ?? 0), id: row.id });
      // On a page of its own the detail takes the keyboard; beside the list it leaves it there.
      if (alone) focusDetail();
      else focusList();
    },
    [openRow, setActive, book, alone, focusDetail, focusList],
  );

  const close = () => {
    setOpen(null);
    focusList();
  };
  const next = () => {
    const row = search?.book.at(here.index + 1) ?? null;
    if (row === null) return;
    setActive({ index: here.index + 1, id: row.id });
    setOpen(row);
  };
  const doings: Doings = {
    search: () => box.current?.focus(),
    filter: () => setMenu('filter'),
    request: has('request') ? () => go('request') : null,
    back: () => {
      if (selected.size > 0) setSelected(NOTHING);
      else if (open !== null) setOpen(null);
      else if (line !== '') onLine('');
    },
    selectAll: () => setSelected(new Map(rowsInMemory(search).map(({ id, reference }) => [id, reference]))),
  };
  const onKey = useKeys(singleLetters(all), doings);
  useSaveKey(useCallback(() => setMenu('save'), []));
  usePaymentCommands(
    useCallback(() => box.current?.focus(), []),
    useCallback(() => setMenu('save'), []),
  );

  const takeView = (view: (typeof views)[number]) => {
    onLine(view.query);
    keep('payments.columns', view.columns.join(' '));
  };
  const count = search?.book.count ?? 0;
  useListTakesFocus(count > 0);
  const version = search?.book.version ?? -1;
  const after = useMemo(
    () => search !== null && <AfterRows {...{ search, version, tally, onLine, onOrder: openRow }} />,
    [search, version, tally, onLine, openRow],
  );
  const placeText =
    total !== null && here.id !== null && here.id === open?.id && total > 0
      ? say('detail.place', { place: printCount(here.index + 1), count: Math.max(total, count) })
      : null;

  return (
    <div className={styles['screen']} data-split={open !== null}>
      <section className={styles['list']} aria-label={say('payments.list')} data-answers={search?.query}>
        <h1 className="heard">{say('payments.title')}</h1>
        <div className={bar['bar']}>
          <QueryBox
            ref={box}
            line={line}
            onLine={onLine}
            found={foundText(search, total, say)}
            wrong={search?.wrong ?? null}
            onDown={focusList}
          />
          <SaveView
            open={menu === 'save'}
            set={(next) => setMenu(next ? 'save' : null)}
            views={views}
            onSave={(name) => save({ name, query: line, columns })}
            onTake={takeView}
            onRemove={remove}
          />
          <ColumnPicker columns={columns} onColumns={(next) => keep('payments.columns', next.join(' '))} />
        </div>
        <Chips
          line={line}
          onLine={onLine}
          onField={(field) => box.current?.write(`${line} ${field}:`.trimStart())}
          views={views}
          onView={takeView}
          menu={{ open: menu === 'filter', set: (next) => setMenu(next ? 'filter' : null) }}
        />
        {search?.book.trouble != null && count === 0 ? (
          <Unreadable
            error={search.book.trouble.error}
            again={() => search.book.refresh(sight.current.from, sight.current.to)}
          />
        ) : search !== null && search.query === '' && search.book.complete && count === 0 ? (
          <NoPayments />
        ) : search === null ? (
          <p className="heard" role="status">
            {say('payments.loading')}
          </p>
        ) : (
          <Grid
            query={search.query}
            book={search.book}
            version={version}
            columns={columns}
            total={total}
            active={here}
            selected={selected}
            start={sight.current.from}
            jump={jump}
            onSight={onSight}
            onMove={onMove}
            onOpen={onOpen}
            onKey={onKey}
            onSelect={onSelect}
            focus={focus.list}
            after={after}
          />
        )}
      </section>
      {open !== null && (
        <Detail
          key={open.id}
          id={open.id}
          row={fresh}
          place={placeText}
          alone={alone}
          focus={focus.detail}
          onNext={next}
          onClose={close}
          onQuery={(wanted) => {
            onLine(wanted);
            if (alone) setOpen(null);
          }}
        />
      )}
      <PaymentsFoot query={query} total={total}>
        {selected.size > 0 && <Selection selected={selected} clear={() => setSelected(NOTHING)} />}
      </PaymentsFoot>
      <Loudly total={total} query={query} />
    </div>
  );
}

interface AfterRowsProps {
  search: Search;
  /** How often its rows have changed. */
  version: number;
  tally: Tally | undefined;
  onLine: (line: string) => void;
  onOrder: (order: { id: OrderId }) => void;
}

/** What is told below the rows: that an id is not here, or how the words were understood. */
function AfterRows({ search: { book, query }, tally, onLine, onOrder }: AfterRowsProps) {
  const { count, complete, understood } = book;
  return (
    <>
      {count === 0 && couldBeId(query) && <Elsewhere key={query} id={query} onOrder={(id) => onOrder({ id })} />}
      {query !== '' && complete && (
        <Looked query={query} understood={understood} tally={tally} shown={count} onLine={onLine} />
      )}
    </>
  );
}

function foundText(search: Search | null, total: number | null, say: Say): string {
  if (search === null || search.wrong !== null) return '';
  const time = String(search.took);
  return total === null
    ? say('payments.search.found-some', { time })
    : say('payments.search.found', { count: total, time });
}
