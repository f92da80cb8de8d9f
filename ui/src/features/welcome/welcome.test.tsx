import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CODE } from '@/platform/double/desk';
import { ANTOM_KEY } from '@/platform/double/pairs';
import { openWindow, serious } from '@/testing/window';

const field = (name: string | RegExp) => screen.findByRole('textbox', { name });
const press = async (name: string) => screen.findByRole('button', { name });
/** The window as it works; the first time, its screens are read from the disk. */
const working = () => screen.findByRole('navigation', { name: 'Main' }, { timeout: 40_000 });
const commands = (double: { called: { command: string }[] }) => double.called.map(({ command }) => command);

afterEach(() => vi.restoreAllMocks());

describe('the first window of all', () => {
  it('offers Training, Sandbox and Production, and is shown at once', async () => {
    const { double } = await openWindow({ begins: 'welcome' });
    for (const name of ['Start with Training', 'Add a Sandbox account', 'Add the Production account']) {
      expect(screen.getByRole('button', { name })).toBeDefined();
    }
    await waitFor(() => expect(commands(double)).toContain('ready'));
    expect(document.documentElement.dataset['env']).toBeUndefined();
  });

  it('has the core make Training, and open the environment that an account is added to', async () => {
    const { user, double } = await openWindow({ begins: 'welcome' });
    await user.click(await press('Start with Training'));
    expect(double.called.at(-1)).toEqual({ command: 'begin_training', input: {} });
  });

  it('says what goes on while Training is made, sale by sale, also where the command line asked for it', async () => {
    const { user, double } = await openWindow({ begins: 'welcome' });
    await user.click(await press('Start with Training'));
    expect(await screen.findByText('Starting Antom on this computer…')).toBeDefined();
    act(() => double.tell('beginning', { made: 12, of: 40 }));
    expect(screen.getByText('The sample shop trades for a week: sale 12 of 40')).toBeDefined();
    expect(screen.getByRole('progressbar', { name: 'Training is being made' })).toHaveProperty('value', 12);
    act(() => double.tell('beginning', { made: 40, of: 40 }));
    expect(screen.getByText('Opening the window…')).toBeDefined();
    expect(await serious()).toEqual([]);
  });

  it('cannot begin another environment while Training begins behind it', async () => {
    const { double } = await openWindow({ begins: 'welcome' });
    act(() => double.tell('beginning', { made: 1, of: 40 }));
    expect((await press('Add a Sandbox account')).hasAttribute('disabled')).toBe(true);
  });

  it('says why an environment does not open, and lets people choose again', async () => {
    const { user, double } = await openWindow({ begins: 'welcome' });
    double.refuse.set('open_environment', {
      code: 'vault-locked',
      class: 'keychain',
      message: 'the keychain is locked',
      remedy: 'Unlock it.',
    });
    await user.click(await press('Add a Sandbox account'));
    expect(await screen.findByText('The keychain is locked.')).toBeDefined();
    double.refuse.clear();
    await user.click(await press('Add the Production account'));
    expect(double.called.at(-1)).toEqual({ command: 'open_environment', input: { environment: 'production' } });
  });

  it('speaks the language of the computer until somebody chooses another', async () => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('zh-CN');
    const { user } = await openWindow({ begins: 'welcome' });
    expect(await screen.findByText('您想从哪里开始？')).toBeDefined();
    await user.click(screen.getByRole('button', { name: '语言：简体中文' }));
    await user.click(await screen.findByRole('menuitem', { name: 'English' }));
    expect(await screen.findByText('Where would you like to begin?')).toBeDefined();
  });
});

