import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
// Read once before the first test: a screen is otherwise read when it is first shown.
import '@/features/attention';
import '@/features/payments';
import type { Double } from '@/platform/double/double';
import { openWindow, serious } from '@/testing/window';

const looked = (double: Double) =>
  double.called.filter(({ command }) => command === 'look_at').map(({ input }) => input);

/** The first order of the list that Antom still has something to tell about. */
function openOrder(double: Double) {
  const row = double.rows.find(({ state }) => state === 'waiting');
  if (row === undefined) throw new Error('every order is settled');
  return row;
}

describe('what Antom is asked next', () => {
  it('is first of all about the order that somebody looks at, which says how often', async () => {
    const { user, double } = await openWindow();
    const { id, reference } = openOrder(double);
    await user.click(await screen.findByText(reference));
    const pane = within(await screen.findByRole('region', { name: `Payment ${reference}` }));
    expect(await pane.findByText('Antom is asked every 2 s while somebody looks at it.')).toBeDefined();
    expect(looked(double).at(-1)).toEqual({ order: id });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(looked(double).at(-1)).toEqual({ order: null }));
  });

  it('is told with its times where people ask for it, and so is a pause', async () => {
    const { user, double } = await openWindow();
    await user.click(
      within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button', { name: /^Attention/ }),
    );
    expect(double.called.filter(({ command }) => command === 'watch_plan')).toEqual([]);
    await user.click(await screen.findByText('What Antom is asked next'));
    const list = await screen.findAllByText(/^Antom is asked every .+ while its link lives\./);
    expect(list.length).toBeGreaterThan(0);
    expect(screen.getAllByText(/^in \d+ (s|m)$/).length).toBeGreaterThan(0);
    expect(await serious()).toEqual([]);
    double.pausedUntil = double.in(60);
    act(() => double.tell('changed', { orders: null }));
    expect(await screen.findByText(/^Antom is left alone until/)).toBeDefined();
  });
});
