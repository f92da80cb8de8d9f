import { IconLayoutBottombar, IconLayoutSidebarRight, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { Icon } from '@/parts/Icon';
import { KeyHint } from '@/parts/KeyCap';
import { Refused, usePlatform } from '@/platform/platform';
import type { TrainingPanelState } from '@/shell/training';
import { useWords } from '@/words/words';
import { Buyer } from './Buyer';
import { Clock } from './Clock';
import { Faults } from './Faults';
import styles from './Training.module.css';

/** What only Training has: be the buyer, move the clock, let things go wrong. */
export default function Training({ panel }: { panel: TrainingPanelState }) {
  const { say } = useWords();
  const platform = usePlatform();
  const training = useQuery({ queryKey: ['training'], queryFn: () => platform.call('training', {}) });
  const move = panel.dock === 'right' ? say('training.dock.bottom') : say('training.dock.right');
  return (
    <div className={styles['panel']} data-dock={panel.dock}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{say('training.title')}</h2>
        <span className={`${styles['lead']} clip`}>{say('training.lead')}</span>
        <span className={styles['hint']}>
          <KeyHint keys={['g', 't']} does={say('training.hide')} />
        </span>
        <span className={styles['mover']}>
          <Button look="quiet" size="small" icon aria-label={move} title={move} onClick={panel.move}>
            <Icon of={panel.dock === 'right' ? IconLayoutBottombar : IconLayoutSidebarRight} />
          </Button>
        </span>
        <Button look="quiet" size="small" icon aria-label={say('training.close')} onClick={panel.toggle}>
          <Icon of={IconX} />
        </Button>
      </header>
      <div className={styles['body']}>
        {training.error !== null && <Wrong error={Refused.from(training.error).error} />}
        <Buyer />
        {training.data !== undefined && (
          <>
            <Clock of={training.data} />
            <Faults of={training.data} />
          </>
        )}
      </div>
    </div>
  );
}
