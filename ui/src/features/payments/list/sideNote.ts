import { printMinus } from '@/money/print';
import type { RowView } from '@/platform/contract';
import { usePulse } from '@/shell/pulse';
import { useNow, useZone } from '@/time/clock';
import { printLength, type Urgency, urgency } from '@/time/left';
import { printClock } from '@/time/zone';
import { useWords, type WordKey } from '@/words/words';

interface SideNote {
  note: string | null;
  urgency: Urgency;
}

/** Codes of a failure that fit into a word or two; for all others the state says enough. */
const TROUBLES: Readonly<
  Record<string, WordKey & `trouble.${'declined' | 'funds' | 'limit' | 'expired-card' | 'risk' | 'authentication'}`>
> = {
  DO_NOT_HONOR: 'trouble.declined',
  CARD_NOT_SUPPORTED: 'trouble.declined',
  USER_BALANCE_NOT_ENOUGH: 'trouble.funds',
  USER_AMOUNT_EXCEED_LIMIT: 'trouble.limit',
  PAYMENT_COUNT_EXCEED_LIMIT: 'trouble.limit',
  EXPIRED_CARD: 'trouble.expired-card',
  RISK_REJECT: 'trouble.risk',
  AUTHENTICATION_FAIL: 'trouble.authentication',
};

/** What stands beside the state word in the list. Times keep counting while the window is open. */
export function useSideNote(row: RowView): SideNote {
  const { say } = useWords();
  const now = useNow(30_000);
  const zone = useZone();
  const { offline_since, last_answer_at } = usePulse();
  const calm = (note: string | null): SideNote => ({ note, urgency: 'calm' });
  // While nothing comes through, what still moves is as old as the last answer, and says so.
  const isOld = offline_since !== null && (row.state === 'waiting' || row.state === 'checking');
  if (isOld && last_answer_at !== null) return calm(say('payments.as-of', { time: printClock(last_answer_at, zone) }));
  switch (row.state) {
    case 'waiting': {
      if (row.live_until === null) return calm(null);
      const left = Date.parse(row.live_until) - now;
      return { note: printLength(left, say), urgency: left < 10 * 60_000 ? 'soon' : 'calm' };
    }
    case 'authorised': {
      // No person captures it, so it has no deadline.
      if (row.hold_ends_at === null) return calm(say('payments.capturing'));
      const deadline = Date.parse(row.hold_ends_at);
      return { note: printLength(deadline - now, say), urgency: urgency(now, deadline) };
    }
    case 'part-refunded':
      return calm(printMinus(row.refunded));
    case 'failed': {
      const key = row.trouble == null ? undefined : TROUBLES[row.trouble];
      return calm(key === undefined ? null : say(key));
    }
    default:
      return calm(null);
  }
}
