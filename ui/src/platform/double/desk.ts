import type {
  AccountEvent,
  AccountView,
  AutomaticBackups,
  Environment,
  LastCheck,
  SettingView,
  StagedKey,
} from '../contract';
import { fingerprintOf } from './pairs';
import { NOW, ZONE } from './shop';

/** What is wrong with the connection, by the part of a test that shows it. */
export type Ailment =
  | 'unreachable'
  | 'INVALID_SIGNATURE'
  | 'KEY_NOT_FOUND'
  | 'CLIENT_INVALID'
  | 'unsigned'
  | 'antom-key'
  | 'clock';

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
  automatic: AutomaticBackups;
  checked: LastCheck | null;
  /** What a verification finds broken. */
  breaks: string[];
  /** Pairs made so far; the next one is another. */
  made: number;
}

const DAY = 86_400_000;
/** So many milliseconds before the moment of the pictures. */
export const at = (before: number): string => new Date(NOW - before).toISOString();
const CLIENTS: Record<Environment, string> = {
  production: '5YEX00EXAMPLE0001',
  sandbox: 'SANDBOX_5YEX00EXAMPLE01',
  training: 'TRAINING_5X00000000000000',
};
/** The code of the pictures, as it is shown. */
export const CODE = '7K2M-Q9RT-04XW-PZ6C-H1VD-8EJN-3SBF';
/** Facts in the ledger. */
export const FACTS = 8412;

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
    {
      at: at(211 * DAY),
      actor: 'Lena Hartmann',
      kind: 'key-added',
      version: 3,
      fingerprint: fingerprintOf(3),
      reason: null,
    },
    {
      at: at(210 * DAY),
      actor: 'Lena Hartmann',
      kind: 'key-proved',
      version: 3,
      fingerprint: fingerprintOf(3),
      reason: null,
    },
    {
      at: promoted,
      actor: 'Lena Hartmann',
      kind: 'key-promoted',
      version: 3,
      fingerprint: fingerprintOf(3),
      reason: null,
    },
  ];
  if (environment === 'sandbox') {
    const added = at(68 * 60_000);
    account.keys.push({ fingerprint: fingerprintOf(4), version: 4, stage: 'added', added_at: added });
    history.push({
      at: added,
      actor: 'Lena Hartmann',
      kind: 'key-added',
      version: 4,
      fingerprint: fingerprintOf(4),
      reason: null,
    });
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
      { name: 'reminders', value: '48,24,4,1', default: '48,24,4,1', meaning: 'Hours, with commas.' },
      { name: 'merchant', value: 'Saltwind Outfitters', default: '', meaning: 'The merchant’s name.' },
    ],
    backup: isNew ? null : { at: at(29 * 3_600_000), facts: 8300 },
    automatic: {
      folder: `/home/priya/.local/share/countersign/${environment}/backups`,
      kept: isNew ? 0 : 11,
      last_at: isNew ? null : at(3 * 3_600_000),
      head: isNew ? null : '6f0c1c1e-6d0b-4a59-9f0e-2f7a64d1c9aa:8398:0be2f0c3a97e5d2486bb01f2',
      failed: null,
    },
    checked: isNew ? null : { at: at(2 * DAY), facts: 8371, trouble: null },
    breaks: [],
    made: 0,
  };
}
