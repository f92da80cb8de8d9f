import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CODE } from '@/platform/double/desk';
import { openWindow, serious } from '@/testing/window';
import { printBytes } from './size';

const press = (name: string) => screen.findByRole('button', { name });
const SLOW = { timeout: 40_000 };

async function onSettings(options: Parameters<typeof openWindow>[0] = {}) {
  const window = await openWindow(options);
  await window.user.click(await press('Settings'));
  await screen.findByRole('textbox', { name: 'Merchant name' }, SLOW);
  return window;
}
const calls = (double: { called: { command: string; input: unknown }[] }, command: string) =>
  double.called.filter((call) => call.command === command).map(({ input }) => input);

describe('the settings of the store', () => {
  it('are kept at once, said to be, and seen everywhere at once', async () => {
    const { user, double } = await onSettings();
    const name = screen.getByRole('textbox', { name: 'Merchant name' });
    await user.clear(name);
    await user.type(name, 'Harbour Books{Enter}');
    expect(await screen.findByText('Merchant name: saved')).toBeDefined();
    expect(await screen.findByRole('button', { name: /Merchant and environment: Harbour Books/ })).toBeDefined();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'Europe/Berlin');
    expect(await screen.findByText('Wed 25 Nov, 04:05')).toBeDefined();
    expect(calls(double, 'set_setting')).toEqual([
      { name: 'merchant', value: 'Harbour Books' },
      { name: 'zone', value: 'Europe/Berlin' },
    ]);
  });

  it('are refused at their field, keep what was typed, and give the old value back on Esc', async () => {
    const { user, double } = await onSettings();
    const stop = screen.getByRole('textbox', { name: 'Stop window' });
    await user.clear(stop);
    await user.type(stop, '9000');
    await user.tab();
    expect(await screen.findByText(/“9000” does not fit/)).toBeDefined();
    expect(stop.getAttribute('aria-invalid')).toBe('true');
    expect((stop as HTMLInputElement).value).toBe('9000');
    await user.click(stop);
    await user.keyboard('{Escape}');
    expect((stop as HTMLInputElement).value).toBe('60');
    expect(stop.getAttribute('aria-invalid')).toBe('false');
    expect(double.desk.settings.find(({ name }) => name === 'stop-window')?.value).toBe('60');
  });

  it('ask nothing of the core while nothing was changed', async () => {
    const { user, double } = await onSettings();
    await user.click(screen.getByRole('textbox', { name: 'Life of a request' }));
    await user.tab();
    await user.tab();
    expect(calls(double, 'set_setting')).toEqual([]);
  });
});

describe('the reminders of holds', () => {
  it('are the store’s, are kept where the core reads them, and may all be off', async () => {
    const { user, double } = await onSettings();
    await user.click(screen.getByRole('switch', { name: '4 h' }));
    expect(await screen.findByText('Reminders before a hold ends: saved')).toBeDefined();
    for (const hour of ['48 h', '24 h', '1 h']) await user.click(screen.getByRole('switch', { name: hour }));
    await waitFor(() => expect(double.desk.settings.find(({ name }) => name === 'reminders')?.value).toBe(''));
    const kept = calls(double, 'set_setting').map((call) => (call as { value: string }).value);
    expect(kept).toEqual(['48,24,1', '24,1', '1', '']);
    expect(screen.getAllByRole('switch', { checked: true }).map((one) => one.parentElement?.textContent)).not.toContain(
      '1 h',
    );
  });
});

