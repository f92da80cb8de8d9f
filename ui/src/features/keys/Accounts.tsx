import { IconPlus } from '@tabler/icons-react';
import { Button } from '@/parts/Button';
import { shortFingerprint } from '@/parts/Fingerprint';
import { Icon } from '@/parts/Icon';
import type { AccountView, TestReport } from '@/platform/contract';
import { usePulse } from '@/shell/pulse';
import { useNow, useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { useWords } from '@/words/words';
import styles from './Keys.module.css';
import { keyInUse, rotationOf, whenOf } from './rotation';
import { STANDINGS, standingOf } from './standing';
import { type Reports, useHistoryOf, useKeysOf } from './useKeys';

const DAY = 86_400_000;

interface AccountsProps {
  accounts: readonly AccountView[];
  chosen: string | null;
  reports: Reports;
  choose: (name: string) => void;
  add: () => void;
  /** Whether the keychain takes keys. */
  open: boolean;
}

/** Every account of this environment, and why there are no others. */
export function Accounts({ accounts, chosen, reports, choose, add, open }: AccountsProps) {
  const { say } = useWords();
  return (
    <section className={styles['accounts']} aria-label={say('key.accounts')}>
      <header className={styles['head']}>
        <h1>{say('nav.keys')}</h1>
        <span className="push" />
        <Button size="small" disabled={!open} onClick={add}>
          <Icon of={IconPlus} />
          {say('key.account')}
        </Button>
      </header>
      <ul className={styles['list']}>
        {accounts.map((account) => (
          <li key={account.name}>
            <Card
              account={account}
              on={account.name === chosen}
              only={accounts.length === 1}
              report={reports[account.name] ?? null}
              choose={() => choose(account.name)}
            />
          </li>
        ))}
      </ul>
      <p className={styles['note']}>{say('key.note')}</p>
    </section>
  );
}

interface CardProps {
  account: AccountView;
  on: boolean;
  only: boolean;
  report: TestReport | null;
  choose: () => void;
}

function Card({ account, on, only, report, choose }: CardProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const pulse = usePulse();
  const keys = useKeysOf(account.name);
  const history = useHistoryOf(account.name).data ?? [];
  const inUse = keyInUse(account.keys);
  const answered = only && pulse.last_answer_at !== null;
  const standing = standingOf({ account, keys: keys.data, history, report, answered });
  const { word, icon, tone } = STANDINGS[standing];
  const proved = inUse === null ? null : whenOf(history, 'key-proved', inUse.fingerprint);
  const tested = report?.at ?? proved;
  return (
    <button type="button" className={styles['card']} aria-current={on} onClick={choose}>
      <span className={styles['edge']} data-of={account.environment} aria-hidden="true" />
      <span className={styles['cardBody']}>
        <span className={styles['cardHead']}>
          <span className={`${styles['cardName']} clip`}>{account.name}</span>
          <span className={styles['standing']} data-tone={tone}>
            <Icon of={icon} />
            {say(word)}
          </span>
        </span>
        <span className={`${styles['rows']} num`}>
          <Row name={say('account.client')} value={account.client_id} mono />
          <Row name={say('key.key')} value={useKeyWords(account)} />
          {inUse !== null && <Row name={say('key.fingerprint')} value={shortFingerprint(inUse.fingerprint)} mono />}
          <Row
            name={say('key.last-test')}
            value={tested === null ? say('key.last-test.none') : printMoment(tested, zone, language)}
          />
        </span>
      </span>
    </button>
  );
}

function Row({ name, value, mono = false }: { name: string; value: string; mono?: boolean }) {
  return (
    <span className={styles['row']}>
      <span className={styles['rowName']}>{name}</span> <span className={mono ? 'mono clip' : 'clip'}>{value}</span>
    </span>
  );
}

/** `version 3, 211 days old`, or with the one that is on trial. */
function useKeyWords(account: AccountView): string {
  const { say } = useWords();
  const now = useNow(60_000);
  const inUse = keyInUse(account.keys);
  if (inUse === null) return say('key.none');
  const rotation = rotationOf(account.keys);
  const version = String(inUse.version);
  if (rotation !== null && rotation.at < 3) {
    return say('key.card.trial', { version, next: String(rotation.next.version) });
  }
  if (rotation !== null) return say('key.card.kept', { version, old: String(rotation.old.version) });
  return say('key.card', { version, count: Math.max(0, Math.floor((now - Date.parse(inUse.added_at)) / DAY)) });
}
