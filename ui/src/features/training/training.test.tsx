import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openWindow, serious } from '@/testing/window';
import { sayIn } from '@/words/words';
import { faultWords, operationsFor } from './faultWords';

const press = (name: string | RegExp) => screen.findByRole('button', { name });
const SLOW = { timeout: 40_000 };
const panel = () => screen.findByRole('complementary', { name: 'Training' }, SLOW);

async function inTraining() {
  const window = await openWindow({ environment: 'training' });
  await within(await panel()).findByRole('heading', { name: 'Move the clock' }, SLOW);
  return window;
}
const calls = (double: { called: { command: string; input: unknown }[] }, command: string) =>
  double.called.filter((call) => call.command === command).map(({ input }) => input);

describe('the training panel', () => {
  it('is there in Training, and in no window where money or a merchant is real', async () => {
    await openWindow({ environment: 'sandbox' });
    expect(screen.queryByRole('complementary', { name: 'Training' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Training' })).toBeNull();
  });

  it('opens the page of a buyer whose link lives', async () => {
    const { user, double } = await inTraining();
    await user.click(await press("Open the buyer's page of SO-20452"));
    expect(await screen.findByText("The buyer's page of SO-20452 is open in your browser")).toBeDefined();
    expect(calls(double, 'training_open_buyer')).toEqual([{ order: double.rows[0]?.id }]);
    expect(await serious()).toEqual([]);
  });

  it('moves the clock, says what it says then, and offers no link that has died on the way', async () => {
    const { user, double } = await inTraining();
    await user.click(await press('+6 days'));
    expect(await screen.findByText('The clock says Tue 1 Dec, 11:05 +08:00')).toBeDefined();
    expect(await within(await panel()).findByText('6 d 0 h ahead of this computer')).toBeDefined();
    expect(within(await panel()).getByText('Tue 1 Dec, 11:05 +08:00')).toBeDefined();
    expect(await screen.findByText('No link can be paid now. Make a request, or send one again.')).toBeDefined();
    const own = within(await panel()).getByRole('textbox', { name: 'How far' });
    await user.clear(own);
    expect((await press('Move')).hasAttribute('disabled')).toBe(true);
    await user.type(own, '3');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Unit' }), 'minutes');
    await user.click(await press('Move'));
    await waitFor(() => expect(double.ahead).toBe(6 * 86_400 + 180));
  });

  it('switches faults on for an operation and so many calls, lists them, and switches all off', async () => {
    const { user, double } = await inTraining();
    expect(screen.getByText(/The dangerous one/)).toBeDefined();
    await user.click(await press('Switch on'));
    await user.selectOptions(screen.getByRole('combobox', { name: 'What goes wrong' }), 'The signature is wrong');
    expect(screen.getByText(/somebody else signed it/)).toBeDefined();
    await user.selectOptions(screen.getByRole('combobox', { name: 'For which call' }), 'Capture');
    await user.selectOptions(screen.getByRole('combobox', { name: 'How often' }), 'every call');
    await user.click(await press('Switch on'));
    expect(await screen.findByText('Refund: The answer gets lost, next call')).toBeDefined();
    expect(screen.getByText('Capture: The signature is wrong, every call')).toBeDefined();
    expect(calls(double, 'training_set_fault')).toEqual([
      { operation: 'refund', kind: 'lost_after_effect', times: 1 },
      { operation: 'capture', kind: 'bad_signature', times: null },
    ]);
    await user.click(await press('All off'));
    expect(await screen.findByText('No fault is on; the simulator answers as it should.')).toBeDefined();
  });

  it('is shown and hidden by g t, stands at the side or the foot, and stays as it was left', async () => {
    const { user, double } = await inTraining();
    await user.click(await press('Put it at the side'));
    act(() => (document.activeElement as HTMLElement).blur());
    await user.keyboard('gt');
    await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Training' })).toBeNull());
    await user.keyboard('gt');
    expect(await panel()).toBeDefined();
    expect(calls(double, 'set_preference')).toEqual([
      { name: 'training-dock', value: 'right' },
      { name: 'training-panel', value: 'closed' },
      { name: 'training-panel', value: 'open' },
    ]);
  });

  it('closes by the size the window has, not by the one it was drawn in last', async () => {
    const usual = globalThis.matchMedia;
    const small = (query: string) => ({
      ...usual(query),
      matches: query.includes('max-width: 759px') || usual(query).matches,
    });
    vi.stubGlobal('matchMedia', small);
    try {
      const { user, double } = await openWindow({ environment: 'training' });
      expect(screen.queryByRole('complementary', { name: 'Training' }), 'it would cover the screen').toBeNull();
      vi.stubGlobal('matchMedia', usual);
      await user.keyboard('gt');
      await waitFor(() =>
        expect(calls(double, 'set_preference')).toEqual([{ name: 'training-panel', value: 'closed' }]),
      );
    } finally {
      vi.stubGlobal('matchMedia', usual);
    }
  });
});

describe('the words of the faults', () => {
  const say = sayIn('en');

  it('stand as the simulator names them where they are not known here', () => {
    expect(faultWords('meteor', say)).toEqual({ name: 'meteor', what: '' });
  });

  it('that concern notifications meet no operation', () => {
    expect(operationsFor('duplicate_notifications', ['refund'])).toEqual(['*']);
    expect(operationsFor('garbage', ['refund', 'pay'])).toEqual(['*', 'refund']);
  });
});
