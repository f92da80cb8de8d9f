import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Move } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { askAfresh } from '@/shell/afresh';
import { useOrderErrand } from '@/shell/errand';
import { useWords } from '@/words/words';
import type { Active } from './list/Queue';
import type { shownSections } from './sections';
import { type Done, newestDone, openMoves } from './useMoves';

/** Where the active row is now: it keeps to its move when that goes from the outbox to what is done. */
export function useHere(
  sections: ReturnType<typeof shownSections>,
  done: Done | null,
  active: Active,
  setActive: (active: Active) => void,
): Active {
  const open = sections.flatMap(({ moves }) => moves);
  const at = (index: number) => open[index] ?? done?.book.at(index - open.length) ?? null;
  const find = (id: string) => {
    const place = open.findIndex((move) => move.id === id);
    if (place >= 0) return place;
    const later = done?.book.indexOf(id) ?? -1;
    return later < 0 ? -1 : later + open.length;
  };
  const moved = active.id === null ? -1 : find(active.id);
  const first = at(0);
  const here =
    moved >= 0
      ? { index: moved, id: active.id }
      : active.id === null && first !== null
        ? { index: 0, id: first.id }
        : active;
  useEffect(() => {
    if (here.index !== active.index || here.id !== active.id) setActive({ index: here.index, id: here.id });
  }, [here.index, here.id, active, setActive]);
  return here;
}

/** The open move as the list has it now, else as it was when it was opened. */
export function freshOf(open: Move | null, moves: readonly Move[], done: Done | null): Move | null {
  if (open === null) return null;
  const waiting = moves.find((move) => move.id === open.id);
  if (waiting !== undefined) return waiting;
  const index = done?.book.indexOf(open.id) ?? -1;
  return (index < 0 ? null : done?.book.at(index)) ?? open;
}

/** Opens the newest move of the order that people were sent here for, whatever the list is filtered by. */
export function useSentFor(moves: readonly Move[], done: Done | null, show: (move: Move) => void): void {
  const { say } = useWords();
  const platform = usePlatform();
  const client = useQueryClient();
  useOrderErrand({
    known: (order) => moves.find((move) => move.order === order) ?? findDone(order, done),
    read: async (order) => {
      const open = await askAfresh(client, openMoves(platform));
      return [...open.moves, ...(await newestDone(platform))].find((move) => move.order === order) ?? null;
    },
    show,
    elsewhere: say('refunds.elsewhere'),
  });
}

function findDone(order: string, done: Done | null): Move | null {
  for (let index = 0; index < (done?.book.count ?? 0); index += 1) {
    const move = done?.book.at(index);
    if (move?.order === order) return move;
  }
  return null;
}
