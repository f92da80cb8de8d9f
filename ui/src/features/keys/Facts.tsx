import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { regionName } from '@/features/account/Details';
import { isRegion } from '@/features/account/form';
import { CopyButton } from '@/parts/CopyButton';
import { useEnvironment } from '@/parts/environment';
import { Fact, Facts as List } from '@/parts/Facts';
import { Fingerprint, shortFingerprint, wholeFingerprint } from '@/parts/Fingerprint';
import { Icon } from '@/parts/Icon';
import type { AccountView, Care, KeyShown } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { dayKey, printDate } from '@/time/zone';
import { useWords } from '@/words/words';
import styles from './Keys.module.css';
import { keychainWords } from './keychain';

interface FactsProps {
  account: AccountView;
  inUse: KeyShown | null;
  keychain: Care['keychain'] | null;
}

/** Who the account is at Antom, and the key that signs for it. */
export function Facts({ account, inUse, keychain }: FactsProps) {
  const { say, language } = useWords();
  const zone = useZone();
  const environment = useEnvironment();
  return (
    <div className={styles['facts']}>
      <List>
        <Fact name={say('account.client')}>
          <span className="mono">{account.client_id}</span>
        </Fact>
        <Fact name={say('key.gateway')}>
          {isRegion(account.gateway) ? (
            <>
              {regionName(account.gateway, say)},{' '}
              <span className="mono">{environment === 'sandbox' ? '/ams/sandbox/api/v1' : '/ams/api/v1'}</span>
            </>
          ) : (
            <span className="mono">{account.gateway}</span>
          )}
        </Fact>
        {keychain !== null && (
          <Fact name={say('key.kept')}>
            <span className={styles['kept']} data-tone={keychain === 'ready' ? 'paid' : 'failed'}>
              <Icon of={keychain === 'ready' ? IconShieldCheck : IconShieldX} />
            </span>
            {keychainWords(keychain, say).kept}
          </Fact>
        )}
        <Fact name={say('key.returns')}>{account.redirect_url}</Fact>
        {account.notify_url !== null && <Fact name={say('key.notifies')}>{account.notify_url}</Fact>}
      </List>
      <List>
        {inUse !== null && (
          <>
            <Fact name={say('key.in-use')}>
              {say('key.in-use.value', {
                version: String(inUse.version),
                kind: kindOf(inUse.public_key),
                date: printDate(dayKey(inUse.added_at, zone), language),
              })}
            </Fact>
            <Fact name={say('key.fingerprint')}>
              <Fingerprint of={inUse.fingerprint} />
              <span className="push">
                <CopyButton
                  text={wholeFingerprint(inUse.fingerprint)}
                  what={say('key.fingerprint')}
                  label={say('key.copy-fingerprint')}
                />
              </span>
            </Fact>
          </>
        )}
        <Fact name={say('key.antom')}>
          <span className="mono" title={wholeFingerprint(account.antom_fingerprint)}>
            {shortFingerprint(account.antom_fingerprint)}
          </span>
        </Fact>
        {account.settlement_currency !== null && <Fact name={say('key.settled')}>{account.settlement_currency}</Fact>}
      </List>
    </div>
  );
}

/** Lengths of a SubjectPublicKeyInfo in base64, by the bits of its modulus. */
const BITS: Readonly<Record<number, string>> = { 392: 'RSA 2048', 564: 'RSA 3072', 736: 'RSA 4096' };

function kindOf(publicKey: string | null): string {
  return (publicKey === null ? undefined : BITS[publicKey.length]) ?? 'RSA';
}
