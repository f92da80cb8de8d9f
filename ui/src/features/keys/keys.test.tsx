import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CODE } from '@/platform/double/desk';
import { openWindow, serious } from '@/testing/window';

const press = (name: string | RegExp) => screen.findByRole('button', { name });
const SLOW = { timeout: 40_000 };

async function onKeys(options: Parameters<typeof openWindow>[0] = {}) {
  const window = await openWindow(options);
  await window.user.click(await press('Keys'));
  await screen.findByRole('heading', { name: 'Keys' }, SLOW);
  return window;
}

const card = () => screen.findByRole('button', { name: /Client ID/ });
const calls = (double: { called: { command: string; input: unknown }[] }, command: string) =>
  double.called.filter((call) => call.command === command).map(({ input }) => input);

describe('the keys of an environment', () => {
  it('tell client, version, age, fingerprint and how they stand, and of no other environment', async () => {
    await onKeys();
    const one = within(await card());
    expect(one.getByText('5YEX00EXAMPLE0001')).toBeDefined();
    expect(one.getByText('version 3, 211 days old')).toBeDefined();
    expect(await one.findByText('Healthy')).toBeDefined();
    expect(screen.queryByText('SANDBOX_5YEX00EXAMPLE01')).toBeNull();
    expect(await screen.findByText('Version 3, RSA 2048, since 28 Apr 2026')).toBeDefined();
  });

  it('are tested by Ctrl T, and refused keys are called so', async () => {
    const { user, double } = await onKeys();
    await card();
    await user.keyboard('{Control>}t{/Control}');
    expect(await screen.findByText('Connection works with version 3')).toBeDefined();
    double.desk.ailment = 'INVALID_SIGNATURE';
    await user.click(await press('Test connection'));
    expect(await screen.findByText('Refused by Antom, version 3')).toBeDefined();
    expect(await within(await card()).findByText('Refused by Antom')).toBeDefined();
    double.desk.ailment = 'clock';
    await user.click(await press('Test connection'));
    expect(
      await screen.findByText('This computer is 94 s ahead of Antom. Set its clock by the network.'),
    ).toBeDefined();
  });

  it('show that a private key is not on this computer, and take it back without keeping it', async () => {
    const { user, double } = await onKeys({
      prepare: (desk) => desk.missing.add(desk.accounts[0]?.keys[0]?.fingerprint ?? ''),
    });
    expect(await screen.findByText('The private key is not on this computer')).toBeDefined();
    expect(await within(await card()).findByText('Key missing')).toBeDefined();
    await user.click(await press('Import the private key'));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(await dialog.findByRole('button', { name: 'Take the key from the clipboard' }));
    expect(await dialog.findByText(/No text could be read from the clipboard/)).toBeDefined();
    double.clipboard = '-----BEGIN PRIVATE KEY-----SECRET';
    await user.click(await dialog.findByRole('button', { name: 'Take the key from the clipboard' }));
    expect(await screen.findByText('The key is back; it signs again')).toBeDefined();
    expect(document.documentElement.outerHTML).not.toContain('SECRET');
    expect(calls(double, 'add_key')).toHaveLength(2);
    await waitFor(() => expect(screen.queryByText('The private key is not on this computer')).toBeNull());
  });

  it('cannot be made while the keychain is locked, and say what to do', async () => {
    await onKeys({
      prepare: (desk) => {
        desk.keychain = 'locked';
      },
      refuse: { keys: { code: 'vault-locked', class: 'keychain', message: 'locked', remedy: '' } },
    });
    // What is no secret is known all the same.
    expect(await screen.findByText('Version 3, RSA, since 28 Apr 2026')).toBeDefined();
    expect((await screen.findAllByText('The system keychain is locked')).length).toBeGreaterThan(0);
    expect(screen.getByText(/Unlock it where your system asks for it/)).toBeDefined();
    expect((await press('New key pair…')).hasAttribute('disabled')).toBe(true);
    expect((await press('Account')).hasAttribute('disabled')).toBe(true);
  });
});

