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

/** What a window begins with. It has the environment that Rust gave it, and learns it here. */
export type Start =
  /** Nothing is set up in this home: the window offers Training, Sandbox and Production. */
  | { kind: 'welcome'; environments: Environment[]; version: string }
  /** This environment has no account yet: the window shows the assistant that adds one. */
  | { kind: 'set-up'; hello: Hello }
  /** It works. */
  | { kind: 'ready'; hello: Hello }
  /** Something keeps it from opening; the way out stands in the error. `ways` are what the window can offer. */
  | {
      kind: 'blocked';
      environment: Environment;
      error: CommandError;
      ways: ('try-again' | 'recovery-code' | 'restore')[];
    };

/* ---- Accounts and keys ---- */

export type KeyStage = 'added' | 'proved' | 'inuse' | 'retired';
export type Region = 'asia' | 'north-america' | 'united-states' | 'europe';

export interface KeyView {
  /** SHA-256 of the public half, lower-case hexadecimal. */
  fingerprint: string;
  version: number;
  stage: KeyStage;
  added_at: Moment;
}

export interface KeyShown extends KeyView {
  /** Base64 of SubjectPublicKeyInfo; none where the private half is not in this computer's keychain. */
  public_key: string | null;
}

export interface AccountView {
  name: string;
  environment: Environment;
  client_id: string;
  /** A region, or the address of the simulator. */
  gateway: string;
  antom_fingerprint: string;
  redirect_url: string;
  notify_url: string | null;
  settlement_currency: string | null;
  keys: KeyView[];
}

/** A pair made or imported for an account that does not exist yet. Its private half is in the keychain. */
export interface StagedKey {
  fingerprint: string;
  public_key: string;
  generated: boolean;
  staged_at: Moment;
}

export interface AccountDraft {
  name: string;
  client_id: string;
  gateway: string;
  redirect_url: string;
  notify_url: string | null;
  settlement_currency: string | null;
  key_version: number;
}

export interface Tested {
  passed: boolean | null;
  sentence: string;
}

export interface TestReport {
  account: string;
  fingerprint: string;
  passed: boolean;
  reach: Tested;
  our_signature: Tested;
  antom_signature: Tested;
  environment: Tested;
  clock: Tested;
  skew_seconds: number | null;
  code: string | null;
  /** When it was asked, and how long it took. */
  at: Moment;
  took_ms: number;
}

/** Something that happened to an account or its keys. */
export interface AccountEvent {
  at: Moment;
  actor: string;
  kind: 'account-added' | 'key-added' | 'key-proved' | 'key-promoted' | 'key-retired';
  version: number | null;
  fingerprint: string | null;
}

/* ---- Making a request ---- */

export interface ItemDraft {
  name: string;
  quantity: string;
  /** As typed, in the request's currency. */
  unit: string;
}

/** A request as it stands in the form: text as it was typed, nothing made into a number. */
export interface RequestDraft {
  account: string | null;
  currency: string;
  amount: string;
  reference: string;
  description: string;
  name: string;
  email: string;
  phone: string;
  buyer_id: string;
  items: ItemDraft[];
  capture_mode: 'AUTOMATIC' | 'MANUAL';
  /** Empty: all that the account has. */
  methods: string[];
  locale: string | null;
  session_minutes: number;
  note: string;
}

export type RequestField =
  | 'account'
  | 'amount'
  | 'reference'
  | 'description'
  | 'name'
  | 'email'
  | 'phone'
  | 'buyer_id'
  | 'item'
  | 'method'
  | 'locale'
  | 'session'
  | 'note';

/** What is to be said at one field. */
export interface Remark {
  field: RequestField;
  /** Counted from 0; only for items. */
  item: number | null;
  /** A stable word: `empty`, `ambiguous`, `card-like`, `non-latin`, `contact-needed`, `taken`, `live-link`, `items-differ`, … */
  code: string;
  message: string;
  remedy: string;
  /** Both readings of an amount that can be read two ways. */
  readings: Money[];
}

