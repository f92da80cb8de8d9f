import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { NoticeProvider } from '@/parts/Notice';
import type { Hold } from '@/platform/contract';
import { Double, type DoubleOptions } from '@/platform/double/double';
import { PlatformProvider } from '@/platform/platform';
import { queryClient } from '@/shell/changes';
import { PulseProvider } from '@/shell/pulse';
import { PlacesProvider } from '@/shell/screen';
import { openWindow, serious } from '@/testing/window';
import { ClockProvider } from '@/time/clock';
import { isOpen, weekOf } from './holds';
import Capture from './index';

const SLOW = { timeout: 40_000 };

async function onCapture(options: DoubleOptions = {}) {
  const window = await openWindow({ busy: false, ...options });
  await window.user.click(await screen.findByRole('button', { name: /^(Capture|请款)/ }));
  await screen.findByText('SO-20377', {}, SLOW);
  return window;
}
type Window = Awaited<ReturnType<typeof onCapture>>;

const grid = () => screen.getByRole('grid', { name: 'Holds, the least time left first' });
const row = (reference: string) => {
  const found = within(grid()).getByText(reference).closest<HTMLElement>('[role="row"]');
  if (found === null) throw new Error(`no row of ${reference}`);
  return found;
};
const side = () => screen.getByRole('region', { name: 'Selection' });
const isPicked = (reference: string) => row(reference).getAttribute('aria-selected') === 'true';
const idOf = ({ double }: Window, reference: string) =>
  double.rows.find((one) => one.reference === reference)?.id ?? '';
const called = ({ double }: Window, name: string) => double.called.filter(({ command }) => command === name);

async function pick({ user }: Window, ...references: string[]) {
  for (const reference of references) await user.click(row(reference));
}

/** The review of the three holds of the picture. */
async function reviewed(options: DoubleOptions = {}) {
  const window = await onCapture(options);
  await pick(window, 'SO-20427', 'SO-20391', 'SO-20377');
  await window.user.keyboard('{Control>}{Enter}{/Control}');
  const dialog = await screen.findByRole('dialog');
  return { ...window, dialog };
}
const goButton = (dialog: HTMLElement) => within(dialog).getByRole('button', { name: /^Capture/ });
const isReady = (dialog: HTMLElement) =>
  waitFor(() => expect(goButton(dialog).getAttribute('aria-disabled')).toBe('false'), SLOW);

async function begun() {
  const window = await reviewed();
  await isReady(window.dialog);
  await window.user.click(goButton(window.dialog));
  return window;
}

