import { IconProgressHelp, IconRefresh, IconRefreshAlert } from '@tabler/icons-react';
import { Icon } from '@/parts/Icon';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { useWords } from '@/words/words';
import styles from './Money.module.css';
import { isSilent } from './Refusal';
import type { Proposal } from './useProposal';

/** When Antom was asked, counting from its answer, and whether the money is still what it was. */
export function Freshness({ proposal, changed }: { proposal: Proposal; changed: boolean }) {
  const { say } = useWords();
  const now = useNow(1000);
  const { at, refused, prepared } = proposal;
  const isUnasked = (prepared?.unasked ?? null) !== null || (refused !== null && isSilent(refused));
  if (at === null) return <Line tone="checking" icon={IconProgressHelp} words={say('money.asking')} heard />;
  if (isUnasked) return <Line tone="failed" icon={IconRefreshAlert} words={say('money.asked.not')} heard />;
  const age = now - at;
  const ago = printLength(age, say);
  const words = changed
    ? age < 1000
      ? say('money.asked.changed.now')
      : say('money.asked.changed', { ago })
    : age < 1000
      ? say('money.asked.unchanged.now')
      : say('money.asked.unchanged', { ago });
  const heard = changed ? say('money.asked.changed.now') : say('money.asked.unchanged.now');
  return (
    <>
      <Line tone={changed ? 'authorised' : 'paid'} icon={IconRefresh} words={words} />
      <span className="heard" role="status">
        {heard}
      </span>
    </>
  );
}

interface LineProps {
  tone: string;
  icon: typeof IconRefresh;
  words: string;
  /** It is spoken when it appears. The counting line is not: it would speak every second. */
  heard?: boolean;
}

function Line({ tone, icon, words, heard = false }: LineProps) {
  return (
    <span className={`${styles['fresh']} num`} data-tone={tone} {...(heard ? { role: 'status' } : {})}>
      <Icon of={icon} />
      {words}
    </span>
  );
}
