import { Menu } from '@mantine/core';
import { IconDots, IconKey, IconPlugConnected } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { TestCard } from '@/features/account/TestCard';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { useCopy } from '@/parts/copy';
import { useEnvironment } from '@/parts/environment';
import { Icon } from '@/parts/Icon';
import type { AccountView, Care, TestReport } from '@/platform/contract';
import { useCommands } from '@/shell/shortcuts';
import { useWords } from '@/words/words';
import { EnvironmentName } from './EnvironmentName';
import { Facts } from './Facts';
import { History } from './History';
import styles from './Keys.module.css';
import { keychainWords } from './keychain';
import { MissingKey } from './MissingKey';
import { NewKey, type NewKeyAt } from './NewKey';
import { RemoveAccount } from './RemoveAccount';
import { RotationBlock } from './Rotation';
import { keyInUse, rotationOf } from './rotation';
import { useControlKey } from './useControlKey';
import { useHistoryOf, useKeysOf, useTest } from './useKeys';

interface DetailProps {
  account: AccountView;
  report: TestReport | null;
  keep: (report: TestReport) => void;
  keychain: Care['keychain'] | null;
}

/** One account: its facts, the change of keys that is under way, the newest test, and what happened to it. */
export function Detail({ account, report, keep, keychain }: DetailProps) {
  const { say } = useWords();
  const environment = useEnvironment();
  const copy = useCopy();
  const keys = useKeysOf(account.name);
  const history = useHistoryOf(account.name);
  const test = useTest(account, keep);
  const [wizard, setWizard] = useState<NewKeyAt | null>(null);
  const [removing, setRemoving] = useState(false);
  const inUse = keyInUse(account.keys);
  const rotation = rotationOf(account.keys);
  const shown = keys.data?.find((key) => key.fingerprint === inUse?.fingerprint);
  const isMissing = shown !== undefined && shown.public_key === null;
  const isOpen = keychain === null || keychain === 'ready';

  const testNow = useCallback(() => test.mutate(), [test.mutate]);
  const newPair = useCallback(() => isOpen && setWizard({ page: 'make' }), [isOpen]);
  useControlKey('t', false, testNow);
  useControlKey('k', true, newPair);
  useCommands(
    useMemo(
      () => [
        { id: 'test-account', word: say('key.test'), keys: ['Ctrl T'], run: testNow },
        { id: 'new-key', word: say('key.new'), keys: ['Ctrl Shift K'], run: newPair },
      ],
      [say, testNow, newPair],
    ),
  );
  const version = String(account.keys.find((key) => key.fingerprint === report?.fingerprint)?.version ?? '');

  return (
    <section className={styles['detail']} aria-label={say('key.detail', { account: account.name })}>
      <header className={styles['head']}>
        <h2>
          <EnvironmentName />
          {account.name !== environment && `, ${account.name}`}
        </h2>
        <span className="push" />
        <Button aria-busy={test.isPending} disabled={test.isPending} onClick={testNow} aria-keyshortcuts="Control+T">
          <Icon of={IconPlugConnected} />
          {test.isPending ? say('key.testing') : say('key.test')}
        </Button>
        <Button disabled={!isOpen} onClick={newPair} aria-keyshortcuts="Control+Shift+K">
          <Icon of={IconKey} />
          {say('key.new')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button icon aria-label={say('common.more')}>
              <Icon of={IconDots} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              disabled={shown?.public_key == null}
              onClick={() => shown !== undefined && setWizard({ page: 'show', key: shown })}
            >
              {say('key.show')}
            </Menu.Item>
            <Menu.Item onClick={() => void copy(account.client_id, say('account.client'))}>
              {say('key.copy-client')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => setRemoving(true)}>{say('key.remove')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      <div className={styles['body']}>
        {keychain !== null && keychain !== 'ready' && (
          <Callout kind="wrong" title={keychainWords(keychain, say).kept}>
            <p>{keychainWords(keychain, say).todo}</p>
          </Callout>
        )}
        {isMissing && inUse !== null && <MissingKey account={account} missing={inUse} open={isOpen} />}
        <Facts
          account={account}
          inUse={shown ?? (inUse === null ? null : { ...inUse, public_key: null })}
          keychain={keychain}
        />
        {rotation !== null && (
          <RotationBlock
            account={account}
            rotation={rotation}
            history={history.data ?? []}
            keys={keys.data ?? []}
            open={setWizard}
            keep={keep}
          />
        )}
        {report !== null && (
          <TestCard report={report} version={version} antom={account.antom_fingerprint} when={<At at={report.at} />} />
        )}
        <History events={history.data ?? []} />
      </div>
      {wizard !== null && <NewKey account={account} at={wizard} keep={keep} onClose={() => setWizard(null)} />}
      {removing && <RemoveAccount account={account} onClose={() => setRemoving(false)} />}
    </section>
  );
}
