import { useEffect, useRef } from 'react';
import { useNotice } from '@/parts/Notice';
import type { AttentionItem } from '@/platform/contract';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { useWords } from '@/words/words';
import { titleOf } from './sentences';

const HOUR = 3_600_000;

/** Tells a deadline of less than an hour to those who do not see the list, each once. */
export function useNearDeadlines(items: readonly AttentionItem[]): void {
  const { say } = useWords();
  const notice = useNotice();
  const now = useNow(30_000);
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const item of items) {
      const left = item.until === null ? Number.POSITIVE_INFINITY : Date.parse(item.until) - now;
      if (left <= 0 || left > HOUR || told.current.has(item.id)) continue;
      told.current.add(item.id);
      notice.announce(say('attention.near', { what: titleOf(item, say), left: printLength(left, say) }));
    }
  }, [items, now, notice, say]);
}
