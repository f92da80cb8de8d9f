import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RequestDraft } from '@/platform/contract';
import type { Double, DoubleOptions } from '@/platform/double/double';
// Read once before the first test: a screen is otherwise read when it is first shown.
import '@/features/request';
import { openWindow, serious } from '@/testing/window';

const amount = () => screen.findByRole('textbox', { name: 'Amount' });
const field = (name: string) => screen.getByRole('textbox', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const sent = (double: Double) =>
  (double.called.find(({ command }) => command === 'create_request')?.input as { draft: RequestDraft } | undefined)
    ?.draft;
const MORE = /^More: flights and stays/;

async function onForm(options: DoubleOptions = {}) {
  const window = await openWindow(options);
  await window.user.click(await screen.findByRole('button', { name: 'New request' }));
  await waitFor(async () => expect(document.activeElement).toBe(await amount()));
  return window;
}

async function withFlight(options: DoubleOptions = {}) {
  const window = await onForm(options);
  await window.user.keyboard('10');
  await window.user.click(button(MORE));
  await window.user.click(button('Add a flight'));
  await waitFor(() => expect(document.activeElement).toBe(field('Flight number, Flight 1')));
  return window;
}

describe('a flight', () => {
  it('is typed cell by cell, shows the name Antom reads, and goes out with its buyer', async () => {
    const { user, double } = await withFlight();
    await user.keyboard('111{Tab}szx{Tab}hkg{Tab}2026-12-27 12:01:01 +08:00{Tab}10.00');
    expect(await screen.findByText('Antom reads: ticket-20261227-111-SZX-HKG')).toBeDefined();
    expect(await screen.findByText('Flights and stays equal the amount')).toBeDefined();
    expect(screen.getByText(/^Paid on Antom's page for one product/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Card' })).toBeNull();
    await user.type(field('Description, as the buyer will read it'), 'To Hong Kong');
    await user.keyboard('{Control>}{Enter}{/Control}');
    const needed = 'Flights and stays are sold to a buyer with a full name and a customer number.';
    expect((await screen.findAllByText(needed)).length).toBe(2);
    expect(sent(double)).toBeUndefined();
    await user.type(field('Buyer name'), 'Dehua Skr Liu');
    await user.type(field('Customer number'), 'test1234');
    await waitFor(() => expect(screen.queryByText(needed)).toBeNull());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.trips).toEqual([
      {
        kind: 'flight',
        number: '111',
        from: 'szx',
        to: 'hkg',
        departs: '2026-12-27 12:01:01 +08:00',
        arrives: '',
        carrier: '',
        price: '10.00',
        goods: '',
      },
    ]);
  });

  it('says what is wrong at its cell, and keeps what was typed', async () => {
    const { user } = await withFlight();
    await user.keyboard('CX111{Tab}Shenzhen{Tab}HKG{Tab}2026-12-27 12:01{Tab}17,000');
    expect(await screen.findByText(/Give the three letters of the airport/)).toBeDefined();
    expect(screen.getByText(/Add the offset of the place from UTC/)).toBeDefined();
    expect(field('From, Flight 1').getAttribute('aria-invalid')).toBe('true');
    expect(field('Departs, with the offset there, Flight 1').getAttribute('aria-invalid')).toBe('true');
    expect(field('To, Flight 1').getAttribute('aria-invalid')).toBe('false');
    await user.click(button('SGD 17.00'));
    expect(field('Price, Flight 1')).toHaveProperty('value', '17.00');
    expect(await screen.findByText('Flights and stays are SGD 7.00 more than the amount')).toBeDefined();
    await user.click(button('Ask for SGD 17.00'));
    expect(await amount()).toHaveProperty('value', '17.00');
    expect(field('From, Flight 1')).toHaveProperty('value', 'Shenzhen');
  });

  it('is not sold together with items: those can be left out', async () => {
    const { user } = await withFlight();
    await user.click(button('Add item'));
    await waitFor(() => expect(document.activeElement).toBe(field('Name of item 1')));
    await user.keyboard('Tea');
    expect(await screen.findByText('Flights and stays are not sold together with other items.')).toBeDefined();
    await user.click(button('Leave the items out'));
    await waitFor(() => expect(screen.queryByText(/not sold together/)).toBeNull());
  });

  it('that is removed gives the ways to pay back as they were chosen', async () => {
    const { user } = await withFlight();
    await user.click(button('Remove Flight 1'));
    expect(button('Card').getAttribute('aria-pressed')).toBe('true');
    expect(screen.queryByRole('group', { name: 'Flight 1' })).toBeNull();
  });

  it('has nothing that axe finds serious, also beside a stay and where all is missing', async () => {
    const { user } = await withFlight({ environment: 'training' });
    const trips = within(screen.getByRole('region', { name: 'Flights and stays' }));
    await user.click(trips.getByRole('button', { name: 'Add a stay' }));
    await waitFor(() => expect(document.activeElement).toBe(field('Hotel, Stay 2')));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findAllByText(/Fill this in: Antom needs it/);
    expect(await serious()).toEqual([]);
  });
});

