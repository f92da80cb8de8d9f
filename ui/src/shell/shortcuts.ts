import { createContext, useContext, useEffect, useRef } from 'react';
import { isDialogOpen, useWindowKeys } from '@/parts/windowKeys';

/** Whether letters go into what has focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether single letters mean commands: a list has focus, or nothing has, and no dialog or menu is open. */
export function lettersMeanCommands(active: Element | null): boolean {
  if (isDialogOpen() || document.querySelector('[role="menu"]') !== null) return false;
  if (active === null || active === document.body) return true;
  return !isTyping(active) && active.closest('[data-list]') !== null;
}

/** One thing the palette can do. */
export interface Command {
  id: string;
  word: string;
  /** The keys that do the same, as `Ctrl S` or `g p`. */
  keys?: readonly string[];
  run: () => void;
}

/** The commands of the screens that are open now. */
export interface CommandBook {
  add: (commands: readonly Command[]) => () => void;
  all: () => readonly Command[];
}

export function commandBook(): CommandBook {
  const sets = new Set<readonly Command[]>();
  return {
    add(commands) {
      sets.add(commands);
      return () => sets.delete(commands);
    },
    all: () => [...sets].flat(),
  };
}

export const CommandsContext = createContext<CommandBook>(commandBook());

/** Offers commands to the palette for as long as the caller is on the screen. */
export function useCommands(commands: readonly Command[]): void {
  const book = useContext(CommandsContext);
  useEffect(() => book.add(commands), [book, commands]);
}

/** How long the letter after `g` may take, in milliseconds: a window that is busy hears both late and not equally so. */
const PATIENCE = 5000;

interface Shortcuts {
  letters: boolean;
  palette: () => void;
  /** None where there is nothing to lock. */
  lock: (() => void) | null;
  sheet: () => void;
  undo: () => void;
  go: (letter: string) => boolean;
}

/** The keys that work everywhere. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const { letters, palette, lock, sheet, undo, go } = shortcuts;
  const pressedG = useRef(0);
  // Heard before the lists hear it, so that the letter after `g` never reaches them.
  useWindowKeys((event) => {
    const control = event.ctrlKey || event.metaKey;
    if (control && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      palette();
    } else if (lock !== null && control && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'l') {
      event.preventDefault();
      lock();
    } else if (control && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'z') {
      if (isTyping(event.target)) return;
      event.preventDefault();
      undo();
    } else if (!control && !event.altKey && letters && lettersMeanCommands(document.activeElement)) {
      const waiting = pressedG.current !== 0 && event.timeStamp - pressedG.current < PATIENCE;
      pressedG.current = 0;
      if (waiting && go(event.key.toLowerCase())) event.preventDefault();
      else if (event.key === 'g') pressedG.current = event.timeStamp;
      else if (event.key === '?') {
        event.preventDefault();
        sheet();
      }
    }
  }, true);
}
