import type { CommandError, Money, OrderView, RequestDraft, RowView, SessionView, TimelineEntry } from '../contract';
import type { Double } from './double';
import { cardLike } from './drafts';
import { read } from './reading';
import { nothingOf, wordOf } from './shop';

export type Answer = 'issued' | 'refused' | 'unknown';

/** What Antom does with attempts to make a link: issues one, unless a test says otherwise or lets them wait. */
export class Antom {
  private readonly queue: Answer[] = [];
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private isHeld = false;

  /** What the next attempts are answered, one after the other. */
  willAnswer(...answers: Answer[]): void {
    this.queue.push(...answers);
  }

  /** Attempts wait from now on until {@link answer} is called. */
  hold(): void {
    this.isHeld = true;
  }

  /** Answers the attempt that waits. */
  answer(answer: Answer): void {
    this.waiting.shift()?.(answer);
  }

  ask(): Answer | Promise<Answer> {
    if (this.isHeld) return new Promise((done) => this.waiting.push(done));
    return this.queue.shift() ?? 'issued';
  }
}

const iso = (at: number): string => new Date(at).toISOString();

/** Opens an order by a draft that was checked. */
export function open(double: Double, draft: RequestDraft, replaces: string | null): OrderView {
  const amount = amountOf(draft);
  const now = iso(double.now());
  const row: RowView = {
    id: `00000000-0000-4000-9000-${String(double.rows.length).padStart(12, '0')}`,
    reference: draft.reference.trim(),
    description: draft.description.trim(),
    buyer: draft.name.trim() || null,
    amount,
    state: 'draft',
    word: wordOf('draft'),
    method: null,
    last4: null,
    brand: null,
    trouble: null,
    shared: false,
    opened_at: now,
    moved_at: now,
    captured: nothingOf(amount.currency),
    refunded: nothingOf(amount.currency),
    live_until: null,
    hold_ends_at: null,
    created_by: double.hello.operator,
    badges: [],
  };
  double.rows = [row, ...double.rows];
  const order: OrderView = {
    ...double.order(row.id),
    capture_mode: draft.capture_mode,
    methods: [...draft.methods],
    locale: draft.locale,
    replaces,
    side_note: null,
    next: 'A link is being asked for.',
    action: 'nothing',
    lives_until: iso(double.now() + 3 * 86_400_000),
    buyer: {
      name: row.buyer,
      email: draft.email.trim() || null,
      phone: draft.phone.trim() || null,
      buyer_id: draft.buyer_id.trim() || null,
      items: draft.items.map(({ name, quantity, unit }) => ({
        name,
        quantity: Number(quantity),
        unit: money(unit, draft.currency),
      })),
    },
    sessions: [],
    timeline: [
      {
        at: now,
        actor: double.hello.operator,
        kind: 'OrderOpened',
        sentence: 'Order opened',
        money: amount,
        told: null,
      },
    ],
    notes: draft.note.trim() === '' ? [] : [{ at: now, by: double.hello.operator, text: draft.note.trim() }],
  };
  return double.put(order);
}

/** Asks for a link, and once more with a new id where the outcome is not known. */
export async function makeLink(double: Double, id: string, minutes: number): Promise<number> {
  for (const attempt of [1, 2]) {
    begin(double, id, minutes);
    const answer = await double.antom.ask();
    settle(double, id, answer);
    if (answer === 'issued') return attempt;
    if (answer === 'refused') throw refused();
  }
  throw unknown(double.rowOf(id).reference);
}

function begin(double: Double, id: string, minutes: number): void {
  const order = double.order(id);
  const session: SessionView = {
    request: `CSP-${id.slice(-4)}-${order.sessions.length + 1}`,
    follows: order.sessions.at(-1)?.request ?? null,
    by_pay: false,
    stage: 'sent',
    live: false,
    requested_at: iso(double.now()),
    ends_at: iso(double.now() + minutes * 60_000),
    session: null,
    link: null,
    shared: [],
    trouble: null,
  };
  double.put({ ...order, sessions: [...order.sessions, session] });
}