describe('a stay', () => {
  it('is named in the prescribed shape', async () => {
    const { user } = await onForm();
    await user.click(button(MORE));
    await user.click(button('Add a stay'));
    await waitFor(() => expect(document.activeElement).toBe(field('Hotel, Stay 1')));
    await user.keyboard('Harbour Hotel{Tab}2026-12-27{Tab}2026-12-29{Tab}90');
    const name = 'Antom reads: Accommodation Period (20261227-20261229), Harbour Hotel';
    expect(await screen.findByText(name)).toBeDefined();
    await user.click(await screen.findByRole('button', { name: 'Ask for SGD 90.00' }));
    expect(await screen.findByText('Flights and stays equal the amount')).toBeDefined();
  });
});

describe('the ways to pay', () => {
  it('go out in the order chosen, with the express ones named among them', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.type(field('E-mail'), 'a@b.co');
    await user.click(button(MORE));
    await user.click(button('Move Alipay up'));
    await user.click(button('Express: Alipay as a button above the others'));
    expect(button('Express: Alipay as a button above the others').getAttribute('aria-pressed')).toBe('true');
    expect(screen.queryByRole('button', { name: 'Express: GrabPay as a button above the others' })).toBeNull();
    await user.click(button('PayNow'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.express).toEqual(['ALIPAY_CN']);
    expect(sent(double)?.methods.slice(0, 2)).toEqual(['ALIPAY_CN', 'CARD']);
    expect(sent(double)?.methods).not.toContain('PAYNOW');
  });

  it('can go back to the order they come in, and one that is taken out is express no more', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.type(field('E-mail'), 'a@b.co');
    await user.click(button(MORE));
    await user.click(button('Express: Alipay as a button above the others'));
    await user.click(button('Alipay'));
    await user.click(button('Move GrabPay up'));
    await user.click(button("Back to Antom's order"));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)).toMatchObject({ express: [], methods: [] });
  });

  it('stand beside where the money goes, and axe finds nothing serious there', async () => {
    const { user } = await onForm({ environment: 'training' });
    await user.click(button(MORE));
    expect(await screen.findByText('The buyer comes back to')).toBeDefined();
    expect(screen.getByText('Settled in')).toBeDefined();
    expect(await serious()).toEqual([]);
  });
});

