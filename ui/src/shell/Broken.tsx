import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { InEnglish } from '@/parts/InEnglish';
import type { HistoryTrouble, TroubleKind } from '@/platform/contract';
import { useWords, type WordKey } from '@/words/words';
import { usePulse } from './pulse';
import { useRestore } from './restoring';

const WHAT: Readonly<Record<TroubleKind, WordKey>> = {
  cut: 'broken.cut',
  edited: 'broken.edited',
  torn: 'broken.torn',
  shown: 'broken.shown',
};

/** Above every screen, while the history cannot be believed: what is wrong, and the way out. */
export function Broken() {
  const { trouble } = usePulse();
  return trouble === null ? null : <Banner trouble={trouble} />;
}

function Banner({ trouble }: { trouble: HistoryTrouble }) {
  const { say } = useWords();
  const restore = useRestore();
  return (
    <Callout
      kind="wrong"
      title={say('broken.title')}
      actions={restore === null ? undefined : <Button onClick={restore}>{say('broken.restore')}</Button>}
    >
      <WhatIsBroken trouble={trouble} />
    </Callout>
  );
}

/** What is wrong with the history, and what to do. */
export function WhatIsBroken({ trouble }: { trouble: HistoryTrouble }) {
  const { say } = useWords();
  const restore = useRestore();
  return (
    <>
      <p>
        {say(WHAT[trouble.kind])}{' '}
        <span className="selectable">
          <InEnglish>{trouble.what}</InEnglish>
        </span>
      </p>
      {restore !== null && <p>{say('broken.todo')}</p>}
    </>
  );
}
