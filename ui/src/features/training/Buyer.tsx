import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import { useNotice } from '@/parts/Notice';
import type { RowView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { usePlaces } from '@/shell/screen';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { useWords } from '@/words/words';
import styles from './Training.module.css';

/** How many waiting orders are looked through for a link that still lives. */
const LOOKED_AT = 40;

/** Orders that can be paid now, each with the way to its checkout. */
export function Buyer() {
  const { say } = useWords();
  const platform = usePlatform();
  const { go, has } = usePlaces();
  const now = useNow(1000);
  const { data } = useQuery({
    queryKey: ['search', 'live-links'],
    queryFn: () => platform.call('search', { query: 'status:waiting', limit: LOOKED_AT, after: null }),
  });
  const live = (data?.rows ?? []).filter(({ live_until }) => live_until !== null && Date.parse(live_until) > now);
  return (
    <section className={styles['section']} aria-labelledby="training-buyer">
      <h3 id="training-buyer" className={styles['name']}>
        {say('training.buyer')}
      </h3>
      <p className="small quiet">{say('training.buyer.what')}</p>
      {data !== undefined && live.length === 0 ? (
        <div className={styles['none']}>
          <p>{say('training.buyer.none')}</p>
          {has('request') && (
            <Button size="small" onClick={() => go('request')}>
              {say('training.buyer.request')}
            </Button>
          )}
        </div>
      ) : (
        <ul className={styles['links']}>
          {live.map((row) => (
            <Link key={row.id} row={row} left={Date.parse(row.live_until ?? '') - now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Link({ row, left }: { row: RowView; left: number }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const open = () => {
    platform.call('training_open_buyer', { order: row.id }).then(
      () => notice.tell(say('training.buyer.opened', { reference: row.reference })),
      (thrown: unknown) => notice.trouble(thrown),
    );
  };
  return (
    <li className={styles['link']}>
      <span className={styles['who']}>
        <span className={`${styles['buyer']} clip`}>
          {row.reference} <span className="quiet">{row.buyer ?? row.description}</span>
        </span>
        <span className="small quiet num">
          <Money of={row.amount} /> · {say('training.buyer.left', { time: printLength(left, say) })}
        </span>
      </span>
      <Button size="small" aria-label={say('training.buyer.open.of', { reference: row.reference })} onClick={open}>
        {say('training.buyer.open')}
        <Icon of={IconExternalLink} />
      </Button>
    </li>
  );
}