describe('a saved card', () => {
  async function known() {
    const window = await onForm();
    const card = { id: 'ab12', brand: 'VISA', last4: '4417', reference: 'SO-20188', used_at: '2026-11-02T06:45:00Z' };
    window.double.savedCards = [{ of: 'M-17', card }];
    await window.user.keyboard('20{Tab}{Tab}Cap');
    await window.user.click(button('Add a customer number'));
    await window.user.type(field('Customer number'), 'M-17');
    await screen.findByRole('button', { name: 'Visa •• 4417' });
    return window;
  }

  it('of a known buyer is shown as brand and last four, and goes out only where it was chosen', async () => {
    const { user, double } = await known();
    expect(button('Visa •• 4417').getAttribute('aria-pressed')).toBe('false');
    await user.click(button('Visa •• 4417'));
    expect(button('Visa •• 4417').getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.saved_cards).toEqual(['ab12']);
  });

  it('is forgotten on request, after it was said what else is', async () => {
    const { user, double } = await known();
    await user.click(button('Visa •• 4417'));
    await user.click(button('Forget Visa •• 4417'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Forget Visa •• 4417?' }));
    expect(dialog.getByText(/Amounts, times and ids stay. It cannot be undone./)).toBeDefined();
    expect(await serious()).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Forget the card' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Visa •• 4417' })).toBeNull());
    const forgot = double.called.find(({ command }) => command === 'forget_card')?.input;
    expect(forgot).toEqual({ holder: { account: 'main', buyer_id: 'M-17', email: null }, card: 'ab12' });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.saved_cards).toEqual([]);
  });
});

describe('what is rarely told', () => {
  it('of an item goes out with it, and stands open where it was told', async () => {
    const { user, double } = await onForm();
    await user.keyboard('12');
    await user.type(field('Description, as the buyer will read it'), 'Tea');
    await user.type(field('E-mail'), 'a@b.co');
    await user.click(button('Add item'));
    await waitFor(() => expect(document.activeElement).toBe(field('Name of item 1')));
    await user.keyboard('Tea{Tab}{Tab}12');
    expect(screen.queryByRole('textbox', { name: 'Brand, Item 1' })).toBeNull();
    await user.click(button('More of item 1'));
    await user.type(field('Brand, Item 1'), 'Leaf');
    await user.type(field('Article number, Item 1'), 'T-1');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Delivered' }), 'by post or hand');
    expect(await serious()).toEqual([]);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    const more = { id: 'T-1', brand: 'Leaf', category: '', sku: '', url: '', picture: '', delivery: 'PHYSICAL' };
    expect(sent(double)?.items).toEqual([{ name: 'Tea', quantity: '1', unit: '12', more }]);
  });

  it('of the buyer is asked for by name, and what is wrong with it stands under it', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.type(field('E-mail'), 'a@b.co');
    await user.click(button(MORE));
    await user.click(button('First and last name'));
    await waitFor(() => expect(document.activeElement).toBe(field('First name')));
    await user.keyboard('Mei{Tab}Wong');
    await user.click(button('Shipping address'));
    await waitFor(() => expect(document.activeElement).toBe(field('Recipient, Shipping address')));
    await user.keyboard('Mei Wong');
    await user.type(field('Country, as SG, Shipping address'), 'Singapore');
    expect(await screen.findByText(/Write the country by its two letters/)).toBeDefined();
    expect(await serious()).toEqual([]);
    await user.clear(field('Country, as SG, Shipping address'));
    await user.type(field('Country, as SG, Shipping address'), 'SG');
    await waitFor(() => expect(screen.queryByText(/two letters/)).toBeNull());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.more).toMatchObject({ first_name: 'Mei', last_name: 'Wong', ship_to: { name: 'Mei Wong' } });
  });

  it('of a flight: who flies, and when it arrives', async () => {
    const { user, double } = await withFlight();
    await user.keyboard('111{Tab}SZX{Tab}HKG{Tab}2026-12-27 12:01 +08:00{Tab}10.00');
    await user.click(button('Arrival, airline, article number'));
    await user.type(field('Arrives, with the offset there, Flight 1'), '2026-12-27 13:05 +08:00');
    await user.click(button('Add a passenger'));
    await waitFor(() => expect(document.activeElement).toBe(field('Name on the ticket, Passenger 1')));
    await user.type(field('Description, as the buyer will read it'), 'To Hong Kong');
    await user.type(field('Buyer name'), 'Mei Wong');
    await user.type(field('Customer number'), 'C-204');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/Give the name on the ticket/)).toBeDefined();
    await user.type(field('Name on the ticket, Passenger 1'), 'Mei Wong');
    await waitFor(() => expect(screen.queryByText(/Give the name on the ticket/)).toBeNull());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.trips).toMatchObject([{ arrives: '2026-12-27 13:05 +08:00' }]);
    expect(sent(double)?.more.passengers).toEqual([{ name: 'Mei Wong', email: '', phone: '' }]);
  });

  it('may be nothing at all: every way is offered to a buyer nobody knows, once that was said', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Ask without it' }));
    expect(await screen.findByText(/Antom refuses a card on its page/)).toBeDefined();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.more.without_contact).toBe(true);
  });

  it("is another way to pay, by Antom's name for it", async () => {
    const { user, double } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.type(field('E-mail'), 'a@b.co');
    await user.click(button(MORE));
    await user.type(field("Another way to pay, by Antom's name for it"), 'truemoney');
    await user.click(button('Offer it'));
    expect(button('TRUEMONEY').getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.methods.at(-1)).toBe('TRUEMONEY');
    expect(sent(double)?.methods).toContain('CARD');
  });
});