describe('the settings of a person', () => {
  it('are kept one by one', async () => {
    const { user, double } = await onSettings();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark');
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
    await user.click(screen.getByRole('switch', { name: 'Sounds' }));
    await user.click(screen.getByRole('switch', { name: 'Single-letter keys' }));
    await user.click(screen.getByRole('switch', { name: 'Go on in the tray' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), '简体中文');
    expect(await screen.findByRole('heading', { name: '设置' })).toBeDefined();
    expect(calls(double, 'set_preference')).toEqual([
      { name: 'theme', value: 'dark' },
      { name: 'sounds', value: 'off' },
      { name: 'single-letters', value: 'off' },
      { name: 'keep-running', value: 'on' },
      { name: 'language', value: 'zh-Hans' },
    ]);
  });
});

describe('the care of the history', () => {
  it('tells how large and where it is, backs up, and verifies', async () => {
    const { user } = await onSettings();
    expect(await screen.findByText(/1,204 orders, 8,412 facts, 41.9 MB/)).toBeDefined();
    expect(screen.getByText('/home/priya/.local/share/countersign/production')).toBeDefined();
    expect(screen.getByText(/By itself every day: 11 kept/)).toBeDefined();
    expect(screen.getByText(/Checked by itself every week, the last time/)).toBeDefined();
    await user.click(await press('Back up…'));
    expect(await screen.findByText('Backed up: 8,412 facts, 41.2 MB')).toBeDefined();
    expect(screen.getByText('/media/priya/vault/countersign-2026-11-25.backup')).toBeDefined();
    await user.click(await press('Verify'));
    expect(await screen.findByText('Whole: 8,412 facts of 1,204 orders')).toBeDefined();
  });

  it('says why the backup of the day could not be made', async () => {
    await onSettings({
      prepare: (desk) => {
        desk.automatic = { ...desk.automatic, failed: 'there is no space left on the disk. Free some space.' };
      },
    });
    expect(await screen.findByText('The last try to back up by itself failed')).toBeDefined();
    expect(screen.getByText('there is no space left on the disk. Free some space.')).toBeDefined();
  });

  it('names every break that a verification finds', async () => {
    const { user } = await onSettings({
      prepare: (desk) => {
        desk.breaks = ['fact 4102 does not carry the hash of the one before it', 'a projection differs'];
      },
    });
    await user.click(await press('Verify'));
    expect(await screen.findByText('2 breaks were found')).toBeDefined();
    expect(screen.getByText('a projection differs')).toBeDefined();
  });

  it('says that a whole history is never replaced, and how a backup comes back on another computer', async () => {
    await onSettings();
    expect(await screen.findByText(/A whole history is never replaced/)).toBeDefined();
    expect(screen.getByText(/^On another computer, choose this environment at the first start/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Restore a backup…' })).toBeNull();
  });

  it('restores a backup where the history cannot be believed, and not where only what is shown is wrong', async () => {
    const { user, double } = await onSettings();
    act(() => double.turn({ trouble: { kind: 'torn', what: 'page 12 is damaged' } }));
    const history = within(screen.getByRole('region', { name: 'History' }));
    await user.click(await history.findByRole('button', { name: 'Restore a backup…' }));
    expect(await screen.findByRole('dialog', { name: 'Restore a backup' })).toBeDefined();
    await user.keyboard('{Escape}');
    act(() => double.turn({ trouble: { kind: 'shown', what: 'a projection differs' } }));
    expect(await history.findByText(/^The facts here are whole/)).toBeDefined();
    expect(history.queryByRole('button', { name: 'Restore a backup…' })).toBeNull();
  });

  it('renews the recovery code, says what that takes away, and is confirmed only when it is typed back', async () => {
    const { user, double } = await onSettings();
    await user.click(await press('Make a new one…'));
    expect(await screen.findByText(/The code you have now no longer opens this history/)).toBeDefined();
    await user.click(await press('Show the code'));
    expect(await serious()).toEqual([]);
    await user.click(await press('Later'));
    expect(await screen.findByText('Not confirmed yet')).toBeDefined();
    expect(document.body.textContent).not.toContain(CODE.slice(0, 4));
    await user.click(await press('Show and confirm one…'));
    await user.click(await press('Show the code'));
    await user.click(await press('I wrote it down'));
    await user.type(await screen.findByRole('textbox', { name: 'Recovery code' }), `${CODE}{Enter}`);
    expect(await screen.findByText('Written down and confirmed')).toBeDefined();
    expect(double.desk.code.confirmed).toBe(true);
  });
});

describe('small things', () => {
  it('a size is printed in the unit that reads best', () => {
    expect([0, 999, 1000, 41_900_000, 812_000_000, 3_200_000_000].map(printBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '41.9 MB',
      '812 MB',
      '3.2 GB',
    ]);
  });
});
