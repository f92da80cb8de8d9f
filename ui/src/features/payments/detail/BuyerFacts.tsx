import { print } from '@/money/print';
import { Fact, Facts, Section } from '@/parts/Facts';
import type { OrderView } from '@/platform/contract';
import { useWords } from '@/words/words';
import { useTallies } from '../search/tallies';
import styles from './Detail.module.css';

/** Who was asked to pay, and how often before. */
export function BuyerFacts({ order, onQuery }: { order: OrderView; onQuery: (line: string) => void }) {
  const { say } = useWords();
  const { buyer } = order;
  const query = buyer === null ? null : queryOf(buyer.email, buyer.name);
  const count = useTallies(query === null ? [] : [query])?.[0]?.count ?? 0;
  return (
    <div className={styles['later']}>
      <Section title={say('detail.buyer')} />
      {buyer === null ? (
        <p className="quiet">{order.forgotten ? say('detail.buyer.forgotten') : say('detail.buyer.none')}</p>
      ) : (
        <Facts>
          {buyer.name !== null && (
            <Fact name={say('detail.buyer.name')}>
              {buyer.name}
              {query !== null && count > 1 && (
                <button type="button" className={`${styles['link']} num`} onClick={() => onQuery(query)}>
                  {say('detail.payments', { count })}
                </button>
              )}
            </Fact>
          )}
          {buyer.email !== null && <Fact name={say('detail.buyer.email')}>{buyer.email}</Fact>}
          {buyer.phone !== null && (
            <Fact name={say('detail.buyer.phone')}>
              <span className="num">{buyer.phone}</span>
            </Fact>
          )}
          {buyer.buyer_id !== null && <Fact name={say('detail.buyer.id')}>{buyer.buyer_id}</Fact>}
          {buyer.items.length > 0 && (
            <Fact name={say('detail.items')}>
              <ul>
                {buyer.items.map((item) => (
                  <li key={`${item.name} ${item.unit.value}`} className="num">
                    {item.quantity} × {item.name}, {print(item.unit)}
                  </li>
                ))}
              </ul>
            </Fact>
          )}
        </Facts>
      )}
    </div>
  );
}

/** The search that finds the same buyer again: by the address where there is one, else by the whole name. */
function queryOf(email: string | null, name: string | null): string | null {
  if (email !== null) return `email:${email}`;
  return name === null ? null : `"${name.replaceAll('"', '')}"`;
}
