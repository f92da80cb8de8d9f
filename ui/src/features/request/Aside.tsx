import { useQuery } from '@tanstack/react-query';
import { Button } from '@/parts/Button';
import { StateWord } from '@/parts/StateWord';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import type { Desk } from './bench';
import { isBlank } from './draft';
import styles from './form/Form.module.css';

/** What lies aside: a request that was made, or a draft that gave way. */
export function Aside({ aside, onBack }: { aside: Desk | null; onBack: () => void }) {
  const { say } = useWords();
  if (aside === null) return null;
  if (aside.made !== null) return <MadeAside desk={aside} order={aside.made.order} onBack={onBack} />;
  if (isBlank(aside.draft)) return null;
  const { name, currency, amount, reference } = aside.draft;
  const money = amount.trim() === '' ? currency : `${currency} ${amount.trim()}`;
  const who = name.trim() === '' ? reference : `${reference}, ${name.trim()}`;
  return (
    <div className={styles['aside']}>
      <span className="clip">{say('request.aside.draft', { who, money })}</span>
      <Button look="quiet" size="small" onClick={onBack}>
        {say('request.aside.back')}
      </Button>
    </div>
  );
}

function MadeAside({ desk, order, onBack }: { desk: Desk; order: string; onBack: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['order', order, 'show'],
    queryFn: () => platform.call('show', { order }),
  });
  return (
    <div className={styles['aside']}>
      <span className="row">
        <span className="num nowrap">{desk.draft.reference}</span>
        {data !== undefined && <StateWord state={data.state} />}
        <span className="clip">{data?.buyer?.name}</span>
      </span>
      <Button look="quiet" size="small" onClick={onBack}>
        {say('request.aside.show')}
      </Button>
    </div>
  );
}
