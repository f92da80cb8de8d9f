import type { CommandError } from '../contract';
import { error } from './checks';
import { at, CODE, FACTS } from './desk';
import { bad, type Double, type Handlers, missing } from './double';
import { fingerprintOf } from './pairs';

type Answered =
  | 'settings'
  | 'set_setting'
  | 'care'
  | 'backup'
  | 'verify'
  | 'renew_recovery_code'
  | 'confirm_recovery_code'
  | 'begin_training'
  | 'unlock_with_code'
  | 'restore';

/** Answers to everything about settings and the care of the ledger. */
export function careOf(double: Double): Pick<Handlers, Answered> {
  const desk = () => double.desk;
  return {
    settings: () => desk().settings,
    set_setting: ({ name, value }) => {
      const known = desk().settings.find((one) => one.name === name);
      if (known === undefined) throw missing(name);
      const most = { 'stop-window': 4200, 'request-life-days': 365 }[name];
      const fits =
        most === undefined ? value !== '' || name === 'reminders' : /^\d+$/.test(value) && Number(value) <= most;
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
      automatic: desk().automatic,
      last_check: desk().checked,
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
      return {
        facts: FACTS,
        missing_keys: [fingerprintOf(3)],
        lost: [
          { reference: 'A-2041', verb: 'Refund', amount: { currency: 'SGD', value: '500' }, left: false },
          { reference: 'A-2043', verb: 'Refund', amount: { currency: 'SGD', value: '1250' }, left: true },
        ],
        caught_up: false,
      };
    },
  };
}

const HEAD = '6f0c1c1e-6d0b-4a59-9f0e-2f7a64d1c9aa:8412:b4d1f0c3a97e5d2486bb01f2';

const plain = (code: string): string => code.toUpperCase().replace(/[\s-]/g, '');
export const isCode = (code: string): boolean => plain(code) === plain(CODE);
export const wrongCode = (): CommandError =>
  error(
    'recovery-code',
    'the recovery code is mistyped',
    'Type the code again from where it was written down; spaces and capitals do not matter.',
  );
