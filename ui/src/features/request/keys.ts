import { useMemo } from 'react';
import { isDialogOpen, useWindowKeys } from '@/parts/windowKeys';
import { singleLetters, usePreferences } from '@/shell/preferences';
import { type Command, lettersMeanCommands, useCommands } from '@/shell/shortcuts';
import { useWords } from '@/words/words';

/** What the keys of this screen do; what cannot be done now is not there. */
export interface Doings {
  create: (() => void) | null;
  save: (() => void) | null;
  copy: (() => void) | null;
  qr: (() => void) | null;
  another: (() => void) | null;
}

/** Ctrl Enter and Ctrl S wherever the focus is; single letters only while no field has it. */
export function useRequestKeys(doings: Doings): void {
  const { all } = usePreferences();
  useWindowKeys((event) => {
    // The letter after `g` belongs to the shell, and a dialog to itself. A dialog is looked for last: every letter that
    // is typed into a field comes by here.
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const doing = doingOf(event, { doings, letters: singleLetters(all) });
    if (doing === undefined || isDialogOpen()) return;
    event.preventDefault();
    doing?.();
  });
}

/** Undefined where the key means nothing here; null where what it means cannot be done now. */
function doingOf(event: KeyboardEvent, { doings, letters }: { doings: Doings; letters: boolean }) {
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'Enter') return doings.create;
    return event.key.toLowerCase() === 's' ? doings.save : undefined;
  }
  if (!letters || event.repeat || !lettersMeanCommands(document.activeElement)) return undefined;
  if (event.key === 'c') return doings.copy ?? undefined;
  if (event.key === 'q') return doings.qr ?? undefined;
  return event.key === 'n' ? (doings.another ?? undefined) : undefined;
}

/** What this screen offers to the palette. */
export function useRequestCommands(doings: Doings): void {
  const { say } = useWords();
  const { create, save, copy, qr, another } = doings;
  const commands = useMemo<readonly Command[]>(() => {
    const offered: (Command | null)[] = [
      create && { id: 'request.create', word: say('request.create'), keys: ['Ctrl Enter'], run: create },
      save && { id: 'request.save', word: say('request.save'), keys: ['Ctrl S'], run: save },
      copy && { id: 'request.copy', word: say('request.share.copy'), keys: ['c'], run: copy },
      qr && { id: 'request.qr', word: say('request.qr.enlarge'), keys: ['q'], run: qr },
      another && { id: 'request.new', word: say('request.new'), keys: ['n'], run: another },
    ];
    return offered.filter((command) => command !== null);
  }, [say, create, save, copy, qr, another]);
  useCommands(commands);
}
