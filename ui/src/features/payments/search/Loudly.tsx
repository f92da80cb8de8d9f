import { useEffect } from 'react';
import { useNotice } from '@/parts/Notice';
import { useWords } from '@/words/words';

/** Says how much a search found to those who do not see it, once the typing rests. */
export function Loudly({ total, query }: { total: number | null; query: string }) {
  const { say } = useWords();
  const notice = useNotice();
  useEffect(() => {
    if (total === null || query === '') return;
    const timer = setTimeout(() => notice.announce(say('payments.loaded', { count: total })), 600);
    return () => clearTimeout(timer);
  }, [total, query, notice, say]);
  return null;
}
