import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CODE } from '@/platform/double/desk';
import { PIN } from '@/platform/double/staff';
import { openWindow, serious } from '@/testing/window';

const SLOW = { timeout: 40_000 };
const press = (name: string | RegExp) => screen.findByRole('button', { name });
const rail = () => screen.findByRole('navigation', { name: 'Main' }, SLOW);

async function onPeople(options: Parameters<typeof openWindow>[0] = { here: 'Lena Hartmann' }) {
  const window = await openWindow(options);
  await window.user.click(await within(await rail()).findByRole('button', { name: 'People' }));
  await screen.findByRole('heading', { name: 'People', level: 1 }, SLOW);
  return window;
}
const calls = (double: { called: { command: string; input: unknown }[] }, command: string) =>
  double.called.filter((call) => call.command === command).map(({ input }) => input);
const card = (name: string) =>
  within(screen.getByRole('region', { name: 'Everybody who works here' })).findByRole('button', {
    name: new RegExp(name),
  });
const detail = (name: string) => screen.findByRole('region', { name: `${name}, who works here` });

describe('the first admin', () => {
  it('is made with a name, a PIN typed twice and the recovery code, sits here at once, and can lock', async () => {
    const { user, double } = await onPeople({ prepare: (desk) => Object.assign(desk.code, { confirmed: true }) });
    expect(screen.getByText(/protect against mistakes, curiosity/)).toBeDefined();
    expect(screen.getByText(/do not protect against somebody who owns/)).toBeDefined();
    expect(await serious()).toEqual([]);
    await user.type(await screen.findByLabelText('Name'), 'Lena Hartmann');
    await user.type(screen.getByLabelText('New PIN'), '739105');
    await user.type(screen.getByLabelText('New PIN again'), '739106{Enter}');
    expect(await screen.findByText('The two are not the same. Type both again.')).toBeDefined();
    expect(calls(double, 'add_person')).toEqual([]);
    await user.type(screen.getByLabelText('New PIN'), '739105');
    await user.type(screen.getByLabelText('New PIN again'), '739105');
    await user.type(screen.getByLabelText('Recovery code'), 'ABCD{Enter}');
    expect(await screen.findByText(/The recovery code is mistyped/)).toBeDefined();
    expect(screen.getByLabelText('New PIN')).toHaveProperty('value', '');
    await user.type(screen.getByLabelText('New PIN'), '739105');
    await user.type(screen.getByLabelText('New PIN again'), '739105');
    await user.type(screen.getByLabelText('Recovery code'), CODE);
    await user.click(await press('Make the first admin'));
    expect(await detail('Lena Hartmann')).toBeDefined();
    expect(document.documentElement.outerHTML).not.toContain('739105');
    expect(calls(double, 'add_person').at(-1)).toEqual({
      name: 'Lena Hartmann',
      role: 'admin',
      limits: null,
      pin: '739105',
      code: CODE,
    });
    double.begins = 'locked';
    await user.keyboard('{Control>}l{/Control}');
    expect(await screen.findByText('Who is here?')).toBeDefined();
  });

  it('waits for a recovery code that somebody has', async () => {
    const { user } = await onPeople({ prepare: (desk) => Object.assign(desk.code, { confirmed: false }) });
    expect(await screen.findByText(/none is confirmed yet/)).toBeDefined();
    expect(screen.queryByLabelText('New PIN')).toBeNull();
    await user.click(await press('Go to Settings'));
    expect(await screen.findByRole('heading', { name: 'Settings' }, SLOW)).toBeDefined();
  });
});

