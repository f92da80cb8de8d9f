import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AttentionItem } from '@/platform/contract';
import { moreConcerns } from '@/platform/double/concerns';
import type { Double, DoubleOptions } from '@/platform/double/double';
import { moreIntents } from '@/platform/double/moves';
import { at, NOW } from '@/platform/double/shop';
import { openWindow, serious } from '@/testing/window';
import { backTimes } from './snooze/times';

/** A screen is read when it is first shown. */
const SLOW = { timeout: 40_000 };
const rows = () => [...document.querySelectorAll<HTMLElement>('[role="grid"] [role="row"]')];
const rowOf = (words: string): Promise<HTMLElement> =>
  waitFor(() => {
    const row = rows().find((one) => one.textContent?.includes(words));
    if (row === undefined) throw new Error(`no row says ${words}`);
    return row;
  });
const active = () => document.querySelector<HTMLElement>('[role="grid"] [data-active="true"]');
const detail = async (name: string) => within(await screen.findByRole('region', { name }));
const asked = (double: Double, command: string) =>
  double.called.filter((one) => one.command === command).map(({ input }) => input);

async function onAttention(options: DoubleOptions = {}, prepare: (double: Double) => void = () => {}) {
  const window = await openWindow(options);
  prepare(window.double);
  const rail = within(screen.getByRole('navigation', { name: 'Main' }));
  await window.user.click(rail.getByRole('button', { name: /^Attention/ }));
  await screen.findByRole('heading', { name: 'Attention' });
  return window;
}

/** One of every kind there is. */
const every = (double: Double) => {
  const all = [...double.others, ...double.rows];
  double.concerns.items.push(...moreConcerns(all));
  double.intents.push(...moreIntents(all));
};

const onlyNamed = (words: string) => (double: Double) => {
  every(double);
  double.concerns.items = double.concerns.items.filter((item) => `${item.kind} ${item.reference}`.includes(words));
};

