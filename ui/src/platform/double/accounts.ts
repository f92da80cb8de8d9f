import { bad, type Double, type Handlers } from './double';

type Answered =
  | 'accounts'
  | 'staged_key'
  | 'stage_key'
  | 'discard_staged_key'
  | 'check_account'
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

export function accountsOf(_double: Double): Pick<Handlers, Answered> {
  return {
    accounts: () => {
      throw bad('accounts', 'the double has no answer to this yet', '');
    },
    staged_key: () => {
      throw bad('staged_key', 'the double has no answer to this yet', '');
    },
    stage_key: () => {
      throw bad('stage_key', 'the double has no answer to this yet', '');
    },
    discard_staged_key: () => {
      throw bad('discard_staged_key', 'the double has no answer to this yet', '');
    },
    check_account: () => {
      throw bad('check_account', 'the double has no answer to this yet', '');
    },
    add_account: () => {
      throw bad('add_account', 'the double has no answer to this yet', '');
    },
    remove_account: () => {
      throw bad('remove_account', 'the double has no answer to this yet', '');
    },
    test_account: () => {
      throw bad('test_account', 'the double has no answer to this yet', '');
    },
    keys: () => {
      throw bad('keys', 'the double has no answer to this yet', '');
    },
    account_history: () => {
      throw bad('account_history', 'the double has no answer to this yet', '');
    },
    add_key: () => {
      throw bad('add_key', 'the double has no answer to this yet', '');
    },
    prove_key: () => {
      throw bad('prove_key', 'the double has no answer to this yet', '');
    },
    promote_key: () => {
      throw bad('promote_key', 'the double has no answer to this yet', '');
    },
    retire_key: () => {
      throw bad('retire_key', 'the double has no answer to this yet', '');
    },
    save_public_key: () => {
      throw bad('save_public_key', 'the double has no answer to this yet', '');
    },
    settings: () => {
      throw bad('settings', 'the double has no answer to this yet', '');
    },
    set_setting: () => {
      throw bad('set_setting', 'the double has no answer to this yet', '');
    },
    care: () => {
      throw bad('care', 'the double has no answer to this yet', '');
    },
    backup: () => {
      throw bad('backup', 'the double has no answer to this yet', '');
    },
    verify: () => {
      throw bad('verify', 'the double has no answer to this yet', '');
    },
    renew_recovery_code: () => {
      throw bad('renew_recovery_code', 'the double has no answer to this yet', '');
    },
    confirm_recovery_code: () => {
      throw bad('confirm_recovery_code', 'the double has no answer to this yet', '');
    },
    begin_training: () => {
      throw bad('begin_training', 'the double has no answer to this yet', '');
    },
    unlock_with_code: () => {
      throw bad('unlock_with_code', 'the double has no answer to this yet', '');
    },
    restore: () => {
      throw bad('restore', 'the double has no answer to this yet', '');
    },
    open_dashboard: () => {
      throw bad('open_dashboard', 'the double has no answer to this yet', '');
    },
  };
}
