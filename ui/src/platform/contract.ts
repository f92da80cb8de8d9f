/**
 * What crosses between window and core: the names of the commands, what goes in, what comes out.
 *
 * The types mirror the JSON that the core serialises, key for key. Money is `{currency, value}` with `value` a string of
 * minor units; moments are RFC 3339 strings in UTC. Which ledger, account and environment a command works on is never an
 * argument: the core takes it from the window that calls.
 */

/** A moment, RFC 3339 in UTC. */
export type Moment = string;
/** An order's id (UUID). */
export type OrderId = string;
/** An intent's id (UUID). */
export type IntentId = string;

/** An amount as it crosses every boundary. Never turned into a number. */
export interface Money {
  currency: string;
  /** Minor units, digits only. */
  value: string;
}

export type Environment = 'training' | 'sandbox' | 'production';

export type State =
  | 'draft'
  | 'waiting'
  | 'paid'
  | 'authorised'
  | 'captured'
  | 'part-refunded'
  | 'refunded'
  | 'cancelled'
  | 'expired'
  | 'failed'
  | 'checking';

export type Action =
  | 'make-link'
  | 'copy-link'
  | 'send-again'
  | 'capture'
  | 'refund'
  | 'new-request'
  | 'ask-now'
  | 'nothing';

export type Verb = 'Capture' | 'Cancel' | 'Refund';

export type Stage = 'queued' | 'stopped' | 'released' | 'sent' | 'checking' | 'done' | 'refused' | 'never-placed';

export type SessionStage = 'requested' | 'sent' | 'issued' | 'refused' | 'unanswered' | 'elsewhere';

export type Channel = 'copy' | 'qr' | 'email' | 'sms' | 'whatsapp' | 'print';

export interface StateView {
  state: State;
  /** The English word; the window shows its own catalogue's word for `state`. */
  word: string;
}

export interface RowView extends StateView {
  id: OrderId;
  reference: string;
  description: string;
  buyer: string | null;
  amount: Money;
  method: string | null;
  last4: string | null;
  opened_at: Moment;
  moved_at: Moment;
  captured: Money;
  refunded: Money;
  live_until: Moment | null;
  hold_ends_at: Moment | null;
  created_by: string;
  badges: string[];
  /** Brand of the card, where one was used. */
  brand?: string | null;
  /** `paymentResultCode` or `resultCode` of a failure, verbatim. */
  trouble?: string | null;
  /** Whether a live link was given to the buyer. */
  shared?: boolean;
}

export interface FoundView {
  rows: RowView[];
  next: string | null;
  understood: string;
}

export interface BuyerView {
  name: string | null;
  email: string | null;
  phone: string | null;
  buyer_id: string | null;
  items: ItemView[];
}

export interface ItemView {
  name: string;
  quantity: number;
  unit: Money;
}

export interface ClosedView {
  at: Moment;
  by: string;
  reason: string | null;
}

export interface NoteView {
  at: Moment;
  by: string;
  text: string | null;
}

export interface SessionView {
  request: string;
  follows: string | null;
  stage: SessionStage;
  live: boolean;
  requested_at: Moment;
  ends_at: Moment;
  session: string | null;
  link: string | null;
  shared: string[];
  trouble: string | null;
}

export interface Book {
  authorised: Money;
  taken: Money;
  refunded: Money;
  pending: Money;
  queued: Money;
  available: Money;
}

export interface CardView {
  brand: string | null;
  last4: string | null;
}

export interface TransactionView {
  operation: string;
  id: string | null;
  status: string;
  code: string;
  amount: Money;
  at: Moment | null;
  ours: boolean;
}

export interface DisputeView {
  id: string;
  event: string;
}

export interface AdviceView {
  right_now: 'cancel' | 'refund' | 'neither';
  until: Moment | null;
  why: string;
}

