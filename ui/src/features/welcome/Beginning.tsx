import { useEffect, useState } from 'react';
import type { Beginning as HowFar } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import styles from './Welcome.module.css';

/** How far the making of Training is, as soon as the core says so; none before. */
export function useBeginning(): HowFar | null {
  const platform = usePlatform();
  const [howFar, setHowFar] = useState<HowFar | null>(null);
  useEffect(() => platform.listen('beginning', setHowFar), [platform]);
  return howFar;
}

/** What goes on while Training is made: its sample shop trades for a week, sale by sale, which takes a while. */
export function Beginning({ of: howFar }: { of: HowFar | null }) {
  const { say } = useWords();
  const isMade = howFar !== null && howFar.made >= howFar.of;
  const word =
    howFar === null
      ? say('beginning.antom')
      : isMade
        ? say('beginning.opening')
        : say('beginning.sales', { made: String(howFar.made), of: String(howFar.of) });
  return (
    <div className={styles['beginning']}>
      <progress
        aria-label={say('beginning.title')}
        {...(howFar === null ? {} : { value: howFar.made, max: howFar.of })}
      />
      <p className="small num" role="status">
        {word}
      </p>
    </div>
  );
}