describe('the queue of holds', () => {
  it('stands by the time that is left, with deadline, fuse, card and amount', async () => {
    await onCapture();
    const references = within(grid())
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => /SO-\d+/.exec(textContent ?? '')?.[0]);
    expect(references).toEqual([
      'SO-20377',
      'SO-20381',
      'SO-20384',
      'SO-20391',
      'SO-20393',
      'SO-20398',
      'SO-20427',
      'SO-20428',
      'SO-20441',
      'SO-20450',
    ]);
    const first = row('SO-20377');
    expect(first.textContent).toContain('5 h 25 m left');
    expect(first.textContent).toContain('Wed 25 Nov, 16:30 +08:00');
    expect(first.textContent).toContain('Visa •• 6021');
    expect(first.dataset['near']).toBe('urgent');
    expect(row('SO-20391').dataset['near']).toBe('soon');
    expect(row('SO-20450').dataset['near']).toBe('calm');
    expect(within(first).getByRole('img', { name: '5 h 25 m of 7 days left' })).toBeDefined();
    expect(screen.getByRole('button', { name: /^Capture 10/ }).getAttribute('aria-current')).toBe('page');
  });

  it('shows the totals of each currency as the core added them, and never one sum of all', async () => {
    await onCapture();
    const totals = [...document.querySelectorAll('.ledger-total')].map(({ textContent }) => textContent);
    expect(totals).toEqual(['HKD7,840.00', 'JPY202,000', 'SGD4,310.50', 'USD680.00']);
  });

  it('tells what is at risk on each day, to those who do not see the strip too', async () => {
    const window = await onCapture();
    const strip = screen.getByRole('region', { name: 'Money at risk per day' });
    expect(await within(strip).findByText('Thu 26 Nov: 2 holds, JPY 54,000, USD 680.00')).toBeDefined();
    expect(within(strip).getByText('Sun 29 Nov: nothing due')).toBeDefined();
    expect(await within(strip).findByText('Mon 30 Nov: 2 holds, SGD 2,257.50')).toBeDefined();
    expect(called(window, 'add_up').length).toBeGreaterThan(0);
  });

  it('warns where the clocks are apart, shows both, and says by which the time left is counted', async () => {
    const window = await onCapture();
    expect(screen.queryByText(/clock is/)).toBeNull();
    const { double, user } = window;
    double.clockAhead = -94;
    act(() => double.turn({}));
    expect(await screen.findByText("This computer's clock is 94 s behind Antom's")).toBeDefined();
    expect(screen.getByText(/^It is 11:05:00 \+08:00 at Antom and 11:03:26 \+08:00 here\./).textContent).toContain(
      "by Antom's clock, so that no deadline is shown too late",
    );
    double.clockAhead = 7200;
    act(() => double.setClock('2026-11-25T03:06:00Z'));
    expect(await screen.findByText("This computer's clock is 2 h 0 m ahead of Antom's")).toBeDefined();
    expect(screen.getByText(/^It is 09:06:00 \+08:00 at Antom and 11:06:00 \+08:00 here\./).textContent).toContain(
      'every deadline comes 2 h 0 m sooner here than at Antom',
    );
    expect(double.called.filter(({ command }) => command === 'watch_plan')).toEqual([]);
    expect(await serious()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Test under Keys' }));
    expect(await screen.findByRole('button', { name: 'Keys', current: 'page' })).toBeDefined();
  });

  it('marks a deadline that Antom did not give, and counts such deadlines', async () => {
    const window = await onCapture();
    window.double.holdMore.set(idOf(window, 'SO-20377'), { estimated: true });
    act(() => window.double.touch(idOf(window, 'SO-20377')));
    await waitFor(() => expect(row('SO-20377').textContent).toContain('estimated'));
    expect(screen.getByText(/1 is estimated/)).toBeDefined();
  });

  it('goes on counting while Antom does not answer, and says when it was last asked', async () => {
    await onCapture({ pulse: { offline_since: '2026-11-25T03:02:00Z' } });
    expect(screen.getByText(/nothing can be captured until Antom answers/)).toBeDefined();
    expect(row('SO-20450').textContent).toContain('asked 10:41');
    expect(row('SO-20377').textContent).toContain('asked 19 Nov 20:10');
  });

  it('loses a hold that was captured elsewhere without being asked', async () => {
    const window = await onCapture();
    await pick(window, 'SO-20450');
    expect(within(side()).getByRole('status').textContent).toBe('1 selected');
    act(() => window.double.change(idOf(window, 'SO-20450'), { state: 'captured', hold_ends_at: null }));
    await waitFor(() => expect(within(grid()).queryByText('SO-20450')).toBeNull());
    expect(within(side()).getByRole('status').textContent).toBe('Nothing selected');
  });

  it('locks a hold that has ended, and says what is left to do', async () => {
    const window = await onCapture();
    await pick(window, 'SO-20377');
    act(() => window.double.setClock('2026-11-25T08:30:00Z'));
    await waitFor(() => expect(row('SO-20377').textContent).toContain('Hold ended'));
    expect(isPicked('SO-20377')).toBe(false);
    expect(row('SO-20377').getAttribute('aria-disabled')).toBe('true');
    await window.user.click(row('SO-20377'));
    expect(isPicked('SO-20377')).toBe(false);
  });

  it('says aloud, once, that less than an hour is left', async () => {
    const window = await onCapture();
    const heard = () => [...document.querySelectorAll('.heard[role="status"]')].map(({ textContent }) => textContent);
    act(() => window.double.setClock('2026-11-25T07:40:00Z'));
    await waitFor(() => expect(heard()).toContain('Less than an hour left to capture SO-20377 of Jonas Weber'));
  });

  it('says that nothing is waiting', async () => {
    const window = await openWindow({ rows: [] });
    await window.user.click(await screen.findByRole('button', { name: /^Capture/ }));
    expect(await screen.findByRole('heading', { name: 'Nothing is waiting to be captured' })).toBeDefined();
  });

  it('names a ledger that cannot be read, and tries again', async () => {
    const window = await openWindow();
    window.double.refuse.set('holds', {
      code: 'ledger-busy',
      class: 'ledger',
      message: 'another process is writing to the ledger',
      remedy: 'Try again in a moment.',
    });
    await window.user.click(await screen.findByRole('button', { name: /^Capture/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('another process is writing to the ledger.');
    window.double.refuse.clear();
    await window.user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('SO-20377')).toBeDefined();
  });
});

describe('selecting', () => {
  it('is done by the keyboard alone: Space, Shift and arrows, all at once, and none', async () => {
    const { user } = await onCapture();
    act(() => row('SO-20377').focus());
    await user.keyboard(' ');
    expect(isPicked('SO-20377')).toBe(true);
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(isPicked('SO-20381')).toBe(true);
    await user.keyboard('jj');
    expect(document.activeElement).toBe(row('SO-20391'));
    await user.keyboard('k{ArrowUp}');
    expect(document.activeElement).toBe(row('SO-20381'));
    await user.keyboard('{Control>}a{/Control}');
    // All but the one that is locked.
    expect(within(side()).getByRole('status').textContent).toBe('9 selected');
    expect(isPicked('SO-20384')).toBe(false);
    await user.keyboard('{Escape}');
    expect(within(side()).getByRole('status').textContent).toBe('Nothing selected');
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('region', { name: 'Payment SO-20381' })).toBeDefined();
  });

  it('shows what is selected, what it comes to as the core adds it, and the one way on', async () => {
    const window = await onCapture();
    await pick(window, 'SO-20427', 'SO-20391', 'SO-20377');
    expect(await within(side()).findByRole('button', { name: 'Capture 3 · SGD 1,240.00…' })).toBeDefined();
    await pick(window, 'SO-20393');
    const both = 'Capture 4 · SGD 1,240.00 + HKD 5,420.00…';
    expect(await within(side()).findByRole('button', { name: both })).toBeDefined();
    await window.user.click(within(side()).getByRole('button', { name: /^Clear/ }));
    expect(within(side()).queryByRole('button', { name: /^Capture/ })).toBeNull();
  });

  it('answers why a hold cannot be picked, and leads to its order', async () => {
    const window = await onCapture();
    await pick(window, 'SO-20384');
    expect(isPicked('SO-20384')).toBe(false);
    const told = within(side()).getByText("Why can't I pick SO-20384?").parentElement;
    expect(told?.textContent).toContain('a dispute is open on the payment');
    expect(told?.textContent).toContain('whoever handles the dispute can lift this.');
    await window.user.click(within(side()).getByRole('button', { name: 'Open SO-20384' }));
    expect(await screen.findByRole('region', { name: 'Payment SO-20384' })).toBeDefined();
  });

  it('never takes a locked hold, neither now nor once its lock is lifted', async () => {
    const window = await onCapture();
    act(() => row('SO-20377').focus());
    await window.user.keyboard('{ArrowDown}{ArrowDown} {Shift>}{ArrowUp}{/Shift}');
    expect(within(side()).getByRole('status').textContent).toBe('1 selected');
    act(() => window.double.change(idOf(window, 'SO-20384'), { badges: [] }));
    await waitFor(() => expect(row('SO-20384').getAttribute('aria-disabled')).toBe('false'));
    expect(isPicked('SO-20384')).toBe(false);
    expect(within(side()).getByRole('status').textContent).toBe('1 selected');
  });

  it('leaves single letters alone where they were switched off', async () => {
    const { user } = await onCapture({ preferences: { 'single-letters': 'off' } });
    act(() => row('SO-20377').focus());
    await user.keyboard('jj');
    expect(document.activeElement).toBe(row('SO-20377'));
    await user.keyboard('{ArrowDown}{Control>}a{/Control}');
    expect(document.activeElement).toBe(row('SO-20381'));
    expect(within(side()).getByRole('status').textContent).toBe('9 selected');
  });

  it('takes only the holds of one currency where one asks for that', async () => {
    const { user } = await onCapture();
    await user.click(screen.getByRole('button', { name: 'Currency' }));
    await user.click(await screen.findByRole('menuitem', { name: /^HKD/ }));
    await waitFor(() => expect(within(grid()).getAllByRole('row').length).toBe(3));
    expect([...document.querySelectorAll('.ledger-total')].map(({ textContent }) => textContent)).toEqual([
      'HKD7,840.00',
    ]);
  });
});

describe('capturing several', () => {
  it('is reviewed first: each with its amount and its time, what it comes to, and what follows', async () => {
    const { dialog, double } = await reviewed();
    expect(within(dialog).getByRole('heading', { name: 'Capture 3 payments' })).toBeDefined();
    const list = within(dialog).getByRole('list', { name: 'Payments to capture' });
    expect(within(list).getAllByRole('listitem').length).toBe(3);
    expect(list.textContent).toContain('Jonas Weber');
    expect(list.textContent).toContain('SGD318.50');
    expect(await within(dialog).findByRole('button', { name: 'Capture 3 · SGD 1,240.00' })).toBeDefined();
    expect(dialog.textContent).toContain('Cannot be undone once it leaves this computer.');
    expect(double.called.some(({ command }) => command === 'prepare')).toBe(false);
  });

  it('is begun by no Enter and by no press that comes too soon', async () => {
    const { dialog, double, user } = await reviewed();
    await user.click(goButton(dialog));
    await isReady(dialog);
    goButton(dialog).focus();
    await user.keyboard('{Enter}{Control>}{Enter}{/Control}');
    expect(double.called.some(({ command }) => command === 'prepare')).toBe(false);
    await user.keyboard(' ');
    await waitFor(() => expect(double.called.filter(({ command }) => command === 'confirm').length).toBe(3));
  });

  it('asks about each afresh, confirms each once however often it is pressed, and lets each be stopped', async () => {
    const window = await reviewed();
    await isReady(window.dialog);
    await window.user.tripleClick(goButton(window.dialog));
    expect((await within(window.dialog).findAllByText('3 in the outbox, 0 skipped')).length).toBeGreaterThan(0);
    expect(called(window, 'prepare').length).toBe(3);
    expect(called(window, 'confirm').length).toBe(3);
    expect(within(window.dialog).getAllByText('Leaves in 1:00').length).toBe(3);
    const first = within(window.dialog).getAllByRole('button', { name: 'Stop' })[0];
    if (first === undefined) throw new Error('nothing can be stopped');
    await window.user.click(first);
    expect(await within(window.dialog).findByText('Stopped by you')).toBeDefined();
    expect(called(window, 'stop').length).toBe(1);
  });

  it('skips what changed and what is refused, says why, and goes on with the others', async () => {
    const window = await reviewed();
    await isReady(window.dialog);
    // Neither is known to the queue yet: it comes to light when each is asked about.
    window.double.rows = window.double.rows.map((one) => {
      if (one.reference === 'SO-20391') return { ...one, badges: ['Disputed'] };
      return one.reference === 'SO-20427' ? { ...one, amount: { currency: 'SGD', value: '48700' } } : one;
    });
    await window.user.click(goButton(window.dialog));
    expect((await within(window.dialog).findAllByText('1 in the outbox, 2 skipped')).length).toBeGreaterThan(0);
    expect(called(window, 'confirm').length).toBe(1);
    expect(window.dialog.textContent).toContain('a dispute is open on the payment of SGD 435.50');
    expect(window.dialog.textContent).toContain('The amount held is another one now.');
    expect(within(window.dialog).getByRole('heading', { name: '1 capture' })).toBeDefined();
  });

  it('leaves out, before it begins, what can no longer be captured, and disarms the button meanwhile', async () => {
    const window = await reviewed();
    await isReady(window.dialog);
    act(() => window.double.change(idOf(window, 'SO-20391'), { state: 'captured', hold_ends_at: null }));
    expect(await within(window.dialog).findByText('No longer to be captured, it is left out.')).toBeDefined();
    expect(goButton(window.dialog).getAttribute('aria-disabled')).toBe('true');
    expect(await within(window.dialog).findByRole('button', { name: 'Capture 2 · SGD 804.50' })).toBeDefined();
    await isReady(window.dialog);
  });

  it('stops all that still waits by one press', async () => {
    const window = await begun();
    const all = await within(window.dialog).findByRole('button', { name: 'Stop all' });
    await waitFor(() => expect(all.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await window.user.click(all);
    await waitFor(() => expect(within(window.dialog).getAllByText('Stopped by you').length).toBe(3));
    expect(within(window.dialog).queryByRole('button', { name: 'Stop all' })).toBeNull();
  });

  it('follows each to its end', async () => {
    const window = await begun();
    await within(window.dialog).findAllByText('Leaves in 1:00');
    act(() => {
      window.double.carry('intent-1', 'sent');
      window.double.carry('intent-1', 'done');
      window.double.carry('intent-2', 'sent');
    });
    expect(await within(window.dialog).findByText('Captured')).toBeDefined();
    expect(await within(window.dialog).findByText('Checking with Antom')).toBeDefined();
  });
});

describe('being sent here', () => {
  /** The screen alone, as another screen opens it with an errand. */
  function sentFor(order: (double: Double) => string) {
    const double = new Double();
    const pulse = double.pulse();
    const said = { now: Date.parse(pulse.now), at: 0 };
    const place = { screen: 'capture' as const, errand: { order: order(double) }, visit: 1 };
    const places = { place, go: () => {}, has: () => true, memory: new Map() };
    render(
      <PlatformProvider value={double}>
        <MantineProvider env="test">
          <NoticeProvider>
            <PulseProvider pulse={pulse}>
              <ClockProvider said={said} zone={double.hello.zone} elapsed={() => 0}>
                <QueryClientProvider client={queryClient()}>
                  <PlacesProvider value={places}>
                    <Capture />
                  </PlacesProvider>
                </QueryClientProvider>
              </ClockProvider>
            </PulseProvider>
          </NoticeProvider>
        </MantineProvider>
      </PlatformProvider>,
    );
  }

  it('for an order gives its hold the focus', async () => {
    sentFor((double) => double.rows.find((one) => one.reference === 'SO-20428')?.id ?? '');
    await screen.findByText('SO-20428');
    await waitFor(() => expect(document.activeElement).toBe(row('SO-20428')));
  });

  it('for an order that is not waiting says so', async () => {
    sentFor((double) => double.rows.find((one) => one.reference === 'SO-20445')?.id ?? '');
    expect(await screen.findByText('This order is not waiting to be captured')).toBeDefined();
  });
});

describe('for everybody', () => {
  it('axe finds nothing serious in the review', async () => {
    await begun();
    expect(await serious()).toEqual([]);
  });

  it('speaks Chinese in a Chinese window', async () => {
    await onCapture({ preferences: { language: 'zh-Hans' } });
    const text = document.querySelector('main')?.textContent ?? '';
    expect(text).toContain('10 笔冻结待请款');
    expect(text).toContain('剩余 5 时 25 分');
    expect(text).toContain('此付款有未决争议。');
    const figures = screen.getAllByText(/dispute is open/);
    expect(figures.map((one) => one.getAttribute('lang'))).toEqual(figures.map(() => 'en'));
  });

  it('says in Chinese why one was left out, with the figures of the core beside it marked as English', async () => {
    const { user, double } = await onCapture({ preferences: { language: 'zh-Hans' } });
    await user.click(screen.getByText('SO-20427').closest('[role="row"]') ?? document.body);
    await user.keyboard('{Control>}{Enter}{/Control}');
    const dialog = await screen.findByRole('dialog');
    const go = () => within(dialog).getByRole('button', { name: /^请款 1 笔/ });
    await waitFor(() => expect(go().getAttribute('aria-disabled')).toBe('false'), SLOW);
    const message = 'the hold of SGD 312.00 ended';
    double.refuse.set('confirm', { code: 'hold-ended', class: 'refused', message, remedy: 'Ask anew.' });
    await user.click(go());
    const figures = await within(dialog).findByText(`${message}.`);
    expect(figures.getAttribute('lang')).toBe('en');
    expect(figures.parentElement?.textContent).toContain('冻结已经结束。');
  });
});

describe('the strip', () => {
  const hold = (ends_at: string): Hold => ({
    order: ends_at,
    reference: ends_at,
    payment: ends_at,
    description: '',
    buyer: null,
    amount: { currency: 'SGD', value: '1' },
    method: null,
    brand: null,
    last4: null,
    authorised_at: ends_at,
    ends_at,
    estimated: false,
    as_of: ends_at,
    refusal: null,
  });

  it('has eight days by the calendar of the store; what is over stands on the first, what is later on the last', () => {
    const ends = ['2026-11-24T16:00:00Z', '2026-11-23T01:00:00Z', '2026-11-25T15:59:59Z', '2026-11-25T16:00:00Z'];
    const far = ['2026-12-02T15:59:59Z', '2026-12-20T00:00:00Z'];
    const week = weekOf([...ends, ...far].map(hold), '2026-11-25', 'Asia/Singapore');
    expect(week.map(({ key }) => key.slice(5))).toEqual([
      '11-25',
      '11-26',
      '11-27',
      '11-28',
      '11-29',
      '11-30',
      '12-01',
      '12-02',
    ]);
    expect(week.map(({ holds }) => holds.length)).toEqual([3, 1, 0, 0, 0, 0, 0, 2]);
    expect(week.map(({ later }) => later)).toEqual([false, false, false, false, false, false, false, true]);
  });

  it('knows that a hold is open until the very moment it ends', () => {
    const one = hold('2026-11-25T08:30:00Z');
    const end = Date.parse(one.ends_at);
    expect([isOpen(one, end - 1), isOpen(one, end)]).toEqual([true, false]);
  });
});
