import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { approvalOf } from '@/platform/double/people';
import { openWindow, serious } from '@/testing/window';

const toAttention = async (opened: Awaited<ReturnType<typeof openWindow>>) => {
  await screen.findByRole('navigation', { name: 'Main' }, { timeout: 40_000 });
  await opened.user.click(screen.getByRole('button', { name: /^Attention/ }));
  return within(await screen.findByRole('region', { name: 'Waiting for approval' }));
};
const commands = (double: { called: { command: string }[] }) => double.called.map(({ command }) => command);

describe('what waits for approval', () => {
  it('is given after Antom was asked afresh, once', async () => {
    const opened = await openWindow({ approvals: [approvalOf({ for_me: true })] });
    const waiting = await toAttention(opened);
    expect(waiting.getByText('Refund SGD 80.00 of order SO-20445')).toBeDefined();
    expect(waiting.getByText('Why: Goods came back')).toBeDefined();
    expect(waiting.getByText(/^Priya Nair was told: SGD 80.00 is above your limit/)).toBeDefined();
    expect(await serious()).toEqual([]);
    await opened.user.click(waiting.getByRole('button', { name: 'Look at it…' }));
    const give = await screen.findByRole('button', { name: /^Approve SGD 80.00/ });
    await waitFor(() => expect(give.getAttribute('aria-disabled')).toBe('false'));
    await opened.user.click(give);
    expect(await screen.findByText('Approved. It waits in the outbox under both names.')).toBeDefined();
    expect(commands(opened.double).filter((command) => command === 'give_approval')).toHaveLength(1);
    expect(commands(opened.double)).toContain('consider_approval');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Waiting for approval' })).toBeNull());
  });

  it('of a key says what agreeing does, and that the key signs afterwards', async () => {
    const key = { for_me: true, verb: null, order: null, payment: null, amount: null };
    const opened = await openWindow({ approvals: [approvalOf(key)] });
    const waiting = await toAttention(opened);
    await opened.user.click(waiting.getByRole('button', { name: 'Look at it…' }));
    const give = await screen.findByRole('button', { name: /^Approve and do it/ });
    await waitFor(() => expect(give.getAttribute('aria-disabled')).toBe('false'));
    await opened.user.click(give);
    expect(await screen.findByText('Approved. The key signs from now on.')).toBeDefined();
    expect(commands(opened.double)).not.toContain('consider_approval');
  });

  it('is refused with a reason only', async () => {
    const opened = await openWindow({ approvals: [approvalOf({ for_me: true })] });
    const waiting = await toAttention(opened);
    await opened.user.click(waiting.getByRole('button', { name: 'Look at it…' }));
    const refuse = await screen.findByRole('button', { name: 'Refuse' });
    expect(refuse).toHaveProperty('disabled', true);
    await opened.user.type(screen.getByLabelText('Why it is refused'), 'Ask for a photograph');
    await opened.user.click(refuse);
    await waitFor(() =>
      expect(opened.double.called.find(({ command }) => command === 'refuse_approval')?.input).toMatchObject({
        reason: 'Ask for a photograph',
      }),
    );
  });

  it('is taken back by whoever asked, and by nobody else', async () => {
    const opened = await openWindow({ approvals: [approvalOf({ mine: true })] });
    const waiting = await toAttention(opened);
    expect(waiting.queryByRole('button', { name: 'Look at it…' })).toBeNull();
    await opened.user.click(waiting.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByText('Taken back.')).toBeDefined();
  });
});
