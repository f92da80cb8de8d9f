import { Button } from '@/parts/Button';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import styles from './Refunds.module.css';
import { EVERYTHING, type Filter } from './sections';

/** Nothing is in the list: because nothing was ever refunded, or because of what was asked for. */
export function NothingHere({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const { say } = useWords();
  const { go } = usePlaces();
  const isNarrowed = filter.verbs.length > 0 || filter.currencies.length > 0;
  if (isNarrowed || filter.show === 'done') {
    return (
      <div className={styles['empty']} role="status">
        <h2 className={styles['emptyTitle']}>{say('refunds.empty.filtered')}</h2>
        <Button onClick={() => onFilter(EVERYTHING)}>{say('refunds.empty.all')}</Button>
      </div>
    );
  }
  if (filter.show !== 'all') {
    return (
      <div className={styles['empty']} role="status">
        <h2 className={styles['emptyTitle']}>
          {filter.show === 'outbox' ? say('refunds.empty.outbox') : say('refunds.empty.checking')}
        </h2>
        <Button onClick={() => onFilter(EVERYTHING)}>{say('refunds.empty.all')}</Button>
      </div>
    );
  }
  return (
    <div className={styles['empty']}>
      <h2 className={styles['emptyTitle']}>{say('refunds.empty.title')}</h2>
      <p className="quiet">{say('refunds.empty.body')}</p>
      <Button onClick={() => go('payments')}>{say('refunds.empty.payments')}</Button>
    </div>
  );
}
