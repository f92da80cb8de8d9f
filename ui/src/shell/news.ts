import { IconBellRinging, IconLink, IconLinkOff, IconProgressCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { print } from '@/money/print';
import { type NoticeLook, useNotice } from '@/parts/Notice';
import { STATES } from '@/parts/state';
import type { News } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { type Say, useWords } from '@/words/words';
import { usePlaces } from './screen';

/** Puts what just happened into a line of words, with the way to its order; and goes where the core asks the window to. */
export function useNews(): void {
  const platform = usePlatform();
  const notice = useNotice();
  const { say } = useWords();
  const { go } = usePlaces();
  useEffect(
    () =>
      platform.listen('news', (news) => {
        const action = { word: say('news.open'), run: () => go('payments', { order: news.order }) };
        notice.tell(wordsOf(news, say), { ...LOOKS[news.what], action });
      }),
    [platform, notice, say, go],
  );
  useEffect(
    () => platform.listen('show', ({ screen, order }) => go(screen, order === null ? {} : { order })),
    [platform, go],
  );
}

const LOOKS: Record<News['what'], Pick<NoticeLook, 'icon' | 'tone'>> = {
  paid: { icon: STATES.paid.icon, tone: 'paid' },
  authorised: { icon: STATES.authorised.icon, tone: 'authorised' },
  failed: { icon: STATES.failed.icon, tone: 'failed' },
  settled: { icon: IconProgressCheck, tone: 'checking' },
  deadline: { icon: IconBellRinging, tone: 'authorised' },
  'link-made': { icon: IconLink, tone: 'waiting' },
  'link-not-made': { icon: IconLinkOff, tone: 'draft' },
};

function wordsOf({ what, reference, amount }: News, say: Say): string {
  const values = { reference, amount: print(amount) };
  switch (what) {
    case 'paid':
      return say('news.paid', values);
    case 'authorised':
      return say('news.authorised', values);
    case 'failed':
      return say('news.failed', values);
    case 'settled':
      return say('news.settled', values);
    case 'deadline':
      return say('news.deadline', values);
    case 'link-made':
      return say('news.link-made', values);
    case 'link-not-made':
      return say('news.link-not-made', values);
  }
}
