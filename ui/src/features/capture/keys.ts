import { useEffect, useMemo, useRef } from 'react';
import { useNotice } from '@/parts/Notice';
import { isDialogOpen, useWindowKeys } from '@/parts/windowKeys';
import type { Hold } from '@/platform/contract';
import { type Command, useCommands } from '@/shell/shortcuts';
import { useNow } from '@/time/clock';
import { useWords } from '@/words/words';
import { whoOf } from './holds';

/** What this screen offers to the palette, and Ctrl Enter, which opens the review wherever the focus is. */
export function useCaptureCommands(all: () => void, review: () => void): void {
  const { say } = useWords();
  const current = useRef({ all, review });
  current.current = { all, review };
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: 'capture.all', word: say('capture.all'), keys: ['Ctrl A'], run: () => current.current.all() },
      { id: 'capture.review', word: say('capture.review'), keys: ['Ctrl Enter'], run: () => current.current.review() },
    ],
    [say],
  );
  useCommands(commands);
  useWindowKeys((event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || isDialogOpen()) return;
    event.preventDefault();
    // The grid would take Enter for opening the payment.
    event.stopPropagation();
    review();
  }, true);
}

const HOUR = 3_600_000;

/** Says once of each hold that less than an hour is left. */
export function useLastHour(holds: readonly Hold[]): void {
  const { say } = useWords();
  const notice = useNotice();
  const now = useNow(10_000);
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const hold of holds) {
      const left = Date.parse(hold.ends_at) - now;
      if (left <= 0 || left > HOUR || hold.refusal !== null || told.current.has(hold.payment)) continue;
      told.current.add(hold.payment);
      notice.announce(say('capture.hour', { reference: hold.reference, who: whoOf(hold) }));
    }
  }, [holds, now, notice, say]);
}
