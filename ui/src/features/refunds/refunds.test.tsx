import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Input } from '@/platform/contract';
import type { Double, DoubleOptions } from '@/platform/double/double';
import { intentOf, moreIntents } from '@/platform/double/moves';
import { amount, at } from '@/platform/double/shop';
import { openWindow, serious } from '@/testing/window';

const grid = () => screen.findByRole('grid', { name: /^Outbox, with Antom/ });
const active = async () => (await grid()).querySelector<HTMLElement>('[data-active="true"]');
const rows = () => [...document.querySelectorAll<HTMLElement>('[role="grid"] [role="row"]')].slice(1);
const rowOf = (reference: string): Promise<HTMLElement> =>
  waitFor(() => {
    const row = rows().find((one) => one.textContent?.includes(reference));
    if (row === undefined) throw new Error(`no row of ${reference}`);
    return row;
  });
const detail = (name: string) => screen.findByRole('region', { name });
const asked = (double: Double, command: string) =>
  double.called.filter((one) => one.command === command).map(({ input }) => input);

async function onRefunds(options: DoubleOptions = {}, prepare: (double: Double) => void = () => {}) {
  const window = await openWindow(options);
  prepare(window.double);
  const rail = within(screen.getByRole('navigation', { name: 'Main' }));
  await window.user.click(rail.getByRole('button', { name: /^Refunds/ }));
  await screen.findByRole('heading', { name: 'Refunds' });
  return window;
}

const busy = (double: Double) => double.intents.push(...moreIntents([...double.others, ...double.rows]));

describe('the list of refunds', () => {
  it('shows what waits, what is with Antom, and what is done by day, with how many there are', async () => {
    await onRefunds();
    const headings = () => [...document.querySelectorAll('[class*="heading"]')].map((one) => one.textContent);
    await waitFor(() =>
      expect(headings().slice(0, 5)).toEqual([
        'OutboxStill on this computer, can be stopped',
        'With AntomThe outcome is not known yet; Antom is asked on, and nothing is sent twice',
        'Done today3 refunds',
        'YesterdayTue 24 Nov, 4 refunds',
        'MondayMon 23 Nov, 1 refund, 1 cancel',
      ]),
    );
    const chips = within(screen.getByRole('group', { name: 'Where they stand' })).getAllByRole('button');
    expect(chips.map((chip) => chip.textContent?.trim())).toEqual([
      'All 31',
      'Outbox 1',
      'Checking 1',
      'Done 29',
      'Filter',
    ]);
    expect(screen.getByText('Outbox: 1 leaves at 11:05:42 +08:00')).toBeDefined();
    expect(screen.getByText('1 being checked, next in 4 m')).toBeDefined();
  });

  it('strikes out what moved no money, and says so to those who only hear it', async () => {
    await onRefunds();
    await rowOf('SO-18804');
    expect((await rowOf('SO-18804')).textContent).toContain('(no money moved)');
    expect((await rowOf('SO-20392')).textContent).not.toContain('(no money moved)');
    expect((await rowOf('SO-20392')).textContent).toContain('HKD−760.00');
  });

  it('counts its plain number in the rail, which is no alarm', async () => {
    await onRefunds();
    const count = (await screen.findByRole('button', { name: 'Refunds 1' })).querySelector('[data-hot]');
    expect(count?.getAttribute('data-hot')).toBe('false');
  });

  it('is walked through by the keyboard alone, and the open detail follows', async () => {
    const { user } = await onRefunds();
    await user.click(await rowOf('SO-20445'));
    await detail('Refund on SO-20445');
    expect(document.activeElement).toBe(await active());
    await user.keyboard('jj');
    expect((await active())?.textContent).toContain('SO-20392');
    await detail('Refund on SO-20392');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Refund on SO-20392' })).toBeNull();
    await user.keyboard('k');
    expect((await active())?.textContent).toContain('SO-20434');
    await user.keyboard('{Enter}');
    await detail('Refund on SO-20434');
  });

  it('has no serious fault for people who hear it', async () => {
    const { user } = await onRefunds();
    await user.click(screen.getByRole('button', { name: /^Outbox/ }));
    await user.click(await rowOf('SO-20445'));
    await detail('Refund on SO-20445');
    expect(await serious()).toEqual([]);
  });

  it('leaves single letters alone where they were switched off', async () => {
    const { user } = await onRefunds({ preferences: { 'single-letters': 'off' } });
    await user.click(await rowOf('SO-20445'));
    await user.keyboard('jf');
    expect((await active())?.textContent).toContain('SO-20445');
    expect(screen.queryByRole('menu')).toBeNull();
    await user.keyboard('{ArrowDown}');
    expect((await active())?.textContent).toContain('SO-20434');
  });

  it('reads a long past page by page, and draws only what is in sight', async () => {
    const { double } = await onRefunds({}, (double) => {
      const row = double.rowOf(double.intents[0]?.order ?? '');
      for (let hour = 0; hour < 300; hour += 1) {
        const moved = new Date(Date.parse(at('2026-11-10T12:00')) - hour * 3_600_000).toISOString();
        double.intents.push({ ...intentOf(row, 'Refund', amount('SGD 5.00'), 'done', moved), id: `old-${hour}` });
      }
    });
    await rowOf('SO-20392');
    const pages = () => (asked(double, 'moves') as Input<'moves'>[]).filter(({ which }) => which === 'done').length;
    expect(pages()).toBe(1);
    expect(rows().length).toBeLessThan(50);
    const scroller = (await grid()).parentElement;
    if (scroller === null) throw new Error('the list does not scroll');
    fireEvent.scroll(scroller, { target: { scrollTop: 3600 } });
    await waitFor(() => expect(pages()).toBe(2));
    fireEvent.scroll(scroller, { target: { scrollTop: 6000 } });
    await waitFor(async () => expect((await grid()).textContent).toContain('SGD−5.00'));
    expect(rows().length).toBeLessThan(50);
  });

  it('says that there are none yet', async () => {
    await onRefunds({ rows: [] });
    expect(await screen.findByRole('heading', { name: 'No refunds yet' })).toBeDefined();
  });

  it('names a ledger that cannot be read, with the remedy, and tries again', async () => {
    const { double, user } = await onRefunds({}, (double) => {
      double.refuse.set('moves', {
        code: 'ledger-cut',
        class: 'ledger',
        message: 'the ledger ends before fact 7 of this device',
        remedy: 'Restore the newest backup.',
      });
    });
    expect((await screen.findByRole('alert')).textContent).toContain('Restore the newest backup.');
    double.refuse.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    await rowOf('SO-20445');
  });
});

