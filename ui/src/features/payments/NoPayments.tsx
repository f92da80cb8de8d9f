import { Button } from '@/parts/Button';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import styles from './search/Looked.module.css';

/** Nothing has been asked of anybody yet. */
export function NoPayments() {
  const { say } = useWords();
  const { go, has } = usePlaces();
  return (
    <div className={styles['empty']}>
      <h2 className={styles['emptyTitle']}>{say('payments.none.title')}</h2>
      <p className="quiet">{say('payments.none.body')}</p>
      {has('request') && (
        <Button look="primary" onClick={() => go('request')}>
          {say('payments.none.action')}
        </Button>
      )}
    </div>
  );
}
