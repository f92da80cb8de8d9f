import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { useBeside } from '@/parts/beside';
import { useListTakesFocus } from '@/parts/rowFocus';
import type { Move } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { useAsk } from '@/shell/ask';
import { Trouble } from '@/shell/Guard';
import { singleLetters, usePreferences } from '@/shell/preferences';
import { useRemembered } from '@/shell/screen';
import { useStop } from '@/shell/stop';
import { inSentences, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import { MoveDetail } from './detail/MoveDetail';
import { Chosen, Filters } from './Filters';
import { type Active, Queue } from './list/Queue';
import { NothingHere } from './NothingHere';
import styles from './Refunds.module.css';
import { RefundsFoot } from './RefundsFoot';
import { doneVerbs, EVERYTHING, type Filter, newestWaiting, shownSections, showsDone, sort } from './sections';
import { type Sight, useDone, useOpen } from './useMoves';
import { useToldOutcomes } from './useToldOutcomes';
import { freshOf, useHere, useSentFor } from './whereabouts';

const FIRST: Active = { index: 0, id: null };
const NONE: readonly Move[] = [];

/** Stop what has not left, watch what is with Antom, find what is done. */
export default function Refunds() {
  const { say } = useWords();
  const { all: preferences } = usePreferences();
  const [filter, setFilter] = useRemembered<Filter>('refunds.filter', EVERYTHING);
  const [active, setActive] = useRemembered<Active>('refunds.active', FIRST);
  const [open, setOpen] = useRemembered<Move | null>('refunds.open', null);
  const { alone, focus, focusList, focusDetail } = useBeside(open !== null);
  const [menu, setMenu] = useState(false);
  const sight = useRef<Sight>({ from: 0, to: 700 });

  const waiting = useOpen();
  const done = useDone(filter, sight);
  const moves = waiting.data?.moves ?? NONE;
  const sorted = sort(moves, filter);
  const all = sort(moves, EVERYTHING);
  const sections = shownSections(sorted, filter.show);
  const shown = showsDone(filter) ? done : null;
  const newest = newestWaiting(moves);
  useToldOutcomes(moves, done);

  const book = done?.book ?? null;
  const onSight = useCallback(
    (from: number, to: number) => {
      sight.current = { from, to };
      book?.show(from, to);
    },
    [book],
  );
  const { stop, stopping } = useStop(focusList);
  const { ask, asking } = useAsk();
  const here = useHere(sections, shown, active, setActive);
  const fresh = freshOf(open, moves, done);

  const onOpen = useCallback(
    (move: Move, index: number) => {
      setOpen(move);
      setActive({ index, id: move.id });
      // On a page of its own the detail takes the keyboard; beside the list it leaves it there.
      if (alone) focusDetail();
      else focusList();
    },
    [setOpen, setActive, alone, focusDetail, focusList],
  );
  const onMove = useCallback(
    (next: Active, move: Move | null) => {
      setActive(next);
      focusList();
      // The open detail follows the keyboard; a closed one stays closed.
      if (move !== null) setOpen((before) => (before === null ? null : move));
    },
    [setActive, setOpen, focusList],
  );
  const onFilter = (next: Filter) => {
    setFilter(next);
    setActive(FIRST);
  };
  const close = () => {
    setOpen(null);
    focusList();
  };
  const onWhy = (move: Move) => {
    setOpen(move);
    focusDetail();
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const letters = singleLetters(preferences);
    if (event.key === 'Escape') {
      event.preventDefault();
      if (open !== null) setOpen(null);
      else onFilter(EVERYTHING);
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (letters && event.key === 'f') {
      event.preventDefault();
      setMenu(true);
      return true;
    }
    return !letters && /^[a-z]$/.test(event.key);
  };
  useSentFor(moves, done, setOpen);

  const keepsDone = doneVerbs(filter) !== null;
  const isReading = waiting.isPending || (showsDone(filter) && keepsDone && done === null);
  const isEmpty =
    !isReading && sections.length === 0 && (shown === null || (shown.book.complete && shown.book.count === 0));
  useListTakesFocus(!isReading && !isEmpty);
  const trouble = waiting.error ?? (shown !== null && shown.book.count === 0 ? shown.book.trouble : null);
  return (
    <div className={styles['screen']} data-split={fresh !== null}>
      <section className={styles['list']} aria-label={say('refunds.list')}>
        <div className={styles['bar']}>
          <h1 className={styles['title']}>{say('refunds.title')}</h1>
          <Filters
            filter={filter}
            onFilter={onFilter}
            counts={{
              outbox: waiting.data === undefined ? null : sorted.person.length + sorted.outbox.length,
              checking: waiting.data === undefined ? null : sorted.antom.length,
              done: keepsDone ? (done?.count ?? null) : 0,
            }}
            currencies={waiting.data?.currencies ?? []}
            menu={{ open: menu, set: setMenu }}
          />
        </div>
        <Chosen filter={filter} onFilter={onFilter} />
        {trouble !== null ? (
          <Unreadable
            thrown={trouble}
            again={() => {
              void waiting.refetch();
              book?.refresh(sight.current.from, sight.current.to);
            }}
          />
        ) : isReading ? (
          <p className="heard" role="status">
            {say('refunds.loading')}
          </p>
        ) : isEmpty ? (
          <NothingHere filter={filter} onFilter={onFilter} />
        ) : (
          <Queue
            sections={sections}
            done={shown}
            active={here}
            onSight={onSight}
            onMove={onMove}
            onOpen={onOpen}
            onKey={onKey}
            onStop={(move) => stop(move.id)}
            onAsk={(move) => ask(move.order)}
            onWhy={onWhy}
            busy={stopping ?? asking}
            focus={focus.list}
          >
            {shown?.book.trouble != null && (
              <p className={styles['more']} role="alert">
                {say('refunds.more.trouble')}
                <Button size="small" onClick={() => shown.book.refresh(sight.current.from, sight.current.to)}>
                  {say('common.try-again')}
                </Button>
              </p>
            )}
          </Queue>
        )}
      </section>
      {fresh !== null && (
        <MoveDetail
          key={fresh.id}
          move={fresh}
          isNewest={fresh.id === newest?.id}
          busy={stopping === fresh.id || asking === fresh.order}
          alone={alone}
          focus={focus.detail}
          onStop={() => stop(fresh.id)}
          onAsk={() => ask(fresh.order)}
          onClose={close}
        />
      )}
      <RefundsFoot outbox={all.outbox} antom={all.antom} />
    </div>
  );
}

function Unreadable({ thrown, again }: { thrown: unknown; again: () => void }) {
  const { say, language } = useWords();
  return (
    <Trouble title={say('refunds.trouble')} body={inSentences(toldIn(language, Refused.from(thrown).error))}>
      <Button onClick={again}>{say('common.try-again')}</Button>
    </Trouble>
  );
}
