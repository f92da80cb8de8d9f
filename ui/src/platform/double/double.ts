import type { Language } from '@/words/words';
import type {
  ApprovalView,
  Ask,
  Attention,
  CommandError,
  CommandName,
  CounterView,
  Deferred,
  Environment,
  EventName,
  Events,
  Hello,
  Hold,
  Input,
  IntentView,
  Left,
  OrderView,
  Output,
  Prepared,
  Pulse,
  RowView,
  SavedCard,
  SecondPerson,
  Start,
} from '../contract';
import { type Platform, Refused } from '../platform';
import { accountsOf } from './accounts';
import { careOf } from './care';
import { castRows } from './cast';
import { castConcerns } from './concerns';
import { counterOf } from './counter';
import { type Desk, deskOf } from './desk';
import { find } from './find';
import { Antom, pay } from './issuing';
import { castIntents } from './moves';
import { carry, confirm, prepare, stop } from './operations';
import { evidenceOf, orderOf } from './orders';
import { doorOf, peopleOf } from './people';
import { firstHoldEnds, queuesOf } from './queues';
import { makeDeferred, requestsOf } from './requests';
import { amount, NOW, rows as shopRows, wordOf, ZONE } from './shop';
import { said } from './spell';
import { type House, houseOf, staffOf } from './staff';
import { add } from './sums';
import { trainingOf } from './training';
import { watchingOf } from './watching';
import { waysOf } from './ways';

export interface DoubleOptions {
  environment?: Environment;
  preferences?: Record<string, string>;
  rows?: RowView[];
  pulse?: Partial<Pulse>;
  /** Milliseconds an answer takes; none at all where left out. */
  delay?: number;
  /** What the window begins with. */
  begins?: Start['kind'];
  /** The environments that are set up. */
  environments?: Environment[];
  /** Whether there are refunds in every stage and things that need a person. */
  busy?: boolean;
  /** What waits for somebody's approval. */
  approvals?: ApprovalView[];
  /** Who of the pictures' people sits here; nobody is told apart where it is left out. */
  here?: string;
}

export type Handlers = { [N in CommandName]: (input: Input<N>) => Output<N> | Promise<Output<N>> };

/** The core's double: answers every command from memory, and lets a test change what there is. */
export class Double implements Platform {
  readonly called: { command: CommandName; input: unknown }[] = [];
  readonly copied: string[] = [];
  /** What another program left on the clipboard. */
  clipboard = '';
  /** What is in the file that is chosen in the system's dialog; none where it is closed. */
  chosen: string | null = null;
  rows: RowView[];
  /** Orders that are not in the list of payments and can be opened all the same. */
  others: RowView[];
  /** What needs a person. */
  concerns: Attention;
  /** The counters that were opened, by their order. */
  readonly counters = new Map<string, CounterView>();
  /** What a command shall be refused with. */
  readonly refuse = new Map<CommandName, CommandError>();
  hello: Hello;
  /** What was changed of orders and does not stand in their rows. */
  private readonly patches = new Map<string, Partial<OrderView>>();
  private readonly versions = new Map<string, number>();
  /** What the core would say of a hold beside its row. */
  readonly holdMore = new Map<string, Partial<Hold>>();
  /** Seconds in which something confirmed can be stopped; a minute where left out. */
  window: number | null = null;
  /** How many questions were put so far, and how many were confirmed. */
  asked = 0;
  confirmed = 0;
  readonly intents: IntentView[] = [];
  private readonly preferences: Record<string, string>;
  private readonly ears = new Map<EventName, Set<(payload: never) => void>>();
  readonly prepared = new Map<string, Ask & { sum: Prepared['amount']; version: number; payment: string }>();
  private readonly delay: number;
  private more: Partial<Pulse>;
  /** What the next start answers. */
  begins: Start['kind'];
  /** Accounts, keys, settings, care. */
  desk: Desk;
  /** Cards that buyers saved, by customer number or e-mail address. */
  savedCards: { of: string; card: SavedCard }[] = [];
  /** Links that wait for an old one to end. */
  deferred: Deferred[] = [];
  /** Until when the core leaves Antom alone. */
  pausedUntil: string | null = null;
  /** Seconds that this computer's clock is ahead of Antom's, where that is worth telling. */
  clockAhead: number | null = null;
  /** Seconds that the simulator's clock is ahead. */
  ahead = 0;
  /** What keeps a blocked window from opening, and what it can offer. */
  blocked: Pick<Extract<Start, { kind: 'blocked' }>, 'error' | 'ways'> = {
    error: {
      code: 'ledger-key-missing',
      class: 'keychain',
      message: "the key of the ledger is not in this computer's keychain",
      remedy: 'Unlock the keychain this ledger was made with, or open the ledger with its recovery code.',
    },
    ways: ['try-again', 'recovery-code', 'restore'],
  };
  /** Who works here, their PINs, roles, policy, and what they did. */
  readonly house: House;
  /** What somebody asked somebody else to approve. */
  approvals: ApprovalView[] = [];
  /** Who else has to agree to whatever is prepared. */
  second: SecondPerson | null = null;
  /** Whether nothing goes on while nobody is signed in. */
  sealed = false;
  /** When and why it was locked. */
  since: Left | null = null;
  /** Who signed in last. */
  lastHere = '';
  /** What answers attempts to make a link. */
  readonly antom = new Antom();

