import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
// Read once before the first test: a screen is otherwise read when it is first shown.
import '@/features/request';
import type { CommandName } from '@/platform/contract';
import type { Double, DoubleOptions } from '@/platform/double/double';
import { openWindow, serious } from '@/testing/window';

const field = (name: string) => screen.getByRole('textbox', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const panel = () => screen.getByRole('region', { name: 'Preview and link' });
const calls = (double: Double, command: CommandName) => double.called.filter((call) => call.command === command);
const newest = (double: Double) => double.rows[0]?.id ?? '';
const send = '{Control>}{Enter}{/Control}';

/** A form with everything in it that a link needs. */
async function filled(options: DoubleOptions = {}) {
  const window = await openWindow(options);
  const { user } = window;
  await user.click(await screen.findByRole('button', { name: 'New request' }));
  await waitFor(() => expect(document.activeElement).toBe(field('Amount')));
  await user.keyboard('20{Tab}{Tab}Cap');
  await user.type(field('E-mail'), 'a@b.co');
  return window;
}

async function made(options: DoubleOptions = {}) {
  const window = await filled(options);
  await window.user.keyboard(send);
  await within(panel()).findByText('Waiting for payment');
  return window;
}

/** The core's clock, so many minutes after the link was made. */
const pass = (double: Double, minutes: number) =>
  act(() => double.turn({ now: new Date(Date.parse('2026-11-25T03:05:00Z') + minutes * 60_000).toISOString() }));

describe('while Antom is asked', () => {
  it('the ways to share wait, and a second press asks for nothing more', async () => {
    const { user, double } = await filled();
    double.antom.hold();
    await user.keyboard(send);
    expect(await within(panel()).findByText('Asking Antom…')).toBeDefined();
    expect(button('Copy link')).toHaveProperty('disabled', true);
    await user.keyboard(send);
    await user.click(button('Asking Antom…'));
    act(() => double.antom.answer('issued'));
    await waitFor(() => expect(button('Copy link')).toHaveProperty('disabled', false));
    expect(calls(double, 'create_request').length).toBe(1);
  });

  it('no answer is no failure: another request ID is tried, and that is said', async () => {
    const { user, double } = await filled();
    double.antom.hold();
    await user.keyboard(send);
    await within(panel()).findByText('Asking Antom…');
    act(() => double.antom.answer('unknown'));
    expect(await within(panel()).findByText('Not made yet, trying with a new request ID')).toBeDefined();
    act(() => double.antom.answer('issued'));
    expect(await within(panel()).findByText('Waiting for payment')).toBeDefined();
    expect(within(panel()).getByText(/^Link 1, made 11:05: not answered, still watched\.$/)).toBeDefined();
  });

  it('people may go elsewhere: the link is there when they come back', async () => {
    const { user, double } = await filled();
    double.antom.hold();
    await user.keyboard(send);
    await within(panel()).findByText('Asking Antom…');
    await user.click(button('Payments'));
    await screen.findByText('SO-20453');
    act(() => double.antom.answer('issued'));
    await waitFor(() => expect(double.rows[0]?.live_until).not.toBeNull());
    await user.click(button('New request'));
    // It was made, so a new form stands here, and the one that was made lies aside.
    await user.click(await screen.findByRole('button', { name: 'Show it' }));
    expect(await within(panel()).findByText(/^60:00/)).toBeDefined();
    expect(calls(double, 'keep_draft').at(-1)?.input).toEqual({ draft: null });
  });
});

describe('where there is no link', () => {
  it('Antom’s refusal stands word for word, the order is kept, and a change replaces it', async () => {
    const { user, double } = await filled();
    double.antom.willAnswer('refused');
    await user.keyboard(send);
    expect((await screen.findByRole('alert')).textContent).toContain('SETTLE_CONTRACT_NOT_MATCH');
    expect(within(panel()).getByText('Antom refused the link.')).toBeDefined();
    expect(field('Amount')).toHaveProperty('value', '20.00');
    await user.type(field('Buyer name'), 'Hana');
    await user.keyboard(send);
    expect(await within(panel()).findByText('Waiting for payment')).toBeDefined();
    expect(calls(double, 'replace_request')[0]?.input).toMatchObject({ accept_live: false, draft: { name: 'Hana' } });
  });

  it('what is not known is asked for again under the same order, with a new request ID', async () => {
    const { user, double } = await filled();
    double.antom.willAnswer('unknown', 'unknown');
    await user.keyboard(send);
    expect(await within(panel()).findByText('Not made yet.')).toBeDefined();
    expect(screen.queryByText('There is an order with this number already.')).toBeNull();
    await user.click(button(/^Create link/));
    expect(await within(panel()).findByText('Waiting for payment')).toBeDefined();
    expect(calls(double, 'create_request').length).toBe(1);
    expect(calls(double, 'reissue').length).toBe(1);
  });
});

describe('a link', () => {
  it('is given in every way, and each is written down', async () => {
    const { user, double } = await made();
    expect(within(panel()).getByText('Not given to anybody yet. No attempt to pay yet.')).toBeDefined();
    await user.click(button('E-mail'));
    expect(await within(panel()).findByText(/^E-mail to a@b.co begun at 11:05 \+08:00\./)).toBeDefined();
    expect(await within(panel()).findByText(/The link is in your inbox now/)).toBeDefined();
    for (const way of ['SMS', 'WhatsApp', 'Copy link']) await user.click(button(way));
    await waitFor(() => expect(double.copied.length).toBe(1));
    expect(calls(double, 'share').map(({ input }) => (input as { channel: string }).channel)).toEqual([
      'email',
      'sms',
      'whatsapp',
      'copy',
    ]);
  });

  it('counts down, turns amber in its last ten minutes, and ends with Send again first', async () => {
    const { double } = await made();
    expect(within(panel()).getByText('60:00')).toBeDefined();
    pass(double, 50);
    const meter = await within(panel()).findByRole('img', { name: '10 of 60 minutes left' });
    expect(meter.closest('[data-tone="authorised"]')).not.toBeNull();
    expect(await screen.findByText('Ten minutes left: the checkout ends at 12:05')).toBeDefined();
    pass(double, 60);
    expect(await within(panel()).findByText('Checkout ended 12:05')).toBeDefined();
    expect(button('Copy link')).toHaveProperty('disabled', true);
    expect(button('Send again').className).toContain('primary');
  });

  it('that ended is followed by another of the same order, given the same way, with its lineage', async () => {
    const { user, double } = await made();
    await user.click(button('E-mail'));
    await within(panel()).findByText(/begun at 11:05/);
    pass(double, 70);
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    expect(await within(panel()).findByText(/^E-mail to a@b.co begun at 12:15/)).toBeDefined();
    expect(within(panel()).getByText('Link 1, made 11:05: ended 12:05.')).toBeDefined();
    expect(double.rows.filter((row) => row.reference === 'SO-20453').length).toBe(1);
  });

  it('stands on paper with amount, order, code, end and the word of its environment', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    const { user } = await made({ environment: 'sandbox' });
    await user.click(button('Print slip'));
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    const slip = document.querySelector('[data-slip]');
    expect(slip?.textContent).toContain('SANDBOX: no real money');
    expect(slip?.textContent).toContain('SGD 20.00');
    expect(slip?.textContent).toContain('Order SO-20453');
    expect(slip?.textContent).toContain('It can be paid until Wed 25 Nov, 12:05 +08:00.');
    expect(slip?.querySelector('svg path')).not.toBeNull();
    act(() => window.dispatchEvent(new Event('afterprint')));
    await waitFor(() => expect(document.querySelector('[data-slip]')).toBeNull());
    print.mockRestore();
  });

  it('is printed again where the web view never says that it has printed', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    const { user, double } = await made();
    await user.click(button('Print slip'));
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    act(() => double.touch(newest(double)));
    await user.click(button('Print slip'));
    await waitFor(() => expect(print).toHaveBeenCalledTimes(2));
    act(() => window.dispatchEvent(new Event('afterprint')));
    await waitFor(() => expect(document.querySelector('[data-slip]')).toBeNull());
    expect(print).toHaveBeenCalledTimes(2);
    print.mockRestore();
  });

  it('carries the word of its environment under its code, and its buttons the tag', async () => {
    await made({ environment: 'training' });
    expect(await within(panel()).findByText('TRAINING')).toBeDefined();
    expect(button(/^Send again/).textContent).toBe('Send againtest');
  });

  it('is no longer offered where a person stops it, and can still be paid until it ends', async () => {
    const { user } = await made();
    await user.click(button('Stop offering…'));
    const dialog = await screen.findByRole('dialog', { name: 'Stop offering SO-20453?' });
    await user.click(within(dialog).getByRole('button', { name: 'Stop offering' }));
    expect(
      await within(panel()).findByText(/can still be paid until 12:05; a payment goes to Attention/),
    ).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  });
});

