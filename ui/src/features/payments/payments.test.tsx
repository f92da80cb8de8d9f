import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { intentOf } from '@/platform/double/moves';
import { amount, rows } from '@/platform/double/shop';
import { openWindow, serious } from '@/testing/window';

const grid = () => screen.findByRole('grid', { name: 'Payments, newest first' });
const active = async () => (await grid()).querySelector<HTMLElement>('[data-active="true"]');
const box = () => screen.findByRole('combobox', { name: 'Search payments' });
const detail = (reference: string) => screen.findByRole('region', { name: `Payment ${reference}` });

async function onList() {
  const window = await openWindow();
  await screen.findByText('SO-20452');
  await window.user.type(await box(), '{Enter}');
  await waitFor(async () => expect(document.activeElement).toBe(await active()));
  return window;
}

describe('the list of payments', () => {
  it('tells how many there are and shows only what is in sight', async () => {
    await openWindow();
    await screen.findByText('SO-20452');
    await waitFor(async () => expect((await grid()).getAttribute('aria-rowcount')).toBe('1205'));
    expect(within(await grid()).getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByText('1,204 payments, all stored on this computer')).toBeDefined();
  });

  it('says of a held card that Antom captures that it does, and has no deadline for it', async () => {
    const [first] = rows();
    if (first === undefined) throw new Error('a shop without payments');
    await openWindow({ rows: [{ ...first, state: 'authorised', hold_ends_at: null }] });
    const row = (await screen.findByText(first.reference)).closest('[role="row"]');
    expect(row?.textContent).toContain('Antom is capturing');
  });

  it('is walked through by the keyboard alone', async () => {
    const { user } = await onList();
    await user.keyboard('jj');
    expect((await active())?.textContent).toContain('SO-20450');
    await user.keyboard('{ArrowUp}');
    expect((await active())?.textContent).toContain('SO-20451');
    await user.keyboard('{ArrowDown}{Enter}');
    await detail('SO-20450');
    // The open detail follows; closing it leaves the list where it was.
    await user.keyboard('k');
    await detail('SO-20451');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Payment SO-20451' })).toBeNull();
    expect(document.activeElement).toBe(await active());
    await user.keyboard('{End}{Home}');
    expect((await active())?.textContent).toContain('SO-20452');
    await user.keyboard('/');
    expect(document.activeElement).toBe(await box());
  });

  it('hears its letters while there is no row that could have the focus', async () => {
    const { user } = await openWindow();
    await user.type(await box(), 'nobody{Enter}');
    await waitFor(() => expect(screen.queryByText('SO-20452')).toBeNull());
    act(() => (document.activeElement as HTMLElement).blur());
    expect(document.activeElement).toBe(document.body);
    await user.keyboard('/');
    expect(document.activeElement).toBe(await box());
  });

  it('has one row in the order of tabs, and that row carries its place', async () => {
    const { user } = await onList();
    await user.keyboard('jjj');
    const rowsInTabs = [...(await grid()).querySelectorAll('[role="row"][tabindex="0"]')];
    expect(rowsInTabs).toEqual([await active()]);
    expect((await active())?.getAttribute('aria-rowindex')).toBe('5');
  });

  it('selects by Space, extends by Shift, and copies the order numbers', async () => {
    const { user, double } = await onList();
    await user.keyboard(' ');
    expect(screen.getByText('1 selected')).toBeDefined();
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(screen.getByText('3 selected')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Copy order numbers' }));
    expect(double.copied).toEqual(['SO-20452\nSO-20451\nSO-20450']);
  });

  it('copies the order numbers of rows that it let go of while one scrolled', async () => {
    const { user, double } = await onList();
    await user.keyboard(' {Shift>}{ArrowDown}{/Shift}');
    const scroller = (await grid()).parentElement;
    if (scroller === null) throw new Error('the list does not scroll');
    const height = () =>
      Number.parseInt(scroller.querySelector<HTMLElement>('[role="rowgroup"]')?.style.height ?? '', 10);
    // So many pages down that the first is near no longer.
    for (let page = 0; page < 7; page += 1) {
      const before = height();
      fireEvent.scroll(scroller, { target: { scrollTop: before - 700 } });
      await waitFor(() => expect(height()).toBeGreaterThan(before));
    }
    await user.click(screen.getByRole('button', { name: 'Copy order numbers' }));
    expect(double.copied).toEqual(['SO-20452\nSO-20451']);
  });

  it('leaves single letters alone where they were switched off', async () => {
    const { user } = await openWindow({ preferences: { 'single-letters': 'off' } });
    await screen.findByText('SO-20452');
    await user.type(await box(), '{Enter}');
    await user.keyboard('jj/');
    expect((await active())?.textContent).toContain('SO-20452');
    await user.keyboard('{ArrowDown}');
    expect((await active())?.textContent).toContain('SO-20451');
  });

  it('changes a row in place when the core says so, without being asked', async () => {
    const { double } = await onList();
    const row = screen.getByText('SO-20452').closest<HTMLElement>('[role="row"]');
    expect(row?.textContent).toContain('Waiting for payment');
    act(() => double.change(double.rows[0]?.id ?? '', { state: 'paid', live_until: null, method: 'GRABPAY_SG' }));
    await waitFor(() => expect(screen.getByText('SO-20452').closest('[role="row"]')?.textContent).toContain('Paid'));
  });

  it('takes a new order in and keeps the one that is being looked at active', async () => {
    const { double, user } = await onList();
    await user.keyboard('jj');
    const first = rows()[0];
    if (first === undefined) throw new Error('the shop has no orders');
    double.rows = [{ ...first, id: 'new', reference: 'SO-20453', opened_at: '2026-11-25T03:04:00Z' }, ...double.rows];
    act(() => double.tell('changed', { orders: ['new'] }));
    await screen.findByText('SO-20453');
    await waitFor(async () => expect((await active())?.textContent).toContain('SO-20450'));
    expect((await active())?.getAttribute('aria-rowindex')).toBe('5');
  });

  it('says that there are none yet', async () => {
    await openWindow({ rows: [] });
    expect(await screen.findByRole('heading', { name: 'No payments yet' })).toBeDefined();
  });

  it('names a ledger that cannot be read, with the remedy, and tries again', async () => {
    const { double, user } = await openWindow();
    double.refuse.set('search', {
      code: 'ledger-cut',
      class: 'ledger',
      message: 'the ledger ends before fact 7 of this device',
      remedy: 'Restore the newest backup.',
    });
    await user.type(await box(), 'x');
    expect((await screen.findByRole('alert')).textContent).toContain('Restore the newest backup.');
    double.refuse.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(/cannot be read/)).toBeNull());
  });

  it('names the backups where the history cannot be believed, and restores one from there', async () => {
    const { double, user } = await openWindow();
    const refusal = {
      code: 'ledger-cut',
      class: 'ledger',
      message: 'the ledger ends before fact 7',
      remedy: '',
    } as const;
    double.refuse.set('search', refusal);
    await user.type(await box(), 'x');
    const list = within(screen.getByRole('region', { name: 'Payments list' }));
    const told = await list.findByRole('alert');
    expect(within(told).queryByRole('button', { name: 'Restore a backup…' })).toBeNull();
    act(() => double.turn({ trouble: { kind: 'cut', what: 'it ends before fact 7' } }));
    expect(await list.findByText(/The last one made by itself is of 08:05 \+08:00, in .*backups\./)).toBeDefined();
    await user.click(list.getByRole('button', { name: 'Restore a backup…' }));
    expect(await screen.findByRole('dialog', { name: 'Restore a backup' })).toBeDefined();
  });
});

