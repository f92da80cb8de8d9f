import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PIN } from '@/platform/double/staff';
import { openWindow, serious } from '@/testing/window';

const pin = () => screen.findByLabelText('PIN');
const working = () => screen.findByRole('navigation', { name: 'Main' }, { timeout: 40_000 });

describe('the lock screen', () => {
  it('shows who may sign in and what goes on, and no buyer and no amount', async () => {
    const { double } = await openWindow({ begins: 'locked', pulse: { outbox: 0 } });
    const people = within(screen.getByRole('radiogroup', { name: 'Who is here?' }));
    expect(people.getAllByRole('radio').map(({ textContent }) => textContent)).toEqual([
      'PNPriya NairShop',
      'DODaniel OkaforFinance',
      'LHLena HartmannAdmin',
      'TBTom BakkerShop',
    ]);
    expect(screen.getByText('Names and amounts are hidden while locked')).toBeDefined();
    expect(screen.getByText('Outbox empty')).toBeDefined();
    expect(screen.getByText('Next hold ends today, 16:30 +08:00')).toBeDefined();
    expect(screen.getByText('Wednesday 25 November 2026, Asia/Singapore +08:00')).toBeDefined();
    expect(screen.getByText('Locked: nobody is signed in')).toBeDefined();
    expect(document.body.textContent).not.toMatch(/SGD|SO-\d+/);
    expect(double.called.map(({ command }) => command)).not.toContain('search');
    expect(await serious()).toEqual([]);
  });

  it('unlocks with the PIN of whoever was chosen, by the keyboard alone, and empties the field with every try', async () => {
    const { user, double } = await openWindow({ begins: 'locked' });
    await waitFor(async () => expect(document.activeElement).toBe(await pin()));
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('radio', { name: /Tom Bakker/ })).toHaveProperty('ariaChecked', 'true');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('radio', { name: /Daniel Okafor/ })).toHaveProperty('ariaChecked', 'true');
    await user.keyboard('111222{Enter}');
    expect(await screen.findByText('That PIN does not match. 4 tries left.')).toBeDefined();
    await user.keyboard('{ArrowDown}');
    expect(await screen.findByText('Type or paste your PIN, six digits or more. 5 tries left.')).toBeDefined();
    await user.keyboard('{ArrowUp}');
    expect(await screen.findByText('Type or paste your PIN, six digits or more. 4 tries left.')).toBeDefined();
    expect(await pin()).toHaveProperty('value', '');
    await user.type(await pin(), `${PIN}{Enter}`);
    await working();
    expect(double.called.filter(({ command }) => command === 'sign_in').at(-1)?.input).toEqual({
      name: 'Daniel Okafor',
      pin: PIN,
    });
    expect(screen.getByText('Daniel Okafor')).toBeDefined();
  });

  it('comes with Ctrl L, and as soon as the core says that nobody is signed in', async () => {
    const { user, double } = await openWindow({ begins: 'locked' });
    await user.type(await pin(), `${PIN}{Enter}`);
    await working();
    await user.keyboard('{Control>}l{/Control}');
    expect(await screen.findByText('Who is here?')).toBeDefined();
    expect(double.called.find(({ command }) => command === 'lock')?.input).toEqual({ sealed: false, why: 'person' });
    await user.type(await pin(), `${PIN}{Enter}`);
    await working();
    double.begins = 'locked';
    double.refuse.set('attention', {
      code: 'operator-suspended',
      class: 'refused',
      message: 'Tom is suspended.',
      remedy: '',
    });
    await user.click(screen.getByRole('button', { name: /^Attention/ }));
    expect(await screen.findByText('Who is here?')).toBeDefined();
  });

  it('comes after three minutes in which nobody touched a key or the mouse, and not before', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], shouldAdvanceTime: true });
    try {
      const { user, double } = await openWindow({ here: 'Priya Nair' });
      await working();
      const locks = () => double.called.filter(({ command }) => command === 'lock');
      act(() => void vi.advanceTimersByTime(2 * 60_000));
      await user.keyboard('{Shift}');
      act(() => void vi.advanceTimersByTime(2 * 60_000));
      expect(locks()).toEqual([]);
      act(() => void vi.advanceTimersByTime(65_000));
      expect(await screen.findByText('Who is here?')).toBeDefined();
      expect(locks()).toHaveLength(1);
      expect(screen.getByText(/^Locked at \d\d:\d\d \+08:00 after a while without a key or click$/)).toBeDefined();
      expect(screen.getByRole('radio', { name: /Priya Nair/ }).textContent).toBe('PNPriya NairShop');
    } finally {
      vi.useRealTimers();
    }
  });

  it('comes before the computer sleeps, because the core asks for it', async () => {
    const { user, double } = await openWindow({ begins: 'locked' });
    await user.type(await pin(), `${PIN}{Enter}`);
    await working();
    act(() => double.tell('lock', null));
    expect(await screen.findByText('Who is here?')).toBeDefined();
    expect(double.called.find(({ command }) => command === 'lock')?.input).toEqual({ sealed: false, why: 'sleep' });
    expect(screen.getByText('Locked at 11:05 +08:00, when the computer slept')).toBeDefined();
  });

  it('waits until a form that is not finished is written down', async () => {
    const { user, double } = await openWindow({ here: 'Lena Hartmann' });
    await working();
    await user.click(screen.getByRole('button', { name: 'New request' }));
    await user.type(await screen.findByRole('textbox', { name: 'Amount' }, { timeout: 40_000 }), '18.30');
    act(() => double.tell('lock', null));
    expect(await screen.findByText('Who is here?')).toBeDefined();
    const done = double.called.map(({ command }) => command).filter((name) => name === 'keep_draft' || name === 'lock');
    expect(done.slice(-2)).toEqual(['keep_draft', 'lock']);
  });

  it('comes after the time that the policy sets, from the moment at which it is set', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], shouldAdvanceTime: true });
    try {
      const { double } = await openWindow({ here: 'Lena Hartmann' });
      await working();
      const locks = () => double.called.filter(({ command }) => command === 'lock');
      double.hello = { ...double.hello, lock_after_minutes: 10 };
      act(() => double.tell('changed', { orders: null }));
      await waitFor(() => expect(double.called.map(({ command }) => command)).toContain('hello'));
      await act(async () => {});
      act(() => void vi.advanceTimersByTime(9 * 60_000));
      expect(locks()).toEqual([]);
      act(() => void vi.advanceTimersByTime(65_000));
      expect(await screen.findByText('Who is here?')).toBeDefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('counts from the moment at which the first person is there', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], shouldAdvanceTime: true });
    try {
      const { double } = await openWindow();
      await working();
      const locks = () => double.called.filter(({ command }) => command === 'lock');
      act(() => void vi.advanceTimersByTime(10 * 60_000));
      double.hello = { ...double.hello, operator: 'Lena Hartmann', here: true };
      act(() => double.tell('changed', { orders: null }));
      await screen.findByText('Lena Hartmann');
      act(() => void vi.advanceTimersByTime(2 * 60_000));
      // The screens go as soon as it locks; the core hears of it a little later.
      expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined();
      act(() => void vi.advanceTimersByTime(65_000));
      await waitFor(() => expect(locks()).not.toEqual([]));
    } finally {
      vi.useRealTimers();
    }
  });

  it('says the day too where it was locked on another day, and nothing of a hold that has ended', async () => {
    const { double } = await openWindow({
      begins: 'locked',
      prepare: (_, core) => {
        core.since = { at: '2026-11-24T10:02:00Z', why: 'idle' };
      },
    });
    expect(screen.getByText('Locked at Tue 24 Nov, 18:02 +08:00 after a while without a key or click')).toBeDefined();
    expect(screen.getByText(/^Next hold ends today/)).toBeDefined();
    act(() => double.setClock('2026-11-25T08:31:00Z'));
    await waitFor(() => expect(screen.queryByText(/^Next hold ends/)).toBeNull());
  });

  it('says who was here last, and stands on them', async () => {
    const { user } = await openWindow({ begins: 'locked' });
    await user.click(screen.getByRole('radio', { name: /Daniel Okafor/ }));
    await user.type(await pin(), `${PIN}{Enter}`);
    await working();
    await user.keyboard('{Control>}l{/Control}');
    const last = await screen.findByRole('radio', { name: /Daniel Okafor/ });
    expect(last.textContent).toBe('DODaniel OkaforFinance, was here last');
    expect(last).toHaveProperty('ariaChecked', 'true');
    expect(screen.getByText('Locked at 11:05 +08:00')).toBeDefined();
  });

  it('says until when somebody has to wait in the zone of the store, and offers no try', async () => {
    const { user, double } = await openWindow({ begins: 'locked' });
    const until = '2026-11-25T03:06:00Z';
    double.refuse.set('sign_in', {
      code: 'pin-wait',
      class: 'refused',
      message: 'Too many wrong PINs.',
      remedy: '',
      said: { code: 'pin-wait', until },
    });
    await user.type(await pin(), '111222{Enter}');
    expect(await screen.findByText('Too many wrong PINs. The next try counts at 11:06 +08:00.')).toBeDefined();
    expect(screen.getByRole('radio', { name: /has to wait/ })).toBeDefined();
    act(() => double.setClock('2026-11-25T03:06:30Z'));
    expect(await screen.findByText('Type or paste your PIN, six digits or more. 1 try left.')).toBeDefined();
    expect(screen.queryByRole('radio', { name: /has to wait/ })).toBeNull();
  });

  it('forgets what was tried once a new PIN is set with the recovery code', async () => {
    const { user, double } = await openWindow({ begins: 'locked' });
    double.refuse.set('sign_in', {
      code: 'pin-wait',
      class: 'refused',
      message: 'Too many wrong PINs.',
      remedy: '',
      said: { code: 'pin-wait', until: '2026-11-25T03:06:00Z' },
    });
    await user.type(await pin(), '111222{Enter}');
    await screen.findByRole('radio', { name: /has to wait/ });
    await user.click(screen.getByRole('button', { name: 'No PIN, or forgotten?' }));
    await user.type(screen.getByLabelText('Recovery code'), 'ABCD-EFGH');
    await user.type(screen.getByLabelText('New PIN'), '402918');
    await user.click(screen.getByRole('button', { name: 'Set the PIN' }));
    expect(await screen.findByText('Type or paste your PIN, six digits or more. 5 tries left.')).toBeDefined();
    expect(screen.queryByRole('radio', { name: /has to wait/ })).toBeNull();
  });

  it('is not there where there are no people', async () => {
    const { user, double } = await openWindow();
    await working();
    await user.keyboard('{Control>}l{/Control}');
    expect(screen.queryByText('Who is here?')).toBeNull();
    expect(double.called.map(({ command }) => command)).not.toContain('lock');
  });

  it('says that it is sealed, and sets a new PIN with the recovery code', async () => {
    const { user, double } = await openWindow({ begins: 'locked' });
    await user.click(screen.getByRole('radio', { name: /Priya Nair/ }));
    await user.click(screen.getByRole('button', { name: 'No PIN, or forgotten?' }));
    await user.type(screen.getByLabelText('Recovery code'), 'ABCD-EFGH');
    await user.type(screen.getByLabelText('New PIN'), '402918');
    await user.click(screen.getByRole('button', { name: 'Set the PIN' }));
    await waitFor(() => expect(double.called.map(({ command }) => command)).toContain('release_pin'));
    expect(double.called.find(({ command }) => command === 'set_pin')?.input).toEqual({
      name: 'Priya Nair',
      old: null,
      code: 'ABCD-EFGH',
      pin: '402918',
    });
    expect(await pin()).toBeDefined();
  });

  it('says in Chinese in a Chinese window that a PIN was wrong, and how many tries are left', async () => {
    const { user } = await openWindow({ begins: 'locked', preferences: { language: 'zh-Hans' } });
    await user.type(await screen.findByLabelText('PIN 码'), '111222{Enter}');
    const told = await screen.findByText(/PIN 码不对。还可以试 4 次。/);
    expect(told.textContent).not.toMatch(/[A-Za-z]{4,}/);
  });
});