describe('what needs a person', () => {
  it('stands in groups, the most pressing first, with how many there are', async () => {
    await onAttention();
    await rowOf('SO-20443');
    const groups = [...document.querySelectorAll('[role="rowgroup"]')].map((one) => one.getAttribute('aria-label'));
    expect(groups).toEqual([
      'Possible double payment',
      'Holds ending',
      'Outcome not known yet',
      'Links ending unpaid',
      'Breaks',
      'Keys and this computer',
    ]);
    expect(screen.getByText('9 things, grouped by what they need')).toBeDefined();
    expect(screen.getByRole('button', { name: 'For me 9' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Snoozed 2' })).toBeDefined();
    const count = screen.getByRole('button', { name: 'Attention 9' }).querySelector('[data-hot]');
    expect(count?.getAttribute('data-hot')).toBe('true');
  });

  it('says what happened while the app was closed', async () => {
    const { user } = await onAttention();
    const told = await screen.findByText(/While Countersign was closed, 18:30 to 08:55/);
    expect(told.textContent).toBe(
      'While Countersign was closed, 18:30 to 08:55: 4 paid, 1 check resolved, no hold was lost.',
    );
    await user.click(screen.getByRole('button', { name: 'See all' }));
    expect(await screen.findByDisplayValue('after:2026-11-23')).toBeDefined();
  });

  it('says each thing and why it is here from what is known of it, in the language of the window', async () => {
    const sentences = () => rows().map((row) => row.querySelector('[class*="said"]')?.textContent);
    const { unmount } = await onAttention();
    await rowOf('SO-20443');
    expect(sentences()).toEqual([
      'Lea Hoffmann paid SO-20443 twice in one checkoutDo not refund. Antom returns the first payment by itself.',
      'SO-20437 was paid on two separate requestsDifferent requests: this one is ours to return. Refund the later.',
      'Jonas Weber, SO-20377Capture by Wed 25 Nov, 16:30 +08:00, 5 h 25 m left',
      'Aiko Tanaka, SO-20381Capture by Thu 26 Nov, 09:48 +08:00, 22 h 43 m left',
      'Payment SO-20451, Tomás RiveraNo final answer from Antom since 10:58 +08:00. Next check in 12 s.',
      'Refund on SO-20434, Marta KowalskaNo final answer from Antom since 09:58 +08:00. Next check in 4 m.',
      'Bruno Keller, SO-20448Checkout ends 11:11 +08:00, 6 m left. The request stays open.',
      'Elif Demir, SO-20424, paid after it was closedPaid 06:52 +08:00. Keep it and send the goods, or give it back.',
      'The last backup is oldMade Tue 17 Nov, 18:04 +08:00. What is newer is only here.',
    ]);
    unmount();
    const chinese = await openWindow({ preferences: { language: 'zh-Hans' } });
    await chinese.user.click(within(screen.getByRole('navigation')).getByRole('button', { name: /^待处理/ }));
    await rowOf('SO-20443');
    expect(sentences().filter((words) => /\b(the|paid|refund|capture)\b/i.test(words ?? ''))).toEqual([]);
  });

  it('tells a kind that this window does not know in the words of the core', async () => {
    await onAttention({}, (double) => {
      const [first] = double.concerns.items;
      if (first === undefined) throw new Error('nothing needs a person');
      const strange = { ...first, id: 'strange', kind: 'moon-phase' as AttentionItem['kind'], advice: 'Wait it out.' };
      double.concerns.items = [strange];
    });
    expect((await rowOf('SO-20443')).textContent).toContain('Wait it out.');
  });

  it('is walked through by the keyboard alone, and the open detail follows', async () => {
    const { user } = await onAttention();
    await user.click(await rowOf('SO-20443'));
    await detail('Double payment, SO-20443');
    expect(document.activeElement).toBe(active());
    await user.keyboard('jj');
    await detail('Hold ending, SO-20377');
    expect(active()?.textContent).toContain('SO-20377');
    await user.keyboard('{Escape}k{ArrowUp}');
    expect(screen.queryByRole('region', { name: 'Hold ending, SO-20377' })).toBeNull();
    expect(active()?.textContent).toContain('SO-20443');
    await user.keyboard('{Enter}');
    await detail('Double payment, SO-20443');
    expect(await serious()).toEqual([]);
  });

  it('says that nothing needs you, and when something will', async () => {
    await onAttention({}, (double) => Object.assign(double.concerns, { items: [], snoozed: [] }));
    expect(await screen.findByRole('heading', { name: 'Nothing needs you' })).toBeDefined();
    expect((await screen.findByText(/^Next deadline: SO-20393/)).textContent).toBe(
      'Next deadline: SO-20393, Fri 27 Nov, 18:22 +08:00, 2 d 7 h left',
    );
  });

  it('names what cannot be read, with the remedy, and tries again', async () => {
    const { double, user } = await onAttention({}, (double) => {
      double.refuse.set('attention', {
        code: 'ledger-cut',
        class: 'ledger',
        message: 'it is cut',
        remedy: 'Restore it.',
      });
    });
    expect((await screen.findByRole('alert')).textContent).toContain('Restore it.');
    double.refuse.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await rowOf('SO-20443');
  });

  it('closes the detail when its thing is gone, and shows nothing else under the hand', async () => {
    const { double, user } = await onAttention();
    await user.click(await rowOf('SO-20377'));
    await detail('Hold ending, SO-20377');
    act(() => double.change(double.concerns.items[2]?.order ?? '', { state: 'captured' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Hold ending, SO-20377' })).toBeNull());
    expect(screen.queryByRole('region', { name: 'Hold ending, SO-20381' })).toBeNull();
    expect(active()?.textContent).toContain('SO-20381');
  });
});

describe('a double payment', () => {
  it('in one session: says not to refund, which payment stays, what comes next, and offers no refund', async () => {
    const { user, double } = await onAttention();
    await user.click(await rowOf('SO-20443'));
    const pane = await detail('Double payment, SO-20443');
    expect(pane.getByRole('heading', { name: 'Do not refund' })).toBeDefined();
    const fates = pane.getAllByRole('listitem').map((item) => item.textContent);
    expect(fates.slice(0, 2)).toEqual([
      'First, Visa •• 2290SGD312.00Wed 25 Nov, 09:31:10 +08:00Antom returns this',
      'Second, PayNowSGD312.00Wed 25 Nov, 09:33:42 +08:00Stays, pays the order',
    ]);
    expect(pane.getByText('Return expected Wed 2 Dec to Tue 15 Dec')).toBeDefined();
    expect(pane.queryByRole('button', { name: /refund|cancel/i })).toBeNull();
    await user.click(pane.getByRole('button', { name: 'Copy message' }));
    expect(double.copied[0]).toBe(
      'Your order SO-20443 is paid. A first payment of SGD 312.00 by Visa •• 2290 went through as well by mistake; it is returned automatically, usually within 5 to 14 working days.',
    );
  });

  it('on two requests: leads to the refund of the later one, in the dialog that asks afresh', async () => {
    const { user, double } = await onAttention();
    await user.click(await rowOf('SO-20437'));
    const pane = await detail('Double payment, SO-20437');
    await user.click(await pane.findByRole('button', { name: 'Refund HKD 980.00…' }));
    await screen.findByRole('dialog');
    await waitFor(() => expect(asked(double, 'prepare')).not.toEqual([]));
    expect(asked(double, 'prepare')[0]).toMatchObject({ verb: 'Refund', payment: '2026112519401089010020437' });
    expect(asked(double, 'confirm')).toEqual([]);
  });

  it('on two requests: offers to cancel the later one first where the core advises that', async () => {
    const { user } = await onAttention({}, (double) => {
      const order = double.concerns.items.find(({ reference }) => reference === 'SO-20437')?.order ?? '';
      const known = double.order(order);
      const advice = { right_now: 'cancel' as const, until: at('2026-11-26T00:15'), why: '' };
      double.put({ ...known, payments: known.payments.map((payment) => ({ ...payment, advice })) });
    });
    await user.click(await rowOf('SO-20437'));
    const pane = await detail('Double payment, SO-20437');
    expect(await pane.findByRole('button', { name: 'Cancel HKD 980.00…' })).toBeDefined();
    expect(pane.getByText(/still open until Thu 26 Nov, 00:15 \+08:00/)).toBeDefined();
  });
});

describe('being sent here', () => {
  const sent = (double: Double, order: string | undefined) =>
    act(() => double.tell('show', { screen: 'attention', order: order ?? null }));
  const calm = (double: Double) => {
    const busy = double.concerns.items.map(({ order }) => order);
    return double.rows.find(({ id }) => !busy.includes(id))?.id ?? '';
  };

  it('for what came up since the list was read opens it', async () => {
    const { double } = await onAttention();
    await rowOf('SO-20443');
    const order = calm(double);
    double.concerns.items = double.concerns.items.map((item, at) => (at === 0 ? { ...item, id: 'new', order } : item));
    sent(double, order);
    await detail('Double payment, SO-20443');
    expect(screen.queryByText('Nothing about this order needs you now')).toBeNull();
  });

  it('for an order that needs nobody says so, and opens nothing by itself later', async () => {
    const { double } = await onAttention();
    await rowOf('SO-20443');
    const order = calm(double);
    sent(double, order);
    expect(await screen.findByText('Nothing about this order needs you now')).toBeDefined();
    double.concerns.items = double.concerns.items.map((item, at) => (at === 0 ? { ...item, id: 'new', order } : item));
    const before = asked(double, 'attention').length;
    act(() => double.touch(order));
    await waitFor(() => expect(asked(double, 'attention').length).toBeGreaterThan(before));
    await screen.findByText('9 things, grouped by what they need');
    expect(document.querySelector('[data-split]')?.getAttribute('data-split')).toBe('false');
  });

  it('for what was put off shows it where it waits', async () => {
    const { double } = await onAttention();
    await rowOf('SO-20443');
    const later = double.concerns.snoozed.find(({ order }) => order !== null);
    sent(double, later?.order ?? undefined);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /^Snoozed/ }).getAttribute('aria-pressed')).toBe('true'),
    );
    expect(document.querySelector('[data-split]')?.getAttribute('data-split')).toBe('true');
  });
});

describe('the right thing to do', () => {
  it('is to capture a hold that ends, through the dialog, from its row', async () => {
    const { user, double } = await onAttention();
    await user.click(await screen.findByRole('button', { name: 'Capture… Jonas Weber, SO-20377' }));
    await screen.findByRole('dialog');
    await waitFor(() => expect(asked(double, 'prepare')[0]).toMatchObject({ verb: 'Capture' }));
  });

  it('is to ask where an outcome is not known, and nothing sends it again', async () => {
    const { user, double } = await onAttention();
    await user.click(await rowOf('SO-20434'));
    const pane = await detail('Outcome not known, SO-20434');
    expect(pane.getByRole('heading', { name: 'Not known is not failed' })).toBeDefined();
    await user.click(pane.getByRole('button', { name: 'Ask now' }));
    const order = double.concerns.items[5]?.order;
    expect(asked(double, 'inquire')).toEqual([{ order }]);
    await user.click(pane.getByRole('button', { name: 'See it in Refunds' }));
    await screen.findByRole('region', { name: 'Refund on SO-20434' });
  });

  it('is to stop what never arrived, or to open its order', async () => {
    const { user, double } = await onAttention({}, onlyNamed('never-placed'));
    await user.click(await screen.findByRole('button', { name: 'Decide… Refund on SO-20427, Yasmin Haddad' }));
    const pane = await detail('Never reached Antom, SO-20427');
    expect(pane.getByRole('button', { name: 'Open the order' })).toBeDefined();
    await user.click(pane.getByRole('button', { name: 'Stop it' }));
    await waitFor(() => expect(asked(double, 'stop')).toEqual([{ intent: 'intent-never-placed' }]));
    expect(await screen.findByRole('heading', { name: 'Nothing needs you' })).toBeDefined();
  });

  it('is to send a dying link again, knowing that the old one can still be paid', async () => {
    const { user, double } = await onAttention();
    await user.click(await screen.findByRole('button', { name: /^Send again/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/can still be paid until/).textContent).toContain('Wed 25 Nov, 11:11 +08:00');
    expect(asked(double, 'reissue')).toEqual([]);
    const order = double.concerns.items[6]?.order;
    await user.click(dialog.getByRole('button', { name: 'Make it now' }));
    expect(await screen.findByText(/A new link was made and copied/)).toBeDefined();
    expect(asked(double, 'reissue')).toEqual([{ order, accept_live: true }]);
    expect(double.copied).toEqual([expect.stringMatching(/^https:\/\/checkout\./)]);
    await waitFor(() => expect(rows().some((row) => row.textContent?.includes('SO-20448'))).toBe(false));
  });

  it('is to let another link wait for the end of the old one, which is then made by itself', async () => {
    const { user, double } = await onAttention();
    await user.click(await screen.findByRole('button', { name: /^Send again/ }));
    const dialog = within(await screen.findByRole('dialog'));
    const [, first] = dialog.getAllByRole('button');
    expect(first?.textContent).toBe('Make it after the old one ends');
    expect(dialog.getByText(/That happens by itself at 11:11/)).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'Make it after the old one ends' }));
    expect(await screen.findByText(/^The new link is made at 11:11, when the old one ends/)).toBeDefined();
    const order = double.concerns.items[6]?.order;
    expect(asked(double, 'defer_request')).toEqual([{ order, draft: null }]);
    expect(asked(double, 'reissue')).toEqual([]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(async () => {
      expect((await rowOf('SO-20448')).textContent).toContain('A new link is made by itself when this one ends, 11:11');
    });
    await user.click(await rowOf('SO-20448'));
    const pane = await detail('Link ending, SO-20448');
    await user.click(pane.getByRole('button', { name: 'Make it now…' }));
    const again = within(await screen.findByRole('dialog'));
    expect(again.queryByRole('button', { name: 'Make it after the old one ends' })).toBeNull();
    await user.click(again.getByRole('button', { name: 'Cancel' }));
    await user.click(await pane.findByRole('button', { name: 'Do not make it' }));
    expect(await pane.findByRole('button', { name: 'Send again' })).toBeDefined();
    expect(double.deferred).toEqual([]);
  });

  it('tells why another link cannot wait, and leaves the choice where it is', async () => {
    const { user, double } = await onAttention();
    const refusal = {
      code: 'no-live-link',
      class: 'refused',
      message: 'it has no link now',
      remedy: 'Make one.',
    } as const;
    double.refuse.set('defer_request', refusal);
    await user.click(await screen.findByRole('button', { name: /^Send again/ }));
    const after = await screen.findByRole('button', { name: 'Make it after the old one ends' });
    await user.click(after);
    await waitFor(() => expect(asked(double, 'defer_request').length).toBe(1));
    await waitFor(() => expect(document.querySelector('[role="status"] [data-tone="failed"]')).not.toBeNull());
    expect(screen.getByRole('dialog').contains(after)).toBe(true);
  });

  it('is to keep a late payment, or to give it back', async () => {
    const { user, double } = await onAttention({}, onlyNamed('late-payment'));
    await user.click(await rowOf('SO-20424'));
    const pane = await detail('Late payment, SO-20424');
    expect(await pane.findByRole('button', { name: 'Refund SGD 210.00…' })).toBeDefined();
    await user.click(pane.getByRole('button', { name: 'Keep the payment' }));
    expect(await screen.findByText('The payment of SO-20424 is kept')).toBeDefined();
    expect(asked(double, 'mark_read')).toEqual([{ item: 'late-payment SO-20424' }]);
  });

  it('is to stop the request in its place before a late payment is kept', async () => {
    const { user, double } = await onAttention({}, (shop) => {
      onlyNamed('late-payment')(shop);
      const instead = shop.rows.find(({ reference }) => reference === 'SO-20427')?.id ?? '';
      shop.concerns.items = shop.concerns.items.map((item) => ({ ...item, instead, readable: false }));
    });
    await user.click(await rowOf('SO-20424'));
    const pane = await detail('Late payment, SO-20424');
    expect(pane.getByText(/Stop that one before you keep this payment/)).toBeDefined();
    expect(pane.queryByRole('button', { name: 'Keep the payment' })).toBeNull();
    await user.click(pane.getByRole('button', { name: 'Open the new request' }));
    await detail('Payment SO-20427');
    expect(asked(double, 'mark_read')).toEqual([]);
  });

  it('is to give a payment back whose request was replaced by one that is paid', async () => {
    const { user } = await onAttention({}, (shop) => {
      onlyNamed('paid-twice-two-requests')(shop);
      shop.concerns.items = shop.concerns.items.map((item) => ({ ...item, instead: 'another' }));
    });
    expect(await screen.findByText(/The request in its place is paid too/)).toBeDefined();
    await user.click(await rowOf('SO-20437'));
    expect(await screen.findByRole('heading', { name: 'Give this payment back' })).toBeDefined();
  });

  it('is to know that a hold lapsed, and nothing else', async () => {
    const { user, double } = await onAttention({}, (shop) => {
      onlyNamed('hold-ending SO-20377')(shop);
      shop.concerns.items = shop.concerns.items.map((item) => ({
        ...item,
        kind: 'hold-lapsed',
        until: null,
        readable: true,
      }));
    });
    await user.click(await rowOf('SO-20377'));
    const pane = await detail('Hold lapsed, SO-20377');
    expect(pane.getByText(/the money is with the buyer again/)).toBeDefined();
    expect(pane.queryByRole('button', { name: /^(Capture|Cancel|Refund)/ })).toBeNull();
    await user.click(pane.getByRole('button', { name: 'Mark as read' }));
    await waitFor(() => expect(asked(double, 'mark_read')).toEqual([{ item: 'hold-ending SO-20377' }]));
  });

  it('is to leave a disputed payment alone, and to answer in the Dashboard', async () => {
    const { user } = await onAttention({}, onlyNamed('disputed'));
    await user.click(await rowOf('SO-20188'));
    const pane = await detail('Disputed, SO-20188');
    expect(pane.getByRole('heading', { name: 'Do not refund' })).toBeDefined();
    expect(pane.getByText('Answer by Tue 1 Dec, 23:59 +08:00.')).toBeDefined();
    expect(pane.getByRole('button', { name: "Open Antom's Dashboard" })).toBeDefined();
    expect(pane.queryByRole('button', { name: /refund/i })).toBeNull();
  });

  it('is not to ship where Antom has not captured', async () => {
    const { user, double } = await onAttention({}, onlyNamed('capture-missing'));
    await user.click(await rowOf('SO-20442'));
    const pane = await detail('Capture missing, SO-20442');
    expect(pane.getByRole('heading', { name: 'Do not ship yet' })).toBeDefined();
    await user.click(pane.getByRole('button', { name: 'Ask now' }));
    expect(asked(double, 'inquire').length).toBe(1);
  });

  it('is said for everything that is wrong with this computer', async () => {
    const { user } = await onAttention({}, onlyNamed(' null'));
    for (const title of [
      'The last backup is old',
      'The recovery code is not confirmed',
      "This computer's clock is off",
      "A private key is not in this computer's keychain",
      'The backup of the day could not be made',
      'The history cannot be believed',
      'Calls to the receiver were refused',
    ]) {
      await user.click(await rowOf(title));
      const pane = await detail('Keys and this computer');
      expect(pane.getByRole('heading', { name: title })).toBeDefined();
    }
  });

  it('is to make by hand, where Settings has it, the backup that was not made by itself', async () => {
    const { user } = await onAttention({}, onlyNamed('backup-failed'));
    await user.click(await rowOf('The backup of the day could not be made'));
    const pane = await detail('Keys and this computer');
    expect(pane.getByText(/It is tried again every hour. Settings says why/).textContent).toContain('08:57 +08:00');
    await user.click(pane.getByRole('button', { name: 'Open Settings' }));
    const history = await screen.findByRole('region', { name: 'History' }, SLOW);
    await waitFor(() => expect(document.activeElement).toBe(history), SLOW);
  });

  it('is to restore a backup where the history cannot be believed, and not where its facts are whole', async () => {
    const { user, double } = await onAttention({}, onlyNamed('history-broken'));
    act(() => double.turn({ trouble: { kind: 'edited', what: 'fact 4102 was edited' } }));
    const row = within(await rowOf('The history cannot be believed'));
    await user.click(row.getByRole('button', { name: /^Restore…/ }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    await user.click(await rowOf('The history cannot be believed'));
    const pane = await detail('Keys and this computer');
    expect(pane.getByText('fact 4102 was edited')).toBeDefined();
    await user.click(pane.getByRole('button', { name: 'Restore a backup…' }));
    expect(await screen.findByRole('dialog', { name: 'Restore a backup' })).toBeDefined();
    await user.keyboard('{Escape}');
    act(() => double.turn({ trouble: { kind: 'shown', what: 'a projection differs' } }));
    await waitFor(() => expect(pane.queryByRole('button', { name: 'Restore a backup…' })).toBeNull());
    expect(pane.getByText(/countersign ledger replay/)).toBeDefined();
  });

  it('is to compare address and key under Keys where calls were refused, or to know of it', async () => {
    const { user, double } = await onAttention({}, (shop) => {
      onlyNamed('notifications-refused')(shop);
      for (const account of shop.desk.accounts) account.notify_url = 'https://shop.example/told';
    });
    await user.click(await rowOf('Calls to the receiver were refused'));
    const pane = await detail('Keys and this computer');
    expect(pane.getByText(/Compare under Keys/).textContent).toContain('09:12 +08:00');
    await user.click(pane.getByRole('button', { name: 'Open Keys' }));
    expect(await screen.findByText('https://shop.example/told', {}, SLOW)).toBeDefined();
    await user.click(screen.getByRole('button', { name: /^Attention/ }));
    await user.click((await detail('Keys and this computer')).getByRole('button', { name: 'Mark as read' }));
    await waitFor(() => expect(asked(double, 'mark_read')).toEqual([{ item: 'notifications-refused here' }]));
  });
});

describe('putting off', () => {
  it('needs a reason, and cannot pass the deadline', async () => {
    const { user, double } = await onAttention();
    await user.click(await rowOf('SO-20377'));
    await user.keyboard('h');
    const dialog = within(await screen.findByRole('dialog', { name: 'Snooze this?' }));
    expect(dialog.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual([
      'In 5 minutes11:10 +08:00',
      'In an hour12:05 +08:00',
      'In 4 hours15:05 +08:00',
    ]);
    const snooze = dialog.getByRole('button', { name: 'Snooze' });
    expect(snooze.hasAttribute('disabled')).toBe(true);
    await user.click(dialog.getByRole('radio', { name: /In 4 hours/ }));
    await user.type(dialog.getByRole('textbox', { name: 'Reason, required' }), 'goods leave at three{Enter}');
    expect(asked(double, 'snooze')).toEqual([]);
    await user.click(snooze);
    expect(await screen.findByText('Snoozed until 15:05 +08:00')).toBeDefined();
    expect(asked(double, 'snooze')).toEqual([
      { item: 'hold-ending SO-20377', until: '2026-11-25T07:05:00.000Z', reason: 'goods leave at three' },
    ]);
    await user.click(await screen.findByRole('button', { name: 'Snoozed 3' }));
    expect((await rowOf('SO-20377')).textContent).toContain('Until 15:05 +08:00: goods leave at three');
  });

  it('offers nothing where the deadline is too near', async () => {
    const soon = new Date(NOW + 4 * 60_000).toISOString();
    expect(backTimes(NOW, 'Asia/Singapore', soon)).toEqual([]);
    const { user } = await onAttention({}, (double) => {
      for (const item of double.concerns.items) if (item.kind === 'hold-ending') item.until = soon;
    });
    await user.click(await rowOf('SO-20377'));
    await user.keyboard('h');
    const dialog = within(await screen.findByRole('dialog', { name: 'Snooze this?' }));
    expect(dialog.getByText('The deadline is too near; this cannot be snoozed.')).toBeDefined();
    expect(dialog.queryByRole('radio')).toBeNull();
  });

  it('knows tomorrow and Monday by the store, not by this computer', () => {
    const words = (now: string) => backTimes(Date.parse(now), 'Asia/Singapore', null).slice(3);
    expect(words('2026-11-25T16:30:00Z')).toEqual([
      { word: 'attention.snooze.tomorrow', at: '2026-11-27T01:00:00.000Z' },
      { word: 'attention.snooze.monday', at: '2026-11-30T01:00:00.000Z' },
    ]);
    expect(words('2026-11-29T03:00:00Z')).toEqual([
      { word: 'attention.snooze.tomorrow', at: '2026-11-30T01:00:00.000Z' },
    ]);
  });
});

describe('marking as read', () => {
  it('takes away what only had to be known, and shows the next', async () => {
    const { user, double } = await onAttention();
    await user.click(await rowOf('SO-20443'));
    await user.keyboard('e');
    await detail('Double payment, SO-20437');
    expect(asked(double, 'mark_read')).toEqual([{ item: 'paid-twice-one-session SO-20443' }]);
    expect(await screen.findByText('8 things, grouped by what they need')).toBeDefined();
  });

  it('is not possible for what has to be seen to', async () => {
    const { user, double } = await onAttention();
    await user.click(await rowOf('SO-20377'));
    await user.keyboard('e');
    expect(await screen.findByText('This has to be seen to; it cannot be marked as read')).toBeDefined();
    expect(asked(double, 'mark_read')).toEqual([]);
    await detail('Hold ending, SO-20377');
  });

  it('leaves single letters alone where they were switched off', async () => {
    const { user, double } = await onAttention({ preferences: { 'single-letters': 'off' } });
    await user.click(await rowOf('SO-20443'));
    await user.keyboard('eh');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(asked(double, 'mark_read')).toEqual([]);
  });
});
