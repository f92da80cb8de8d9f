import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Prepared } from '@/platform/contract';
import { approvalOf } from '@/platform/double/people';
import { openWindow, serious } from '@/testing/window';
import { followsIn } from '@/words/follows';
import { sayIn } from '@/words/words';

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

  it('is told in Chinese in a Chinese window: what is asked, by which rule, and why it is refused', async () => {
    const opened = await openWindow({
      approvals: [approvalOf({ for_me: true })],
      preferences: { language: 'zh-Hans' },
    });
    await screen.findByRole('navigation', { name: '主导航' }, { timeout: 40_000 });
    await opened.user.click(screen.getByRole('button', { name: /^待处理/ }));
    const waiting = within(await screen.findByRole('region', { name: '等待批准' }));
    expect(waiting.getByText('对订单 SO-20445 退款 SGD 80.00')).toBeDefined();
    expect(waiting.getByText(/SGD 80.00 超出您的退款限额 SGD 50.00。$/)).toBeDefined();
    opened.double.refuse.set('refuse_approval', {
      code: 'approval-over',
      class: 'refused',
      message: 'Lena Hartmann approved this already.',
      remedy: 'Have it asked for anew.',
      said: { code: 'approved-by', name: 'Lena Hartmann' },
    });
    await opened.user.click(waiting.getByRole('button', { name: '查看…' }));
    expect(
      await screen.findByText(
        '已收 SGD 200.00，其中 SGD 80.00 退回买家；买家可能要过几天才收到。退款后还可退 SGD 120.00。一旦离开本机便无法撤销。',
      ),
    ).toBeDefined();
    await opened.user.type(screen.getByLabelText('拒绝的原因'), '请先附照片');
    await opened.user.click(screen.getByRole('button', { name: '拒绝' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Lena Hartmann 已批准此请求。 如仍需要，请重新请求。');
  });

  it('stands third in Attention, and what is mine to answer counts there as it does in the rail', async () => {
    const approvals = [approvalOf({ for_me: true }), approvalOf({ id: 'b', mine: true })];
    const opened = await openWindow({ approvals, pulse: { attention: 10 } });
    await toAttention(opened);
    const grid = await screen.findByRole('grid', { name: 'What needs a person, continued' });
    const groups = [...document.querySelectorAll('[role="rowgroup"], section section[aria-label]')];
    expect(groups.map((group) => group.getAttribute('aria-label')).slice(0, 4)).toEqual([
      'Possible double payment',
      'Holds ending',
      'Waiting for approval',
      'Outcome not known yet',
    ]);
    for (const name of [/^Attention 10$/, /^For me 10$/]) expect(screen.getByRole('button', { name })).toBeDefined();
    expect(screen.getByText('10 things, grouped by what they need')).toBeDefined();
    const first = document.querySelector<HTMLElement>('[data-index="0"]');
    act(() => first?.focus());
    await opened.user.keyboard('{End}');
    expect(grid.contains(document.activeElement)).toBe(true);
    expect(await serious()).toEqual([]);
  });

  it('says in both languages that a dispute is open, in the list and in the dialog', async () => {
    const opened = await openWindow({ approvals: [approvalOf({ for_me: true, despite_dispute: true })] });
    const waiting = await toAttention(opened);
    const words = 'A dispute is open on this payment. It is refunded all the same.';
    expect(waiting.getByText(words)).toBeDefined();
    await opened.user.click(waiting.getByRole('button', { name: 'Look at it…' }));
    expect(within(await screen.findByRole('dialog')).getByText(words)).toBeDefined();
    expect(sayIn('zh-Hans')('approvals.disputed')).toBe('此付款有未结的争议，仍要退款。');
  });

  it('keeps the dialog and what was typed while things that need a person come and go', async () => {
    const opened = await openWindow({ approvals: [approvalOf({ for_me: true })] });
    const waiting = await toAttention(opened);
    await screen.findByRole('grid', { name: 'What needs a person, continued' });
    // The list took the focus before, and must not take it from the dialog when it comes back.
    act(() => document.querySelector<HTMLElement>('[data-index="0"]')?.focus());
    await opened.user.keyboard('j');
    await opened.user.click(waiting.getByRole('button', { name: 'Look at it…' }));
    await opened.user.type(await screen.findByLabelText('Why it is refused'), 'Ask for');
    const { concerns } = opened.double;
    opened.double.concerns = { ...concerns, items: [] };
    await act(async () => opened.double.turn({ attention: 1 }));
    await waitFor(() => expect(document.querySelector('[role="grid"]')).toBeNull());
    opened.double.concerns = concerns;
    await act(async () => opened.double.turn({ attention: 10 }));
    await waitFor(() => expect(document.querySelector('[role="grid"]')).not.toBeNull());
    await opened.user.keyboard(' a photograph');
    expect(screen.getByLabelText('Why it is refused')).toHaveProperty('value', 'Ask for a photograph');
  });

  it('goes when it lapses, of which only the count of the core tells', async () => {
    const opened = await openWindow({ approvals: [approvalOf({ for_me: true })], pulse: { attention: 10 } });
    await toAttention(opened);
    opened.double.approvals = [approvalOf({ stage: 'lapsed' })];
    act(() => opened.double.turn({ attention: 9 }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Waiting for approval' })).toBeNull());
  });

  it('that others are asked is nothing that needs me', async () => {
    const opened = await openWindow({ approvals: [approvalOf({ mine: true })], busy: false, pulse: { attention: 0 } });
    await toAttention(opened);
    expect(await screen.findByRole('heading', { name: 'Nothing needs you' })).toBeDefined();
  });
});

describe('what follows once it is agreed to', () => {
  const sgd = (value: string) => ({ currency: 'SGD', value });
  const book = (taken: string, authorised = '8000') => ({
    authorised: sgd(authorised),
    taken: sgd(taken),
    refunded: sgd('0'),
    pending: sgd('0'),
    queued: sgd('0'),
    available: sgd('0'),
  });
  const prepared = (more: Partial<Prepared>) =>
    ({
      amount: sgd('8000'),
      consequence: 'It is final.',
      before: book('8000'),
      after: book('0'),
      stop_window_seconds: 60,
      ...more,
    }) as Prepared;
  const told = (more: Partial<Prepared>) => followsIn('zh-Hans', prepared(more), sayIn('zh-Hans'));

  it('is said in Chinese for everything that moves money', () => {
    expect(told({ verb: 'Capture' })).toBe(
      '将从买家 一次性全额收取 SGD 80.00。此后可以退款，不能再取消。一旦离开本机便无法撤销。',
    );
    expect(told({ verb: 'Refund' })).toContain('退款后没有可退的余额。');
    expect(told({ verb: 'Cancel' })).toContain('将全额退回 SGD 80.00 至买家');
    expect(told({ verb: 'Cancel', before: book('0') })).toContain('将解除对买家 冻结的 SGD 80.00');
    expect(told({ verb: 'Cancel', before: book('0', '0') })).toContain('不能再支付 SGD 80.00');
  });

  it('is the sentence of the core in English, and where the core gave no figures', () => {
    expect(followsIn('en', prepared({ verb: 'Refund' }), sayIn('en'))).toBe('It is final.');
    expect(told({ verb: 'Refund', before: null })).toBe('It is final.');
  });
});