describe('what has not left', () => {
  it('can be stopped in its row: that one and no other, and it goes to what is done', async () => {
    const { double, user } = await onRefunds({}, busy);
    await user.click(await screen.findByRole('button', { name: 'Stop SO-20445' }));
    expect(await screen.findByText('Stopped by you: SO-20445, SGD 200.00')).toBeDefined();
    expect(asked(double, 'stop')).toEqual([{ intent: `intent-SO-20445-${at('2026-11-25T11:04:42')}` }]);
    await waitFor(async () => expect((await rowOf('SO-20445')).textContent).toContain('(no money moved)'));
    expect((await rowOf('SO-20391')).textContent).toContain('Leaves in');
  });

  it('counts down in its detail, with the road it has before it', async () => {
    const { user } = await onRefunds();
    await user.click(await rowOf('SO-20445'));
    const pane = within(await detail('Refund on SO-20445'));
    expect(pane.getByRole('img', { name: '42 of 60 seconds left' })).toBeDefined();
    expect(pane.getByText('Leaves in 0:42.')).toBeDefined();
    expect(
      pane.getByRole('img', {
        name: 'SGD 640.00 paid, minus SGD 0.00 refunded, minus SGD 200.00 pending, leaves SGD 440.00 available',
      }),
    ).toBeDefined();
    const hatched = [...document.querySelectorAll('.hatched')].map((one) => one.textContent);
    expect(hatched).toEqual(['200.00']);
    const step = (await detail('Refund on SO-20445')).querySelector('[aria-current="step"]');
    expect(step?.textContent).toBe('Waits, can be stoppeduntil 11:05:42 +08:00');
  });

  it('does not sweep the ring where motion is unwelcome: it gives way by quarters', async () => {
    const usual = globalThis.matchMedia;
    vi.stubGlobal('matchMedia', (query: string) => ({
      ...usual(query),
      matches: query.includes('prefers-reduced-motion') || usual(query).matches,
    }));
    try {
      const { user } = await onRefunds();
      await user.click(await rowOf('SO-20445'));
      const ring = await screen.findByRole('img', { name: '42 of 60 seconds left' });
      const arc = ring.querySelector('[data-still="true"]');
      expect(arc?.getAttribute('stroke-dasharray')).toBe('70.69 94.25');
    } finally {
      vi.stubGlobal('matchMedia', usual);
    }
  });

  it('names Ctrl Z only on the one that Ctrl Z stops', async () => {
    const { user, double } = await onRefunds({}, busy);
    await user.click(await rowOf('SO-20445'));
    const stop = within(await detail('Refund on SO-20445')).getByRole('button', { name: /^Stop/ });
    expect(stop.textContent).toBe('StopCtrl Z');
    await user.click(await rowOf('SO-20391'));
    const other = within(await detail('Capture of SO-20391')).getByRole('button', { name: /^Stop/ });
    expect(other.textContent).toBe('Stop');
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(asked(double, 'stop').length).toBe(1));
    expect(asked(double, 'stop')).toEqual([{ intent: `intent-SO-20445-${at('2026-11-25T11:04:42')}` }]);
  });

  it('says why it still waits when its time is over and Antom cannot be reached', async () => {
    const { user } = await onRefunds({ pulse: { offline_since: at('2026-11-25T11:02') } }, (double) => {
      const waiting = double.intents.find(({ stage }) => stage === 'queued');
      if (waiting !== undefined) waiting.not_before = at('2026-11-25T11:04:55');
    });
    await user.click(await rowOf('SO-20445'));
    expect(await screen.findByText('Waits for Antom, offline since 11:02.')).toBeDefined();
  });

  it('shows captures that wait, and none that are done', async () => {
    await onRefunds({}, (double) => {
      busy(double);
      const row = double.rows.find(({ reference }) => reference === 'SO-20433');
      if (row !== undefined) double.intents.push(intentOf(row, 'Capture', row.amount, 'done', at('2026-11-25T10:00')));
    });
    expect((await rowOf('SO-20391')).textContent).toContain('Capture');
    expect((await grid()).textContent).not.toContain('SO-20433');
  });

  it('tells what cannot be stopped any more in the words of the core', async () => {
    const { user, double } = await onRefunds();
    await rowOf('SO-20445');
    const waiting = double.intents.find(({ stage }) => stage === 'queued');
    if (waiting !== undefined) waiting.stage = 'sent';
    await user.click(screen.getByRole('button', { name: 'Stop SO-20445' }));
    expect(await screen.findByText('it has left and cannot be called back')).toBeDefined();
  });
});

