import { useCallback, useEffect, useRef, useState } from 'react';
import type { OrderId, OrderView, RequestChecked, RequestDraft } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { sendable } from './draft';

/** A form as the core read it, and the very form that was read. */
export interface Checked {
  of: RequestDraft;
  result: RequestChecked;
}

export interface Checking {
  checked: Checked | null;
  /** Why the form could not be read at all. */
  trouble: Refused | null;
  /** Reads a form now, for whoever is about to send it. */
  ask: (draft: RequestDraft) => Promise<RequestChecked>;
}

/**
 * The form as the core reads it, asked for with every change. One question is under way at a time; what is typed
 * meanwhile is asked next, so that the last answer always belongs to what stands in the form. While Antom is asked for the
 * link nothing is read: the order is there already and does not know yet that it belongs to this form.
 */
export function useChecked(
  draft: RequestDraft,
  order: OrderId | null,
  known: OrderView | null,
  isPaused: boolean,
): Checking {
  const platform = usePlatform();
  const { language } = useWords();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [trouble, setTrouble] = useState<Refused | null>(null);
  const wanted = useRef({ draft, order });
  const isBusy = useRef(false);
  const isGone = useRef(false);

  const ask = useCallback(
    async (asked: RequestDraft) => {
      const result = await platform.call('check_request', { draft: sendable(asked), order: wanted.current.order });
      if (!isGone.current && wanted.current.draft === asked) setChecked({ of: asked, result });
      return result;
    },
    [platform],
  );

  // What is read back to the caller also depends on what has been done with the link, and on the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every news of the order is a reason to ask again
  useEffect(() => {
    wanted.current = { draft, order };
    if (isBusy.current || isPaused) return;
    isBusy.current = true;
    const run = async () => {
      let asked: { draft: RequestDraft; order: OrderId | null };
      do {
        asked = wanted.current;
        try {
          await ask(asked.draft);
          if (!isGone.current) setTrouble(null);
        } catch (thrown) {
          if (!isGone.current) setTrouble(Refused.from(thrown));
        }
      } while (!isGone.current && asked !== wanted.current);
      isBusy.current = false;
    };
    void run();
  }, [ask, draft, order, known, isPaused, language]);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  return { checked, trouble, ask };
}