/** The form, read. `wrong` keeps the link from being made; `warnings` do not. */
export interface RequestChecked {
  amount: AmountRead | null;
  /** Price of each line, in the order of the items; none where it cannot be read. */
  lines: (Money | null)[];
  sum: Money | null;
  /** What the items lack (`less`) or have too much (`more`). */
  difference: { direction: 'less' | 'more'; amount: Money } | null;
  wrong: Remark[];
  warnings: Remark[];
  /** What is read back to the caller. */
  read_back: string;
}

export interface MethodChoice {
  /** As Antom spells it: `CARD`, `GRABPAY_SG`. */
  method: string;
  /** What people call it. */
  label: string;
  /** It authorises first and is captured later. */
  authorises_first: boolean;
}

export interface RequestDefaults {
  accounts: string[];
  account: string | null;
  merchant: string;
  currencies: string[];
  currency: string;
  /** The order number suggested. */
  reference: string;
  /** Ways to pay that fit a currency. */
  methods: Record<string, MethodChoice[]>;
  locales: { locale: string; label: string }[];
  capture_mode: 'AUTOMATIC' | 'MANUAL';
  life_days: number;
  /** A draft that was kept; none where there is none. */
  kept: { draft: RequestDraft; at: Moment } | null;
}

/**
 * A QR code: `size` modules a side, without the light ones around it; `path` draws the dark ones in an SVG of that view
 * box. The window adds the light rim.
 */
export interface QrView {
  size: number;
  path: string;
  /** The word that stands under it outside production. */
  mark: string | null;
}

/* ---- Holds, refunds, attention ---- */

/** Money held that a person has to capture. */
export interface Hold {
  order: OrderId;
  reference: string;
  payment: string;
  description: string;
  buyer: string | null;
  amount: Money;
  method: string | null;
  brand: string | null;
  last4: string | null;
  authorised_at: Moment;
  ends_at: Moment;
  estimated: boolean;
  /** When Antom last spoke of it. */
  as_of: Moment;
  /** Why it cannot be captured now, where it cannot. */
  refusal: RefusalView | null;
}

export interface Holds {
  holds: Hold[];
  /** Sums per currency, never added together. */
  held: Money[];
}

/** One capture, cancel or refund in a list, with what people recognise the payment by. */
export interface Move extends IntentView {
  buyer: string | null;
  method: string | null;
  brand: string | null;
  last4: string | null;
  /** The money of its payment now. */
  book: Book | null;
  next_check_at: Moment | null;
}

export interface Moves {
  moves: Move[];
  next: string | null;
  /** How many there are altogether; none where counting takes longer than a person waits. */
  count: number | null;
  /** The currencies of all moves there are, whatever was asked for. */
  currencies: string[];
}

export type AttentionKind =
  | 'paid-twice-one-session'
  | 'paid-twice-two-requests'
  | 'hold-ending'
  | 'outcome-unknown'
  | 'never-placed'
  | 'link-ending'
  | 'late-payment'
  | 'capture-missing'
  | 'disputed'
  | 'recovery-code'
  | 'clock-skew'
  | 'key-missing'
  | 'backup-old';

/** One thing that needs a person. */
export interface AttentionItem {
  /** Stable as long as the thing is the same. */
  id: string;
  kind: AttentionKind;
  order: OrderId | null;
  reference: string | null;
  payment: string | null;
  intent: IntentId | null;
  /** What the intent does, where it speaks of one. */
  verb: Verb | null;
  buyer: string | null;
  amount: Money | null;
  /** Since when. */
  at: Moment;
  /** Until when something can be done, where that has an end. */
  until: Moment | null;
  next_check_at: Moment | null;
  /** Payments of a double: the earlier first. `stays` says which pays the order. */
  payments: {
    payment: string;
    method: string | null;
    brand: string | null;
    last4: string | null;
    amount: Money;
    at: Moment;
    stays: boolean;
  }[];
  /** What is right now, as a sentence. */
  advice: string;
  /** Whether it may be marked as read: nothing has to be done about it, it only has to be known. */
  readable: boolean;
  snoozed_until: Moment | null;
  /** The reason it was snoozed with. */
  snoozed_because: string | null;
}