export interface PaymentView extends StateView {
  id: string;
  request: string;
  amount: Money;
  method: string | null;
  result_code: string | null;
  result: string | null;
  created_at: Moment | null;
  paid_at: Moment | null;
  hold_ends_at: Moment | null;
  hold_estimated: boolean;
  card: CardView | null;
  book: Book | null;
  captures: TransactionView[];
  refunds: TransactionView[];
  disputes: DisputeView[];
  advice: AdviceView | null;
  as_of: Moment;
}

export interface IntentView {
  id: IntentId;
  order: OrderId;
  reference: string;
  verb: Verb;
  payment: string;
  amount: Money;
  operation: string;
  stage: Stage;
  word: string;
  settled: boolean;
  sentence: string;
  reason: string | null;
  by: string;
  requested_at: Moment;
  not_before: Moment | null;
  sent_at: Moment | null;
  attempts: number;
  moved_at: Moment;
  transaction: string | null;
  code: string | null;
  explanation: string | null;
  stopped: string | null;
}

export interface TimelineEntry {
  at: Moment;
  actor: string;
  /** The fact's name, as `RefundQueued`. */
  kind: string;
  sentence: string;
  money: Money | null;
}

export interface OrderView extends StateView {
  id: OrderId;
  reference: string;
  account: string;
  description: string;
  amount: Money;
  badges: string[];
  side_note: string | null;
  next: string;
  action: Action;
  version: number;
  opened_at: Moment;
  opened_by: string;
  imported: boolean;
  closed: ClosedView | null;
  capture_mode: 'AUTOMATIC' | 'MANUAL';
  methods: string[];
  locale: string | null;
  lives_until: Moment;
  buyer: BuyerView | null;
  forgotten: boolean;
  replaces: OrderId | null;
  sessions: SessionView[];
  payments: PaymentView[];
  intents: IntentView[];
  notes: NoteView[];
  timeline: TimelineEntry[];
  masked: string[];
}

export interface Asked {
  order: OrderView;
  questions: number;
  news: number;
  unknown: string[];
}

export interface FoundAtAntom {
  payment: string;
  request: string;
  status: string;
  amount: Money;
  method: string | null;
  paid_at: Moment | null;
  transactions: number;
}

export type LookedUp =
  | { found: 'known'; order: OrderView; unknown: string[] }
  | { found: 'elsewhere'; payment: FoundAtAntom }
  | { found: 'not-at-antom' }
  | { found: 'unknown'; why: string };

export interface RequestMade {
  order: OrderView;
  link: string | null;
  ends_at: Moment | null;
  attempts: number;
  warnings: string[];
}

export interface StoppedOffering {
  order: OrderView;
  consequence: string;
  old_link_until: Moment | null;
}

export interface Shared {
  order: OrderId;
  reference: string;
  channel: Channel;
  link: string;
  text: string;
  uri: string | null;
  ends_at: Moment;
  mark: string | null;
}

export interface Ask {
  order: OrderId;
  payment: string | null;
  verb: Verb;
  amount: Money | null;
  reason: string | null;
}

export interface Prepared {
  token: string;
  verb: Verb;
  order: OrderId;
  reference: string;
  payment: string;
  amount: Money;
  sentence: string;
  consequence: string;
  before: Book | null;
  after: Book | null;
  not_before: Moment;
  stop_window_seconds: number;
  advice: AdviceView;
  version: number;
}

export interface RefusalView {
  code: string;
  reason: string;
  remedy: string;
}

export interface WouldDo {
  permitted: boolean;
  verb: Verb;
  order: OrderId;
  reference: string;
  payment: string | null;
  amount: Money | null;
  sentence: string | null;
  consequence: string | null;
  before: Book | null;
  after: Book | null;
  refusal: RefusalView | null;
  advice: AdviceView | null;
}

/** Who and where: asked once, when the window opens. */
export interface Hello {
  environment: Environment;
  /** What the merchant is called; the account's short name where nothing else is known. */
  merchant: string;
  /** The environments that are set up in this home. */
  environments: Environment[];
  /** The operating system's user. */
  operator: string;
  /** What this computer is called in facts. */
  device: string;
  /** IANA name of the store's zone. */
  zone: string;
  version: string;
  /** The day of the oldest order; none while there is no order. */
  since: Moment | null;
}

