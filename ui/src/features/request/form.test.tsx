import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { RequestDraft } from '@/platform/contract';
import type { Double, DoubleOptions } from '@/platform/double/double';
// Read once before the first test: a screen is otherwise read when it is first shown.
import '@/features/request';
import { App } from '@/shell/App';
import { openWindow, serious } from '@/testing/window';

const CARD = '4054 6957 2310 0768';

const amount = () => screen.findByRole('textbox', { name: 'Amount' });
const field = (name: string) => screen.getByRole('textbox', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const names = (double: Double) => double.called.map(({ command }) => command);
const kept = (double: Double) =>
  double.called
    .filter(({ command }) => command === 'keep_draft')
    .map(({ input }) => (input as { draft: RequestDraft | null }).draft);
const sent = (double: Double, command: 'create_request' | 'replace_request') =>
  double.called.find((call) => call.command === command)?.input as { draft: RequestDraft; order?: string } | undefined;

async function onForm(options: DoubleOptions = {}) {
  const window = await openWindow(options);
  await window.user.click(await screen.findByRole('button', { name: 'New request' }));
  await waitFor(async () => expect(document.activeElement).toBe(await amount()));
  return window;
}

async function restart(double: Double) {
  const user = userEvent.setup();
  render(<App platform={double} elapsed={() => 0} still />);
  await user.click(await screen.findByRole('button', { name: 'New request' }));
}

describe('the way to a new request', () => {
  it('is one letter from the list of payments, and begins at the amount', async () => {
    const { user } = await openWindow();
    await user.type(await screen.findByRole('combobox', { name: 'Search payments' }), '{Enter}');
    await waitFor(() => expect(document.querySelector('[data-active="true"]')).toBe(document.activeElement));
    await user.keyboard('n');
    await waitFor(async () => expect(document.activeElement).toBe(await amount()));
    expect(field('Order number')).toHaveProperty('value', 'SO-20453');
  });

  it('is a button where there are no payments yet', async () => {
    const { user } = await openWindow({ rows: [] });
    await screen.findByRole('heading', { name: 'No payments yet' });
    await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'New request' }));
    expect(await amount()).toBeDefined();
  });

  it('takes over what a failed one asked for, under its number, and continues it', async () => {
    const { user, double } = await openWindow();
    await user.click(await screen.findByText('SO-20446'));
    const detail = await screen.findByRole('region', { name: 'Payment SO-20446' });
    await user.click(await within(detail).findByRole('button', { name: 'New request' }));
    await waitFor(async () => expect(await amount()).toHaveProperty('value', '248.00'));
    expect(field('Buyer name')).toHaveProperty('value', 'Noah Fischer');
    expect(field('Order number')).toHaveProperty('value', 'SO-20446');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    const old = double.rows.find((row) => row.reference === 'SO-20446' && row.state === 'failed');
    expect(sent(double, 'replace_request')?.order).toBe(old?.id);
    expect(await screen.findByText(/^Request of SGD 248.00, made 09:47:/)).toBeDefined();
  });

  it('says why where no request can be made', async () => {
    const { user, double } = await openWindow();
    double.refuse.set('request_defaults', {
      code: 'no-account',
      class: 'set-up',
      message: 'there is no account yet',
      remedy: 'Add one first.',
    });
    await user.click(await screen.findByRole('button', { name: 'New request' }));
    expect((await screen.findByRole('alert')).textContent).toContain('There is no account yet. Add one first.');
  });
});