describe('the screen', () => {
  it('shows shop staff what they did and gives them a PIN of their own, and nothing of what others did', async () => {
    const { user, double } = await onPeople({ here: 'Priya Nair' });
    const priya = within(await detail('Priya Nair'));
    expect(await priya.findByText(/Refund of SGD 80.00 asked for/)).toBeDefined();
    await user.click(await press('New PIN…'));
    await user.type(await screen.findByLabelText('PIN until now'), PIN);
    await user.type(screen.getByLabelText('New PIN'), '402918');
    await user.type(screen.getByLabelText('New PIN again'), '402918');
    await user.click(await press('Set the PIN'));
    expect(await screen.findByText('The new PIN of Priya Nair counts from now on')).toBeDefined();
    expect(calls(double, 'set_pin')).toEqual([{ name: 'Priya Nair', old: PIN, code: null, pin: '402918' }]);
    await user.click(await card('Tom Bakker'));
    const tom = within(await detail('Tom Bakker'));
    expect(tom.getByText('Refunds of a day')).toBeDefined();
    expect(tom.queryByRole('heading', { name: 'What they did and agreed to' })).toBeNull();
    for (const name of ['New PIN…', 'Role and limits…', 'Person', 'More actions']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    expect(calls(double, 'trail').every((asked) => Object(asked).person === 'Priya Nair')).toBe(true);
  });

  it('shows finance what others did, and lets them change nothing', async () => {
    const { user } = await onPeople({ here: 'Daniel Okafor' });
    await user.click(await card('Priya Nair'));
    const priya = within(await detail('Priya Nair'));
    expect(await priya.findByText(/Refund of SGD 80.00 asked for/)).toBeDefined();
    expect(priya.queryByRole('button', { name: 'Role and limits…' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Person' })).toBeNull();
    await user.click(await press('Second person, reasons and lock'));
    expect(await screen.findByText('Whoever may change settings and policy changes this.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Keep the policy' })).toBeNull();
    expect(screen.getByRole('combobox', { name: 'A refund needs a second person' }).matches(':disabled')).toBe(true);
  });

  it('is reached by g o, and tells role, limits and the last act of everybody', async () => {
    const { user } = await openWindow({ here: 'Lena Hartmann' });
    await within(await rail()).findByRole('button', { name: 'People' });
    await user.keyboard('go');
    await screen.findByRole('heading', { name: 'People', level: 1 }, SLOW);
    expect((await card('Lena Hartmann')).textContent).toContain('Admin, you');
    await waitFor(async () => expect((await card('Priya Nair')).textContent).toContain('acted at 09:05'));
    expect((await card('Tom Bakker')).textContent).toContain('nothing today');
    await user.click(await card('Tom Bakker'));
    expect(await within(await detail('Tom Bakker')).findAllByText('Nothing without approval')).toHaveLength(2);
    expect(await serious()).toEqual([]);
  });
});

describe('somebody', () => {
  it('is added with limits that the core read, and a PIN that is nowhere afterwards', async () => {
    const { user, double } = await onPeople();
    await user.click(await press('Person'));
    await user.type(await screen.findByLabelText('Name'), 'Mei Tan');
    await user.click(screen.getByRole('checkbox', { name: 'Limits of their own instead of the role’s' }));
    const refunds = within(screen.getByRole('group', { name: 'Each refund' }));
    await user.click(refunds.getByRole('button', { name: /^A currency: / }));
    await user.selectOptions(refunds.getByRole('combobox', { name: 'Currency' }), 'SGD');
    await user.type(refunds.getByRole('textbox', { name: 'Amount in SGD' }), 'fifty');
    expect(await serious()).toEqual([]);
    await user.type(screen.getByLabelText('New PIN'), '618274');
    await user.type(screen.getByLabelText('New PIN again'), '618274');
    await user.click(await press('Add the person'));
    expect(await refunds.findByText(/“fifty” is not an amount/)).toBeDefined();
    expect(calls(double, 'add_person')).toEqual([]);
    await user.clear(refunds.getByRole('textbox', { name: 'Amount in SGD' }));
    await user.type(refunds.getByRole('textbox', { name: 'Amount in SGD' }), '50.00');
    await user.click(await press('Add the person'));
    expect(await screen.findByText('Mei Tan was added')).toBeDefined();
    expect(calls(double, 'add_person')).toEqual([
      {
        name: 'Mei Tan',
        role: 'shop',
        limits: { capture: [], refund_each: [{ currency: 'SGD', value: '5000' }], refund_day: [] },
        pin: '618274',
        code: null,
      },
    ]);
    expect(document.documentElement.outerHTML).not.toContain('618274');
    expect(await within(await detail('Mei Tan')).findByText('Up to SGD 50.00')).toBeDefined();
  });

  it('is refused with the rule and who can lift it, and what was typed stays', async () => {
    const { user } = await onPeople();
    await user.click(await press('Person'));
    await user.type(await screen.findByLabelText('Name'), 'tom bakker');
    await user.type(screen.getByLabelText('New PIN'), '618274');
    await user.type(screen.getByLabelText('New PIN again'), '618274');
    await user.click(await press('Add the person'));
    expect((await screen.findByRole('alert')).textContent).toContain('Add a letter or a second name.');
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'tom bakker');
    expect(screen.getByLabelText('New PIN')).toHaveProperty('value', '');
  });

  it('is renamed, given another role, suspended with a reason, and let work again', async () => {
    const { user, double } = await onPeople();
    await user.click(await card('Tom Bakker'));
    await user.click(await press('More actions'));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename…' }));
    const name = await screen.findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Tom Visser{Enter}');
    expect(await screen.findByText('Tom Bakker is called Tom Visser now')).toBeDefined();
    await detail('Tom Visser');
    await user.click(await press('Role and limits…'));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Role' }), 'finance');
    await user.click(await press('Keep the change'));
    expect(await screen.findByText('Tom Visser was changed')).toBeDefined();
    await user.click(await press('More actions'));
    await user.click(await screen.findByRole('menuitem', { name: 'Suspend…' }));
    expect((await press('Suspend')).hasAttribute('disabled')).toBe(true);
    await user.type(await screen.findByLabelText('Reason'), 'On leave{Enter}');
    expect(await screen.findByText('Tom Visser may not work at present')).toBeDefined();
    await user.click(await press('More actions'));
    await user.click(await screen.findByRole('menuitem', { name: 'End the wait after wrong PINs' }));
    expect(await screen.findByText('Tom Visser can try a PIN at once')).toBeDefined();
    await user.click(await press('More actions'));
    await user.click(await screen.findByRole('menuitem', { name: 'Let work again' }));
    await waitFor(() => expect(screen.queryByText('Tom Visser may not work at present')).toBeNull());
    expect(calls(double, 'change_person')).toEqual([
      { name: 'Tom Bakker', change: { kind: 'rename', name: 'Tom Visser' } },
      { name: 'Tom Visser', change: { kind: 'role', role: 'finance', limits: null } },
      { name: 'Tom Visser', change: { kind: 'suspend', reason: 'On leave' } },
      { name: 'Tom Visser', change: { kind: 'reinstate' } },
    ]);
    expect(calls(double, 'release_pin')).toEqual([{ name: 'Tom Visser', code: null }]);
  });

  it('who is the last admin cannot be suspended, and that is said', async () => {
    const { user } = await onPeople();
    await user.click(await press('More actions'));
    await user.click(await screen.findByRole('menuitem', { name: 'Suspend…' }));
    await user.type(await screen.findByLabelText('Reason'), 'No more');
    await user.click(await press('Suspend'));
    const said = (await screen.findByRole('alert')).textContent;
    expect(said).toContain('Lena Hartmann is the last admin');
    expect(said).toContain('Make somebody else an admin first.');
  });

  it('gets a new PIN from an admin, who gives the one until now for a PIN of their own', async () => {
    const { user, double } = await onPeople();
    await user.click(await press('New PIN…'));
    await user.type(await screen.findByLabelText('PIN until now'), '000000');
    await user.type(screen.getByLabelText('New PIN'), '402918');
    await user.type(screen.getByLabelText('New PIN again'), '402918');
    await user.click(await press('Set the PIN'));
    expect((await screen.findByRole('alert')).textContent).toContain('That PIN does not match');
    await user.type(screen.getByLabelText('PIN until now'), PIN);
    await user.type(screen.getByLabelText('New PIN'), '402918');
    await user.type(screen.getByLabelText('New PIN again'), '402918');
    await user.click(await press('Set the PIN'));
    expect(await screen.findByText('The new PIN of Lena Hartmann counts from now on')).toBeDefined();
    await user.click(await card('Tom Bakker'));
    await user.click(await press('New PIN…'));
    expect(screen.queryByLabelText('PIN until now')).toBeNull();
    await user.type(await screen.findByLabelText('New PIN'), '519283');
    await user.type(screen.getByLabelText('New PIN again'), '519283');
    await user.click(await press('Set the PIN'));
    expect(await screen.findByText('The new PIN of Tom Bakker counts from now on')).toBeDefined();
    expect(calls(double, 'set_pin').slice(1)).toEqual([
      { name: 'Lena Hartmann', old: PIN, code: null, pin: '402918' },
      { name: 'Tom Bakker', old: null, code: null, pin: '519283' },
    ]);
  });

  it('who has to wait after wrong PINs is told so, until an admin ends the wait', async () => {
    const { user, double } = await openWindow({ here: 'Lena Hartmann' });
    const waits = { waits_until: double.in(90) };
    double.house.people = double.house.people.map((one) => (one.name === 'Tom Bakker' ? { ...one, ...waits } : one));
    await user.click(await within(await rail()).findByRole('button', { name: 'People' }));
    await screen.findByRole('heading', { name: 'People', level: 1 }, SLOW);
    await user.click(await card('Tom Bakker'));
    const tom = within(await detail('Tom Bakker'));
    expect(await tom.findByText(/Too many wrong PINs: Tom Bakker has to wait until/)).toBeDefined();
    await user.click(await press('More actions'));
    await user.click(await screen.findByRole('menuitem', { name: 'End the wait after wrong PINs' }));
    await waitFor(() => expect(tom.queryByText(/has to wait/)).toBeNull());
  });

  it('did what can be written into a file with the proof of the chain', async () => {
    const { user, double } = await onPeople();
    await user.click(await card('Priya Nair'));
    const priya = within(await detail('Priya Nair'));
    await user.click(await priya.findByRole('button', { name: 'Export with proof…' }));
    expect(await priya.findByText('2 facts were written')).toBeDefined();
    expect(priya.getByText('/media/priya/vault/countersign-trail.jsonl')).toBeDefined();
    expect(priya.getByText('front-desk-2:4711:9f2c')).toBeDefined();
    expect(calls(double, 'export_trail')).toEqual([{ person: 'Priya Nair', from: '2026-11-18', to: null }]);
    expect(await serious()).toEqual([]);
  });

  it('did what stands under their name, in the days that are asked for', async () => {
    const { user, double } = await onPeople();
    await user.click(await card('Priya Nair'));
    const priya = within(await detail('Priya Nair'));
    expect(await priya.findByText(/approved by Daniel Okafor/)).toBeDefined();
    expect(priya.getByText(/SO-20401/)).toBeDefined();
    const from = priya.getByRole('textbox', { name: 'From' });
    await user.clear(from);
    await user.type(from, '2026-13-45');
    expect(await priya.findByText('Write a day as 2026-11-25.')).toBeDefined();
    await user.clear(from);
    await user.type(from, '2026-11-25{Enter}');
    await waitFor(() => expect(priya.queryByText(/SO-20401/)).toBeNull());
    expect(calls(double, 'trail')).toContainEqual({ person: 'Priya Nair', from: '2026-11-25', to: null });
    expect(calls(double, 'trail')).not.toContainEqual({ person: 'Priya Nair', from: '2026-13-45', to: null });
  });
});

describe('roles', () => {
  it('are made, changed and removed; those that are shipped are not, and one that somebody has stays', async () => {
    const { user, double } = await onPeople();
    await user.click(await press('Roles'));
    const shop = within(await screen.findByRole('region', { name: 'Shop' }));
    expect(shop.getByText('Priya Nair · Tom Bakker')).toBeDefined();
    expect(shop.queryByRole('button', { name: 'Change…' })).toBeNull();
    await user.click(await press('Role…'));
    await user.type(await screen.findByLabelText('Name of the role'), 'refunds-desk');
    await user.click(screen.getByRole('checkbox', { name: 'Refund' }));
    expect(await serious()).toEqual([]);
    await user.click(await press('Make the role'));
    expect(await screen.findByText('The role refunds-desk counts from now on')).toBeDefined();
    const made = within(await screen.findByRole('region', { name: 'refunds-desk' }));
    await user.click(made.getByRole('button', { name: 'Change…' }));
    await user.click(await screen.findByRole('checkbox', { name: 'See buyers’ contact data' }));
    await user.click(await press('Keep the change'));
    await waitFor(() => expect(calls(double, 'make_role')).toHaveLength(2));
    const none = { capture: [], refund_each: [], refund_day: [] };
    expect(calls(double, 'make_role').at(-1)).toEqual({
      role: { name: 'refunds-desk', rights: ['refund', 'contacts'], limits: none },
    });
    await user.click(await card('Tom Bakker'));
    await user.click(await press('Role and limits…'));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Role' }), 'refunds-desk');
    await user.click(await press('Keep the change'));
    await screen.findByText('Tom Bakker was changed');
    await user.click(await press('Roles'));
    const remove = async () => {
      const held = within(await screen.findByRole('region', { name: 'refunds-desk' }));
      await user.click(held.getByRole('button', { name: 'Remove…' }));
      await user.click(await press('Remove the role'));
    };
    await remove();
    expect((await screen.findByRole('alert')).textContent).toContain('Tom Bakker has the role refunds-desk');
  });
});

describe('the policy', () => {
  it('is kept whole: amounts that the core read, what needs a second person, reasons and the time', async () => {
    const { user, double } = await onPeople();
    await user.click(await press('Second person, reasons and lock'));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'A refund needs a second person' }), 'some');
    const refunds = within(screen.getByRole('group', { name: 'A refund needs a second person' }));
    await user.click(refunds.getByRole('button', { name: /^A currency: / }));
    await user.selectOptions(refunds.getByRole('combobox', { name: 'Currency' }), 'SGD');
    await user.type(refunds.getByRole('textbox', { name: 'Amount in SGD' }), '500.00');
    await user.click(screen.getByRole('switch', { name: 'Acting in spite of a dispute needs a second person' }));
    await user.click(screen.getByRole('checkbox', { name: 'Every refund' }));
    const lapse = screen.getByRole('textbox', { name: 'A request for approval lapses after, in minutes' });
    await user.clear(lapse);
    await user.type(lapse, '20000');
    expect(await serious()).toEqual([]);
    await user.click(await press('Keep the policy'));
    expect((await screen.findByRole('alert')).textContent).toContain('from one minute to seven days');
    await user.clear(lapse);
    await user.clear(screen.getByRole('textbox', { name: /^A window locks after/ }));
    await user.type(screen.getByRole('textbox', { name: /^A window locks after/ }), '61');
    await user.type(lapse, '120{Enter}');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('one minute to an hour'));
    await user.clear(screen.getByRole('textbox', { name: /^A window locks after/ }));
    await user.type(screen.getByRole('textbox', { name: /^A window locks after/ }), '10{Enter}');
    expect(await screen.findByText('The policy counts from now on')).toBeDefined();
    expect(calls(double, 'set_policy').at(-1)).toEqual({
      policy: {
        capture: null,
        cancel: null,
        refund: [{ currency: 'SGD', value: '50000' }],
        promote: true,
        dispute: false,
        lapses_after_minutes: 120,
        reasons: ['Refund'],
        lock_after_minutes: 10,
      },
    });
  });
});

describe('in Chinese', () => {
  it('nothing of the screen is left in English', async () => {
    const { user } = await openWindow({ here: 'Lena Hartmann', preferences: { language: 'zh-Hans' } });
    await user.click(await screen.findByRole('button', { name: '人员' }, SLOW));
    expect(await screen.findByRole('region', { name: '人员 Lena Hartmann' }, SLOW)).toBeDefined();
    await user.click(await press('第二人、原因和锁定'));
    expect(await press('保存规定')).toBeDefined();
  });
});
