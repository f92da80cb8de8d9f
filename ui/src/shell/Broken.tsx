import { lazy, Suspense, useState } from 'react';
import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { InEnglish } from '@/parts/InEnglish';
import type { HistoryTrouble, TroubleKind } from '@/platform/contract';
import { useWords, type WordKey } from '@/words/words';
import { usePulse } from './pulse';

const Restore = lazy(async () => ({ default: (await import('@/features/welcome/Restore')).Restore }));

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
  const [restoring, setRestoring] = useState(false);
  const close = () => setRestoring(false);
  const isReplayed = trouble.kind === 'shown';
  return (
    <>
      <Callout
        kind="wrong"
        title={say('broken.title')}
        actions={isReplayed ? undefined : <Button onClick={() => setRestoring(true)}>{say('broken.restore')}</Button>}
      >
        <p>
          {say(WHAT[trouble.kind])}{' '}
          <span className="selectable">
            <InEnglish>{trouble.what}</InEnglish>
          </span>
        </p>
        {!isReplayed && <p>{say('broken.todo')}</p>}
      </Callout>
      {restoring && (
        <Suspense fallback={null}>
          <Restore onClose={close} onDone={close} />
        </Suspense>
      )}
    </>
  );
}
