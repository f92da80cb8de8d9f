import { IconDatabaseImport, IconWorldSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { methodName } from '@/parts/method';
import { useNotice } from '@/parts/Notice';
import type { LookedUp, OrderId } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { notFound } from '@/words/silence';
import { useWords } from '@/words/words';
import styles from './Looked.module.css';

/** An id that nobody here knows: Antom is asked for it, and what it knows can be taken over. */
export function Elsewhere({ id, onOrder }: { id: string; onOrder: (order: OrderId) => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const ask = useMutation({
    mutationFn: () => platform.call('look_up', { id }),
    onSuccess: (answer) => {
      if (answer.found === 'known') onOrder(answer.order.id);
    },
    onError: notice.trouble,
  });
  const take = useMutation({
    mutationFn: () => platform.call('import', { id }),
    onSuccess: onOrder,
    onError: notice.trouble,
  });
  const answer = ask.data;
  return (
    <section className={styles['card']} aria-live="polite">
      <h3 className={styles['name']}>{say('payments.elsewhere.title', { id })}</h3>
      <Told answer={answer} />
      <div className={styles['actions']}>
        {answer?.found === 'elsewhere' ? (
          <Button look="primary" disabled={take.isPending} onClick={() => take.mutate()}>
            <Icon of={IconDatabaseImport} />
            {say('payments.elsewhere.import')}
          </Button>
        ) : (
          <Button look="primary" disabled={ask.isPending} onClick={() => ask.mutate()}>
            <Icon of={IconWorldSearch} />
            {ask.isPending ? say('payments.elsewhere.asking') : say('payments.elsewhere.ask')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Told({ answer }: { answer: LookedUp | undefined }) {
  const { say, language } = useWords();
  switch (answer?.found) {
    case undefined:
    case 'known':
      return <p className="quiet">{say('payments.elsewhere.body')}</p>;
    case 'not-at-antom':
      return <p className="quiet">{say('payments.elsewhere.not')}</p>;
    case 'unknown':
      return <p className="quiet">{notFound(answer.why, say, language)}</p>;
    case 'elsewhere': {
      const { amount, status, method } = answer.payment;
      const told = method === null ? status : `${status}, ${methodName(method, say)}`;
      return (
        <>
          <p>{say('payments.elsewhere.found', { amount: print(amount), status: told })}</p>
          <p className="quiet">{say('payments.elsewhere.why')}</p>
        </>
      );
    }
  }
}
