import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow, serious } from '@/testing/window';

const SLOW = { timeout: 40_000 };

async function onWays(options: Parameters<typeof openWindow>[0] = {}) {
  const window = await openWindow(options);
  await window.user.click(await screen.findByRole('button', { name: 'Settings' }));
  await screen.findByRole('combobox', { name: 'Way to pay' }, SLOW);
  return window;
}
const calls = (double: { called: { command: string; input: unknown }[] }, command: string) =>
  double.called.filter((call) => call.command === command).map(({ input }) => input);

async function correcting() {
  const window = await onWays();
  await window.user.selectOptions(screen.getByRole('combobox', { name: 'Way to pay' }), 'GRABPAY_SG');
  await window.user.click(screen.getByRole('button', { name: 'Correct…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Correct GrabPay · GRABPAY_SG' }));
  return { ...window, dialog };
}

describe('what is known about a way to pay', () => {
  it('stands beside what the guides say', async () => {
    await onWays();
    const table = within(screen.getByRole('table', { name: 'Card' }));
    expect(table.getAllByText('the money is held').length).toBe(2);
    expect(table.getAllByText('for 7 days while nothing is captured').length).toBe(2);
  });

  it('is restricted at once, with a reason', async () => {
    const { user, double, dialog } = await correcting();
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Refund of a part' }), 'not possible');
    await user.click(dialog.getByRole('button', { name: 'Look at the change' }));
    expect(await dialog.findByText(/A correction needs a reason/)).toBeDefined();
    await user.type(dialog.getByRole('textbox', { name: 'Why, for your colleagues' }), 'our contract');
    await user.click(dialog.getByRole('button', { name: 'Look at the change' }));
    expect(await dialog.findByText('Refund of a part: possible, then not possible')).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'Correct it' }));
    expect(await screen.findByText(/Priya Nair: our contract/)).toBeDefined();
    expect(screen.getByText('Corrected here')).toBeDefined();
    expect(calls(double, 'correct_method')[0]).toMatchObject({ shown: null, edit: { partial_refunds: false } });
  });

  it('is loosened only by somebody who read what the guides say', async () => {
    const { user, double, dialog } = await correcting();
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Several refunds' }), 'not possible');
    await user.type(dialog.getByRole('textbox', { name: 'Why, for your colleagues' }), 'first');
    await user.click(dialog.getByRole('button', { name: 'Look at the change' }));
    await user.click(await dialog.findByRole('button', { name: 'Correct it' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Correct…' }));
    const again = within(await screen.findByRole('dialog'));
    await user.selectOptions(again.getByRole('combobox', { name: 'Several refunds' }), 'possible');
    await user.type(again.getByRole('textbox', { name: 'Why, for your colleagues' }), 'new contract');
    await user.click(again.getByRole('button', { name: 'Look at the change' }));
    expect(await again.findByText('This allows more than before')).toBeDefined();
    expect(again.getByText('The guides say: possible.')).toBeDefined();
    expect(again.getByRole('button', { name: 'Correct it' })).toHaveProperty('disabled', true);
    expect(await serious()).toEqual([]);
    await user.click(again.getByRole('checkbox', { name: 'I read it, and our contract allows this' }));
    await user.click(again.getByRole('button', { name: 'Correct it' }));
    await waitFor(() => expect(calls(double, 'correct_method').length).toBe(2));
    expect(calls(double, 'correct_method')[1]).toMatchObject({ shown: 'feed00112233' });
  });

  it('keeps what was typed where a figure cannot be read, and says so at its field', async () => {
    const { user, dialog } = await correcting();
    const days = dialog.getByRole('textbox', { name: 'Refund window' });
    await user.type(days, 'a year');
    await user.click(dialog.getByRole('button', { name: 'Look at the change' }));
    expect(await dialog.findByText(/Give a whole number from 1 to 3650/)).toBeDefined();
    expect(days).toHaveProperty('value', 'a year');
    expect(days.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('what a buyer can pay with', () => {
  it('is asked of Antom with its limits, and a way that cannot be used says why', async () => {
    const { user, double } = await onWays();
    const ask = within(screen.getByRole('region', { name: 'What a buyer can pay with now' }));
    await user.type(ask.getByRole('textbox', { name: 'Amount' }), '12.00');
    await user.click(ask.getByRole('button', { name: 'Ask Antom' }));
    expect(await ask.findByText('Card, VISA, MASTERCARD')).toBeDefined();
    // No picture comes from outside: a mark is drawn, or made of letters.
    expect(ask.queryByRole('img')).toBeNull();
    expect(ask.getByText('GP')).toBeDefined();
    expect(ask.getByText('from SGD 1.00')).toBeDefined();
    expect(ask.getByText('no, PAYMENT_METHOD_NOT_SUPPORTED')).toBeDefined();
    expect(calls(double, 'consult')[0]).toMatchObject({ account: 'main', region: null, afresh: false });
    await user.click(ask.getByRole('button', { name: 'Ask again' }));
    await waitFor(() => expect(calls(double, 'consult')[1]).toMatchObject({ afresh: true }));
    expect(await serious()).toEqual([]);
  });

  it('is not asked about an amount that cannot be read', async () => {
    const { user, double } = await onWays();
    const ask = within(screen.getByRole('region', { name: 'What a buyer can pay with now' }));
    await user.type(ask.getByRole('textbox', { name: 'Amount' }), 'lots{Enter}');
    expect(await ask.findByRole('alert')).toBeDefined();
    expect(calls(double, 'consult')).toEqual([]);
  });
});