describe('the amount', () => {
  it('is repeated in words and as Antom receives it while one types', async () => {
    const { user } = await onForm();
    await user.keyboard('1186.5');
    expect(
      await screen.findByText('One thousand one hundred eighty-six Singapore dollars and fifty cents'),
    ).toBeDefined();
    expect(screen.getByText('Antom receives value 118650, currency SGD')).toBeDefined();
    expect(button(/^Create link for SGD 1,186.50/)).toBeDefined();
    await user.tab();
    expect(await amount()).toHaveProperty('value', '1,186.50');
  });

  it('is changed by no wheel and by no arrow', async () => {
    const { user } = await onForm();
    await user.keyboard('20{ArrowUp}{ArrowDown}');
    fireEvent.wheel(await amount(), { deltaY: -120 });
    expect(await amount()).toMatchObject({ value: '20', type: 'text' });
  });

  it('that can be read two ways is not guessed: each reading is a button', async () => {
    const { user, double } = await onForm();
    await user.keyboard('17,000{Control>}{Enter}{/Control}');
    expect(await screen.findByText('This can be read two ways. Which is meant?')).toBeDefined();
    expect((await amount()).getAttribute('aria-invalid')).toBe('true');
    expect(names(double)).not.toContain('create_request');
    await user.click(button('SGD 17.00'));
    await waitFor(async () => expect(await amount()).toHaveProperty('value', '17.00'));
    await waitFor(() => expect(screen.queryByText(/can be read two ways/)).toBeNull());
  });

  it('follows the currency, and keeps what was typed', async () => {
    const { user } = await onForm();
    await user.keyboard('17,000');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Currency' }), 'JPY');
    expect(await screen.findByText('Seventeen thousand Japanese yen')).toBeDefined();
    expect(screen.getByText('Antom receives value 17000, currency JPY')).toBeDefined();
    expect(button('Konbini')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'PayNow' })).toBeNull();
  });
});

describe('an order taken on the phone', () => {
  it('needs no mouse from the first digit to the link in the clipboard', async () => {
    const { user, double } = await onForm();
    await user.keyboard('1186.50{Tab}{Tab}Offshore jacket{Tab}Hana Sato{Tab}hana.sato@example.com');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(button('Copy link')));
    await user.keyboard('c');
    await waitFor(() =>
      expect(double.copied).toEqual([expect.stringMatching(/^https:\/\/checkout.antom.example\/pay\//)]),
    );
    await user.keyboard('q');
    expect(await screen.findByRole('dialog', { name: 'Scan to pay SGD 1,186.50' })).toBeDefined();
    expect(sent(double, 'create_request')?.draft).toMatchObject({
      amount: '1,186.50',
      reference: 'SO-20453',
      description: 'Offshore jacket',
      email: 'hana.sato@example.com',
      session_minutes: 60,
      methods: [],
    });
  });

  it('types single letters into fields and not into commands', async () => {
    const { user, double } = await onForm();
    await user.type(field('Description, as the buyer will read it'), 'queue ncq');
    expect(field('Description, as the buyer will read it')).toHaveProperty('value', 'queue ncq');
    expect(names(double)).not.toContain('share');
  });

  it('says what is missing at each field, goes to the first, and loses nothing', async () => {
    const { user, double } = await onForm();
    await user.type(field('Buyer name'), 'Hana Sato');
    expect(screen.queryByText('Type the amount.')).toBeNull();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Type the amount.')).toBeDefined();
    expect(screen.getByText('Say what the buyer pays for.')).toBeDefined();
    expect(screen.getByText(/^Cards are offered: give an e-mail or a phone number/)).toBeDefined();
    await waitFor(async () => expect(document.activeElement).toBe(await amount()));
    expect(field('Buyer name')).toHaveProperty('value', 'Hana Sato');
    expect(names(double)).not.toContain('create_request');
  });

  it('needs no contact once no card is offered, and never loses its last way to pay', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.click(button('3 more for SGD'));
    for (const way of ['Card', 'Apple Pay', 'Google Pay', 'Alipay', 'GrabPay', 'ShopeePay'])
      await user.click(button(way));
    await user.click(button('PayNow'));
    expect(button('PayNow').getAttribute('aria-pressed')).toBe('true');
    expect(await screen.findByText(/^Manual capture has no effect/)).toBeDefined();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Waiting for payment');
    expect(sent(double, 'create_request')?.draft.methods).toEqual(['PAYNOW']);
  });

  it('warns of other letters than Latin ones and lets them through', async () => {
    const { user } = await onForm();
    await user.keyboard('20');
    await user.type(field('Description, as the buyer will read it'), '海上夹克');
    await user.type(field('E-mail'), 'a@b.co');
    expect(await screen.findByText('Some ways to pay refuse letters outside Latin writing.')).toBeDefined();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Waiting for payment')).toBeDefined();
  });

  it('asks for another number where one is taken, and offers it', async () => {
    const { user } = await onForm();
    await user.clear(field('Order number'));
    await user.type(field('Order number'), 'SO-20452');
    expect(await screen.findByText('There is an order with this number already.')).toBeDefined();
    expect(screen.getByText(/^The link of order SO-20452 can still be paid until 12:01/)).toBeDefined();
    await user.click(button('Use SO-20453'));
    expect(field('Order number')).toHaveProperty('value', 'SO-20453');
    await waitFor(() => expect(screen.queryByText(/with this number already/)).toBeNull());
  });

  it('can be made for an e-mail: then writing it is the first thing to do', async () => {
    const { user } = await onForm();
    await user.click(screen.getByRole('radio', { name: 'By e-mail' }));
    await user.type(await amount(), '20{Tab}{Tab}Cap');
    await user.type(field('E-mail'), 'a@b.co');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(button('E-mail')));
  });

  it('cannot be sent while nothing comes through, and says so', async () => {
    const { user, double } = await onForm({ pulse: { offline_since: '2026-11-25T03:02:00Z' } });
    await user.keyboard('20{Control>}{Enter}{/Control}');
    const create = await screen.findByRole('button', { name: /^Create link/ });
    expect(create.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText(/^Offline since 11:02. What is typed is kept/)).toBeDefined();
    expect(names(double)).not.toContain('create_request');
  });
});

