import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DoubleOptions } from '@/platform/double/double';
import { intentOf } from '@/platform/double/moves';
import { openWindow, serious } from '@/testing/window';
import { isPlain, reasonShown, recorded, roomFor } from './reasons';

/** What waits for a button that stays inert, or for a text to settle, waits a little longer than the rest. */
const SLOW = { timeout: 40_000 };

async function dialogOf(reference: string, button: RegExp, options: DoubleOptions = {}) {
  const window = await openWindow({ busy: false, ...options });
  await window.user.click(await screen.findByText(reference, {}, SLOW));
  await window.user.click(await screen.findByRole('button', { name: button }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findAllByText(/Asked Antom|询问过 Antom/);
  return { ...window, dialog };
}
const refundOf = (reference = 'SO-20445') => dialogOf(reference, /^Refund…/);

type Window = Awaited<ReturnType<typeof dialogOf>>;
const amountField = ({ dialog }: Window) => within(dialog).getByRole('textbox', { name: 'Refund amount' });
const noteField = ({ dialog }: Window) => within(dialog).getByRole('textbox', { name: /^Note for the record/ });
const reasonField = ({ dialog }: Window) => within(dialog).getByRole('combobox', { name: /^Reason/ });
const goButton = ({ dialog }: Window) => within(dialog).getByRole('button', { name: /^(Refund|Capture|Cancel) SGD/ });
const isReady = (window: Window) =>
  waitFor(() => expect(goButton(window).getAttribute('aria-disabled')).toBe('false'), SLOW);
const called = ({ double }: Window, name: string) => double.called.filter(({ command }) => command === name);
const lastAsk = (window: Window) => called(window, 'prepare').at(-1)?.input;

async function type(window: Window, amount: string) {
  await window.user.clear(amountField(window));
  await window.user.click(amountField(window));
  await window.user.paste(amount);
}

/** A refund of SGD 200.00 that was confirmed. */
async function confirmed() {
  const window = await refundOf();
  await type(window, '200.00');
  await window.user.selectOptions(reasonField(window), 'Problem with an item');
  await isReady(window);
  await window.user.click(goButton(window));
  await within(window.dialog).findByText('Leaves in 1:00.');
  return window;
}

describe('looking before money moves', () => {
  it('asks afresh, and shows the money as one equation and the amount in title, words and button', async () => {
    const window = await refundOf();
    expect(called(window, 'prepare').length).toBe(1);
    await type(window, '200.00');
    await within(window.dialog).findByRole('heading', { name: 'Refund SGD 200.00 to Clara Lindqvist' });
    expect(goButton(window).textContent).toBe('Refund SGD 200.00');
    expect(await within(window.dialog).findByText('two hundred Singapore dollars; leaves 440.00')).toBeDefined();
    expect(within(window.dialog).getByRole('img').getAttribute('aria-label')).toContain('leaves 640.00 available');
    expect(window.dialog.textContent).toContain('Order SO-20445, GrabPay, paid Wed 25 Nov, 09:12 +08:00');
    expect(window.dialog.textContent).toContain('You have 60 seconds to stop it; then SGD 200.00 goes back');
  });

  it('begins in the amount, and Esc and Go back close it without having decided anything', async () => {
    const window = await refundOf();
    expect(document.activeElement).toBe(amountField(window));
    await window.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await window.user.click(await screen.findByRole('button', { name: /^Refund…/ }));
    await window.user.click(await screen.findByRole('button', { name: 'Go back' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(called(window, 'confirm')).toEqual([]);
  });

  it('counts from the answer of Antom', async () => {
    const window = await refundOf();
    act(() => window.double.setClock('2026-11-25T03:05:03Z'));
    expect(await within(window.dialog).findByText('Asked Antom 3 s ago, unchanged')).toBeDefined();
  });

  it('highlights what changed since it was opened, asks again, and disarms the button meanwhile', async () => {
    const window = await refundOf();
    await type(window, '200.00');
    await window.user.selectOptions(reasonField(window), 'Goods came back');
    await isReady(window);
    const before = called(window, 'prepare').length;
    const id = window.double.rows.find((row) => row.reference === 'SO-20445')?.id ?? '';
    act(() => window.double.change(id, { state: 'part-refunded', refunded: { currency: 'SGD', value: '50000' } }));
    await waitFor(() => expect(goButton(window).getAttribute('aria-disabled')).toBe('true'));
    await waitFor(() => expect(called(window, 'prepare').length).toBeGreaterThan(before));
    expect(await within(window.dialog).findByText('SGD 140.00 is available')).toBeDefined();
    expect(within(window.dialog).getAllByText('changed').length).toBe(2);
    expect(await within(window.dialog).findAllByText('Asked Antom now, changed')).toBeDefined();
    expect(called(window, 'confirm')).toEqual([]);
  });

  it('says a refusal in its own words and what would lift it, and asks again where one wishes', async () => {
    const window = await openWindow();
    window.double.refuse.set('prepare', {
      code: 'hold-ended',
      class: 'refused',
      message: 'the hold ended Wed 2 Dec',
      remedy: 'Make a new request.',
    });
    await window.user.click(await screen.findByText('SO-20450'));
    await window.user.click(await screen.findByRole('button', { name: /^Capture SGD/ }));
    const dialog = await screen.findByRole('dialog');
    const told = await within(dialog).findByRole('alert');
    expect(told.textContent).toContain('the hold ended Wed 2 Dec');
    expect(told.textContent).toContain('Make a new request.');
    window.double.refuse.clear();
    await window.user.click(within(told).getByRole('button', { name: 'Ask again' }));
    await waitFor(() => expect(within(dialog).queryByRole('alert')).toBeNull());
    expect(window.double.called.filter(({ command }) => command === 'confirm')).toEqual([]);
  });

  it('says at the amount what is wrong with it, and at the note what is wrong with that', async () => {
    const window = await refundOf();
    await type(window, '700.00');
    expect(await within(window.dialog).findByText('SGD 640.00 is available')).toBeDefined();
    expect(amountField(window).getAttribute('aria-invalid')).toBe('true');
    await type(window, 'lots');
    expect(await within(window.dialog).findByText(/is not an amount\. Write it like 1,299\.00\./)).toBeDefined();
    await type(window, '10.00');
    await window.user.type(noteField(window), '4111 1111 1111 1111');
    expect(await within(window.dialog).findByText(/looks like a card number/, {}, SLOW)).toBeDefined();
    expect(noteField(window).getAttribute('aria-invalid')).toBe('true');
  });
});

describe('the reason of a refund', () => {
  it('is chosen before anything can be sent, and told with its note as one text', async () => {
    const window = await refundOf();
    await type(window, '200.00');
    await within(window.dialog).findByText(/leaves 440.00/);
    expect(within(window.dialog).getByText('Choose a reason.')).toBeDefined();
    expect(goButton(window).getAttribute('aria-disabled')).toBe('true');
    await window.user.selectOptions(reasonField(window), 'Problem with an item');
    await window.user.type(noteField(window), 'sole came off');
    expect(goButton(window).getAttribute('aria-disabled')).toBe('true');
    await isReady(window);
    expect(lastAsk(window)).toMatchObject({
      verb: 'Refund',
      amount: { currency: 'SGD', value: '20000' },
      reason: 'Problem with an item: sole came off',
    });
  });

  it('has to be written down where none of the usual ones fits', async () => {
    const window = await refundOf();
    await type(window, '200.00');
    await window.user.selectOptions(reasonField(window), 'Something else');
    expect(await within(window.dialog).findByText('Write a note for the record.')).toBeDefined();
    expect(noteField(window).getAttribute('aria-required')).toBe('true');
    await window.user.type(noteField(window), 'as agreed');
    await isReady(window);
    expect(lastAsk(window)).toMatchObject({ reason: 'as agreed' });
  });

  it('has to be written down where the same amount went back within a day', async () => {
    const window = await confirmed();
    await waitFor(() =>
      expect(within(window.dialog).getByRole('button', { name: 'Close' }).getAttribute('aria-disabled')).toBe('false'),
    );
    await window.user.click(within(window.dialog).getByRole('button', { name: 'Close' }));
    await window.user.click(await screen.findByRole('button', { name: /^Refund…/ }));
    const again = { ...window, dialog: await screen.findByRole('dialog') };
    await type(again, '200.00');
    expect(await within(again.dialog).findByText(/A refund of SGD 200.00 was decided already/)).toBeDefined();
    await window.user.selectOptions(reasonField(again), 'Goods came back');
    expect(await within(again.dialog).findByText('Write a note for the record.')).toBeDefined();
  });

  it('is recorded in one language and shown in that of the window', () => {
    const say = ((key: string) => `<${key}>`) as Parameters<typeof reasonShown>[1];
    expect(recorded('item', ' sole ')).toBe('Problem with an item: sole');
    expect(recorded('other', '')).toBeNull();
    expect(recorded(null, 'x')).toBe('x');
    expect(reasonShown('Problem with an item: sole', say)).toBe('<money.reason.item>: sole');
    expect(reasonShown('sole came off', say)).toBe('sole came off');
    const room = 'y'.repeat(roomFor('item'));
    expect(recorded('item', room)?.length).toBe(256);
    expect([isPlain('sole, 2 x'), isPlain('鞋底')]).toEqual([true, false]);
  });
});

describe('cancel or refund', () => {
  const chosen = ({ dialog }: Window) =>
    within(dialog)
      .getAllByRole<HTMLInputElement>('radio')
      .findIndex((radio) => radio.checked);

  it('stand side by side while a cancel is open, with the time that is left', async () => {
    const window = await refundOf();
    expect(window.dialog.textContent).toContain('13 h 10 m left');
    expect(window.dialog.textContent).toContain('Until Thu 26 Nov, 00:15 +08:00.');
    await type(window, '200.00');
    expect(chosen(window)).toBe(0);
    expect(await within(window.dialog).findByText(/Only part goes back, so a refund is right/)).toBeDefined();
  });

  it('is a cancel once all of it is typed, unless a person chooses otherwise', async () => {
    const window = await refundOf();
    await window.user.click(within(window.dialog).getByRole('button', { name: 'All 640.00' }));
    await within(window.dialog).findByRole('heading', { name: 'Cancel SGD 640.00 paid by Clara Lindqvist' });
    await isReady(window);
    expect(goButton(window).textContent).toBe('Cancel SGD 640.00');
    expect(lastAsk(window)).toMatchObject({ verb: 'Cancel', amount: null });
    await window.user.click(within(window.dialog).getByRole('radio', { name: /^Refund all/ }));
    expect(goButton(window).textContent).toBe('Refund SGD 640.00');
    expect(goButton(window).getAttribute('aria-disabled')).toBe('true');
    expect(within(window.dialog).getByText(/A cancel would return the commission too/)).toBeDefined();
  });

  it('types all of it when the cancel is chosen, and is a refund again when less is typed', async () => {
    const window = await refundOf();
    await type(window, '200.00');
    await window.user.click(within(window.dialog).getByRole('radio', { name: /^Cancel it all/ }));
    expect(amountField(window)).toHaveProperty('value', '640.00');
    await waitFor(() => expect(goButton(window).textContent).toBe('Cancel SGD 640.00'));
    await type(window, '100.00');
    await waitFor(() => expect(goButton(window).textContent).toBe('Refund SGD 100.00'));
    expect(chosen(window)).toBe(0);
  });

  it('falls back to a refund when the time to cancel runs out, says so aloud and disarms the button', async () => {
    const window = await refundOf();
    await window.user.click(within(window.dialog).getByRole('button', { name: 'All 640.00' }));
    await isReady(window);
    act(() => window.double.setClock('2026-11-25T16:15:00Z'));
    const told = 'The time to cancel ended. A refund is chosen now; look again before you press.';
    expect((await within(window.dialog).findByRole('alert')).textContent).toBe(told);
    expect(goButton(window).textContent).toBe('Refund SGD 640.00');
    expect(goButton(window).getAttribute('aria-disabled')).toBe('true');
    const heard = [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent);
    expect(heard).toContain(told);
    expect(within(window.dialog).queryByRole('radio')).toBeNull();
  });

  it('says in one sentence why there is no choice', async () => {
    const captured = await dialogOf('SO-20447', /^Refund…/);
    expect(captured.dialog.textContent).toContain('Captured money cannot be cancelled, so this is a refund.');
    captured.unmount();
    const part = await dialogOf('SO-20440', /^Refund…/);
    expect(part.dialog.textContent).toContain('Some of it was refunded already');
  });

  it('lets a hold go as a cancel of the whole', async () => {
    const window = await openWindow();
    await window.user.click(await screen.findByText('SO-20450'));
    await window.user.click(await screen.findByRole('button', { name: 'More actions' }));
    await window.user.click(await screen.findByRole('menuitem', { name: 'Cancel the payment…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Cancel SGD 1,299.00 held from Mei Wong' });
    expect(await within(dialog).findByText(/is let go, and nothing is taken/)).toBeDefined();
    const label = (await within(dialog).findByRole('img')).getAttribute('aria-label');
    expect(label).toBe('SGD 1,299.00 held, minus 1,299.00 let go, leaves 0.00 held');
  });
});

describe('the button that moves money', () => {
  it('is never pressed by Enter, in a field or on itself, and is by Space', async () => {
    const window = await refundOf();
    await type(window, '200.00');
    await window.user.keyboard('{Enter}');
    await window.user.selectOptions(reasonField(window), 'Goods came back');
    await window.user.type(noteField(window), 'sole came off{Enter}');
    await isReady(window);
    goButton(window).focus();
    await window.user.keyboard('{Enter}{Control>}{Enter}{/Control}');
    expect(called(window, 'confirm')).toEqual([]);
    await window.user.keyboard(' ');
    await waitFor(() => expect(called(window, 'confirm').length).toBe(1));
  });

  it('does nothing right after its words appeared, and once however often it is pressed', async () => {
    const window = await dialogOf('SO-20450', /^Capture SGD/);
    await window.user.dblClick(goButton(window));
    expect(called(window, 'confirm')).toEqual([]);
    await isReady(window);
    const asked = called(window, 'prepare').length;
    await window.user.tripleClick(goButton(window));
    await within(window.dialog).findByText('Leaves in 1:00.');
    expect(called(window, 'confirm').length).toBe(1);
    expect(called(window, 'prepare').length).toBe(asked);
  });

  it('sends what was prepared and nothing else, and looks again where something changed meanwhile', async () => {
    const window = await dialogOf('SO-20450', /^Capture SGD/);
    await isReady(window);
    window.double.refuse.set('confirm', {
      code: 'changed-meanwhile',
      class: 'changed',
      message: 'a note was written',
      remedy: 'Look at the order again and decide afresh.',
    });
    const asked = called(window, 'prepare').length;
    await window.user.click(goButton(window));
    const told = await within(window.dialog).findByRole('alert');
    expect(told.textContent).toContain('Nothing was decided. Look again');
    expect(told.textContent).toContain('a note was written');
    await waitFor(() => expect(called(window, 'prepare').length).toBe(asked + 1));
    window.double.refuse.clear();
    await isReady(window);
    await window.user.click(goButton(window));
    await within(window.dialog).findByText('Leaves in 1:00.');
    expect(called(window, 'confirm').map(({ input }) => input)).toEqual([{ token: 'token-1' }, { token: 'token-2' }]);
  });
});

describe('what follows', () => {
  it('is shown where it was confirmed: it waits and can be stopped', async () => {
    const window = await confirmed();
    expect(within(window.dialog).getByRole('img', { name: '1:00 left to stop it' })).toBeDefined();
    expect(within(window.dialog).getByText('until 11:06:00 +08:00')).toBeDefined();
    const stop = within(window.dialog).getByRole('button', { name: /^Stop/ });
    await waitFor(() => expect(stop.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await window.user.click(stop);
    expect(await within(window.dialog).findByText('Stopped.')).toBeDefined();
    expect(window.dialog.textContent).toContain('Nothing was sent and no money moved.');
  });

  it('counts down and then is sent, checked and done, as the core says', async () => {
    const window = await confirmed();
    act(() => window.double.setClock('2026-11-25T03:05:18Z'));
    expect(await within(window.dialog).findByText('Leaves in 0:42.')).toBeDefined();
    act(() => void window.double.carry('intent-1', 'released'));
    expect(await within(window.dialog).findByText('Leaving now.')).toBeDefined();
    act(() => void window.double.carry('intent-1', 'sent'));
    expect(await within(window.dialog).findByText('Sent.')).toBeDefined();
    act(() => void window.double.carry('intent-1', 'checking'));
    expect(await within(window.dialog).findByText('Checking with Antom.')).toBeDefined();
    expect(window.dialog.textContent).toContain('nothing is sent twice');
    expect(within(window.dialog).queryByRole('button', { name: /^Stop/ })).toBeNull();
    act(() => void window.double.carry('intent-1', 'done'));
    expect(await within(window.dialog).findByText('Returned.')).toBeDefined();
    expect(within(window.dialog).getByRole('img').getAttribute('aria-label')).toContain('minus 200.00 refunded');
    expect(within(window.dialog).getByRole('heading', { name: 'Refund SGD 200.00 to Clara Lindqvist' })).toBeDefined();
  });

  it('says that nothing moved, why, and what to copy, where Antom refuses', async () => {
    const window = await confirmed();
    act(() => {
      window.double.carry('intent-1', 'sent');
      window.double.carry('intent-1', 'refused', {
        code: 'REFUND_WINDOW_EXCEED',
        explanation: 'The time for refunding is over. Settle it with the buyer in another way.',
      });
    });
    expect(await within(window.dialog).findByText('Refused by Antom.')).toBeDefined();
    expect(window.dialog.textContent).toContain('It moved no money.');
    expect(window.dialog.textContent).toContain('The time for refunding is over.');
    await window.user.click(within(window.dialog).getByRole('button', { name: 'Copy Code' }));
    expect(window.double.copied[0]).toContain('REFUND_WINDOW_EXCEED');
  });

  it('says at the button where it can no longer be stopped', async () => {
    const window = await confirmed();
    window.double.refuse.set('stop', {
      code: 'changed-meanwhile',
      class: 'changed',
      message: 'the refund has left and cannot be called back',
      remedy: 'Look at the order again and decide afresh.',
    });
    const stop = within(window.dialog).getByRole('button', { name: /^Stop/ });
    await waitFor(() => expect(stop.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await window.user.click(stop);
    expect((await within(window.dialog).findByRole('alert')).textContent).toContain('cannot be called back');
  });

  it('names Ctrl Z only where Ctrl Z stops this one and no other', async () => {
    const window = await confirmed();
    const stop = () => within(window.dialog).getByRole('button', { name: /^Stop/ });
    const isNamed = () => [stop().textContent?.includes('Ctrl Z'), stop().getAttribute('aria-keyshortcuts')];
    await waitFor(() => expect(isNamed()).toEqual([true, 'Control+Z']));
    const later = window.double.rows.find(({ reference }) => reference === 'SO-20447');
    if (later === undefined) throw new Error('there is no other order');
    const other = intentOf(later, 'Refund', later.amount, 'queued', '2026-11-25T03:05:02Z');
    window.double.intents.push({ ...other, requested_at: '2026-11-25T03:05:02Z' });
    act(() => window.double.touch(later.id));
    await waitFor(() => expect(isNamed()).toEqual([false, null]));
    await waitFor(() =>
      expect(within(window.dialog).getByRole('button', { name: 'Close' }).getAttribute('aria-disabled')).toBe('false'),
    );
    await window.user.click(within(window.dialog).getByRole('button', { name: 'Close' }));
    expect(await screen.findByText(/in the outbox, where it can be stopped\.$/)).toBeDefined();
  });

  it('names no Ctrl Z where it never reached Antom: that key would stop another', async () => {
    const window = await confirmed();
    act(() => void window.double.carry('intent-1', 'never-placed'));
    expect(await within(window.dialog).findByText('Never reached Antom.')).toBeDefined();
    const stop = within(window.dialog).getByRole('button', { name: /^Stop/ });
    expect([stop.textContent?.trim(), stop.getAttribute('aria-keyshortcuts')]).toEqual(['Stop', null]);
  });

  it('is stopped by Ctrl Z, and lives on in the payment when the dialog is closed', async () => {
    const window = await confirmed();
    await waitFor(() =>
      expect(within(window.dialog).getByRole('button', { name: 'Close' }).getAttribute('aria-disabled')).toBe('false'),
    );
    await window.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText(/Leaves in 1:00/)).toBeDefined();
    await window.user.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText(/Stopped by you: SO-20445/)).toBeDefined();
    expect(called(window, 'stop').length).toBe(1);
  });
});

describe('for everybody', () => {
  const { matchMedia } = globalThis;
  afterEach(() => vi.stubGlobal('matchMedia', matchMedia));

  it('the ring stands still where people asked for less motion', async () => {
    vi.stubGlobal('matchMedia', (query: string) => ({
      ...matchMedia(query),
      matches: query.includes('prefers-reduced-motion') || matchMedia(query).matches,
    }));
    const window = await confirmed();
    act(() => window.double.setClock('2026-11-25T03:05:30Z'));
    const ring = await within(window.dialog).findByRole('img', { name: '0:30 left to stop it' });
    expect(ring.getAttribute('data-still')).toBe('true');
    expect(ring.querySelectorAll('circle')[1]?.getAttribute('stroke-dasharray')).toBe('94.25 94.25');
  });

  it('speaks Chinese in a Chinese window, from the first look to the outbox', async () => {
    const window = await dialogOf('SO-20445', /^退款…/, { preferences: { language: 'zh-Hans' } });
    const English = /[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}/;
    const box = within(window.dialog);
    await window.user.type(box.getByRole('textbox', { name: '退款金额' }), '200.00');
    await window.user.selectOptions(box.getByRole('combobox'), '商品有问题');
    expect(await box.findByText('二百新加坡元；剩余 440.00')).toBeDefined();
    expect(window.dialog.textContent).not.toMatch(English);
    const go = box.getByRole('button', { name: '退款 SGD 200.00' });
    await waitFor(() => expect(go.getAttribute('aria-disabled')).toBe('false'), SLOW);
    await window.user.click(go);
    expect(await box.findByText('1:00 后发出。')).toBeDefined();
    expect(window.dialog.textContent).not.toMatch(English);
    // What is recorded, and told to Antom, is the same whoever looks.
    expect(called(window, 'prepare').at(-1)?.input).toMatchObject({ reason: 'Problem with an item' });
  });

  it('axe finds nothing serious in what follows', async () => {
    await confirmed();
    expect(await serious()).toEqual([]);
  });
});