describe('the assistant that adds an account', () => {
  const typeDetails = async (user: Awaited<ReturnType<typeof openWindow>>['user'], client: string) => {
    await user.type(await field('Short name'), 'main');
    await user.type(await field('Client ID'), client);
    await user.type(await field('Where buyers come back to'), 'https://shop.example/thanks');
  };

  const toAntomsKey = async (user: Awaited<ReturnType<typeof openWindow>>['user']) => {
    await typeDetails(user, 'SANDBOX_5YEX');
    await user.click(await press('Go on'));
    await user.click(await press('Make the key pair'));
    await user.click(await press('I pasted it, go on'));
    return field("Antom's public key");
  };

  it('stands in the band and frame of its environment', async () => {
    await openWindow({ begins: 'set-up', environment: 'sandbox' });
    expect(await screen.findByRole('heading', { name: /Add an account to Sandbox/ })).toBeDefined();
    expect(screen.getByText("Antom's test system. No real money moves and no customer is charged.")).toBeDefined();
    expect(document.documentElement.dataset['env']).toBe('sandbox');
  });

  it('catches a sandbox id in production as one leaves the field, and says nothing of fields not come to yet', async () => {
    const { user } = await openWindow({ begins: 'set-up', environment: 'production' });
    await user.type(await field('Short name'), 'main');
    await user.tab();
    await user.keyboard('SANDBOX_5YEX');
    await user.tab();
    const told = await screen.findByText(/This client id belongs to Antom's sandbox/);
    expect(told.id).toBe((await field('Client ID')).getAttribute('aria-describedby'));
    expect((await field('Where buyers come back to')).getAttribute('aria-invalid')).toBe('false');
  });

  it('refuses an address that is not https, and goes on only once it is mended', async () => {
    const { user } = await openWindow({ begins: 'set-up', environment: 'production' });
    await typeDetails(user, '5YEX00EXAMPLE0001');
    const address = await field('Where buyers come back to');
    await user.clear(address);
    await user.type(address, 'http://shop.example/{Enter}');
    expect(await screen.findByText(/plain http is allowed in Training/i)).toBeDefined();
    await user.clear(address);
    await user.type(address, 'https://shop.example/{Enter}');
    expect(await screen.findByText('Make a new pair on this computer')).toBeDefined();
  });

  it("knows one's own public key where Antom's is asked for", async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    const area = await toAntomsKey(user);
    fireEvent.change(area, { target: { value: double.desk.staged?.public_key } });
    await user.click(await press('Go on'));
    expect(await screen.findByText(/is the public half of your own key/)).toBeDefined();
    expect(screen.queryByText('Test the connection')).toBeNull();
  });

  it('takes a private key out of every field that does not ask for one, and sends it nowhere', async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    const area = await toAntomsKey(user);
    const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvSECRET\n-----END PRIVATE KEY-----';
    fireEvent.change(area, { target: { value: pem } });
    expect((area as HTMLTextAreaElement).value).toBe('');
    expect(await screen.findByText(/That was a private key/)).toBeDefined();
    expect(document.documentElement.outerHTML).not.toContain('MIIEvSECRET');
    expect(JSON.stringify(double.called)).not.toContain('MIIEvSECRET');
  });

  it('has the core take a private key from the clipboard or a file, and never sees it', async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    await typeDetails(user, 'SANDBOX_5YEX');
    await user.click(await press('Go on'));
    await user.click(await screen.findByRole('radio', { name: /from the clipboard/ }));
    await user.click(await press('Take the key from the clipboard'));
    expect(await screen.findByText(/No text could be read from the clipboard/)).toBeDefined();
    // The system's dialog is closed again: nothing was asked, and nothing is lost.
    await user.click(screen.getByRole('radio', { name: /from a file/ }));
    await user.click(await press('Choose the file…'));
    expect((await screen.findByRole('radio', { name: /from a file/ })).matches(':checked')).toBe(true);
    await user.click(screen.getByRole('radio', { name: /from the clipboard/ }));
    double.clipboard = '-----BEGIN PRIVATE KEY-----\nMIIEvSECRET\n-----END PRIVATE KEY-----';
    await user.click(await press('Take the key from the clipboard'));
    expect(await screen.findByText(/Delete it where it came from/)).toBeDefined();
    expect(double.clipboard).toBe('');
    expect(document.documentElement.outerHTML).not.toContain('MIIEvSECRET');
    expect(JSON.stringify(double.called)).not.toContain('MIIEvSECRET');
  });

  it('says what to mend when Antom refuses, goes there, and loses nothing on the way', async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    const area = await toAntomsKey(user);
    fireEvent.change(area, { target: { value: ANTOM_KEY } });
    await user.click(await press('Go on'));
    double.desk.ailment = 'CLIENT_INVALID';
    await user.click(await press('Test the connection'));
    expect(await screen.findByText('Connection does not work with version 1')).toBeDefined();
    expect(screen.getByText(/Check the client ID and the region: each region knows/)).toBeDefined();
    await user.click(await press('Back to the details'));
    expect((await field('Client ID')).getAttribute('value')).toBe('SANDBOX_5YEX');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Gateway region' }), 'Europe');
    double.desk.ailment = null;
    await user.click(await press('Go on'));
    // The pair is the one that was pasted in the Dashboard; nothing is made again.
    expect(screen.getByText(double.desk.staged?.public_key ?? '')).toBeDefined();
    await user.click(await press('I pasted it, go on'));
    expect((await field("Antom's public key")).textContent).toBe(ANTOM_KEY);
    await user.click(await press('Go on'));
    // What was found before the change counts no more.
    expect(screen.queryByText('Connection does not work with version 1')).toBeNull();
    await user.click(await press('Test the connection'));
    expect(await screen.findByText('Connection works with version 1')).toBeDefined();
    expect(await serious()).toEqual([]);
  });

  it('asks for the region first where the answer is not signed, and for the key as well', async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    const area = await toAntomsKey(user);
    fireEvent.change(area, { target: { value: ANTOM_KEY } });
    await user.click(await press('Go on'));
    double.desk.ailment = 'unsigned';
    await user.click(await press('Test the connection'));
    expect(await screen.findByText(/The gateway of another region answers like that/)).toBeDefined();
    await user.click(await press('Back to the region'));
    const region = await screen.findByRole('combobox', { name: 'Gateway region' });
    expect(document.activeElement).toBe(region);
    await user.selectOptions(region, 'Europe');
    await user.click(await press('Go on'));
    await user.click(await press('I pasted it, go on'));
    await user.click(await press('Go on'));
    await user.click(await press('Test the connection'));
    await user.click(await press("Back to Antom's key"));
    expect((await field("Antom's public key")).textContent).toBe(ANTOM_KEY);
    // Whoever goes back page by page begins at the beginning.
    await user.click(await press('Back'));
    await user.click(await press('Back'));
    expect(document.activeElement).toBe(await field('Short name'));
  });

  it("has the spec's words for what Antom refuses most often", async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    const area = await toAntomsKey(user);
    fireEvent.change(area, { target: { value: ANTOM_KEY } });
    await user.click(await press('Go on'));
    double.desk.ailment = 'INVALID_SIGNATURE';
    await user.click(await press('Test the connection'));
    expect(
      await screen.findByText('Antom did not accept our signature. Is the public key pasted for this client ID?'),
    ).toBeDefined();
    double.desk.ailment = 'KEY_NOT_FOUND';
    await user.click(await press('Test again'));
    expect(await screen.findByText('Antom does not know key version 1 yet.')).toBeDefined();
  });

  it('goes from nothing to the first screen, with the recovery code typed back', async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    const area = await toAntomsKey(user);
    fireEvent.change(area, { target: { value: ANTOM_KEY } });
    await user.click(await press('Go on'));
    await user.click(await press('Test the connection'));
    await user.click(await press('Add the account'));
    await user.click(await press('Show the code'));
    const shown = (await screen.findByRole('status', { name: 'Recovery code' })).textContent;
    expect(shown).toBe(CODE.replaceAll('-', ''));
    await user.click(await press('I wrote it down'));
    expect(document.body.textContent).not.toContain(CODE.slice(0, 4));
    await user.type(await field('Recovery code'), 'wrong{Enter}');
    expect(await screen.findByText(/The recovery code is mistyped/)).toBeDefined();
    await user.clear(await field('Recovery code'));
    await user.type(await field('Recovery code'), `${CODE.toLowerCase()}{Enter}`);
    expect(await working()).toBeDefined();
    expect(double.desk.code.confirmed).toBe(true);
    expect(commands(double).filter((command) => command === 'ready').length).toBeGreaterThanOrEqual(2);
  });

  it('can be finished later: the account is there, and neither proved nor with a confirmed code', async () => {
    const { user, double } = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    const area = await toAntomsKey(user);
    fireEvent.change(area, { target: { value: ANTOM_KEY } });
    await user.click(await press('Go on'));
    await user.click(await press('Finish later'));
    await user.click(await press('Later'));
    await user.click(await screen.findByRole('button', { name: 'Keys' }));
    expect(await screen.findByRole('button', { name: /main/ })).toBeDefined();
    expect(double.desk.code.confirmed).toBe(false);
  });

  it('finds the pair and what was typed again after the window was closed', async () => {
    const first = await openWindow({ begins: 'set-up', environment: 'sandbox' });
    await toAntomsKey(first.user);
    const kept = first.double.called.findLast(({ command }) => command === 'set_preference')?.input as {
      name: string;
      value: string;
    };
    const staged = first.double.desk.staged;
    first.unmount();
    const { double } = await openWindow({
      begins: 'set-up',
      environment: 'sandbox',
      preferences: { [kept.name]: kept.value },
      prepare: (desk) => {
        desk.staged = staged;
      },
    });
    expect(await screen.findByText(staged?.public_key ?? '')).toBeDefined();
    expect(commands(double)).not.toContain('stage_key');
  });
});

