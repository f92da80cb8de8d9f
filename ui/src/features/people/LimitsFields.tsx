import { useState } from 'react';
import type { CommandError, LimitsView } from '@/platform/contract';
import { type Platform, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { Amounts } from './Amounts';
import { type AmountsDraft, draftOf, readAmounts, Unread } from './amounts';

const LIMITS = ['capture', 'refund_each', 'refund_day'] as const;
type Limit = (typeof LIMITS)[number];
type Drafts = Readonly<Record<Limit, AmountsDraft>>;

/** The limits of somebody or of a role while they are typed. */
export interface LimitsForm {
  drafts: Drafts;
  put: (limit: Limit, next: AmountsDraft) => void;
  wrong: { limit: Limit; currency: string; error: CommandError } | null;
  /** What was typed, as the core reads it; none where something could not be read, which is said at its field. */
  read: () => Promise<LimitsView | null>;
}

export function useLimitsForm(first: LimitsView): LimitsForm {
  const platform = usePlatform();
  const [wrong, setWrong] = useState<LimitsForm['wrong']>(null);
  const [drafts, setDrafts] = useState<Drafts>(() => ({
    capture: draftOf(first.capture),
    refund_each: draftOf(first.refund_each),
    refund_day: draftOf(first.refund_day),
  }));
  return {
    drafts,
    wrong,
    put: (limit, next) => {
      setWrong(null);
      setDrafts((before) => ({ ...before, [limit]: next }));
    },
    read: () => readAll(platform, drafts, setWrong),
  };
}

async function readAll(
  platform: Platform,
  drafts: Drafts,
  fail: (wrong: LimitsForm['wrong']) => void,
): Promise<LimitsView | null> {
  const read: LimitsView = { capture: null, refund_each: null, refund_day: null };
  for (const limit of LIMITS) {
    try {
      read[limit] = await readAmounts(platform, drafts[limit]);
    } catch (thrown) {
      if (!(thrown instanceof Unread)) throw thrown;
      fail({ limit, currency: thrown.currency, error: thrown.error });
      return null;
    }
  }
  return read;
}

/** How far the rights reach that move money. */
export function LimitsFields({ of }: { of: LimitsForm }) {
  const { say } = useWords();
  const words: Record<Limit, string> = {
    capture: say('people.limit.capture'),
    refund_each: say('people.limit.refund-each'),
    refund_day: say('people.limit.refund-day'),
  };
  return LIMITS.map((limit) => (
    <Amounts
      key={limit}
      label={words[limit]}
      none={say('people.limit.any')}
      some={say('people.limit.up-to')}
      hint={say('people.limit.hint')}
      draft={of.drafts[limit]}
      put={(next) => of.put(limit, next)}
      wrong={of.wrong?.limit === limit ? of.wrong : null}
    />
  ));
}
