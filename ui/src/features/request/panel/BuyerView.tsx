import { IconCreditCard, IconLock, IconWallet } from '@tabler/icons-react';
import { print } from '@/money/print';
import { Icon } from '@/parts/Icon';
import type { Money, RequestDefaults, RequestDraft } from '@/platform/contract';
import { labelOf } from '@/words/methodLabel';
import { useWords } from '@/words/words';
import { offeredIn } from '../draft';
import styles from './Panel.module.css';

/** Ways to pay drawn in a line of their own before the rest shares one. */
const APART = 2;

interface BuyerViewProps {
  draft: RequestDraft;
  /** The description as it may be shown; nothing while something is wrong with it. */
  description: string;
  amount: Money | null;
  defaults: RequestDefaults;
}

/** About what the buyer sees: always light, as Antom's page is. */
export function BuyerView({ draft, description, amount, defaults }: BuyerViewProps) {
  const { say, language } = useWords();
  const choices = defaults.methods[draft.currency] ?? [];
  const offered = draft.trips.length > 0 ? [] : offeredIn(draft, choices);
  const [apart, together] = [offered.slice(0, APART), offered.slice(APART)];
  const others = together.map((way) => labelOf(way, language)).join(', ');
  const money = amount === null ? draft.currency : print(amount);
  return (
    <div className={styles['view']} data-theme="light" role="img" aria-label={toldOf()}>
      <div className={styles['address']}>
        <Icon of={IconLock} />
        {say('request.view.page')}
      </div>
      <div className={styles['page']}>
        <div className={styles['asked']}>
          <p className={styles['merchant']}>{defaults.merchant}</p>
          <p className={`${styles['sum']} num`}>{money}</p>
          <p className={styles['what']}>{description || say('request.view.description')}</p>
          <p className={`${styles['merchant']} num`}>
            {say('request.view.order', { reference: draft.reference.trim() })}
          </p>
        </div>
        <div className={styles['payWays']}>
          {apart.map((way) => (
            <div key={way.method} className={styles['payWay']}>
              <Icon of={way.authorises_first ? IconCreditCard : IconWallet} />
              {labelOf(way, language)}
            </div>
          ))}
          {together.length > 0 && (
            <div className={styles['payWay']}>
              <Icon of={IconWallet} />
              <span className="clip" title={others}>
                {others}
              </span>
            </div>
          )}
          <div className={`${styles['pay']} num`}>{say('request.view.pay', { amount: money })}</div>
        </div>
      </div>
    </div>
  );

  function toldOf(): string {
    return say('request.view.told', {
      merchant: defaults.merchant,
      amount: money,
      description: description || say('request.view.description'),
      reference: draft.reference.trim(),
      methods: offered.map((way) => labelOf(way, language)).join(', '),
    });
  }
}
