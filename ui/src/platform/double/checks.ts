import type { AccountDraft, CommandError, Environment, TestReport } from '../contract';
import type { Ailment } from './desk';
import { bad, type Double } from './double';
import { NOW } from './shop';

/** A refusal of the core's. */
export const error = (
  code: string,
  message: string,
  remedy: string,
  kind: CommandError['class'] = 'usage',
): CommandError => ({
  code,
  class: kind,
  message,
  remedy,
});

/** Refuses what the core would refuse of an account. */
export function check(double: Double, draft: AccountDraft, antomKey: string | null): void {
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

/** What a test finds of a connection with this ailment. */
export function reportOf(
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
    case 'unsigned':
      return {
        ...base,
        code: null,
        our_signature: untold,
        antom_signature: failed('The answer is not signed. Is this the right gateway for the client id?'),
        environment: untold,
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
