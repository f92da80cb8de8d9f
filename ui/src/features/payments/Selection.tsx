import { Button } from '@/parts/Button';
import { useCopy } from '@/parts/copy';
import type { OrderId } from '@/platform/contract';
import { useWords } from '@/words/words';
import type { Search } from './list/useSearch';
import styles from './Payments.module.css';

interface SelectionProps {
  search: Search | null;
  selected: ReadonlySet<OrderId>;
  clear: () => void;
}

/** What can be done with several orders at once. */
export function Selection({ search, selected, clear }: SelectionProps) {
  const { say } = useWords();
  const copy = useCopy();
  const references = () =>
    [...selected].flatMap((id) => {
      const row = search?.book.at(search.book.indexOf(id)) ?? null;
      return row === null ? [] : [row.reference];
    });
  return (
    <span className={styles['selection']}>
      <span className="medium">{say('payments.selected', { count: selected.size })}</span>
      <Button size="small" onClick={() => void copy(references().join('\n'), say('payments.selected.orders'))}>
        {say('payments.selected.copy')}
      </Button>
      <Button size="small" look="quiet" onClick={clear}>
        {say('payments.selected.clear')}
      </Button>
    </span>
  );
}
