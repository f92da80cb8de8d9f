import type { AccountEvent, AccountView, KeyFrom, KeyShown, KeyView } from '../contract';
import { isCode, wrongCode } from './care';
import { check, error, reportOf } from './checks';
import { at } from './desk';
import { bad, type Double, type Handlers, missing } from './double';
import { fingerprintOf, publicKeyOf } from './pairs';

type Answered =
  | 'accounts'
  | 'staged_key'
  | 'stage_key'
  | 'discard_staged_key'
  | 'check_account'
  | 'try_account'
  | 'add_account'
  | 'remove_account'
  | 'test_account'
  | 'keys'
  | 'account_history'
  | 'add_key'
  | 'prove_key'
  | 'promote_key'
  | 'retire_key'
  | 'save_public_key'
  | 'open_dashboard';

/** Answers to everything about accounts and keys. */
export function accountsOf(double: Double): Pick<Handlers, Answered> {
  const desk = () => double.desk;
  const accountOf = (name: string): AccountView => {
    const found = desk().accounts.find((one) => one.name === name);
    if (found === undefined) throw missing(name);
    return found;
  };
  const keyOf = (account: AccountView, fingerprint: string): KeyView => {
    const found = account.keys.find((key) => key.fingerprint === fingerprint);
    if (found === undefined)
      throw error('key-stage', 'the account has no such key', 'Look at its keys again.', 'refused');
    return found;
  };
  const note = (name: string, kind: AccountEvent['kind'], key: KeyView | null, reason: string | null = null) => {
    const event = {
      at: at(0),
      actor: 'Priya Nair',
      kind,
      version: key?.version ?? null,
      fingerprint: key?.fingerprint ?? null,
      reason,
    };
    desk().history[name] = [...(desk().history[name] ?? []), event];
  };
  /** Only who keeps the recovery code changes what signs, and says why. */
  const warranted = (code: string | null, reason: string | null) => {
    if (reason === null || reason.trim() === '') throw bad('reason', 'it is empty', 'Say why.');
    if (code === null || !isCode(code)) throw wrongCode();
    desk().code.confirmed = true;
  };
  const shown = (key: KeyView): KeyShown => ({
    ...key,
    public_key: desk().missing.has(key.fingerprint) ? null : publicKeyOf(key.fingerprint),
  });
  const report = (account: string, key: { fingerprint: string; version: number }) =>
    reportOf(account, key, desk().ailment, double.hello.environment);
  /** What the core takes from where it is told; none where the system's dialog is closed. */
  const handed = (from: KeyFrom): string | null => {
    if (from === 'file') return double.chosen;
    if (double.clipboard === '')
      throw error(
        'clipboard-empty',
        'No text could be read from the clipboard.',
        'Copy the private key where it is kept.',
      );
    return double.clipboard;
  };
  /** The core leaves no key on the clipboard that it has put into the keychain. */
  const leaveNoCopy = (from: KeyFrom | null): void => {
    if (from === 'clipboard') double.clipboard = '';
  };
  /** A new pair, or the one that was handed in. */
  const pairOf = (text: string | null): string => {
    if (desk().keychain !== 'ready') {
      throw error(
        `vault-${desk().keychain}`,
        `the keychain is ${desk().keychain}`,
        'Unlock it, then try again.',
        'keychain',
      );
    }
    if (text !== null && !text.includes('PRIVATE KEY')) {
      const isPublic = text.includes('PUBLIC KEY');
      throw isPublic
        ? error(
            'key-is-public',
            'this is a public key where your private key belongs',
            'Give the private key of the pair.',
          )
        : error('key-not-base64', 'the key is not base64 text', 'Copy it again, from the first character to the last.');
    }
    desk().made += 1;
    return fingerprintOf(desk().made - 1 + 5);
  };

  return {
    accounts: () => desk().accounts,
    staged_key: () => desk().staged,
    stage_key: ({ import: from }) => {
      const text = from === null ? null : handed(from);
      if (from !== null && text === null) return null;
      const fingerprint = pairOf(text);
      leaveNoCopy(from);
      const staged = {
        fingerprint,
        public_key: publicKeyOf(fingerprint),
        generated: text === null,
        staged_at: at(0),
      };
      desk().staged = staged;
      return staged;
    },
    discard_staged_key: () => {
      desk().staged = null;
      return null;
    },
    check_account: ({ draft, antom_key }) => {
      check(double, draft, antom_key);
      return null;
    },
    try_account: ({ draft, antom_key }) => {
      check(double, draft, antom_key);
      const { staged } = desk();
      if (staged === null) throw error('no-staged-key', 'no key pair was made yet', 'Make one first.', 'set-up');
      return report(draft.name, { fingerprint: staged.fingerprint, version: draft.key_version });
    },
    add_account: ({ draft, antom_key }) => {
      check(double, draft, antom_key);
      const { staged } = desk();
      if (staged === null) throw error('no-staged-key', 'no key pair was made yet', 'Make one first.', 'set-up');
      const key: KeyView = {
        fingerprint: staged.fingerprint,
        version: draft.key_version,
        stage: 'inuse',
        added_at: at(0),
      };
      const { key_version, ...rest } = draft;
      const account: AccountView = {
        ...rest,
        environment: double.hello.environment,
        antom_fingerprint: fingerprintOf(9),
        keys: [key],
      };
      desk().accounts.push(account);
      desk().staged = null;
      note(account.name, 'account-added', key);
      double.begins = 'ready';
      return account;
    },
    remove_account: ({ account }) => {
      const busy = double.rows.filter((row) => row.state === 'checking').length;
      if (double.rows.some((row) => row.state === 'checking')) {
        throw error(
          'account-busy',
          `account “${account}” still has ${busy} orders with something open`,
          'Wait until nothing is open, then remove it.',
          'refused',
        );
      }
      accountOf(account);
      desk().accounts = desk().accounts.filter((one) => one.name !== account);
      return null;
    },
    test_account: ({ account }) => {
      const inUse = accountOf(account).keys.find((key) => key.stage === 'inuse');
      if (inUse === undefined) throw missing(account);
      return report(account, inUse);
    },
    keys: ({ account }) => accountOf(account).keys.map(shown),
    account_history: ({ account }) => desk().history[account] ?? [],
    add_key: ({ account, version, import: from }) => {
      const text = from === null ? null : handed(from);
      if (from !== null && text === null) return null;
      if (version < 1)
        throw bad('key version', 'a key version is a number from 1', 'Take the version the Dashboard shows.');
      const lost = accountOf(account).keys.find((key) => desk().missing.has(key.fingerprint));
      if (text !== null && lost !== undefined && text.includes('PRIVATE KEY')) {
        desk().missing.delete(lost.fingerprint);
        leaveNoCopy(from);
        return shown(lost);
      }
      const key: KeyView = { fingerprint: pairOf(text), version, stage: 'added', added_at: at(0) };
      accountOf(account).keys.push(key);
      leaveNoCopy(from);
      note(account, 'key-added', key);
      return shown(key);
    },
    prove_key: ({ account, fingerprint }) => {
      const key = keyOf(accountOf(account), fingerprint);
      const found = report(account, key);
      if (found.passed && key.stage === 'added') {
        key.stage = 'proved';
        note(account, 'key-proved', key);
      }
      return found;
    },
    promote_key: ({ account, fingerprint, code, reason }) => {
      const known = accountOf(account);
      const key = keyOf(known, fingerprint);
      if (key.stage === 'added') {
        throw error('key-stage', 'Antom has not accepted a signature of this key yet', 'Prove it first.', 'refused');
      }
      if (double.hello.environment !== 'training') warranted(code, reason);
      for (const one of known.keys) if (one.stage === 'inuse') one.stage = 'proved';
      key.stage = 'inuse';
      note(account, 'key-promoted', key, reason);
      return key;
    },
    retire_key: ({ account, fingerprint }) => {
      const key = keyOf(accountOf(account), fingerprint);
      if (key.stage === 'inuse') {
        throw error('key-stage', 'this is the key that signs', 'Promote another key first.', 'refused');
      }
      key.stage = 'retired';
      note(account, 'key-retired', key);
      return key;
    },
    save_public_key: () => true,
    open_dashboard: () => null,
  };
}
