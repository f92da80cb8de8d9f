import type { CommandError } from '@/platform/contract';
import { sentences } from '@/words/sentences';
import { toldIn } from '@/words/trouble';
import type { Language, Say, WordKey } from '@/words/words';

interface Plight {
  title: string;
  what: string;
  /** What to do; empty where the buttons say it all. */
  todo: string;
  /** The core's own sentence, where it says in figures what the others cannot. */
  detail: string | null;
}

/** The troubles that the window has words of its own for: its buttons are the remedy, not a command line. */
const KNOWN: Readonly<Record<string, readonly [title: WordKey, what: WordKey, todo: WordKey]>> = {
  'vault-locked': ['blocked.keychain.title', 'blocked.keychain.locked', 'blocked.keychain.locked.todo'],
  'vault-timed-out': ['blocked.keychain.title', 'blocked.keychain.locked', 'blocked.keychain.locked.todo'],
  'vault-absent': ['blocked.keychain.title', 'blocked.keychain.absent', 'blocked.keychain.absent.todo'],
  'vault-denied': ['blocked.keychain.title', 'blocked.keychain.denied', 'blocked.keychain.denied.todo'],
  'ledger-key-missing': ['blocked.key.title', 'blocked.key.what', 'blocked.key.todo'],
  'ledger-cut': ['blocked.cut.title', 'blocked.cut.what', 'blocked.cut.todo'],
};

/** What keeps the window from opening, in words for people. */
export function plight(error: CommandError, say: Say, language: Language): Plight {
  const known = KNOWN[error.code];
  if (known === undefined) {
    const { message, remedy, detail } = toldIn(language, error);
    return { title: say('trouble.start.title'), what: sentences(message), todo: sentences(remedy), detail };
  }
  const [title, what, todo] = known;
  return { title: say(title), what: say(what), todo: say(todo), detail: null };
}
