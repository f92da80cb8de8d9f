import { useEffect, useRef } from 'react';
import { useNotice } from '@/parts/Notice';
import { stageWord } from '@/parts/stage';
import type { Move, Stage } from '@/platform/contract';
import { useWords } from '@/words/words';
import type { Done } from './useMoves';

/** Tells those who do not see the list when an open move changes its stage, or comes to its end. */
export function useToldOutcomes(open: readonly Move[], done: Done | null): void {
  const { say } = useWords();
  const notice = useNotice();
  const stages = useRef(new Map<string, Stage>());
  useEffect(() => {
    const tell = (move: Move) => notice.announce(`${move.reference}: ${stageWord(move, say)}`);
    const now = new Map(open.map((move) => [move.id, move]));
    for (const [id, stage] of stages.current) {
      const move = now.get(id);
      if (move !== undefined && move.stage !== stage) tell(move);
      const end = move === undefined ? (done?.book.at(done.book.indexOf(id)) ?? null) : null;
      // Whoever stopped it was told by the stopping itself.
      if (end !== null && end.stage !== 'stopped') tell(end);
      if (end !== null) stages.current.delete(id);
    }
    for (const { id, stage } of open) stages.current.set(id, stage);
  });
}
