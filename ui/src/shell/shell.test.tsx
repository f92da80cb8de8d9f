import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow, serious } from '@/testing/window';
import { matches } from './Palette';
import { initials } from './Strip';

describe('the window', () => {
  it('tells environment, answer, zone, time and person, each in its words', async () => {
    await openWindow();
    expect(await screen.findByText('Antom answered 2 s ago')).toBeDefined();
    expect(screen.getByText('Wed 25 Nov, 11:05')).toBeDefined();
    expect(screen.getByText('Priya Nair')).toBeDefined();
    expect(
      screen.getByRole('button', { name: 'Merchant and environment: Saltwind Outfitters Production · real money' }),
    ).toBeDefined();
  });

  it('shows by how much the store is off Greenwich in every window, however small it is', async () => {
    await openWindow();
    const offset = screen.getByText('+08:00');
    const sheet = readFileSync(join(import.meta.dirname, 'Shell.module.css'), 'utf8');
    const hidden = [...sheet.matchAll(/([^{}]+)\{[^{}]*display: none;[^{}]*\}/g)].flatMap(([, rule]) =>
      (rule ?? '')
        .replace(/\/\*.*?\*\//gs, '')
        .split(',')
        .map((selector) => selector.trim()),
    );
    expect(hidden.length).toBeGreaterThan(0);
    const hides = (selector: string) => offset.closest(selector) !== null;
    expect(hidden.filter(hides)).toEqual([]);
    expect(hides('.meta')).toBe(true);
  });

  it('says that it is offline and that work is kept, as soon as the core says so', async () => {
    const { double } = await openWindow();
    act(() => double.tell('pulse', { ...double.pulse(), offline_since: '2026-11-25T03:02:00Z' }));
    expect(await screen.findByText('Offline since 11:02, work is kept')).toBeDefined();
  });

  it('says above every screen that the history is open for reading only, why, and restores a backup from there', async () => {
    const { user, double } = await openWindow();
    const trouble = { kind: 'edited' as const, what: 'fact 4102: its content is not what its hash was taken over' };
    act(() => double.turn({ trouble }));
    const said = await screen.findByRole('alert');
    expect(said.textContent).toContain('Open for reading only');
    expect(said.textContent).toContain('fact 4102');
    await user.click(within(said).getByRole('button', { name: 'Restore a backup…' }));
    expect(await screen.findByRole('dialog', { name: 'Restore a backup' })).toBeDefined();
    expect(await serious()).toEqual([]);
    act(() => double.turn({ trouble: { kind: 'shown', what: 'order A-1: its projection differs' } }));
    expect((await screen.findByRole('alert')).textContent).toContain('countersign ledger replay');
    act(() => double.turn({ trouble: null }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes on telling what a restore brought back when the trouble is over by it', async () => {
    const { user, double } = await openWindow();
    act(() => double.turn({ trouble: { kind: 'torn', what: 'page 12 is damaged' } }));
    await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: 'Restore a backup…' }));
    await user.click(await screen.findByRole('button', { name: 'Choose the file…' }));
    act(() => double.turn({ trouble: null }));
    expect(await screen.findByText('8,412 facts are back')).toBeDefined();
  });

  it('tells how old an answer is once it is older than a minute', async () => {
    const { double } = await openWindow();
    act(() => double.tell('pulse', { ...double.pulse(), last_answer_at: '2026-11-25T03:02:00Z' }));
    expect(await screen.findByText('Last answer 11:02')).toBeDefined();
  });

  it('says first that it can be seen, so that the core shows it', async () => {
    const { double } = await openWindow();
    await waitFor(() => expect(double.called.map(({ command }) => command)).toContain('ready'));
  });

  it('asks for the rows of its first picture once, before that is drawn', async () => {
    const { double } = await openWindow();
    await screen.findByText('SO-20452');
    const commands = double.called.map(({ command }) => command);
    expect(commands.filter((command) => command === 'search')).toHaveLength(1);
    expect(commands.indexOf('search')).toBeLessThan(commands.indexOf('ready'));
  });

  it('opens the palette by Ctrl K, finds people in it, and goes to them', async () => {
    const { user } = await openWindow();
    await screen.findByText('SO-20452');
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('yuto');
    const list = await screen.findByRole('listbox');
    expect(await within(list).findByText('Yuto Mori')).toBeDefined();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('region', { name: 'Payment SO-20441' })).toBeDefined();
  });

  it('changes theme and language from the palette, and keeps them', async () => {
    const { user, double } = await openWindow();
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('dark{Enter}');
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('chinese{Enter}');
    expect(await screen.findByText('全部')).toBeDefined();
    expect(document.documentElement.lang).toBe('zh-Hans');
    const kept = double.called.filter(({ command }) => command === 'set_preference').map(({ input }) => input);
    expect(kept).toEqual([
      { name: 'theme', value: 'dark' },
      { name: 'language', value: 'zh-Hans' },
    ]);
    expect(await serious()).toEqual([]);
  });

  it('shows every key on ? and not while one types', async () => {
    const { user } = await openWindow();
    await user.type(await screen.findByRole('combobox', { name: 'Search payments' }), '?');
    expect(screen.queryByRole('dialog')).toBeNull();
    act(() => (document.activeElement as HTMLElement).blur());
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined();
  });

  it('opens another environment in a window of its own, by asking the core', async () => {
    const { user, double } = await openWindow();
    await user.click(await screen.findByRole('button', { name: /Merchant and environment/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Open Sandbox' }));
    expect(double.called.at(-1)).toEqual({ command: 'open_environment', input: { environment: 'sandbox' } });
  });

  it('offers to set up an environment that is not there yet', async () => {
    const { user, double } = await openWindow({ environments: ['production'] });
    await user.click(await screen.findByRole('button', { name: /Merchant and environment/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Set up Training…' }));
    expect(double.called.at(-1)).toEqual({ command: 'open_environment', input: { environment: 'training' } });
  });

  it('shows a refusal with its remedy until it is closed', async () => {
    const { user, double } = await openWindow();
    double.refuse.set('open_environment', {
      code: 'not-set-up',
      class: 'set-up',
      message: 'not set up yet',
      remedy: 'Add an account first.',
    });
    await user.click(await screen.findByRole('button', { name: /Merchant and environment/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Open Sandbox' }));
    expect(await screen.findByText('Add an account first.')).toBeDefined();
  });

  it('puts news into a line of words, with the way to the order', async () => {
    const { user, double } = await openWindow();
    const [row] = double.rows;
    if (row === undefined) throw new Error('the shop is empty');
    act(() => double.tell('news', { what: 'paid', order: row.id, reference: row.reference, amount: row.amount }));
    expect(await screen.findByText('SO-20452 is paid: SGD 1,186.50')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Open' }));
    expect(await screen.findByRole('region', { name: 'Payment SO-20452' })).toBeDefined();
  });

  it('goes where the core asks it to', async () => {
    const { double } = await openWindow();
    const order = double.rows[2]?.id ?? null;
    act(() => double.tell('show', { screen: 'payments', order }));
    expect(await screen.findByRole('region', { name: 'Payment SO-20450' })).toBeDefined();
  });
});

describe('small things', () => {
  it('initials are of the first and the last name, in any script', () => {
    expect(['Priya Nair', 'root', 'mei.wong', '王芳', 'Ana Maria da Silva'].map(initials)).toEqual([
      'PN',
      'RO',
      'MW',
      '王芳',
      'AS',
    ]);
  });

  it('a palette entry is found by parts of its words in any order', () => {
    expect(matches('Use the dark theme', 'theme dark')).toBe(true);
    expect(matches('Use the dark theme', 'light')).toBe(false);
    expect(matches('anything', '')).toBe(true);
  });
});