  constructor({
    environment = 'production',
    preferences = {},
    rows = shopRows(),
    pulse = {},
    delay = 0,
    begins = 'ready',
    environments = ['training', 'sandbox', 'production'],
    busy = true,
    approvals = [],
    here,
  }: DoubleOptions = {}) {
    this.rows = rows;
    this.others = rows.length === 0 ? [] : castRows();
    this.concerns = { items: [], snoozed: [], away: null, next_deadline: null };
    this.approvals = approvals;
    this.preferences = { ...preferences };
    this.delay = delay;
    this.more = pulse;
    this.begins = begins;
    this.desk = deskOf(environment, begins === 'set-up');
    this.house = houseOf(begins === 'locked' || here !== undefined);
    this.hello = {
      environment,
      merchant: 'Saltwind Outfitters',
      environments,
      operator: here ?? 'Priya Nair',
      here: here !== undefined,
      device: 'front-desk-2',
      zone: ZONE,
      version: '0.1.0',
      since: '2025-03-03T01:00:00Z',
      lock_after_minutes: 3,
    };
    if (busy && rows.some((row) => row.reference === 'SO-20445')) {
      const all = [...this.others, ...this.rows];
      this.intents.push(...castIntents(all));
      this.concerns = castConcerns(all);
    }
  }

  async call<N extends CommandName>(command: N, input: Input<N>): Promise<Output<N>> {
    this.called.push({ command, input });
    if (this.delay > 0) await new Promise((done) => setTimeout(done, this.delay));
    const refusal = this.refuse.get(command);
    if (refusal !== undefined) throw new Refused(refusal);
    try {
      // An answer crosses a boundary: nobody on the other side holds a part of it.
      return structuredClone(await this.handlers[command](input));
    } catch (thrown) {
      throw Refused.from(thrown);
    }
  }

  listen<E extends EventName>(event: E, hear: (payload: Events[E]) => void): () => void {
    const heard = this.ears.get(event) ?? new Set();
    this.ears.set(event, heard);
    heard.add(hear as (payload: never) => void);
    return () => {
      heard.delete(hear as (payload: never) => void);
    };
  }

  tell<E extends EventName>(event: E, payload: Events[E]): void {
    for (const hear of this.ears.get(event) ?? []) (hear as (payload: Events[E]) => void)(payload);
  }