describe('what is with Antom', () => {
  it('is asked about from the row, and comes to its end by itself', async () => {
    const { user, double } = await onRefunds();
    await user.click(await screen.findByRole('button', { name: 'Ask Antom now about SO-20434' }));
    const order = double.intents.find(({ reference }) => reference === 'SO-20434')?.order;
    expect(asked(double, 'inquire')).toEqual([{ order }]);
    expect(await screen.findByText('Antom was asked; nothing new')).toBeDefined();
    const known = double.intents.find(({ reference }) => reference === 'SO-20434');
    if (known === undefined) throw new Error('nothing is being checked');
    Object.assign(known, { stage: 'done', settled: true, moved_at: at('2026-11-25T11:05') });
    act(() => double.tell('changed', { orders: [known.order] }));
    await waitFor(async () => expect((await rowOf('SO-20434')).textContent).toContain('Returned'));
    expect(await screen.findByText('SO-20434: Returned')).toBeDefined();
  });

  it('offers nothing that would send it again', async () => {
    const { user } = await onRefunds();
    await user.click(await rowOf('SO-20434'));
    const pane = within(await detail('Refund on SO-20434'));
    await pane.findByText(/signed responses/);
    const buttons = pane
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
    expect(buttons.filter((name) => /again|retry|refund…/i.test(name ?? ''))).toEqual([]);
    expect(pane.getByText(/do not start another/)).toBeDefined();
  });
});

describe('what came to nothing', () => {
  it('says why it was refused, whether money moved, and what to do; the code can be copied', async () => {
    const { user, double } = await onRefunds();
    await user.click(await screen.findByRole('button', { name: 'Why SO-18804 was refused' }));
    const pane = within(await detail('Refund on SO-18804'));
    expect(pane.getByText(/^Refused, the window is over. Nothing moved./)).toBeDefined();
    await user.click(pane.getByRole('button', { name: "Copy Antom's code" }));
    await user.click(pane.getByRole('button', { name: 'Copy Refund request' }));
    expect(double.copied).toEqual(['REFUND_WINDOW_EXCEED', 'cs-r-20261125-188040105']);
  });

  it('tells a code it does not know in the words of the core', async () => {
    const { user } = await onRefunds({}, (double) => {
      const refused = double.intents.find(({ stage }) => stage === 'refused');
      if (refused !== undefined) Object.assign(refused, { code: 'NEW_CODE', explanation: 'Something new. Wait.' });
    });
    await user.click(await screen.findByRole('button', { name: 'Why SO-18804 was refused' }));
    expect(within(await detail('Refund on SO-18804')).getByText('Something new. Wait.')).toBeDefined();
  });

  it('leaves what never reached Antom to a person: to stop it, or to decide anew in its order', async () => {
    const { user, double } = await onRefunds({}, busy);
    await user.click(await rowOf('SO-20427'));
    const pane = within(await detail('Refund on SO-20427'));
    await user.click(pane.getByRole('button', { name: 'Stop it' }));
    await waitFor(() => expect(asked(double, 'stop')).toEqual([{ intent: 'intent-never-placed' }]));
    await waitFor(async () => expect((await rowOf('SO-20427')).textContent).toContain('Stopped by you'));
    await user.click(screen.getByRole('button', { name: 'Open the order' }));
    await detail('Payment SO-20427');
  });
});

