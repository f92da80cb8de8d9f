import type { MouseEvent } from 'react';
import { useWaitingLink } from '@/features/request/waiting';
import { Button } from '@/parts/Button';
import type { AttentionItem } from '@/platform/contract';
import { useMoneyAction } from '@/shell/money';
import { useRestore } from '@/shell/restoring';
import { usePlaces } from '@/shell/screen';
import { type Say, useWords } from '@/words/words';
import type { Acts } from './acts';
import { titleOf } from './sentences';

interface RowActProps {
  item: AttentionItem;
  isActive: boolean;
  acts: Acts;
  onOpen: () => void;
}

interface Doing {
  word: string;
  run: () => void;
  /** It begins something with money. */
  money?: boolean;
  busy?: boolean;
}

/** The one thing to do about a row. What needs reading first opens it. */
export function RowAct({ item, isActive, acts, onOpen }: RowActProps) {
  const { say } = useWords();
  const { word, run, money = false, busy = false } = useDoing(item, acts, onOpen);
  return (
    <Button
      size="small"
      money={money}
      disabled={busy}
      tabIndex={isActive ? 0 : -1}
      onClick={(event: MouseEvent) => {
        event.stopPropagation();
        run();
      }}
    >
      {word} <span className="heard">{titleOf(item, say)}</span>
    </Button>
  );
}

function useDoing(item: AttentionItem, acts: Acts, onOpen: () => void): Doing {
  const { say } = useWords();
  const { go, has } = usePlaces();
  const begin = useMoneyAction();
  const restore = useRestore();
  const { order, payment } = item;
  const waits = useWaitingLink(order);
  const read: Doing = { word: readWord(item, say), run: onOpen };
  switch (item.kind) {
    case 'hold-ending':
      if (order === null) return read;
      return { word: say('attention.do.capture'), money: true, run: () => begin({ verb: 'Capture', order, payment }) };
    case 'outcome-unknown':
    case 'capture-missing':
      if (order === null) return read;
      return { word: say('detail.action.ask-now'), run: () => acts.ask(order), busy: acts.asking === order };
    case 'link-ending':
      // A link that waits is made by itself: nothing has to be done.
      if (waits !== null) return read;
      return { word: say('detail.action.send-again'), run: () => acts.sendAgain(item) };
    case 'recovery-code':
    case 'backup-old':
    case 'backup-failed':
      return has('settings')
        ? { word: say('attention.do.settings'), run: () => go('settings', { part: 'history' }) }
        : read;
    case 'history-broken':
      return restore === null ? read : { word: say('attention.do.restore'), run: restore };
    case 'key-missing':
    case 'notifications-refused':
      return has('keys') ? { word: say('attention.do.keys'), run: () => go('keys') } : read;
    default:
      return read;
  }
}

function readWord({ kind }: AttentionItem, say: Say): string {
  switch (kind) {
    case 'paid-twice-two-requests':
    case 'late-payment':
      return say('attention.do.review');
    case 'never-placed':
      return say('attention.do.decide');
    default:
      return say('attention.do.read');
  }
}
