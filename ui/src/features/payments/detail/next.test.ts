import { describe, expect, it } from 'vitest';
import type { OrderView, State } from '@/platform/contract';
import { orderOf } from '@/platform/double/orders';
import { NOW, rows } from '@/platform/double/shop';
import { sayIn } from '@/words/words';
import { nextOf } from './next';

const say = sayIn('en');
const STATES: readonly State[] = [
  'draft',
  'waiting',
  'paid',
  'authorised',
  'captured',
  'part-refunded',
  'refunded',
  'cancelled',
  'expired',
  'failed',
  'checking',
];

function orderIn(state: State, more: Partial<OrderView> = {}): OrderView {
  const row = rows().find((one) => one.state === state) ?? rows()[0];
  if (row === undefined) throw new Error('the shop has no orders');
  return { ...orderOf({ ...row, state }, [], NOW), ...more };
}

describe('what happens next', () => {
  it('is said for every state in the language of the window, and a moment in it is left to be drawn', () => {
    const chinese = sayIn('zh-Hans');
    for (const state of STATES) {
      const english = nextOf(orderIn(state), say);
      const told = nextOf(orderIn(state), chinese);
      expect(told.text, state).not.toMatch(/[A-Za-z]{3,} [a-z]{3,}/);
      expect(told.at, state).toBe(english.at);
      expect(english.text.includes('{when}'), state).toBe(english.at !== null);
      expect(told.text.includes('{when}'), state).toBe(told.at !== null);
    }
  });

  it('says until when a cancel returns the commission too, and then how much can be refunded', () => {
    const paid = nextOf(orderIn('paid', { badges: [] }), say);
    const clara = rows().find((row) => row.reference === 'SO-20445');
    if (clara === undefined) throw new Error('the shop has no SO-20445');
    expect(nextOf(orderOf(clara, [], NOW), say)).toEqual({
      text: 'The money is yours. If the whole order comes back, cancelling before {when} also returns the commission.',
      at: '2026-11-25T16:15:00.000Z',
    });
    expect(paid.text).toContain('can be refunded until {when}');
  });

  it('says what differs: automatic capture, an estimated hold, two payments, an attempt without an answer', () => {
    expect(nextOf(orderIn('authorised', { capture_mode: 'AUTOMATIC' }), say).text).toContain('Antom is capturing');
    const held = orderIn('authorised');
    const payments = held.payments.map((payment) => ({ ...payment, hold_estimated: true }));
    expect(nextOf({ ...held, payments }, say).text).toContain('which is estimated');
    const refused = held.payments.map((payment) => ({ ...payment, capture_refused: true }));
    expect(nextOf({ ...held, payments: refused }, say).text).toContain('Antom refused the capture');
    expect(nextOf(orderIn('captured', { badges: ['×2 paid'] }), say).text).toContain(
      'Two links of this order were paid',
    );
    const waiting = orderIn('waiting', { action: 'send-again' });
    const sessions = waiting.sessions.map((session) => ({ ...session, live: false, stage: 'unanswered' as const }));
    expect(nextOf({ ...waiting, sessions }, say).text).toContain('The link was not made');
    expect(nextOf(orderIn('waiting', { action: 'ask-now', payments: [] }), say).text).toContain(
      'Nothing more is offered',
    );
  });
});