describe('one payment', () => {
  async function onPayment() {
    const window = await onForm({ environment: 'training' });
    await window.user.keyboard('42{Tab}{Tab}Lamp');
    await window.user.type(field('E-mail'), 'a@b.co');
    await window.user.click(button(MORE));
    await window.user.click(screen.getByRole('radio', { name: 'One payment' }));
    return window;
  }

  it('is asked of one way to pay, with what cards can be asked, and ends by itself', async () => {
    const { user, double } = await onPayment();
    expect(button('Card').getAttribute('aria-pressed')).toBe('true');
    expect(button('Alipay').getAttribute('aria-pressed')).toBe('false');
    expect(screen.queryByRole('combobox', { name: 'Checkout language' })).toBeNull();
    await user.click(screen.getByRole('switch', { name: /3-D Secure/ }));
    await user.type(field('Instalments'), '3');
    await user.selectOptions(screen.getByRole('combobox', { name: 'The buyer pays on' }), 'a phone, in an app');
    await user.selectOptions(screen.getByRole('combobox', { name: 'The phone' }), 'Android');
    await user.type(field('Network address of the buyer'), '114.121.121.01');
    expect(await serious()).toEqual([]);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)?.by_pay).toEqual({
      three_ds: true,
      brand: '',
      issuer_authentication: false,
      instalments: '3',
      terminal: 'APP',
      os: 'ANDROID',
      client_ip: '114.121.121.01',
      ends_by_default: true,
    });
    expect(sent(double)).toMatchObject({ methods: ['CARD'], locale: null, express: [] });
  });

  it('of a Korean card says at their fields what else it takes, and each has a way out', async () => {
    const { user, double } = await onPayment();
    await user.click(screen.getByRole('radio', { name: 'When I capture' }));
    await user.click(screen.getByRole('switch', { name: /Korean card/ }));
    expect(await screen.findByText(/Antom captures by itself\./)).toBeDefined();
    expect(screen.getByText(/Give the brand as Antom spells it/)).toBeDefined();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(sent(double)).toBeUndefined();
    await user.type(field('Card brand'), 'HYUNDAI');
    const capture = within(screen.getByText(/Antom captures by itself\./).parentElement ?? document.body);
    await user.click(capture.getByRole('button', { name: 'When paid' }));
    await waitFor(() => expect(screen.queryByText(/Give the brand as Antom spells it/)).toBeNull());
    await user.click(button('Alipay'));
    expect(await screen.findByText(/are for cards\./)).toBeDefined();
    await user.click(button('Leave them out'));
    await waitFor(() => expect(screen.queryByText(/are for cards\./)).toBeNull());
    await user.click(screen.getByRole('radio', { name: '15 min' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double)).toMatchObject({ methods: ['ALIPAY_CN'], session_minutes: 15 });
    expect(sent(double)?.by_pay).toMatchObject({ issuer_authentication: false, ends_by_default: false });
  });

  it('goes back to a session that offers everything', async () => {
    const { user } = await onPayment();
    await user.click(screen.getByRole('radio', { name: 'Checkout session' }));
    expect(button('Alipay').getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByRole('combobox', { name: 'Checkout language' })).toBeDefined();
  });
});