describe('a window that cannot open', () => {
  it('says what it is, opens with the recovery code, and keeps a mistyped one to be mended', async () => {
    const { user } = await openWindow({ begins: 'blocked', environment: 'sandbox' });
    const main = screen.getByRole('main');
    expect(within(main).getByText(/The key of this history is missing/)).toBeDefined();
    expect(await serious()).toEqual([]);
    const code = await field('Recovery code');
    await user.type(code, '7K2M{Enter}');
    expect(await screen.findByText(/The recovery code is mistyped/)).toBeDefined();
    expect((code as HTMLInputElement).value).toBe('7K2M');
    await user.clear(code);
    await user.type(code, `${CODE}{Enter}`);
    expect(await working()).toBeDefined();
  });

  it('tries again when asked, says that it is still so, and opens once it is not', async () => {
    const { user, double } = await openWindow({ begins: 'blocked' });
    await user.click(await press('Try again'));
    expect(await screen.findByText('Tried again; it is still so.')).toBeDefined();
    double.begins = 'ready';
    await user.click(await press('Try again'));
    expect(await working()).toBeDefined();
  });

  it('restores a backup, and names the keys that have to be imported again', async () => {
    const { user } = await openWindow({ begins: 'blocked' });
    await user.click(await press('Restore a backup…'));
    await user.click(await press('Choose the file…'));
    expect(await screen.findByText('8,412 facts are back')).toBeDefined();
    expect(screen.getByText(/These keys are not in this keychain/)).toBeDefined();
    // What was decided after the backup is nowhere else any more.
    expect(screen.getByText(/Refund, SGD 5.00 of A-2041: it had not left/)).toBeDefined();
    expect(screen.getByText(/Refund, SGD 12.50 of A-2043: it was sent/)).toBeDefined();
    expect(screen.getByText(/could not be asked about everything/)).toBeDefined();
    await user.click(await press('Open Countersign'));
    expect(await working()).toBeDefined();
  });

  it('is shown even when the core cannot say how things stand', async () => {
    const refused = {
      code: 'home',
      class: 'ledger',
      message: 'The home cannot be used.',
      remedy: 'Choose another.',
    } as const;
    const { double } = await openWindow({ refuse: { start: refused } });
    expect(await screen.findByText('The home cannot be used. Choose another.')).toBeDefined();
    await waitFor(() => expect(commands(double)).toContain('ready'));
  });
});

describe('while the window begins', () => {
  it('draws nothing until everything of the first picture is there', async () => {
    const opening = openWindow({ delay: 20 });
    expect(document.body.textContent).toBe('');
    await opening;
    expect(screen.getByRole('main').textContent).not.toBe('');
  });
});