describe('after a change', () => {
  async function changed() {
    const window = await made();
    const { user } = window;
    expect(button('Replace link').getAttribute('aria-disabled')).toBe('true');
    await user.type(field('Buyer name'), 'Hana');
    expect(button('Replace link').getAttribute('aria-disabled')).toBe('false');
    await user.click(button('Replace link'));
    await screen.findByRole('dialog', { name: 'Replace the link of SO-20453?' });
    return window;
  }

  it('the old link is named with its end, and waiting for it comes first', async () => {
    const { double } = await changed();
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('The old link can still be paid until 12:05.');
    const [, first, second] = within(dialog).getAllByRole('button');
    expect(first?.textContent).toBe('Make it after the old one ends');
    expect(second?.textContent).toBe('Make it now');
    expect(calls(double, 'replace_request')).toEqual([]);
  });

  it('the new link can be made now, knowing that the old one is open', async () => {
    const { user, double } = await changed();
    await user.click(button('Make it now'));
    expect(
      await within(panel()).findByText(/^Request of SGD 20.00, made 11:05: can still be paid until 12:05/),
    ).toBeDefined();
    expect(calls(double, 'replace_request')[0]?.input).toMatchObject({ accept_live: true });
  });

  it('the new link waits for the old one to end, also while people are elsewhere', async () => {
    const { user, double } = await changed();
    await user.click(button('Make it after the old one ends'));
    expect(await screen.findByText(/^The new link is made at 12:05, when the old one ends/)).toBeDefined();
    expect(field('Amount').matches(':disabled')).toBe(true);
    await user.click(button('Payments'));
    await screen.findByText('SO-20452');
    pass(double, 59);
    expect(newest(double)).toBe(double.deferred[0]?.order);
    pass(double, 61);
    expect(await screen.findByText('The new link for SO-20453 is made: SGD 20.00')).toBeDefined();
    expect(calls(double, 'defer_request')[0]?.input).toMatchObject({ draft: { name: 'Hana' } });
    expect(calls(double, 'replace_request')).toEqual([]);
  });

  it('the request in its place is shown when the core has made it, and the form is that one', async () => {
    const { user, double } = await changed();
    const old = newest(double);
    await user.click(button('Make it after the old one ends'));
    await screen.findByText(/^The new link is made at 12:05/);
    pass(double, 61);
    await within(panel()).findByText('Waiting for payment');
    await waitFor(() => expect(button('Replace link').getAttribute('aria-disabled')).toBe('true'));
    expect(field('Buyer name')).toHaveProperty('value', 'Hana');
    expect(newest(double)).not.toBe(old);
    await user.click(button('Copy link'));
    await waitFor(() => expect(calls(double, 'share')[0]?.input).toMatchObject({ order: newest(double) }));
  });

  it('the link that waits can be given up, and the form is open again', async () => {
    const { user, double } = await changed();
    await user.click(button('Make it after the old one ends'));
    await user.click(await screen.findByRole('button', { name: 'Do not make it' }));
    await waitFor(() => expect(field('Amount').matches(':disabled')).toBe(false));
    pass(double, 90);
    await within(panel()).findByText('Checkout ended 12:05');
    expect(double.deferred).toEqual([]);
  });

  it('a link that waits leaves another request alone that is being typed by then', async () => {
    const { user, double } = await changed();
    await user.click(button('Make it after the old one ends'));
    await user.click(await screen.findByRole('button', { name: 'New request', current: false }));
    await user.type(field('Description, as the buyer will read it'), 'Gloves');
    pass(double, 61);
    await screen.findByText('The new link for SO-20453 is made: SGD 20.00');
    expect(field('Description, as the buyer will read it')).toHaveProperty('value', 'Gloves');
  });

  it('of the note alone, the link stays as it is and the note is kept', async () => {
    const { user, double } = await made();
    await user.type(field('Note for colleagues, the buyer never sees it'), 'ring first');
    expect(button('Replace link').getAttribute('aria-disabled')).toBe('true');
    await user.click(button('Keep the note'));
    expect(await screen.findByText('The note is kept with the order')).toBeDefined();
    expect(calls(double, 'note')[0]?.input).toMatchObject({ text: 'ring first' });
  });

  it('Send again during a live link asks as well', async () => {
    const { user, double } = await made();
    await user.click(button('Send again'));
    expect(await screen.findByRole('dialog', { name: 'Make a second link for SO-20453?' })).toBeDefined();
    await user.click(button('Make it now'));
    await waitFor(() => expect(calls(double, 'reissue')[0]?.input).toMatchObject({ accept_live: true }));
  });
});

