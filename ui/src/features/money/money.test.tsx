import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow } from '@/testing/window';

async function dialogOf(reference: string, button: RegExp) {
  const window = await openWindow();
  await window.user.click(await screen.findByText(reference));
  await window.user.click(await screen.findByRole('button', { name: button }));
  return { ...window, dialog: await screen.findByRole('dialog') };
}

const confirms = (called: { command: string }[]) => called.filter(({ command }) => command === 'confirm').length;

describe('moving money', () => {
  it('asks afresh, shows the money as one equation, and says the amount in the button', async () => {
    const { dialog, double, user } = await dialogOf('SO-20445', /^Refund…/);
    expect(double.called.some(({ command }) => command === 'prepare')).toBe(true);
    await user.type(within(dialog).getByRole('textbox', { name: 'Refund amount' }), '200.00');
    expect(await within(dialog).findByRole('button', { name: 'Refund SGD 200.00' })).toBeDefined();
    expect(within(dialog).getByRole('img').getAttribute('aria-label')).toContain('leaves SGD 640.00 available');
  });

  it('never sends by Enter, in a field or on the button', async () => {
    const { dialog, double, user } = await dialogOf('SO-20445', /^Refund…/);
    await user.type(within(dialog).getByRole('textbox', { name: 'Refund amount' }), '200.00{Enter}');
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason, required' }), 'sole came off{Enter}');
    const button = await within(dialog).findByRole('button', { name: 'Refund SGD 200.00' });
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'), { timeout: 3000 });
    button.focus();
    await user.keyboard('{Enter}');
    expect(confirms(double.called)).toBe(0);
    await user.keyboard(' ');
    await waitFor(() => expect(confirms(double.called)).toBe(1));
  });

  it('sends once however often the button is pressed, and exactly what was prepared', async () => {
    const { dialog, double, user } = await dialogOf('SO-20450', /^Capture SGD/);
    const button = within(dialog).getByRole('button', { name: /^Capture SGD/ });
    await user.dblClick(button);
    expect(confirms(double.called)).toBe(0);
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'), { timeout: 3000 });
    await user.tripleClick(button);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(confirms(double.called)).toBe(1);
    expect(await screen.findByText(/Ctrl Z stops it/)).toBeDefined();
    expect(await screen.findByText(/Leaves in 1:00/)).toBeDefined();
  });

  it('does nothing without a reason, and is asked again when the reason changes', async () => {
    const { dialog, double, user } = await dialogOf('SO-20445', /^Refund…/);
    await user.click(await within(dialog).findByRole('button', { name: 'All 640.00' }));
    const button = await within(dialog).findByRole('button', { name: 'Refund SGD 640.00' });
    await new Promise((done) => setTimeout(done, 1200));
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason, required' }), 'whole order came back');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'), { timeout: 3000 });
    const asks = double.called.filter(({ command }) => command === 'prepare').map(({ input }) => input);
    expect(asks.at(-1)).toMatchObject({ amount: { currency: 'SGD', value: '64000' }, reason: 'whole order came back' });
  });

  it('shows a refusal in its own words and sends nothing', async () => {
    const window = await openWindow();
    window.double.refuse.set('prepare', {
      code: 'hold-ended',
      class: 'refused',
      message: 'the hold ended Wed 2 Dec',
      remedy: 'Make a new request.',
    });
    await window.user.click(await screen.findByText('SO-20450'));
    await window.user.click(await screen.findByRole('button', { name: /^Capture SGD/ }));
    const told = within(await screen.findByRole('dialog')).findByRole('alert');
    expect((await told).textContent).toContain('Make a new request.');
    expect(confirms(window.double.called)).toBe(0);
  });

  it('can be stopped by Ctrl Z while it waits', async () => {
    const { dialog, double, user } = await dialogOf('SO-20450', /^Capture SGD/);
    const button = within(dialog).getByRole('button', { name: /^Capture SGD/ });
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'), { timeout: 3000 });
    await user.click(button);
    await screen.findByText(/Leaves in 1:00/);
    await user.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText(/Stopped by you: SO-20450/)).toBeDefined();
    expect(double.called.some(({ command }) => command === 'stop')).toBe(true);
  });
});
