import { useCallback, useMemo, useState } from 'react';
import { Wrong } from '@/parts/Callout';
import type { AccountView } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { useRemembered } from '@/shell/screen';
import { useCommands } from '@/shell/shortcuts';
import { useWords } from '@/words/words';
import { Accounts } from './Accounts';
import { AddAccount } from './AddAccount';
import { Detail } from './Detail';
import styles from './Keys.module.css';
import { KeysFoot } from './KeysFoot';
import { NoAccount } from './NoAccount';
import { useAccounts, useCare, useReports } from './useKeys';

/** The accounts of this window's environment, and keys that are known to work. */
export default function Keys() {
  const { say } = useWords();
  const accounts = useAccounts();
  const care = useCare();
  const { reports, keep } = useReports();
  const [name, setName] = useRemembered<string | null>('keys.account', null);
  const [adding, setAdding] = useState(false);
  const chosen = accounts.data?.find((one) => one.name === name) ?? accounts.data?.[0] ?? null;
  const add = useCallback(() => setAdding(true), []);
  useCommands(useMemo(() => [{ id: 'add-account', word: say('key.add-account'), run: add }], [say, add]));
  const keychain = care.data?.keychain ?? null;

  return (
    <div className={styles['screen']}>
      <Accounts
        accounts={accounts.data ?? []}
        chosen={chosen?.name ?? null}
        reports={reports}
        choose={setName}
        add={add}
        open={keychain === null || keychain === 'ready'}
      />
      {accounts.error !== null && (
        <div className={styles['trouble']}>
          <Wrong error={Refused.from(accounts.error).error} />
        </div>
      )}
      {accounts.data?.length === 0 && <NoAccount add={add} />}
      {chosen !== null && (
        <Detail
          key={chosen.name}
          account={chosen}
          report={reports[chosen.name] ?? null}
          keep={keep}
          keychain={keychain}
        />
      )}
      <KeysFoot keychain={keychain} hasAccount={chosen !== null} />
      {adding && (
        <AddAccount
          onClose={() => setAdding(false)}
          onAdded={(account: AccountView) => {
            setName(account.name);
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}