describe('when the buyer pays', () => {
  let notes = 0;
  beforeEach(() => {
    notes = 0;
    const wire = { connect: () => wire };
    const ramp = {
      setValueAtTime: () => {},
      linearRampToValueAtTime: () => {},
      exponentialRampToValueAtTime: () => {},
    };
    Object.assign(globalThis, {
      AudioContext: class {
        currentTime = 0;
        destination = wire;
        resume = async () => {};
        createGain = () => ({ gain: ramp, connect: () => wire });
        createOscillator = () => ({
          type: '',
          frequency: { value: 0 },
          connect: () => wire,
          start: () => {
            notes += 1;
          },
          stop: () => {},
        });
      },
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'AudioContext');
  });

  it('the panel turns to Paid at once, with a sound, and nothing more can be changed', async () => {
    const { double } = await made();
    act(() => double.pay(newest(double), 'GRABPAY_SG'));
    expect(await within(panel()).findByText('Paid')).toBeDefined();
    expect(panel().textContent).toContain('SGD 20.00');
    expect(await screen.findByText('Order SO-20453: Paid, SGD 20.00')).toBeDefined();
    await waitFor(() => expect(notes).toBe(2));
    expect(field('Amount').matches(':disabled')).toBe(true);
    expect(screen.queryByRole('button', { name: 'Replace link' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  });

  it('a card shows Authorised, because nothing was taken yet', async () => {
    const { double } = await made();
    act(() => double.pay(newest(double), 'CARD'));
    expect(await within(panel()).findByText('Authorised')).toBeDefined();
    expect(panel().textContent).toContain('The money is held, not yet taken.');
  });

  it('it stays silent where the sound was turned off, and that is remembered', async () => {
    const { user, double } = await made();
    await user.click(button('Sound when it is paid'));
    expect(calls(double, 'set_preference').at(-1)?.input).toEqual({ name: 'sounds', value: 'off' });
    act(() => double.pay(newest(double), 'GRABPAY_SG'));
    await within(panel()).findByText('Paid');
    expect(notes).toBe(0);
  });

  it('the next request begins by one letter, and the paid one is in sight above it', async () => {
    const { user, double } = await made();
    act(() => double.pay(newest(double), 'GRABPAY_SG'));
    await within(panel()).findByText('Paid');
    act(() => (document.activeElement as HTMLElement).blur());
    await user.keyboard('n');
    await waitFor(() => expect(document.activeElement).toBe(field('Amount')));
    expect(field('Order number')).toHaveProperty('value', 'SO-20454');
    const form = screen.getByRole('region', { name: 'Request form' });
    expect(within(form).getByText('Paid')).toBeDefined();
  });
});

describe('for everybody', () => {
  it('axe finds nothing serious on the large code and on the outcome', async () => {
    const { user, double } = await made({ environment: 'sandbox' });
    await user.click(await screen.findByRole('button', { name: /^Large QR code/ }));
    await screen.findByRole('dialog');
    expect(await serious()).toEqual([]);
    await user.keyboard('{Escape}');
    act(() => double.pay(newest(double), 'CARD'));
    await within(panel()).findByText('Authorised');
    expect(await serious()).toEqual([]);
  });
});