describe('being sent here', () => {
  /** The list is read while the refund of SO-20434 is not there. */
  async function without() {
    const window = await onRefunds();
    const at = window.double.intents.findIndex(({ reference }) => reference === 'SO-20434');
    const [move] = window.double.intents.splice(at, 1);
    if (move === undefined) throw new Error('nothing is being checked');
    act(() => window.double.touch(move.order));
    await waitFor(() => expect(rows().some((row) => row.textContent?.includes('SO-20434'))).toBe(false));
    return { ...window, move };
  }

  async function sent({ user }: Pick<Awaited<ReturnType<typeof onRefunds>>, 'user'>) {
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    await user.click(rail.getByRole('button', { name: /^Attention/ }));
    await user.click(await rowOf('SO-20434'));
    await user.click(await screen.findByRole('button', { name: 'See it in Refunds' }));
    await screen.findByRole('heading', { name: 'Refunds' });
  }

  it('for a refund that came up since the list was read opens it', async () => {
    const window = await without();
    window.double.intents.push(window.move);
    await sent(window);
    await detail('Refund on SO-20434');
  });

  it('for one that is done meanwhile opens it, though the list shows other things', async () => {
    const window = await without();
    await window.user.click(screen.getByRole('button', { name: /^Checking/ }));
    window.double.intents.push({ ...window.move, stage: 'done', settled: true, moved_at: at('2026-11-25T11:05') });
    await sent(window);
    await detail('Refund on SO-20434');
  });

  it('for an order without any says so, and opens nothing by itself later', async () => {
    const window = await without();
    await sent(window);
    expect(await screen.findByText(/^Nothing of this order is under way/)).toBeDefined();
    window.double.intents.push(window.move);
    act(() => window.double.touch(window.move.order));
    await rowOf('SO-20434');
    expect(screen.queryByRole('region', { name: 'Refund on SO-20434' })).toBeNull();
  });
});

describe('filters', () => {
  it('show the outbox, what is checked, or what is done', async () => {
    const { user } = await onRefunds();
    await rowOf('SO-20445');
    await user.click(screen.getByRole('button', { name: /^Checking/ }));
    const references = () => rows().map((row) => /SO-\d+/.exec(row.textContent ?? '')?.[0]);
    expect(references()).toEqual(['SO-20434']);
    await user.click(screen.getByRole('button', { name: /^Done/ }));
    expect(references().slice(0, 2)).toEqual(['SO-20392', 'SO-20440']);
    await user.click(screen.getByRole('button', { name: /^Done/ }));
    expect(references().slice(0, 2)).toEqual(['SO-20445', 'SO-20434']);
  });

  it('ask the core for verbs and currencies, so that they reach what is not loaded', async () => {
    const { user, double } = await onRefunds();
    await user.click(await rowOf('SO-20445'));
    await user.keyboard('f');
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'HKD' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Cancel' }));
    await waitFor(() =>
      expect(asked(double, 'moves')).toContainEqual({
        which: 'done',
        verbs: ['Cancel'],
        currencies: ['HKD'],
        limit: 100,
        after: null,
      }),
    );
    expect(await screen.findByText('Nothing passes these filters')).toBeDefined();
    await user.keyboard('{Escape}');
    await user.click(screen.getByTitle('Drop the filter HKD'));
    await waitFor(async () => expect((await rowOf('SO-20339')).textContent).toContain('Cancelled'));
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(async () => expect((await rowOf('SO-20445')).textContent).toContain('Leaves in'));
  });

  it('say that the outbox is empty when it is', async () => {
    const { user } = await onRefunds({}, (double) => {
      for (const one of double.intents) if (one.stage === 'queued') Object.assign(one, { stage: 'sent' });
    });
    await rowOf('SO-20434');
    await user.click(screen.getByRole('button', { name: /^Outbox/ }));
    expect(await screen.findByText('The outbox is empty')).toBeDefined();
  });
});
