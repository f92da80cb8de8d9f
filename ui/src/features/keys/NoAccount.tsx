import { Button } from '@/parts/Button';
import { useWords } from '@/words/words';
import styles from './Keys.module.css';

/** Every account was removed: the history is still here, and nothing can be sent. */
export function NoAccount({ add }: { add: () => void }) {
  const { say } = useWords();
  return (
    <div className={styles['empty']}>
      <h2 className={styles['emptyTitle']}>{say('key.empty.title')}</h2>
      <p className="quiet">{say('key.empty.body')}</p>
      <Button look="primary" onClick={add}>
        {say('key.add-account')}
      </Button>
    </div>
  );
}
