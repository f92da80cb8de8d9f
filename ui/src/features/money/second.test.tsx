import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SecondPerson } from '@/platform/contract';
import { CODE } from '@/platform/double/operations';
import { openWindow, serious } from '@/testing/window';

const SLOW = { timeout: 40_000 };

/** A refund of SGD 20.00, typed in, that one person may not do alone. */
async function refundWith(second: SecondPerson) {
  const window = await openWindow({ busy: false });
  window.double.second = second;
  await window.user.click(await screen.findByText('SO-20445', {}, SLOW));
  await window.user.click(await screen.findByRole('button', { name: /^Refund…/ }));
  const dialog = within(await screen.findByRole('dialog'));
  const amount = await dialog.findByRole('textbox', { name: 'Refund amount' });
  await window.user.clear(amount);
  await window.user.click(amount);
  await window.user.paste('20.00');
  await window.user.selectOptions(dialog.getByRole('combobox', { name: /^Reason/ }), 'Goods came back');
  const called = (name: string) => window.double.called.filter(({ command }) => command === name);
  return { ...window, dialog, called };
}

describe('what one person may not do alone', () => {
  it('is asked of those who could agree, and nothing is decided by it', async () => {
    const { user, dialog, called } = await refundWith({ rule: 'it is much', approvers: ['Daniel', 'Lena'] });
    expect(await dialog.findByText('This needs a second person: it is much.', {}, SLOW)).toBeDefined();
    expect(dialog.getByText('Daniel or Lena can approve it.')).toBeDefined();
    expect(dialog.queryByLabelText('Recovery code')).toBeNull();
    await user.type(dialog.getByLabelText('A few words to whoever approves'), ' See the photograph');
    const ask = dialog.getByRole('button', { name: 'Ask for approval' });
    await waitFor(() => expect(ask.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await user.click(ask);
    expect(await screen.findByText('Asked for approval. It is done when somebody agrees.')).toBeDefined();
    expect(called('ask_approval').map(({ input }) => input)).toEqual([
      { token: expect.any(String), note: 'See the photograph' },
    ]);
    expect(called('confirm')).toEqual([]);
  });

  it('keeps the recovery code that was typed while the question is put anew', async () => {
    const { user, dialog } = await refundWith({ rule: 'it is much', approvers: [] });
    await user.type(await dialog.findByLabelText('Recovery code', {}, SLOW), CODE);
    const amount = dialog.getByRole('textbox', { name: 'Refund amount' });
    await user.clear(amount);
    await user.type(amount, '30.00');
    const go = await dialog.findByRole('button', { name: 'Refund SGD 30.00' }, SLOW);
    await waitFor(() => expect(go.getAttribute('aria-disabled')).toBe('false'), SLOW);
    expect(dialog.getByLabelText<HTMLInputElement>('Recovery code').value).toBe(CODE);
  });

  it('is done with the recovery code where nobody else could agree, and the field forgets it with every try', async () => {
    const { user, dialog, called } = await refundWith({ rule: 'it is much', approvers: [] });
    const code = await dialog.findByLabelText<HTMLInputElement>('Recovery code', {}, SLOW);
    const go = await dialog.findByRole('button', { name: 'Refund SGD 20.00' }, SLOW);
    expect(await serious()).toEqual([]);
    await user.type(code, 'WRONG');
    await waitFor(() => expect(go.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await user.click(go);
    expect(await dialog.findByText(/belongs to another ledger/)).toBeDefined();
    await waitFor(() => expect(dialog.getByLabelText<HTMLInputElement>('Recovery code').value).toBe(''));
    expect(go.getAttribute('aria-disabled')).toBe('true');
    await user.type(dialog.getByLabelText('Recovery code'), CODE);
    await waitFor(() => expect(go.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await user.click(go);
    await waitFor(() => expect(called('confirm').at(-1)?.input).toMatchObject({ code: CODE }));
    await dialog.findByText('Leaves in 1:00.');
  });
});
