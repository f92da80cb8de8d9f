import type {
  AccountDraft,
  AccountEvent,
  AccountView,
  CommandError,
  Environment,
  KeyShown,
  KeyView,
  SettingView,
  StagedKey,
  TestReport,
} from '../contract';
import { bad, type Double, type Handlers, missing } from './double';
import { fingerprintOf, publicKeyOf } from './pairs';
import { NOW, ZONE } from './shop';

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
  | 'settings'
  | 'set_setting'
  | 'care'
  | 'backup'
  | 'verify'
  | 'renew_recovery_code'
  | 'confirm_recovery_code'
  | 'begin_training'
  | 'unlock_with_code'
  | 'restore'
  | 'open_dashboard';

/** What is wrong with the connection, by the part of a test that shows it. */
export type Ailment = 'unreachable' | 'INVALID_SIGNATURE' | 'KEY_NOT_FOUND' | 'CLIENT_INVALID' | 'antom-key' | 'clock';

/** Accounts, keys and settings as the double has them. A test may change all of it. */
export interface Desk {
  accounts: AccountView[];
  history: Record<string, AccountEvent[]>;
  /** Fingerprints of private halves that are not in the keychain. */
  missing: Set<string>;
  staged: StagedKey | null;
  /** What a test of any connection finds. */
  ailment: Ailment | null;
  keychain: 'ready' | 'locked' | 'absent' | 'denied';
  code: { shown: string | null; confirmed: boolean };
  settings: SettingView[];
  backup: { at: string; facts: number } | null;
  /** What a verification finds broken. */
  breaks: string[];
  /** Pairs made so far; the next one is another. */
  made: number;
}

const DAY = 86_400_000;
const at = (before: number): string => new Date(NOW - before).toISOString();
const CLIENTS: Record<Environment, string> = {
  production: '5YEX00EXAMPLE0001',
  sandbox: 'SANDBOX_5YEX00EXAMPLE01',
  training: 'TRAINING_5X00000000000000',
};
/** The code of the pictures, as it is shown. */
export const CODE = '7K2M-Q9RT-04XW-PZ6C-H1VD-8EJN-3SBF';
const FACTS = 8412;

/** The accounts of the pictures: healthy in production, rotating in sandbox, the sample shop in training. */
export function deskOf(environment: Environment, isNew: boolean): Desk {
  const account: AccountView = {
    name: environment === 'training' ? 'sample' : 'main',
    environment,
    client_id: CLIENTS[environment],
    gateway: environment === 'training' ? 'http://127.0.0.1:8420' : 'asia',
    antom_fingerprint: fingerprintOf(9),
    redirect_url: 'https://saltwind.example/thanks',
    notify_url: null,
    settlement_currency: 'SGD',
    keys: [{ fingerprint: fingerprintOf(3), version: 3, stage: 'inuse', added_at: at(211 * DAY) }],
  };
  const promoted = at(207 * DAY);
  const history: AccountEvent[] = [
    { at: at(211 * DAY), actor: 'Lena Hartmann', kind: 'key-added', version: 3, fingerprint: fingerprintOf(3) },
    { at: at(210 * DAY), actor: 'Lena Hartmann', kind: 'key-proved', version: 3, fingerprint: fingerprintOf(3) },
    { at: promoted, actor: 'Lena Hartmann', kind: 'key-promoted', version: 3, fingerprint: fingerprintOf(3) },
  ];
  if (environment === 'sandbox') {
    const added = at(68 * 60_000);
    account.keys.push({ fingerprint: fingerprintOf(4), version: 4, stage: 'added', added_at: added });
    history.push({ at: added, actor: 'Lena Hartmann', kind: 'key-added', version: 4, fingerprint: fingerprintOf(4) });
  }
  return {
    accounts: isNew ? [] : [account],
    history: isNew ? {} : { [account.name]: history },
    missing: new Set(),
    staged: null,
    ailment: null,
    keychain: 'ready',
    code: { shown: null, confirmed: !isNew },
    settings: [
      { name: 'zone', value: ZONE, default: 'Asia/Singapore', meaning: 'The store’s time zone.' },
      { name: 'stop-window', value: '60', default: '60', meaning: 'Seconds, 0 to 4200.' },
      { name: 'request-life-days', value: '3', default: '3', meaning: 'Days, 1 to 365.' },
      { name: 'merchant', value: 'Saltwind Outfitters', default: '', meaning: 'The merchant’s name.' },
    ],
    backup: isNew ? null : { at: at(29 * 3_600_000), facts: 8300 },
    breaks: [],
    made: 0,
  };
}

const error = (code: string, message: string, remedy: string, kind: CommandError['class'] = 'usage'): CommandError => ({
  code,
  class: kind,
  message,
  remedy,
});

