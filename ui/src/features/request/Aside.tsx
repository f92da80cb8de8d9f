import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { StateWord } from '@/parts/StateWord';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import type { Desk } from './bench';
import styles from './form/Form.module.css';

interface AsideProps {
  aside: readonly Desk[];
  onBack: (desk: Desk) => void;
  onDrop: (desk: Desk) => void;
}

/** What lies aside: the last request that was made, and drafts that gave way. */
export function Aside({ aside, onBack, onDrop }: AsideProps) {
  const { say } = useWords();
  return aside.map((desk) => (
    <div key={desk.made?.order ?? JSON.stringify(desk.draft)} className={styles['aside']}>
      {desk.made === null ? <Draft desk={desk} /> : <Made desk={desk} order={desk.made.order} />}
      <Button look="quiet" size="small" onClick={() => onBack(desk)}>
        {desk.made === null ? say('request.aside.back') : say('request.aside.show')}
      </Button>
      <Button
        look="quiet"
        size="small"
        icon
        aria-label={say('request.aside.drop', { reference: desk.draft.reference })}
        onClick={() => onDrop(desk)}
      >
        <Icon of={IconX} />
      </Button>
    </div>
  ));
}

function Draft({ desk: { draft } }: { desk: Desk }): ReactNode {
  const { say } = useWords();
  const { name, currency, amount, reference } = draft;
  const money = amount.trim() === '' ? currency : `${currency} ${amount.trim()}`;
  const who = name.trim() === '' ? reference : `${reference}, ${name.trim()}`;
  const text = say('request.aside.draft', { who, money });
  return (
    <span className="clip num" title={text}>
      {text}
    </span>
  );
}

function Made({ desk, order }: { desk: Desk; order: string }) {
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['order', order, 'show'],
    queryFn: () => platform.call('show', { order }),
  });
  return (
    <span className="row">
      <span className="num nowrap">{desk.draft.reference}</span>
      {data !== undefined && <StateWord state={data.state} />}
      <span className="clip" title={data?.buyer?.name ?? undefined}>
        {data?.buyer?.name}
      </span>
    </span>
  );
}