describe('searching', () => {
  it('finds while one types, and says how it was understood and what it nearly found', async () => {
    const { user } = await openWindow();
    await user.type(await box(), 'status:authorised amount:>500 currency:SGD');
    await screen.findByText('Where this search looked');
    expect(await screen.findByText('3 with amount:<=500')).toBeDefined();
    expect(screen.getByText('SO-20428')).toBeDefined();
    expect(screen.queryByText('SO-20452')).toBeNull();
    const total = () => document.querySelector('.ledger-total')?.textContent;
    await waitFor(() => expect(total()).toBe('SGD3,070.50'));
  });

  it('completes fields and values by the keyboard', async () => {
    const { user } = await openWindow();
    const input = await box();
    await user.type(input, 'sta{ArrowDown}{Enter}');
    expect(input).toHaveProperty('value', 'status:');
    await user.type(input, 'auth{ArrowDown}{Tab}');
    expect(input).toHaveProperty('value', 'status:authorised ');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /^Authorised/ }).getAttribute('aria-pressed')).toBe('true'),
    );
  });

  it('keeps the rows and says what is wrong where the line cannot be read', async () => {
    const { user } = await openWindow();
    await screen.findByText('SO-20452');
    await user.type(await box(), 'amount:lots');
    expect((await screen.findByRole('alert')).textContent).toContain('amount:>100');
    expect((await box()).getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('SO-20452')).toBeDefined();
  });

  it('narrows by one press on a state and widens by another', async () => {
    const { user } = await openWindow();
    const chip = await screen.findByRole('button', { name: 'Checking 2' });
    await user.click(chip);
    expect(await box()).toHaveProperty('value', 'status:checking');
    await waitFor(() => expect(screen.queryByText('SO-20450')).toBeNull());
    await user.click(chip);
    expect(await box()).toHaveProperty('value', '');
  });

  it('offers to ask Antom for an id that is not here, and to import what it knows', async () => {
    const { user, double } = await openWindow();
    await user.type(await box(), '2026112519401089010018829999');
    await user.click(await screen.findByRole('button', { name: 'Ask Antom' }));
    expect(await screen.findByText('Antom knows it: SGD 88.00, SUCCESS, Alipay.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Import this payment' }));
    await detail('SO-20452');
    expect(double.called.some(({ command }) => command === 'import')).toBe(true);
  });

  it('saves a view under a name, in the ledger and not in the page', async () => {
    const { user, double } = await openWindow();
    await user.type(await box(), 'status:checking');
    await user.keyboard('{Control>}s{/Control}');
    await user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'To check{Enter}');
    expect(await screen.findByRole('button', { name: 'To check' })).toBeDefined();
    const kept = double.called.find(({ command }) => command === 'set_preference');
    expect(kept?.input).toMatchObject({ name: 'payments.views' });
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });
});