/** How things stand: asked again whenever the core says that it changed. */
export interface Pulse {
  /** Now by the core's clock, which in Training can be moved. */
  now: Moment;
  /** When Antom last gave a verified answer. */
  last_answer_at: Moment | null;
  /** Since when nothing has come through. */
  offline_since: Moment | null;
  /** Orders on file. */
  orders: number;
  /** Intents that wait to leave. */
  outbox: number;
  /** Orders whose outcome is being asked for. */
  checking: number;
  next_check_at: Moment | null;
  /** What needs a person. */
  attention: number;
  /** Holds that a person has to capture. */
  to_capture: number;
}

/** How many orders a search has, and what they hold. */
export interface Tally {
  /** None where counting would take longer than a person waits. */
  count: number | null;
  /** Held and not captured, one amount for each currency. */
  held: Money[];
  understood: string;
}

/** An amount that was typed, as the core read it. */
export interface AmountRead {
  amount: Money;
  /** In words, to be read back to the buyer. */
  words: string;
}

/** One signed exchange with the gateway, masked. */
export interface EvidenceView {
  at: Moment;
  /** Wire name of the operation, or `notify`. */
  operation: string;
  valid: boolean;
  key_version: number | null;
  body: string;
}

/** Everything that can go wrong, with a stable code, a sentence and a remedy. */
export interface CommandError {
  code: string;
  class: 'usage' | 'not-found' | 'refused' | 'changed' | 'unknown' | 'keychain' | 'ledger' | 'network' | 'set-up';
  message: string;
  remedy: string;
  /** Only for `bad-query`: where, in characters. */
  position?: number | null;
  /** Only for `bad-field`: which. */
  field?: string | null;
}

type None = Record<string, never>;

/** Every command of stage one, with its input and its output. */
export interface Commands {
  hello: { input: None; output: Hello };
  pulse: { input: None; output: Pulse };
  preferences: { input: None; output: Record<string, string> };
  set_preference: { input: { name: string; value: string }; output: null };
  open_environment: { input: { environment: Environment }; output: null };

  search: { input: { query: string; limit: number; after: string | null }; output: FoundView };
  tally: { input: { queries: string[] }; output: Tally[] };
  row: { input: { order: OrderId }; output: RowView };
  show: { input: { order: OrderId }; output: OrderView };
  evidence: { input: { order: OrderId }; output: EvidenceView[] };
  look_up: { input: { id: string }; output: LookedUp };
  import: { input: { id: string }; output: OrderId };

  inquire: { input: { order: OrderId }; output: Asked };
  share: { input: { order: OrderId; channel: Channel }; output: Shared };
  reissue: { input: { order: OrderId; accept_live: boolean }; output: RequestMade };
  stop_offering: { input: { order: OrderId; reason: string | null }; output: StoppedOffering };
  note: { input: { order: OrderId; text: string }; output: OrderView };
  forget_buyer: { input: { order: OrderId; reason: string | null }; output: OrderView };

  read_amount: { input: { text: string; currency: string }; output: AmountRead };
  prepare: { input: Ask; output: Prepared };
  dry_run: { input: Ask; output: WouldDo };
  confirm: { input: { token: string }; output: IntentView };
  stop: { input: { intent: IntentId }; output: IntentView };
  outbox: { input: None; output: IntentView[] };

  copy_text: { input: { text: string }; output: null };
  ready: { input: None; output: null };
}

export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N]['input'];
export type Output<N extends CommandName> = Commands[N]['output'];

/** What the core tells without being asked. */
export interface Events {
  /** These orders changed; all of them where `orders` is null (a backup was restored, a clock moved). */
  changed: { orders: OrderId[] | null };
  /** The pulse changed: answers came or failed, counts moved. */
  pulse: Pulse;
}

export type EventName = keyof Events;