describe('a new key pair', () => {
  it('is made, given to Antom and proved, while the old one keeps signing', async () => {
    const { user, double } = await onKeys();
    await card();
    await user.keyboard('{Control>}{Shift>}K{/Shift}{/Control}');
    expect(await screen.findByText('Version 3 keeps working meanwhile.')).toBeDefined();
    await user.click(await press('Make the key pair'));
    await user.click(await press('Copy public key'));
    const made = double.desk.accounts[0]?.keys[1];
    expect(double.copied).toEqual([screen.getByRole('region', { name: 'Public key, version 4' }).textContent]);
    expect(await serious()).toEqual([]);
    await user.click(await press('I pasted it, go on'));
    double.desk.ailment = 'KEY_NOT_FOUND';
    const wizard = within(screen.getByRole('dialog'));
    await user.click(await wizard.findByRole('button', { name: 'Prove version 4' }));
    expect(await wizard.findByText('Antom does not know key version 4 yet.')).toBeDefined();
    expect(made?.stage).toBe('added');
    double.desk.ailment = null;
    await user.click(await press('Test again'));
    await user.click(await press('Done'));
    expect(made?.stage).toBe('proved');
    expect(await press('Promote version 4…')).toBeDefined();
    expect(double.desk.accounts[0]?.keys[0]?.stage).toBe('inuse');
  });

  it('is promoted only with the recovery code, can be taken back, and the old one retires with a warning', async () => {
    const { user, double } = await onKeys({ environment: 'sandbox' });
    const stages = () => double.desk.accounts[0]?.keys.map(({ stage }) => stage);
    expect(await within(await card()).findByText('Rotating')).toBeDefined();
    await user.click(await press('Prove version 4'));
    await user.click(await press('Promote version 4…'));
    await user.type(await screen.findByRole('textbox', { name: 'Recovery code' }), 'wrong');
    expect((await press('Promote version 4')).hasAttribute('disabled')).toBe(true);
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Version 3 is a year old');
    await user.click(await press('Promote version 4'));
    expect(await screen.findByText(/The recovery code is mistyped/)).toBeDefined();
    expect(stages()).toEqual(['inuse', 'proved']);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Recovery code' }).value).toBe('');
    await user.type(screen.getByRole('textbox', { name: 'Recovery code' }), CODE);
    await user.click(await press('Promote version 4'));
    expect(await screen.findByText('Version 4 signs everything; version 3 is kept')).toBeDefined();
    expect(stages()).toEqual(['proved', 'inuse']);
    expect(calls(double, 'promote_key')[1]).toMatchObject({ code: CODE, reason: 'Version 3 is a year old' });
    expect(await screen.findByText('Version 3 is a year old')).toBeDefined();
    await user.click(await press('Go back to version 3…'));
    expect(await screen.findByRole('textbox', { name: 'Recovery code' })).toBeDefined();
    await user.click(await press('Cancel'));
    await user.click(await press('Retire version 3…'));
    expect(await screen.findByText(/It is earlier than advised/)).toBeDefined();
    expect(screen.getByText('Wed 9 Dec, 11:05 +08:00')).toBeDefined();
    await user.click(await press('Retire version 3'));
    expect(await within(await card()).findByText('Healthy')).toBeDefined();
    expect(stages()).toEqual(['retired', 'inuse']);
    // Once as a notice, once in the history.
    await waitFor(() => expect(screen.getAllByText('Version 3 retired and wiped')).toHaveLength(2));
  });

  it('asks for a recovery code first where none is confirmed', async () => {
    const { user } = await onKeys({
      environment: 'sandbox',
      prepare: (desk) => {
        desk.code.confirmed = false;
      },
    });
    await user.click(await press('Prove version 4'));
    await user.click(await press('Promote version 4…'));
    expect(await screen.findByText(/none is confirmed yet/)).toBeDefined();
    expect((await press('Promote version 4')).hasAttribute('disabled')).toBe(true);
  });

  it('can be dropped, and the old one goes on signing', async () => {
    const { user, double } = await onKeys({ environment: 'sandbox' });
    await user.click(await press('Keep version 3, drop 4…'));
    await user.click(await press('Drop version 4'));
    await waitFor(() => expect(screen.queryByText('Changing to version 4')).toBeNull());
    expect(double.desk.accounts[0]?.keys.map(({ stage }) => stage)).toEqual(['inuse', 'retired']);
  });
});

describe('an account', () => {
  it('is removed only after its name was typed, and not while something of it is open', async () => {
    const { user, double } = await onKeys();
    await user.click(await press('More actions'));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove the account…' }));
    const remove = await press('Remove the account');
    expect(remove.hasAttribute('disabled')).toBe(true);
    await user.type(await screen.findByRole('textbox', { name: 'Type main to confirm' }), 'main');
    await user.click(remove);
    expect(await screen.findByText(/still has 2 orders with something open/)).toBeDefined();
    double.rows = [];
    await user.click(remove);
    expect(await screen.findByText('No account here')).toBeDefined();
  });

  it('is added beside another by the same assistant', async () => {
    const { user } = await onKeys();
    await user.click(await press('Account'));
    await user.type(await screen.findByRole('textbox', { name: 'Short name' }), 'main');
    await user.tab();
    expect(await screen.findByText(/An account named “main” exists already/)).toBeDefined();
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }));
    // What was typed is found again.
    await user.click(await press('Account'));
    expect((await screen.findByRole('textbox', { name: 'Short name' })).getAttribute('value')).toBe('main');
  });
});