describe('saving a view', () => {
  const most = Array.from({ length: 12 }, (_, number) => ({ name: `View ${number}`, query: '', columns: [] }));

  it('where there are too many says to remove one first, and loses neither a view nor the name', async () => {
    const { user, double } = await openWindow({ preferences: { 'payments.views': JSON.stringify(most) } });
    const saved = () => double.called.filter(({ command }) => command === 'set_preference').map(({ input }) => input);
    await user.type(await box(), 'status:checking{Control>}s{/Control}');
    const name = await screen.findByRole('textbox', { name: 'Name of the view' });
    await user.type(name, 'To check{Enter}');
    expect(await screen.findByText(/Remove one first\.$/)).toBeDefined();
    expect(name).toHaveProperty('value', 'To check');
    expect(saved()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Remove the view View 3' }));
    await user.type(name, '{Enter}');
    const kept = [...most.filter((view) => view.name !== 'View 3').map((view) => view.name), 'To check'];
    await waitFor(() => expect(namesIn(saved().at(-1))).toEqual(kept));
  });

  it('under the name of one that is there takes its place, however many there are', async () => {
    const { user, double } = await openWindow({ preferences: { 'payments.views': JSON.stringify(most) } });
    await user.type(await box(), '{Control>}s{/Control}');
    await user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'View 0{Enter}');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Name of the view' })).toBeNull());
    const kept = double.called.findLast(({ command }) => command === 'set_preference')?.input;
    expect(namesIn(kept)).toEqual([...most.slice(1), { name: 'View 0' }].map((view) => view.name));
  });

  it('does not begin under a dialog that is about money', async () => {
    const { user } = await openWindow({ busy: false });
    await user.click(await screen.findByText('SO-20445'));
    await user.click(await screen.findByRole('button', { name: /^Refund…/ }));
    await screen.findByRole('textbox', { name: 'Refund amount' });
    const isOpen = () => document.querySelector('[aria-keyshortcuts="Control+S"]')?.getAttribute('aria-expanded');
    await user.keyboard('{Control>}s{/Control}');
    expect(isOpen()).toBe('false');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(isOpen()).toBe('true'));
  });

  function namesIn(input: unknown): string[] {
    const { value } = input as { value: string };
    return (JSON.parse(value) as { name: string }[]).map(({ name }) => name);
  }
});

