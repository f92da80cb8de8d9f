import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow, serious } from '@/testing/window';

const SLOW = { timeout: 40_000 };

async function refundOfDisputed() {
  const window = await openWindow({ busy: false });
  const { double, user } = window;
  const row = double.rows.find(({ reference }) => reference === 'SO-20445');
  double.rows = double.rows.map((one) => (one === row ? { ...one, badges: ['Disputed'] } : one));
  await user.click(await screen.findByText('SO-20445', {}, SLOW));
  await screen.findByText("Don't ship yet.");
  await user.click(await screen.findByRole('button', { name: /^Refund…/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('A dispute is open on this payment');
  return { ...window, dialog };
}

describe('the refund of a disputed payment', () => {
  it('is refused, and says how it can be taken on', async () => {
    const { dialog, double, user } = await refundOfDisputed();
    await user.type(dialog.getByRole('textbox', { name: 'Refund amount' }), '20.00');
    await user.selectOptions(dialog.getByRole('combobox', { name: /^Reason/ }), 'Problem with an item');
    const go = await dialog.findByRole('button', { name: 'Refund SGD 20.00' });
    expect(go.getAttribute('aria-disabled')).toBe('true');
    expect(dialog.getByText(/would pay the buyer twice/)).toBeDefined();
    expect(await serious()).toEqual([]);
    expect(double.called.some(({ command }) => command === 'confirm')).toBe(false);
  });

  it('is made with the override and a reason that was written down, and with nothing less', async () => {
    const { dialog, double, user } = await refundOfDisputed();
    await user.type(dialog.getByRole('textbox', { name: 'Refund amount' }), '20.00');
    await user.selectOptions(dialog.getByRole('combobox', { name: /^Reason/ }), 'Problem with an item');
    await user.click(dialog.getByRole('checkbox', { name: /^Refund all the same/ }));
    expect(await dialog.findByText(/Write down why/)).toBeDefined();
    const go = await dialog.findByRole('button', { name: 'Refund SGD 20.00' });
    expect(go.getAttribute('aria-disabled')).toBe('true');
    await user.type(dialog.getByRole('textbox', { name: /^Note for the record/ }), 'bank agreed');
    await waitFor(() => expect(go.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await user.click(go);
    await dialog.findByText('Leaves in 1:00.');
    const asked = double.called.filter(({ command }) => command === 'prepare').at(-1)?.input;
    expect(asked).toMatchObject({ verb: 'Refund', despite_dispute: true });
    expect((asked as { reason: string }).reason).toContain('bank agreed');
  });
});

describe('the ship rule', () => {
  it('says of a payment whether goods may leave, and why', async () => {
    const { user } = await openWindow({ busy: false });
    await user.click(await screen.findByText('SO-20445', {}, SLOW));
    const detail = within(await screen.findByRole('region', { name: 'Payment SO-20445' }));
    expect(await detail.findByText('Ship now.')).toBeDefined();
    expect(detail.getByText('The money is taken.', { exact: false })).toBeDefined();
  });
});