describe('a card number', () => {
  it.each(['Description, as the buyer will read it', 'Buyer name', 'Note for colleagues, the buyer never sees it'])(
    'typed into “%s” is refused there and stored nowhere',
    async (name) => {
      const { user, double } = await onForm();
      await user.type(field(name), `card ${CARD}`);
      expect(await screen.findByText(/^This looks like a card number. Take it out/)).toBeDefined();
      expect(field(name).getAttribute('aria-invalid')).toBe('true');
      await user.keyboard('{Control>}s{/Control}{Control>}{Enter}{/Control}');
      await user.click(button('Payments'));
      await screen.findByText('SO-20452');
      expect(names(double)).not.toContain('create_request');
      expect(JSON.stringify(kept(double))).not.toContain('0768');
    },
  );
});

describe('items', () => {
  async function withItem() {
    const window = await onForm();
    const { user } = window;
    await user.keyboard('1208.50');
    await user.click(button('Add item'));
    await waitFor(() => expect(document.activeElement).toBe(field('Name of item 1')));
    await user.keyboard('Offshore jacket{Tab}{Tab}1186.50');
    await screen.findByText('Items are SGD 22.00 less than the amount');
    return window;
  }

  it('add up to the amount, or the amount gives way', async () => {
    const { user } = await withItem();
    await user.click(button('Ask for SGD 1,186.50'));
    expect(await screen.findByText('Items equal the amount')).toBeDefined();
    expect(await amount()).toHaveProperty('value', '1,186.50');
  });

  it('add up to the amount, or an item takes what is missing and waits for its name', async () => {
    const { user } = await withItem();
    await user.click(button('Add an item of SGD 22.00'));
    await waitFor(() => expect(document.activeElement).toBe(field('Name of item 2')));
    await user.keyboard('Delivery');
    expect(await screen.findByText('Items equal the amount')).toBeDefined();
    expect(field('Unit price of item 2')).toHaveProperty('value', '22.00');
  });

  it('that come to more can be left out, and brought back', async () => {
    const { user } = await withItem();
    await user.clear(field('Quantity of item 1'));
    await user.type(field('Quantity of item 1'), '2');
    await user.click(await screen.findByRole('button', { name: 'Leave the items out' }));
    expect(screen.queryByRole('textbox', { name: 'Name of item 1' })).toBeNull();
    await user.click(button('Bring the items back'));
    expect(field('Name of item 1')).toHaveProperty('value', 'Offshore jacket');
  });

  it('of which only the brand was told are no waiting row: what is missing is said, and nothing is sent', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.type(field('E-mail'), 'a@b.co');
    await user.click(button('Add item'));
    await user.click(button(/^More of item 1/));
    await user.type(field('Brand, Item 1'), 'Saltwind');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Give this item a name and a price, or remove it.')).toBeDefined();
    expect(names(double)).not.toContain('create_request');
    await user.click(button('Add item'));
    expect(field('Brand, Item 1')).toHaveProperty('value', 'Saltwind');
  });

  it('are added by Enter, one waiting row at a time, and never send anything', async () => {
    const { user, double } = await withItem();
    await user.click(field('Unit price of item 1'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(field('Name of item 2')));
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('textbox', { name: 'Name of item 3' })).toBeNull();
    expect(names(double)).not.toContain('create_request');
  });
});

