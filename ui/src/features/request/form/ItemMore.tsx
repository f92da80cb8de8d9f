import { IconChevronDown } from '@tabler/icons-react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { GoodsDraft } from '@/platform/contract';
import { useWords } from '@/words/words';
import { NO_GOODS } from '../draft';
import { Cells } from './Cells';
import { Choice } from './Choice';
import styles from './Items.module.css';

interface ItemMoreButtonProps {
  number: string;
  open: boolean;
  controls: string;
  onOpen: (open: boolean) => void;
}

/** Opens what is rarely told of an item. */
export function ItemMoreButton({ number, open, controls, onOpen }: ItemMoreButtonProps) {
  const { say } = useWords();
  const label = say('request.item.more', { number });
  return (
    <Button
      look="quiet"
      size="small"
      icon
      aria-label={label}
      title={label}
      aria-expanded={open}
      aria-controls={controls}
      onClick={() => onOpen(!open)}
    >
      <Icon of={IconChevronDown} className={styles['turn']} />
    </Button>
  );
}

interface ItemMoreProps {
  number: string;
  more: GoodsDraft | undefined;
  put: (more: GoodsDraft) => void;
}

/** What is rarely told of an item (guides 0 and 4). */
export function ItemMore({ number, more = NO_GOODS, put }: ItemMoreProps) {
  const { say } = useWords();
  return (
    <div className={styles['more']}>
      <Cells
        of={say('request.item.of', { number })}
        values={more}
        cells={[
          { key: 'id', label: say('request.item.id') },
          { key: 'brand', label: say('request.item.brand') },
          { key: 'category', label: say('request.item.category') },
          { key: 'sku', label: say('request.item.sku') },
          { key: 'url', label: say('request.item.url') },
          { key: 'picture', label: say('request.item.picture') },
        ]}
        onText={(key, text) => put({ ...more, [key]: text })}
      >
        <Choice
          label={say('request.item.delivery')}
          value={more.delivery}
          options={[
            { value: '', word: say('request.item.delivery.untold') },
            { value: 'PHYSICAL', word: say('request.item.delivery.physical') },
            { value: 'DIGITAL', word: say('request.item.delivery.digital') },
          ]}
          onValue={(delivery) => put({ ...more, delivery })}
        />
      </Cells>
    </div>
  );
}
