import { IconFlask, IconSchool } from '@tabler/icons-react';
import { useEnvironment } from '@/parts/environment';
import { Icon } from '@/parts/Icon';
import { useWords } from '@/words/words';
import styles from './Shell.module.css';

/** The band that says that no real money moves. Production has none. */
export function Band() {
  const environment = useEnvironment();
  const { say } = useWords();
  if (environment === 'production') return null;
  const isSandbox = environment === 'sandbox';
  return (
    <div className={styles['band']} data-of={environment} role="note">
      <Icon of={isSandbox ? IconFlask : IconSchool} />
      <span className={styles['bandText']}>
        <b>{isSandbox ? say('env.word.sandbox') : say('env.word.training')}</b>
        {isSandbox ? say('env.band.sandbox') : say('env.band.training')}
      </span>
    </div>
  );
}

/** The frame around a window that is not production's. */
export function Frame() {
  const environment = useEnvironment();
  if (environment === 'production') return null;
  return <div className={styles['frame']} data-of={environment} aria-hidden="true" />;
}