  /** Changes an order as if somebody else had, and tells of it. */
  change(id: string, next: Partial<RowView>): void {
    const changed = (row: RowView): RowView =>
      row.id === id ? { ...row, ...next, word: wordOf(next.state ?? row.state) } : row;
    this.patches.delete(id);
    this.rows = this.rows.map(changed);
    this.others = this.others.map(changed);
    this.touch(id);
  }

  /** Tells that something of an order changed. */
  touch(id: string): void {
    this.versions.set(id, (this.versions.get(id) ?? 0) + 1);
    this.tell('changed', { orders: [id] });
    this.tell('pulse', this.pulse());
  }

  /** Takes an intent to a stage, as time and Antom do. */
  carry(intent: string, stage: IntentView['stage'], more: Partial<IntentView> = {}): IntentView {
    return carry(this, intent, stage, more);
  }

  /** A moment so many seconds from now. */
  in(seconds: number): string {
    return new Date(this.now() + seconds * 1000).toISOString();
  }

  /** Moves the core's clock, which the window follows. */
  setClock(now: string): void {
    this.turn({ now, last_answer_at: new Date(Date.parse(now) - 2000).toISOString() });
  }

  pulse(): Pulse {
    return {
      now: new Date(NOW + this.ahead * 1000).toISOString(),
      last_answer_at: new Date(NOW - 2000).toISOString(),
      offline_since: null,
      clock_ahead_seconds: this.clockAhead,
      orders: this.rows.length,
      outbox: this.intents.filter((intent) => intent.stage === 'queued').length,
      checking: this.rows.filter((row) => row.state === 'checking').length,
      next_check_at: new Date(NOW + 12_000).toISOString(),
      attention: this.concerns.items.length,
      to_capture: this.rows.filter((row) => row.state === 'authorised').length,
      trouble: null,
      ...this.more,
    };
  }

  /** The language the core answers in: English until somebody chose another. */
  language(): Language {
    return this.preferences['language'] === 'zh-Hans' ? 'zh-Hans' : 'en';
  }

