import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RequestDraft } from '@/platform/contract';
import type { Double, DoubleOptions } from '@/platform/double/double';
// Read once before the first test: a screen is otherwise read when it is first shown.
import '@/features/request';
import { openWindow, serious } from '@/testing/window';

const field = (name: string) => screen.getByRole('textbox', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const sent = (double: Double) =>
  (double.called.find(({ command }) => command === 'create_request')?.input as { draft: RequestDraft } | undefined)
    ?.draft;
const MORE = /^More: flights and stays/;

async function onForm(options: DoubleOptions = {}) {
  const window = await openWindow(options);
  await window.user.click(await screen.findByRole('button', { name: 'New request' }));
  const amount = await screen.findByRole('textbox', { name: 'Amount' });
  await waitFor(() => expect(document.activeElement).toBe(amount));
  return window;
}

describe('at the counter', () => {
  async function onCounter() {
    const window = await onForm({ environment: 'training' });
    await window.user.keyboard('42{Tab}{Tab}Lamp');
    await window.user.type(field('E-mail'), 'a@b.co');
    await window.user.click(button(MORE));
    await window.user.click(screen.getByRole('radio', { name: 'At the counter' }));
    return window;
  }
  const opened = (double: Double) => double.called.filter(({ command }) => command === 'open_counter').length;

  it('it is made by the one way that was chosen, and paid there at once', async () => {
    const { user, double } = await onCounter();
    await user.click(screen.getByRole('radio', { name: 'By one way to pay' }));
    expect(button('Card').getAttribute('aria-pressed')).toBe('true');
    await user.click(button('Alipay'));
    expect(button('Card').getAttribute('aria-pressed')).toBe('false');
    expect(await serious()).toEqual([]);
    await user.click(await screen.findByRole('button', { name: /^Take SGD 42\.00 at the counter/ }));
    await waitFor(() => expect(opened(double)).toBe(1));
    expect(sent(double)).toMatchObject({ counter: 'one-method', methods: ['ALIPAY_CN'], by_pay: null });
  });

  it("Antom's page is filled in beforehand, and what is none says what to write", async () => {
    const { user, double } = await onCounter();
    await user.click(button("What Antom's page fills in"));
    await waitFor(() => expect(document.activeElement).toBe(field("E-mail on Antom's page")));
    await user.keyboard('mei{Tab}12');
    expect(await screen.findByText('Write its eleven digits, such as 123.456.789-09.')).toBeDefined();
    expect(screen.getByText('Write it as name@mail.example, or leave it empty.')).toBeDefined();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(field("E-mail on Antom's page")));
    await user.clear(field("E-mail on Antom's page"));
    await user.type(field("E-mail on Antom's page"), 'mei@mail.example');
    await user.clear(field("CPF on Antom's page"));
    await user.type(field("CPF on Antom's page"), '123.456.789-09');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(opened(double)).toBe(1));
    expect(sent(double)).toMatchObject({ counter: 'page', methods: [] });
    expect(sent(double)?.more).toMatchObject({ payer_email: 'mei@mail.example', cpf: '123.456.789-09' });
  });

  it('flights are not sold there, and a link is the way out', async () => {
    const { user } = await onCounter();
    await user.click(button('Add a flight'));
    expect(await screen.findByText(/paid on a page of their own, not at the counter/)).toBeDefined();
    await user.click(button('Send a link instead'));
    await waitFor(() => expect(screen.queryByText(/paid on a page of their own/)).toBeNull());
    expect(button(/^Create link/)).toBeDefined();
  });

  it('one payment is not offered there', async () => {
    const { user } = await onCounter();
    await user.click(screen.getByRole('radio', { name: 'One payment' }));
    expect(screen.queryByRole('button', { name: 'Take payment at the counter' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'Checkout session' }));
    expect(button('Take payment at the counter')).toBeDefined();
  });

  it('a page of a bank is not shown there: staff read why, and how the buyer goes on', async () => {
    const { user, double } = await onCounter();
    await user.click(await screen.findByRole('button', { name: /^Take SGD 42\.00 at the counter/ }));
    await waitFor(() => expect(opened(double)).toBe(1));
    const [order] = double.counters.keys();
    const open = order === undefined ? undefined : double.counters.get(order);
    if (order === undefined || open === undefined) throw new Error('no counter is open');
    double.counters.set(order, { ...open, elsewhere: { host: 'acs.bank.example' } });
    double.tell('changed', { orders: [order] });
    expect(await screen.findByText('The buyer is led to a page of acs.bank.example')).toBeDefined();
    expect(screen.getByText(/by the link or its code\./)).toBeDefined();
    expect(await serious()).toEqual([]);
    double.counters.set(order, { ...open, sdk: 'one-method', elsewhere: { host: null } });
    double.tell('changed', { orders: [order] });
    expect(await screen.findByText('The buyer is led to a page of a bank or wallet')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Make a link of it' })).toBeDefined();
  });
});
