import { IconHourglassEmpty } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Button } from '@/parts/Button';
import { Fact, Facts } from '@/parts/Facts';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import type { Tally } from '@/platform/contract';
import { useHello, usePulse } from '@/shell/pulse';
import { usePlaces } from '@/shell/screen';
import { useZone } from '@/time/clock';
import { dayKey, printDate } from '@/time/zone';
import { understoodIn } from '@/words/understood';
import { printCount, useWords, type WordKey } from '@/words/words';
import styles from './Looked.module.css';
import { flipped, instead, type Piece, pieces, statusOf, without } from './language';
import { useTallies } from './tallies';

/** Only where so few were found does it help to say what was nearly found. */
const FEW = 20;

interface LookedProps {
  query: string;
  understood: string;
  tally: Tally | undefined;
  shown: number;
  onLine: (line: string) => void;
}

/** What stands under the last row of a search: totals, where it looked, how it was read, what it nearly found. */
export function Looked({ query, understood, tally, shown, onLine }: LookedProps) {
  const { say } = useWords();
  const pulse = usePulse();
  return (
    <>
      <div className={`${styles['totals']} num`}>
        <span className="quiet">{say('payments.of', { shown: printCount(shown), all: printCount(pulse.orders) })}</span>
        <span className="push" />
        {tally?.held.map((amount, index) => (
          <span key={amount.currency} className="row">
            {index === 0 && <span className="quiet small">{say('payments.held')}</span>}
            <span className={`ledger-total ${styles['total']}`}>
              <Money of={amount} />
            </span>
          </span>
        ))}
      </div>
      {shown <= FEW && <Card query={query} understood={understood} onLine={onLine} />}
    </>
  );
}

function Card({ query, understood, onLine }: Pick<LookedProps, 'query' | 'understood' | 'onLine'>) {
  const { say, language } = useWords();
  const { environment, since } = useHello();
  const { go, has } = usePlaces();
  const zone = useZone();
  const name: Record<typeof environment, WordKey> = {
    production: 'env.name.production',
    sandbox: 'env.name.sandbox',
    training: 'env.name.training',
  };
  const here = (say as (key: WordKey) => string)(name[environment]);
  const cut = pieces(query);
  const near = useNear(query);
  return (
    <section className={styles['card']} aria-label={say('payments.looked.title')}>
      <h3 className={styles['title']}>{say('payments.looked.title')}</h3>
      <div className={`${styles['facts']} num`}>
        <Facts>
          <Fact name={say('payments.looked.stored')}>
            {since === null
              ? say('payments.looked.stored.empty', { environment: here })
              : say('payments.looked.stored.since', {
                  environment: here,
                  day: printDate(dayKey(since, zone), language),
                })}
          </Fact>
          <Fact name={say('payments.looked.understood')}>{understoodIn(language, understood)}</Fact>
          {cut.length > 1 && (
            <Fact name={say('payments.looked.near')}>
              {near === null ? (
                say('payments.looked.near.none')
              ) : (
                <>
                  {near.isFlip
                    ? say('payments.looked.near.some', { count: near.count, what: near.what })
                    : say('payments.looked.near.without', { count: near.count, what: near.what })}
                  <button type="button" className={styles['link']} onClick={() => onLine(near.line)}>
                    {say('payments.looked.show')}
                  </button>
                </>
              )}
            </Fact>
          )}
        </Facts>
      </div>
      <div className={styles['actions']}>
        {has('capture') && statusOf(query) === 'authorised' && (
          <Button size="small" onClick={() => go('capture')}>
            <Icon of={IconHourglassEmpty} />
            {say('payments.looked.capture')}
          </Button>
        )}
        {(cut.length > 1 ? cut : []).map((piece) => (
          <Button key={piece.start} size="small" onClick={() => onLine(without(query, piece))}>
            {say('payments.looked.drop', { what: piece.field ?? piece.value })}
          </Button>
        ))}
      </div>
    </section>
  );
}

interface Near {
  count: number;
  what: string;
  line: string;
  isFlip: boolean;
}

/** The search with one of its conditions turned round or dropped, whichever finds most that this one does not. */
function useNear(query: string): Near | null {
  const tries = useMemo(() => {
    const cut = pieces(query);
    return cut.length < 2 ? [] : cut.map((piece) => tryOf(query, piece));
  }, [query]);
  const tallies = useTallies(tries.map((one) => one.line));
  const found = tries.flatMap((one, at) => {
    const count = tallies?.[at]?.count ?? 0;
    return count > 0 ? [{ ...one, count }] : [];
  });
  // A comparison turned round finds exactly the near misses; it goes before a condition that is only dropped.
  return found.find((one) => one.isFlip) ?? found.sort((one, other) => one.count - other.count)[0] ?? null;
}

function tryOf(query: string, piece: Piece): Omit<Near, 'count'> {
  const turned = flipped(piece);
  if (turned !== null) return { line: instead(query, piece, turned), what: turned, isFlip: true };
  const what = query.slice(piece.start, piece.end);
  return { line: without(query, piece), what, isFlip: false };
}