describe('the detail of a payment', () => {
  async function open(reference: string, options = {}) {
    const window = await openWindow(options);
    await window.user.click(await screen.findByText(reference));
    const pane = await detail(reference);
    await within(pane).findByRole('heading', { name: 'Timeline' });
    return { ...window, pane };
  }

  it('says how much, how it stands, what happens next, and offers the one right action', async () => {
    const { pane } = await open('SO-20450');
    const text = pane.textContent ?? '';
    expect(text).toContain('SGD1,299.00');
    expect(text).toContain('at the latest Wed 2 Dec, 10:41 +08:00 (6 d 23 h left)');
    expect(within(pane).getByRole('button', { name: 'Capture SGD 1,299.00…' })).toBeDefined();
    expect(text).toContain('Manual; SGD 0.00 of 1,299.00 taken');
    expect(text).toContain('4 signed responses, signatures valid');
  });

  it('shows what is with Antom and what waits in the outbox, each by itself, so that the money adds up', async () => {
    const { double, pane } = await open('SO-20445', { busy: false });
    const row = double.rows.find(({ reference }) => reference === 'SO-20445');
    if (row === undefined) throw new Error('the order is not there');
    const moved = '2026-11-25T03:04:42Z';
    double.intents.push(intentOf(row, 'Refund', amount('SGD 200.00'), 'checking', moved), {
      ...intentOf(row, 'Refund', amount('SGD 40.00'), 'queued', moved),
      id: 'later',
    });
    act(() => double.touch(row.id));
    const facts = () =>
      [...pane.querySelectorAll('dt')].map((name) => [name.textContent, name.nextSibling?.textContent]);
    await waitFor(() => expect(facts()).toContainEqual(['Available', 'SGD 400.00']));
    expect(facts()).toContainEqual(['On its way back', 'SGD 200.00']);
    expect(facts()).toContainEqual(['In the outbox', 'SGD 40.00']);
  });

  it('shows every time with its offset, and in UTC when hovered', async () => {
    const { pane } = await open('SO-20450');
    const times = [...pane.querySelectorAll('time')];
    expect(times.length).toBeGreaterThan(3);
    for (const time of times) {
      expect(time.textContent).toMatch(/[+-]\d\d:\d\d$/);
      expect(time.title).toMatch(/ UTC$/);
    }
  });

  it('never shows the actions of another payment while it is still reading this one', async () => {
    const { user, double } = await open('SO-20450');
    double.refuse.set('show', { code: 'ledger-busy', class: 'ledger', message: 'not now', remedy: '' });
    await user.keyboard('j');
    const next = await detail('SO-20449');
    expect(within(next).queryByRole('button', { name: /Capture/ })).toBeNull();
    expect((await within(next).findByRole('alert')).textContent).toContain('not now');
  });

  it('copies ids, with a word that it did', async () => {
    const { user, double, pane } = await open('SO-20450');
    await user.click(within(pane).getByRole('button', { name: 'Copy Payment ID' }));
    expect(double.copied).toEqual(['2026112519401089010018821020']);
    expect(await screen.findByText('Payment ID copied')).toBeDefined();
  });

  it('stays open when Esc closes a dialog that was opened from it', async () => {
    const { user, pane } = await open('SO-20450');
    await user.click(within(pane).getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Forget this buyer…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Forget this buyer?' });
    await user.click(within(dialog).getByRole('textbox', { name: 'Reason, for colleagues' }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(pane.isConnected).toBe(true);
  });

  it('takes a note, and forgets a buyer only after it was asked', async () => {
    const { user, double, pane } = await open('SO-20450');
    await user.click(within(pane).getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Add a note' }));
    await user.type(await within(pane).findByRole('textbox', { name: 'Note for colleagues' }), 'Ships on Monday');
    await user.click(within(pane).getByRole('button', { name: 'Keep the note' }));
    expect(await within(pane).findByText('Ships on Monday')).toBeDefined();
    await user.click(within(pane).getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Forget this buyer…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Forget this buyer?' });
    expect(double.called.some(({ command }) => command === 'forget_buyer')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Forget this buyer' }));
    expect(await within(pane).findByText(/particulars of this buyer were deleted/)).toBeDefined();
  });

  it('keeps a note that is half written, until it is kept or given up', async () => {
    const { user, double, pane } = await open('SO-20450');
    const note = () => screen.findByRole('textbox', { name: 'Note for colleagues' });
    await user.click(within(pane).getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Add a note' }));
    await user.type(await note(), 'Ships on');
    await user.click(screen.getByText('SO-20449'));
    await within(await detail('SO-20449')).findByRole('heading', { name: 'Timeline' });
    expect(screen.queryByRole('textbox', { name: 'Note for colleagues' })).toBeNull();
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    await user.click(rail.getByRole('button', { name: /^Refunds/ }));
    await screen.findByRole('heading', { name: 'Refunds' });
    await user.click(rail.getByRole('button', { name: 'Payments' }));
    await user.click(await screen.findByText('SO-20450'));
    expect(await note()).toHaveProperty('value', 'Ships on');
    expect(document.activeElement).toBe(await active());
    await user.clear(await note());
    await user.type(await note(), 'Ships on Monday');
    await user.click(screen.getByRole('button', { name: 'Keep the note' }));
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Note for colleagues' })).toBeNull());
    expect(double.called.find(({ command }) => command === 'note')?.input).toMatchObject({ text: 'Ships on Monday' });
    await user.click(screen.getByText('SO-20449'));
    await user.click(screen.getByText('SO-20450'));
    await within(await detail('SO-20450')).findByText('Ships on Monday');
    expect(screen.queryByRole('textbox', { name: 'Note for colleagues' })).toBeNull();
  });

  it('says in its own language that the program closed a request, and keeps what a person wrote as it is', async () => {
    const closed = async (reason: string, replaced: boolean) => {
      const window = await openWindow({ preferences: { language: 'zh-Hans' } });
      const order = rows().find(({ reference }) => reference === 'SO-20450')?.id ?? '';
      const known = window.double.order(order);
      window.double.put({ ...known, closed: { at: known.opened_at, by: 'Priya Nair', reason, replaced } });
      await window.user.click(await screen.findByText('SO-20450'));
      const told = await screen.findByText(/Priya Nair: /);
      const text = told.textContent;
      window.unmount();
      return text;
    };
    expect(await closed('replaced by a new request', true)).toMatch(/Priya Nair: 已由新的请求取代$/);
    expect(await closed('Called off by phone', false)).toMatch(/Priya Nair: Called off by phone$/);
  });

  it('marks every button that begins something with money outside production', async () => {
    const { pane } = await open('SO-20450', { environment: 'training' });
    expect(within(pane).getByRole('button', { name: /Capture SGD/ }).textContent).toBe('Capture SGD 1,299.00…test');
    expect(screen.getByText('TRAINING')).toBeDefined();
  });
});

describe.each(['light', 'dark'])('for everybody, in the %s theme', (theme) => {
  it('axe finds nothing serious on list, detail, dialog, palette and sheet', async () => {
    const { user } = await openWindow({
      preferences: { theme },
      environment: theme === 'dark' ? 'sandbox' : 'production',
    });
    await user.click(await screen.findByText('SO-20450'));
    await within(await detail('SO-20450')).findByRole('heading', { name: 'Timeline' });
    expect(document.documentElement.dataset['theme']).toBe(theme);
    expect(await serious()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /Raw evidence/ }));
    await user.click(screen.getByRole('button', { name: /Capture SGD/ }));
    await screen.findByRole('dialog', { name: /Capture SGD/ });
    expect(await serious()).toEqual([]);
    await user.keyboard('{Escape}{Control>}k{/Control}');
    await screen.findByRole('combobox', { name: 'Search or run a command' });
    expect(await serious()).toEqual([]);
    await user.keyboard('{Escape}');
    await user.type(await box(), 'nothing-at-all-like-this');
    await screen.findByText('Where this search looked');
    expect(await serious()).toEqual([]);
  });
});