/** What happened while nobody had the console open. */
export interface Away {
  from: Moment;
  to: Moment;
  paid: number;
  resolved: number;
  lapsed: number;
  refunded: number;
}

export interface Attention {
  items: AttentionItem[];
  snoozed: AttentionItem[];
  away: Away | null;
  /** The next deadline of all, for an empty list. */
  next_deadline: { reference: string; at: Moment } | null;
}

/* ---- Settings and care ---- */

export interface SettingView {
  /** `zone`, `stop-window`, `request-life-days`, `merchant`, `reminders`, … */
  name: string;
  value: string;
  default: string;
  meaning: string;
}

export interface BackupMade {
  path: string;
  bytes: number;
  facts: number;
  head: string;
}

export interface Verified {
  whole: boolean;
  facts: number;
  orders: number;
  breaks: string[];
  checkpoint_on_chain: boolean | null;
  head: string;
}

export interface Care {
  directory: string;
  facts: number;
  orders: number;
  bytes: number;
  last_backup: { at: Moment; facts: number } | null;
  recovery_code_confirmed: boolean;
  keychain: 'ready' | 'locked' | 'absent' | 'denied';
}

/* ---- Training ---- */

export interface TrainingFault {
  id: string;
  operation: string;
  kind: string;
  /** How many calls it still meets; none where it meets every one. */
  times: number | null;
}

export interface TrainingView {
  now: Moment;
  /** How far the clock stands ahead of this computer's. */
  ahead_seconds: number;
  faults: TrainingFault[];
  /** Every kind of fault the simulator knows, with the operations it can meet. */
  kinds: string[];
  operations: string[];
}

/** Every command, with its input and its output. */
export interface Commands {
  start: { input: None; output: Start };
  hello: { input: None; output: Hello };
  pulse: { input: None; output: Pulse };
  preferences: { input: None; output: Record<string, string> };
  set_preference: { input: { name: string; value: string }; output: null };
  open_environment: { input: { environment: Environment }; output: null };

  /** Puts the ledger's key back into the keychain, or restores a backup chosen in the system's dialog. */
  unlock_with_code: { input: { code: string }; output: null };
  restore: { input: { code: string | null }; output: { facts: number; missing_keys: string[] } | null };

  search: { input: { query: string; limit: number; after: string | null }; output: FoundView };
  tally: { input: { queries: string[] }; output: Tally[] };
  row: { input: { order: OrderId }; output: RowView };
  show: { input: { order: OrderId }; output: OrderView };
  evidence: { input: { order: OrderId }; output: EvidenceView[] };
  look_up: { input: { id: string }; output: LookedUp };
  import: { input: { id: string }; output: OrderId };

  request_defaults: { input: None; output: RequestDefaults };
  check_request: { input: { draft: RequestDraft; order: OrderId | null }; output: RequestChecked };
  create_request: { input: { draft: RequestDraft }; output: RequestMade };
  replace_request: { input: { order: OrderId; draft: RequestDraft; accept_live: boolean }; output: RequestMade };
  /** The form that an order would be made with again. */
  draft_of: { input: { order: OrderId }; output: RequestDraft };
  keep_draft: { input: { draft: RequestDraft | null }; output: { at: Moment } | null };
  qr: { input: { order: OrderId }; output: QrView };

  inquire: { input: { order: OrderId }; output: Asked };
  /** E-mail, SMS and WhatsApp open the other program; copying and printing happen here. The fact is written either way. */
  share: { input: { order: OrderId; channel: Channel }; output: Shared };
  reissue: { input: { order: OrderId; accept_live: boolean }; output: RequestMade };
  stop_offering: { input: { order: OrderId; reason: string | null }; output: StoppedOffering };
  note: { input: { order: OrderId; text: string }; output: OrderView };
  forget_buyer: { input: { order: OrderId; reason: string | null }; output: OrderView };

