import { type KeyboardEvent, useCallback, useMemo, useRef } from 'react';
import { isDialogOpen, useWindowKeys } from '@/parts/windowKeys';
import { type Command, lettersMeanCommands, useCommands } from '@/shell/shortcuts';
import { useWords } from '@/words/words';

/** What a key does on this screen, beside moving in the list. */
export interface Doings {
  search: () => void;
  filter: () => void;
  /** Not there while there is no screen for it. */
  request: (() => void) | null;
  back: () => void;
  selectAll: () => void;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'preventDefault'>;

/** Does what a key means; answers whether it meant something. Letters mean nothing where people switched them off. */
export function pressed(event: KeyPress, letters: boolean, doings: Doings): boolean {
  const doing = doingOf(keyOf(event), letters, doings);
  if (doing === null) return !letters && /^[a-z]$/.test(event.key);
  event.preventDefault();
  doing();
  return true;
}

function doingOf(key: string, letters: boolean, doings: Doings): (() => void) | null {
  if (key === 'Escape') return doings.back;
  if (key === 'Ctrl+a') return doings.selectAll;
  if (!letters) return null;
  if (key === '/') return doings.search;
  if (key === 'f') return doings.filter;
  return key === 'n' ? doings.request : null;
}

function keyOf(event: KeyPress): string {
  if (event.altKey) return '';
  return event.ctrlKey || event.metaKey ? `Ctrl+${event.key.toLowerCase()}` : event.key;
}

/**
 * What takes the keys of the list, the same from one drawing to the next. Single letters are heard while nothing has the
 * focus as well: before the first rows are there, and where a search found none, there is no row that could have it.
 */
export function useKeys(letters: boolean, doings: Doings): (event: KeyPress) => boolean {
  const current = useRef({ letters, doings });
  current.current = { letters, doings };
  const press = useCallback((event: KeyPress) => pressed(event, current.current.letters, current.current.doings), []);
  useWindowKeys((event) => {
    // The letter after `g` belongs to the shell.
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key.length === 1 && lettersMeanCommands(document.activeElement)) press(event);
  });
  return press;
}

/** Ctrl S saves the view, wherever the focus is; under a dialog, which may be about money, nothing opens. */
export function useSaveKey(save: () => void): void {
  useWindowKeys((event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    if (!isDialogOpen()) save();
  });
}

/** What this screen offers to the palette. */
export function usePaymentCommands(search: () => void, save: () => void): void {
  const { say } = useWords();
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: 'payments.search', word: say('payments.search'), keys: ['/'], run: search },
      { id: 'payments.save', word: say('payments.view.save'), keys: ['Ctrl S'], run: save },
    ],
    [say, search, save],
  );
  useCommands(commands);
}