/** Answers to everything about accounts, keys, settings and care. */
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
  const note = (name: string, kind: AccountEvent['kind'], key: KeyView | null) => {
    const event = {
      at: at(0),
      actor: 'Priya Nair',
      kind,
      version: key?.version ?? null,
      fingerprint: key?.fingerprint ?? null,
    };
    desk().history[name] = [...(desk().history[name] ?? []), event];
  };
  const shown = (key: KeyView): KeyShown => ({
    ...key,
    public_key: desk().missing.has(key.fingerprint) ? null : publicKeyOf(key.fingerprint),
  });
  const report = (account: string, key: { fingerprint: string; version: number }) =>
    reportOf(account, key, desk().ailment, double.hello.environment);
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
    stage_key: ({ import: text }) => {
      const fingerprint = pairOf(text);
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
      if (staged === null) throw error('key-missing', 'no key pair was made yet', 'Make one first.', 'set-up');
      return report(draft.name, { fingerprint: staged.fingerprint, version: draft.key_version });
    },
    add_account: ({ draft, antom_key }) => {
      check(double, draft, antom_key);
      const { staged } = desk();
      if (staged === null) throw error('key-missing', 'no key pair was made yet', 'Make one first.', 'set-up');
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
    add_key: ({ account, version, import: text }) => {
      if (version < 1)
        throw bad('key version', 'a key version is a number from 1', 'Take the version the Dashboard shows.');
      const lost = accountOf(account).keys.find((key) => desk().missing.has(key.fingerprint));
      if (text !== null && lost !== undefined && text.includes('PRIVATE KEY')) {
        desk().missing.delete(lost.fingerprint);
        return shown(lost);
      }
      const key: KeyView = { fingerprint: pairOf(text), version, stage: 'added', added_at: at(0) };
      accountOf(account).keys.push(key);
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
    promote_key: ({ account, fingerprint }) => {
      const known = accountOf(account);
      const key = keyOf(known, fingerprint);
      if (key.stage === 'added') {
        throw error('key-stage', 'Antom has not accepted a signature of this key yet', 'Prove it first.', 'refused');
      }
      for (const one of known.keys) if (one.stage === 'inuse') one.stage = 'proved';
      key.stage = 'inuse';
      note(account, 'key-promoted', key);
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

    settings: () => desk().settings,
    set_setting: ({ name, value }) => {
      const known = desk().settings.find((one) => one.name === name);
      if (known === undefined) throw missing(name);
      const most = { 'stop-window': 4200, 'request-life-days': 365 }[name];
      const fits = most === undefined ? value !== '' : /^\d+$/.test(value) && Number(value) <= most;
      if (!fits) throw bad(name, `“${value}” does not fit`, known.meaning);
      known.value = value;
      if (name === 'merchant') double.hello = { ...double.hello, merchant: value };
      if (name === 'zone') double.hello = { ...double.hello, zone: value };
      return known;
    },
    care: () => ({
      directory: `/home/priya/.local/share/countersign/${double.hello.environment}`,
      facts: FACTS,
      orders: double.rows.length,
      bytes: 41_900_000,
      last_backup: desk().backup,
      recovery_code_confirmed: desk().code.confirmed,
      keychain: desk().keychain,
    }),
    backup: () => {
      desk().backup = { at: at(0), facts: FACTS };
      return { path: '/media/priya/vault/countersign-2026-11-25.backup', bytes: 41_200_000, facts: FACTS, head: HEAD };
    },
    verify: () => ({
      whole: desk().breaks.length === 0,
      facts: FACTS,
      orders: double.rows.length,
      breaks: desk().breaks,
      checkpoint_on_chain: true,
      head: HEAD,
    }),
    renew_recovery_code: () => {
      desk().code = { shown: CODE, confirmed: false };
      return { code: CODE };
    },
    confirm_recovery_code: ({ code }) => {
      if (!isCode(code)) throw wrongCode();
      desk().code.confirmed = true;
      return null;
    },
    begin_training: () => null,
    unlock_with_code: ({ code }) => {
      if (!isCode(code)) throw wrongCode();
      double.begins = 'ready';
      return null;
    },
    restore: ({ code }) => {
      if (code !== null && !isCode(code)) throw wrongCode();
      double.begins = 'ready';
      return { facts: FACTS, missing_keys: [fingerprintOf(3)] };
    },
  };
}

const HEAD = '6f0c1c1e-6d0b-4a59-9f0e-2f7a64d1c9aa:8412:b4d1f0c3a97e5d2486bb01f2';

const plain = (code: string): string => code.toUpperCase().replace(/[\s-]/g, '');
const isCode = (code: string): boolean => plain(code) === plain(CODE);
const wrongCode = (): CommandError =>
  error(
    'recovery-code',
    'the recovery code is mistyped',
    'Type the code again from where it was written down; spaces and capitals do not matter.',
  );

function check(double: Double, draft: AccountDraft, antomKey: string | null): void {
  const { environment } = double.hello;
  if (!/^[a-z0-9-]{1,32}$/.test(draft.name)) {
    throw bad(
      'name',
      'an account’s name has 1 to 32 lower-case letters, digits and hyphens',
      'Choose a short one, such as main or shop-2.',
    );
  }
  if (double.desk.accounts.some((account) => account.name === draft.name)) {
    throw error(
      'account-exists',
      `an account named “${draft.name}” exists already`,
      'Choose another name, or remove that account first.',
    );
  }
  if (draft.client_id === '') throw bad('client id', 'the client id is empty', 'Copy it from the Dashboard.');
  const isSandboxId = draft.client_id.startsWith('SANDBOX_');
  if (environment === 'production' && isSandboxId) {
    throw error(
      'wrong-environment',
      "this client id belongs to Antom's sandbox (it begins with SANDBOX_)",
      'Add the account to the sandbox environment, or copy the client id of production from the Dashboard.',
    );
  }
  if (environment === 'sandbox' && !isSandboxId) {
    throw error(
      'wrong-environment',
      "this client id does not belong to Antom's sandbox (those begin with SANDBOX_)",
      'Add the account to the production environment, or copy the client id of the sandbox from the Dashboard.',
    );
  }
  if (antomKey !== null) checkAntomKey(double, antomKey);
  address('redirect URL', draft.redirect_url);
  if (draft.notify_url !== null) address('notify URL', draft.notify_url);
  if (draft.settlement_currency !== null && !/^[A-Z]{3}$/.test(draft.settlement_currency)) {
    throw bad('settlement currency', 'this is not a currency', 'Give three letters, such as SGD.');
  }
  if (draft.key_version < 1) {
    throw bad(
      'key version',
      'a key version is a number from 1',
      'Take the version the Dashboard shows beside the public key.',
    );
  }
}

function checkAntomKey(double: Double, antomKey: string): void {
  const packed = antomKey.replace(/-----[A-Z ]+-----|\s/g, '');
  if (packed === double.desk.staged?.public_key) {
    throw error(
      'own-public-key',
      "the key given as Antom's is the public half of your own key",
      "Copy Antom's own public key from the Dashboard (Developer, Quick start); it is not the key you uploaded.",
    );
  }
  if (!packed.startsWith('MII')) {
    throw error('key-not-base64', 'the key is not base64 text', 'Copy it again, from the first character to the last.');
  }
}

function address(field: string, text: string): void {
  if (text.startsWith('https://')) return;
  const problem = text.startsWith('http://')
    ? 'plain http is allowed in Training and to this computer only'
    : 'this is not an address';
  throw bad(field, problem, 'Give an address beginning with https:// and at most 2048 characters.');
}

function reportOf(
  account: string,
  key: { fingerprint: string; version: number },
  ailment: Ailment | null,
  environment: Environment,
): TestReport {
  const good = (sentence: string) => ({ passed: true, sentence });
  const untold = { passed: null, sentence: 'It could not be told.' };
  const failed = (sentence: string) => ({ passed: false, sentence });
  const base: TestReport = {
    account,
    fingerprint: key.fingerprint,
    passed: ailment === null,
    reach: good('Antom answers.'),
    our_signature: good('Antom accepted our signature.'),
    antom_signature: good("The answer is signed with Antom's key for this account."),
    environment: good(`Client id and gateway belong to ${environment}.`),
    clock: good('The clocks agree.'),
    skew_seconds: 0,
    code: 'ORDER_NOT_EXIST',
    at: new Date(NOW - 52_000).toISOString(),
    took_ms: 214,
  };
  switch (ailment) {
    case null:
      return base;
    case 'unreachable': {
      const rest = { our_signature: untold, antom_signature: untold, environment: untold, clock: untold };
      return {
        ...base,
        ...rest,
        reach: failed('No answer: the connection timed out.'),
        skew_seconds: null,
        code: null,
      };
    }
    case 'INVALID_SIGNATURE':
    case 'KEY_NOT_FOUND':
      return {
        ...base,
        code: ailment,
        our_signature: failed('Antom did not accept our signature.'),
        antom_signature: { passed: null, sentence: 'Antom did not sign this refusal.' },
      };
    case 'CLIENT_INVALID':
      return {
        ...base,
        code: ailment,
        our_signature: untold,
        antom_signature: { passed: null, sentence: 'Antom did not sign this refusal.' },
        environment: failed(
          'Antom does not know this client id here. Check the client id, the region and the environment.',
        ),
      };
    case 'antom-key':
      return {
        ...base,
        our_signature: untold,
        antom_signature: failed(
          "The answer is not signed with the key held as Antom's. Copy Antom's public key for this environment from the Dashboard.",
        ),
        environment: untold,
      };
    case 'clock':
      return { ...base, skew_seconds: 94, clock: failed("This computer's clock is 94 s ahead of Antom's.") };
  }
}