  holds: { input: None; output: Holds };
  /**
   * What has no outcome yet by the time it was asked for, what has one by the time it got it; the newest first. Empty
   * lists ask for every verb and every currency.
   */
  moves: {
    input: { which: 'open' | 'done'; verbs: Verb[]; currencies: string[]; limit: number; after: string | null };
    output: Moves;
  };
  attention: { input: None; output: Attention };
  snooze: { input: { item: string; until: Moment; reason: string }; output: null };
  mark_read: { input: { item: string }; output: null };

  /** Sums by currency, one list for each group; amounts of several currencies are never added together. */
  add_up: { input: { groups: Money[][] }; output: Money[][] };
  read_amount: { input: { text: string; currency: string }; output: AmountRead };
  prepare: { input: Ask; output: Prepared };
  dry_run: { input: Ask; output: WouldDo };
  confirm: { input: { token: string }; output: IntentView };
  stop: { input: { intent: IntentId }; output: IntentView };
  outbox: { input: None; output: IntentView[] };

  accounts: { input: None; output: AccountView[] };
  staged_key: { input: None; output: StagedKey | null };
  stage_key: { input: { import: string | null }; output: StagedKey };
  discard_staged_key: { input: None; output: null };
  check_account: { input: { draft: AccountDraft; antom_key: string | null }; output: null };
  /** Tests an account that does not exist yet, with the staged key, as {@link Commands.test_account} does. Keeps nothing. */
  try_account: { input: { draft: AccountDraft; antom_key: string }; output: TestReport };
  add_account: { input: { draft: AccountDraft; antom_key: string }; output: AccountView };
  remove_account: { input: { account: string }; output: null };
  test_account: { input: { account: string }; output: TestReport };
  keys: { input: { account: string }; output: KeyShown[] };
  account_history: { input: { account: string }; output: AccountEvent[] };
  add_key: { input: { account: string; version: number; import: string | null }; output: KeyShown };
  prove_key: { input: { account: string; fingerprint: string }; output: TestReport };
  promote_key: { input: { account: string; fingerprint: string }; output: KeyView };
  retire_key: { input: { account: string; fingerprint: string }; output: KeyView };
  /** Saves a public key where the system's dialog says; false where it was closed. */
  save_public_key: { input: { fingerprint: string; account: string | null }; output: boolean };

  settings: { input: None; output: SettingView[] };
  set_setting: { input: { name: string; value: string }; output: SettingView };
  care: { input: None; output: Care };
  /** The path is chosen in the system's dialog; none where it was closed. */
  backup: { input: None; output: BackupMade | null };
  verify: { input: None; output: Verified };
  /** Shown once; the one before no longer opens this ledger. */
  renew_recovery_code: { input: None; output: { code: string } };
  confirm_recovery_code: { input: { code: string }; output: null };

  begin_training: { input: None; output: null };
  training: { input: None; output: TrainingView };
  training_move_clock: { input: { seconds: number }; output: TrainingView };
  /** `times` none: every call until it is switched off. */
  training_set_fault: { input: { operation: string; kind: string; times: number | null }; output: TrainingView };
  training_clear_faults: { input: None; output: TrainingView };
  /** Opens the buyer's page of an order in the browser. */
  training_open_buyer: { input: { order: OrderId }; output: null };

  copy_text: { input: { text: string }; output: null };
  open_dashboard: { input: None; output: null };
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
  /** Something a person wants to know at once: for a sound and a line of words. */
  news: News;
  /** The window is asked to show a screen: from the tray, an OS notification or another program start. */
  show: { screen: 'attention' | 'payments' | 'capture' | 'refunds'; order: OrderId | null };
}

export interface News {
  what: 'paid' | 'authorised' | 'failed' | 'settled' | 'deadline';
  order: OrderId;
  reference: string;
  amount: Money;
}

export type EventName = keyof Events;
