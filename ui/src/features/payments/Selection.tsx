import { Button } from '@/parts/Button';
import { useCopy } from '@/parts/copy';
import type { OrderId } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Payments.module.css';

/** The chosen orders with their numbers: the list lets go of rows that are far away, and knows them no more then. */
export type Chosen = ReadonlyMap<OrderId, string>;

export const NOTHING: Chosen = new Map();

interface SelectionProps {
  selected: Chosen;
  clear: () => void;
}

/** What can be done with several orders at once. */
export function Selection({ selected, clear }: SelectionProps) {
  const { say } = useWords();
  const copy = useCopy();
  const numbers = () => [...selected.values()].join('\n');
  return (
    <span className={styles['selection']}>
      <span className="medium">{say('payments.selected', { count: selected.size })}</span>
      <Button size="small" onClick={() => void copy(numbers(), say('payments.selected.orders'))}>
        {say('payments.selected.copy')}
      </Button>
      <Button size="small" look="quiet" onClick={clear}>
        {say('payments.selected.clear')}
      </Button>
    </span>
  );
}