describe('a draft', () => {
  it('is there again after another screen, and after a restart', async () => {
    const { user, double, unmount } = await onForm();
    await user.keyboard('20{Tab}{Tab}Cap');
    await waitFor(async () => expect(await amount()).toHaveProperty('value', '20.00'));
    await user.click(button('Payments'));
    await screen.findByText('SO-20452');
    await waitFor(() => expect(kept(double).at(-1)).toMatchObject({ amount: '20.00', description: 'Cap' }));
    await user.click(button('New request'));
    expect(await amount()).toHaveProperty('value', '20.00');
    unmount();
    await restart(double);
    expect(await amount()).toHaveProperty('value', '20.00');
    expect(field('Description, as the buyer will read it')).toHaveProperty('value', 'Cap');
    expect(screen.getByText('Draft kept on this computer 11:05:00 +08:00')).toBeDefined();
  });

  it('is written down by itself, and at once by Ctrl S', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20');
    await waitFor(() => expect(kept(double).at(-1)?.amount).toBe('20'));
    await user.keyboard('1{Control>}s{/Control}');
    await waitFor(() => expect(kept(double).at(-1)?.amount).toBe('201'));
    expect(screen.getByText('Draft kept on this computer 11:05:00 +08:00')).toBeDefined();
  });

  it('in which only something was chosen lies aside too, as it was chosen', async () => {
    const { user } = await onForm();
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: '15 min' }));
    await user.click(button('Clear'));
    expect(screen.getByRole('radio', { name: '15 min' })).toHaveProperty('checked', false);
    await user.click(button('Bring it back'));
    expect(screen.getByRole('radio', { name: '15 min' })).toHaveProperty('checked', true);
  });

  it('that is cleared is forgotten, and lies aside until it is brought back', async () => {
    const { user, double } = await onForm();
    await user.keyboard('20');
    await waitFor(() => expect(kept(double).at(-1)?.amount).toBe('20'));
    await user.click(button('Clear'));
    expect(await amount()).toHaveProperty('value', '');
    await waitFor(() => expect(kept(double).at(-1)).toBeNull());
    await user.click(button('Bring it back'));
    expect(await amount()).toHaveProperty('value', '20.00');
  });

  it('that gives way to the form of another order can be brought back, and stays kept', async () => {
    const { user, double } = await onForm();
    await user.keyboard('77');
    await waitFor(() => expect(kept(double).at(-1)?.amount).toBe('77'));
    await user.click(button('Payments'));
    await user.click(await screen.findByText('SO-20446'));
    const detail = await screen.findByRole('region', { name: 'Payment SO-20446' });
    await user.click(await within(detail).findByRole('button', { name: 'New request' }));
    await waitFor(async () => expect(await amount()).toHaveProperty('value', '248.00'));
    expect(kept(double).at(-1)?.amount).toMatch(/^77/);
    await user.click(button('Bring it back'));
    await waitFor(async () => expect(await amount()).toHaveProperty('value', '77.00'));
  });
});

describe('for everybody', () => {
  it('axe finds nothing serious where everything is wrong', async () => {
    const { user } = await onForm({ environment: 'training' });
    await user.keyboard('17,000');
    await user.click(button('Add item'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('This can be read two ways. Which is meant?');
    expect(await serious()).toEqual([]);
  });
});