function settle(double: Double, id: string, answer: Answer): void {
  const order = double.order(id);
  const last = order.sessions.at(-1);
  if (last === undefined) return;
  const next: SessionView =
    answer === 'issued'
      ? {
          ...last,
          stage: 'issued',
          live: true,
          session: `UNQ-${last.request}`,
          link: 'https://checkout.antom.example/pay?…',
        }
      : answer === 'refused'
        ? { ...last, stage: 'refused', trouble: 'SETTLE_CONTRACT_NOT_MATCH (Settlement currency is not contracted.)' }
        : { ...last, stage: 'unanswered', trouble: 'no answer came within ten seconds' };
  const isIssued = answer === 'issued';
  const entry: TimelineEntry = {
    at: iso(double.now()),
    actor: 'Antom',
    money: null,
    ...(answer === 'refused'
      ? {
          kind: 'SessionRefused',
          sentence: 'Antom refused to make a link: SETTLE_CONTRACT_NOT_MATCH (Settlement currency is not contracted.)',
          told: { code: 'refused', words: 'SETTLE_CONTRACT_NOT_MATCH', at: null },
        }
      : {
          kind: 'SessionUnanswered',
          sentence: 'No link was made: no answer came (within ten seconds)',
          told: { code: 'no-answer', words: null, at: null },
        }),
  };
  const state = isIssued || answer === 'unknown' ? 'waiting' : order.state;
  const settled = (row: RowView): RowView =>
    row.id === id ? { ...row, state, word: wordOf(state), live_until: isIssued ? last.ends_at : row.live_until } : row;
  double.rows = double.rows.map(settled);
  double.others = double.others.map(settled);
  double.put({
    ...order,
    state,
    word: wordOf(state),
    action: isIssued ? 'copy-link' : 'send-again',
    next: isIssued ? 'The buyer can pay by the link.' : 'There is no link yet.',
    sessions: [...order.sessions.slice(0, -1), next],
    timeline: isIssued ? order.timeline : [...order.timeline, entry],
  });
}

/** The buyer pays: by card, or by a way that takes the money at once. */
export function pay(double: Double, id: string, method: string): void {
  const order = double.order(id);
  const isHeld = method === 'CARD';
  const state = isHeld ? 'authorised' : 'paid';
  const hold = isHeld ? iso(double.now() + 7 * 86_400_000) : null;
  double.rows = double.rows.map((row) =>
    row.id === id
      ? {
          ...row,
          state,
          word: wordOf(state),
          live_until: null,
          method,
          hold_ends_at: hold,
          ...(isHeld ? { last4: '4417' } : {}),
        }
      : row,
  );
  const row = double.rowOf(id);
  const zero = nothingOf(row.amount.currency);
  double.put({
    ...order,
    state,
    word: wordOf(state),
    action: isHeld ? 'capture' : 'refund',
    next: isHeld ? 'The money is held, not yet taken.' : 'The money was taken.',
    sessions: order.sessions.map((session) => ({ ...session, live: false })),
    payments: [
      {
        id: `2026112519401089010${id.slice(-9)}`,
        request: order.sessions.at(-1)?.request ?? '',
        state,
        word: wordOf(state),
        amount: row.amount,
        method,
        result_code: 'SUCCESS',
        result: null,
        result_zh: null,
        checks: null,
        created_at: iso(double.now()),
        paid_at: iso(double.now()),
        hold_ends_at: hold,
        hold_estimated: false,
        capture_refused: false,
        hold_lapsed: false,
        card: isHeld ? { brand: 'VISA', last4: '4417' } : null,
        book: {
          authorised: row.amount,
          taken: isHeld ? zero : row.amount,
          refunded: zero,
          pending: zero,
          queued: zero,
          available: isHeld ? zero : row.amount,
        },
        captures: [],
        refunds: [],
        disputes: [],
        advice: null,
        as_of: iso(double.now()),
      },
    ],
  });
  double.tell('news', { what: state, order: id, reference: row.reference, amount: row.amount });
}

export function amountOf(draft: RequestDraft): Money {
  return money(draft.amount, draft.currency);
}

function money(text: string, currency: string): Money {
  const reading = read(text, currency);
  return 'amount' in reading ? reading.amount : nothingOf(currency);
}

/** Whether any text of a draft holds what looks like a card number. */
export function holdsCard(draft: RequestDraft): boolean {
  const { reference, description, name, email, phone, buyer_id, note, items } = draft;
  const texts = [reference, description, name, email, phone, buyer_id, note, ...items.map((item) => item.name)];
  return texts.some(cardLike);
}

const refused = (): CommandError => ({
  code: 'antom-refused',
  class: 'refused',
  message: 'Antom refused to make the link: SETTLE_CONTRACT_NOT_MATCH (Settlement currency is not contracted.)',
  remedy: 'Choose the settlement currency of the contract in the account, then make a new link.',
});

const unknown = (reference: string): CommandError => ({
  code: 'antom-unknown',
  class: 'unknown',
  message: `whether Antom made the link is not known: no answer came. Order ${reference} is kept without a link`,
  remedy: 'Nothing is lost: what was sent is written down and is asked for until it is known.',
});
