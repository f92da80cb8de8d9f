import type { Care } from '@/platform/contract';
import type { Say } from '@/words/words';

interface KeychainWords {
  foot: string;
  /** Where keys are kept, as a fact. */
  kept: string;
  /** What it means that it is not ready, and what to do; empty where it is. */
  todo: string;
}

/** What the keychain's state means for keys. */
export function keychainWords(state: Care['keychain'], say: Say): KeychainWords {
  switch (state) {
    case 'ready':
      return { foot: say('keychain.ready'), kept: say('keychain.kept'), todo: '' };
    case 'locked':
      return { foot: say('keychain.locked'), kept: say('keychain.locked'), todo: say('keychain.locked.todo') };
    case 'absent':
      return { foot: say('keychain.absent'), kept: say('keychain.absent'), todo: say('keychain.absent.todo') };
    case 'denied':
      return { foot: say('keychain.denied'), kept: say('keychain.denied'), todo: say('keychain.denied.todo') };
  }
}