  /** The core's clock, in milliseconds since 1970. */
  now(): number {
    return Date.parse(this.pulse().now);
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** Changes how things stand, as time and the network do, and tells of it. */
  turn(next: Partial<Pulse>): void {
    this.more = { ...this.more, ...next };
    this.tell('pulse', this.pulse());
    void makeDeferred(this);
  }

  /** The buyer pays an order by its link. */
  pay(id: string, method: string): void {
    pay(this, id, method);
  }

  rowOf(id: string): RowView {
    const row = [...this.rows, ...this.others].find((one) => one.id === id);
    if (row === undefined) throw missing(id);
    return row;
  }

  order(id: string): OrderView {
    const intents = this.intents.filter((intent) => intent.order === id);
    const order = orderOf(this.rowOf(id), intents, this.now());
    return { ...order, ...this.patches.get(id), version: order.version + (this.versions.get(id) ?? 0) };
  }

  /** Keeps what was changed of an order and does not stand in its row, and tells of it. */
  put({ version: _version, intents: _intents, payments, ...rest }: OrderView): OrderView {
    const isDerived = JSON.stringify(payments) === JSON.stringify(this.order(rest.id).payments);
    this.patches.set(rest.id, isDerived ? rest : { ...rest, payments });
    this.touch(rest.id);
    return this.order(rest.id);
  }

  private readonly handlers: Handlers = {
    start: () => this.start(),
    hello: () => this.hello,
    pulse: () => this.pulse(),
    preferences: () => this.preferences,
    set_preference: ({ name, value }) => {
      this.preferences[name] = value;
      return null;
    },
    open_environment: () => null,
    ready: () => null,

    search: ({ query, limit, after }) => {
      const found = find(this.rows, query);
      const start = after === null ? 0 : found.rows.findIndex((row) => row.id === after) + 1;
      const page = found.rows.slice(start, start + limit);
      const isLast = start + limit >= found.rows.length;
      return { rows: page, next: isLast ? null : (page.at(-1)?.id ?? null), understood: found.understood };
    },
    tally: ({ queries }) =>
      queries.map((query) => {
        const found = find(this.rows, query);
        const held = found.rows.filter((row) => row.state === 'authorised').map((row) => row.amount);
        return { count: found.rows.length, held: add(held), understood: found.understood };
      }),
    row: ({ order }) => this.rowOf(order),
    show: ({ order }) => this.order(order),
    evidence: ({ order }) => evidenceOf(this.rowOf(order)),
    look_up: ({ id }) =>
      id.startsWith('2026')
        ? {
            found: 'elsewhere',
            payment: {
              payment: id,
              request: 'POS-4471',
              status: 'SUCCESS',
              amount: amount('SGD 88.00'),
              method: 'ALIPAY_CN',
              paid_at: null,
              transactions: 0,
            },
          }
        : { found: 'not-at-antom' },
    import: () => {
      const first = this.rows[0];
      if (first === undefined) throw missing('rows');
      return first.id;
    },

    inquire: ({ order }) => ({ order: this.order(order), questions: 1, news: 0, unknown: [] }),
    stop_offering: ({ order, reason }) => {
      const closed = { at: this.in(0), by: 'Priya Nair', reason, replaced: false };
      const next = this.put({ ...this.order(order), closed });
      return { order: next, consequence: 'No further link is made.', old_link_until: null };
    },
    note: ({ order, text }) => {
      const known = this.order(order);
      return this.put({ ...known, notes: [...known.notes, { at: this.in(0), by: 'Priya Nair', text }] });
    },
    forget_buyer: ({ order }) => this.put({ ...this.order(order), buyer: null, forgotten: true }),

    read_amount: ({ text, currency }) => {
      if (!/^\d{1,3}(,?\d{3})*(\.\d{1,2})?$/.test(text.trim())) {
        throw bad('amount', `“${text}” is not an amount`, 'Write it like 1,299.00.');
      }
      const read = amount(`${currency} ${text.trim()}`);
      return { amount: read, words: said(read, this.language()) };
    },
    add_up: ({ groups }) => groups.map(add),
    prepare: (ask) => prepare(this, ask),
    dry_run: () => {
      throw bad('dry_run', 'the double decides nothing', '');
    },
    confirm: ({ token, code }) => confirm(this, token, code ?? null),
    stop: ({ intent }) => stop(this, intent),
    outbox: () =>
      this.intents
        .filter((intent) => !intent.settled)
        .sort((one, other) => (one.requested_at < other.requested_at ? -1 : 1)),

    copy_text: ({ text }) => {
      this.copied.push(text);
      return null;
    },

    ...peopleOf(this),
    ...staffOf(this),
    ...accountsOf(this),
    ...careOf(this),
    ...counterOf(this),
    ...requestsOf(this),
    ...queuesOf(this),
    ...trainingOf(this),
    ...waysOf(this),
    ...watchingOf(this),
  };

  private start(): Start {
    const { environment, version } = this.hello;
    switch (this.begins) {
      case 'welcome':
        return { kind: 'welcome', environments: ['training', 'sandbox', 'production'], version };
      case 'locked':
        return {
          kind: 'locked',
          hello: this.hello,
          door: doorOf(this.house.people, this.lastHere),
          sealed: this.sealed,
          since: this.since,
          next_hold: firstHoldEnds(this),
          pulse: this.pulse(),
        };
      case 'blocked':
        return { kind: 'blocked', environment, ...this.blocked };
      default:
        return { kind: this.begins, hello: this.hello };
    }
  }
}

export const missing = (text: string): CommandError => ({
  code: 'not-found',
  class: 'not-found',
  message: `nothing here is called “${text}”`,
  remedy: 'Search for it, or ask Antom.',
});

export const bad = (field: string, message: string, remedy: string): CommandError => ({
  code: 'bad-field',
  class: 'usage',
  message,
  remedy,
  field,
});
