// Written by `cargo xtask contract` from src-tauri/src/contract. Do not change it here.
/**
 * What crosses between window and core: the names of the commands, what goes in, what comes out.
 *
 * Money is `{currency, value}` with `value` a string of minor units; moments are RFC 3339 strings in UTC. Which ledger,
 * account and environment a command works on is never an argument: the core takes it from the window that calls.
 */

/** A moment, RFC 3339 in UTC. */
export type Moment = string;

/** An account as it stands in the form that adds one. Its private key was made or imported before. */
export interface AccountDraft {
  /** Its short name: lower-case letters, digits and hyphens. */
  name: string;
  /** `Client-Id`, from the Dashboard. */
  client_id: string;
  /** A region, or in Training the simulator's address. */
  gateway: string;
  /** Where buyers come back to. */
  redirect_url: string;
  /** Where notifications go, where the merchant runs a receiver. */
  notify_url: string | null;
  /** The settlement currency, where several are contracted. */
  settlement_currency: string | null;
  /** The version the public half has, or will have, in the Dashboard. */
  key_version: number;
}

/** Something that happened to an account or its keys. */
export interface AccountEvent {
  /** When. */
  at: string;
  /** Who. */
  actor: string;
  /** What. */
  kind: AccountEventKind;
  /** The key's version, where it is about a key. */
  version: number | null;
  /** The key's fingerprint, where it is about a key. */
  fingerprint: string | null;
  /** Why, where somebody said so. */
  reason: string | null;
}

/** What happened to an account or a key. */
export type AccountEventKind = 'account-added' | 'key-added' | 'key-proved' | 'key-promoted' | 'key-retired';

/** The short name of a merchant account on this computer, such as `main`. */
export type AccountName = string;

/** A merchant account. */
export interface AccountView {
  /** Its short name. */
  name: string;
  /** Its world. */
  environment: Environment;
  /** `Client-Id`. */
  client_id: string;
  /** The region, or the address of the simulator. */
  gateway: string;
  /** Fingerprint of Antom's public key. */
  antom_fingerprint: string;
  /** `paymentRedirectUrl`. */
  redirect_url: string;
  /** `paymentNotifyUrl`. */
  notify_url: string | null;
  /** `settlementCurrency`. */
  settlement_currency: string | null;
  /** Its keys, oldest first. */
  keys: KeyView[];
}

/** The one right thing to do. */
export type Action =
  | 'make-link'
  | 'copy-link'
  | 'take-at-counter'
  | 'send-again'
  | 'capture'
  | 'refund'
  | 'new-request'
  | 'ask-now'
  | 'nothing';

/** Cancel or refund. */
export interface AdviceView {
  /** `cancel`, `refund` or `neither`. */
  right_now: 'cancel' | 'refund' | 'neither';
  /** Until when that holds. */
  until: string | null;
  /** Why, as a sentence. */
  why: string;
}

/** An amount that was typed, as it was read. */
export interface AmountRead {
  /** It. */
  amount: Money;
  /** In words, to be read back to the buyer. */
  words: string;
}

/** One request for somebody else's approval. */
export type ApprovalId = string;

/** One request for approval. */
export interface ApprovalView {
  /** Its id. */
  id: ApprovalId;
  /** `open`, `given`, `refused`, `withdrawn`, `lapsed`, `void`. */
  stage: string;
  /** What the approver is asked to agree to, word for word. */
  sentence: string;
  /** Which rule asks for a second person. */
  rule: string;
  /** The same as a code with its figures; none where it was asked before rules had codes. */
  said?: Saying | null;
  /** Who asked. */
  asked_by: string;
  /** When. */
  asked_at: string;
  /** Why it is to be done. */
  why: string | null;
  /** What they wrote. */
  note: string | null;
  /** After this moment nobody can agree any more. */
  lapses_at: string;
  /** Who answered, where somebody did. */
  answered_by: string | null;
  /** When. */
  answered_at: string | null;
  /** Why it was refused. */
  reason: string | null;
  /** Who could agree. */
  approvers: string[];
  /** Whether whoever sits here could. */
  for_me: boolean;
  /** Whether whoever sits here asked, and can take it back. */
  mine: boolean;
  /** Capture, cancel or refund; none for a key. */
  verb: Verb | null;
  /** The order. */
  order: OrderId | null;
  /** The order's number. */
  reference: string | null;
  /** `paymentId`. */
  payment: string | null;
  /** How much. */
  amount: Money | null;
  /** The account whose key is meant, where it is about a key. */
  account: string | null;
  /** The key's fingerprint. */
  fingerprint: string | null;
  /** Whether it is a refund although a dispute is open. */
  despite_dispute: boolean;
}

/** One capture, cancel or refund somebody asks for. */
export interface Ask {
  /** The order. */
  order: OrderId;
  /** The payment, where the order has several. */
  payment: PaymentId | null;
  /** What to do with it. */
  verb: Verb;
  /** How much of a refund; nothing means all that is left. A capture or cancel is always of the whole. */
  amount: Money | null;
  /** Why, in the person's words. */
  reason: string | null;
  /**
   * Whether a refund is wanted although a dispute is open. The bank may have taken the money back already, so it needs
   * a reason.
   */
  despite_dispute?: boolean;
}

/** What asking brought. */
export interface Asked {
  /** The order as it stands now. */
  order: OrderView;
  /** How many questions were put. */
  questions: number;
  /** How many answers said something new. */
  news: number;
  /** Why nothing was learnt, once for each question that brought nothing. */
  unknown: string[];
}

/** A part of a profile. */
export type Aspect =
  | 'authorises-first'
  | 'refundable'
  | 'partial-refunds'
  | 'multiple-refunds'
  | 'cancel'
  | 'refund-days'
  | 'refunds-at-once'
  | 'slow-days'
  | 'step'
  | 'minimum';

/** Somebody as the lock screen shows them: nothing but what it takes to sign in. */
export interface AtTheDoor {
  /** Their name. */
  name: string;
  /** Their role. */
  role: string;
  /** Whether they signed in last of all. */
  was_last: boolean;
  /** Whether they have a PIN on this computer. */
  has_pin: boolean;
  /** How many wrong PINs they may type before they have to wait; none while they do. */
  tries_left: number;
  /** Until when they have to wait after wrong PINs. */
  waits_until: string | null;
}

/** All that needs a person. */
export interface Attention {
  /** What does now, by kind and then by the time that is left. */
  items: AttentionItem[];
  /** What somebody put out of the way for a while. */
  snoozed: AttentionItem[];
  /** What happened while nobody had the console open. */
  away: Away | null;
  /** The next deadline of all, for an empty list. */
  next_deadline: NextDeadline | null;
}

/** One thing that needs a person. */
export interface AttentionItem {
  /** Stable as long as the thing is the same. */
  id: string;
  /** What it is. */
  kind: AttentionKind;
  /** The order it is about. */
  order: OrderId | null;
  /** Its number. */
  reference: string | null;
  /** `paymentId`. */
  payment: string | null;
  /** The capture, cancel or refund it is about. */
  intent: IntentId | null;
  /** What that does. */
  verb: Verb | null;
  /** The buyer's name. */
  buyer: string | null;
  /** The money it is about. */
  amount: Money | null;
  /** Since when. */
  at: string;
  /** Until when something can be done, where that has an end. */
  until: string | null;
  /** When Antom is asked next. */
  next_check_at: string | null;
  /** Payments of a double: the earlier first. */
  payments: DoublePayment[];
  /** The order that took the place of this one, where it is paid too or may still be. */
  instead: OrderId | null;
  /** What is right now, as a sentence. */
  advice: string;
  /** Whether it may be marked as read: nothing has to be done about it, it only has to be known. */
  readable: boolean;
  /** Until when it is out of the way. */
  snoozed_until: string | null;
  /** The reason it was snoozed with. */
  snoozed_because: string | null;
}

/** What kind of thing it is, in the order in which people see them. */
export type AttentionKind =
  | 'paid-twice-one-session'
  | 'paid-twice-two-requests'
  | 'capture-failed'
  | 'hold-ending'
  | 'outcome-unknown'
  | 'never-placed'
  | 'link-ending'
  | 'late-payment'
  | 'capture-missing'
  | 'disputed'
  | 'hold-lapsed'
  | 'recovery-code'
  | 'clock-skew'
  | 'key-missing'
  | 'backup-old'
  | 'backup-failed'
  | 'history-broken'
  | 'notifications-refused';

/** How the backups stand that are made by themselves. */
export interface AutomaticBackups {
  /** The folder they lie in. */
  folder: string;
  /** How many lie there. */
  kept: number;
  /** When the last one was made; none where none was. */
  last_at: string | null;
  /** The head in it, for `ledger verify --against`. */
  head: string | null;
  /** Why the last try failed; none where it did not. */
  failed: string | null;
}

/** What happened while nobody had the console open. */
export interface Away {
  /** From when. */
  from: string;
  /** Until when. */
  to: string;
  /** How many orders were paid or authorised meanwhile. */
  paid: number;
  /** How many captures, cancels and refunds got an outcome. */
  resolved: number;
  /** How many holds ended. */
  lapsed: number;
  /** How many refunds came through. */
  refunded: number;
}

/** A backup was made and proved by opening it. */
export interface BackupMade {
  /** Where it lies. */
  path: string;
  /** Its size. */
  bytes: number;
  /** Facts in it. */
  facts: number;
  /** The head in it. */
  head: string;
}

/** How far the making of Training is: its sample shop trades for a week, sale by sale. */
export interface Beginning {
  /** Sales made so far. */
  made: number;
  /** How many there will be. */
  of: number;
}

/**
 * The money of one payment, in minor units of one currency.
 *
 * `available = taken − refunded − pending − queued`.
 */
export interface Book {
  /** Authorised or paid, by signed evidence. */
  authorised: Money;
  /** Taken, by signed evidence: captured for methods that authorise first, paid for the others. */
  taken: Money;
  /** Refunded, by signed evidence. */
  refunded: Money;
  /** Refunds that left and are not settled. */
  pending: Money;
  /** Refunds decided and not sent. */
  queued: Money;
  /** What a refund may take now. */
  available: Money;
}

/** The buyer's particulars. */
export interface BuyerView {
  /** Name. */
  name: string | null;
  /** E-mail address. */
  email: string | null;
  /** Telephone number. */
  phone: string | null;
  /** The shop's own id of the buyer. */
  buyer_id: string | null;
  /** What is bought. */
  items: ItemView[];
}

/** How long a payment can be cancelled (api.md section 5). */
export type CancelRule = 'next-day' | 'seven-days-uncaptured' | 'seven-days' | 'before-paid' | 'never';

/** `captureMode`. */
export type CaptureMode = 'AUTOMATIC' | 'MANUAL';

/** Whose cards: a token belongs to one merchant account and to one buyer. */
export interface CardHolder {
  /** The account the buyer paid to. */
  account: AccountName;
  /** The shop's own id of the buyer. Where it is known, it alone tells who they are. */
  buyer_id: string | null;
  /** The buyer's e-mail address. */
  email: string | null;
}

/** A card as people recognise it. */
export interface CardView {
  /** The brand. */
  brand: string | null;
  /** The last four digits. */
  last4: string | null;
}

/** How the ledger is cared for. */
export interface Care {
  /** Where it lies. */
  directory: string;
  /** Facts in it. */
  facts: number;
  /** Orders in it. */
  orders: number;
  /** Its size. */
  bytes: number;
  /** The newest backup a person made; none where none was made. */
  last_backup: LastBackup | null;
  /** The backups that are made by themselves. */
  automatic: AutomaticBackups;
  /** The last check of the whole history; none where there was none. */
  last_check: LastCheck | null;
  /** Whether somebody typed the recovery code in since it was made. */
  recovery_code_confirmed: boolean;
  /** The state of the keychain: `ready`, `locked`, `absent` or `denied`. */
  keychain: 'ready' | 'locked' | 'absent' | 'denied';
}

/** Which orders changed. */
export interface ChangedOrders {
  /** These, or all of them. */
  orders: OrderId[] | null;
}

/** How a link is given to the buyer. */
export type Channel = 'copy' | 'qr' | 'email' | 'sms' | 'whatsapp' | 'print';

/** What one check says. */
export interface CheckView {
  /** The stable code: `AVS_MATCHES`, `THREE_DS_AUTHENTICATED`, … */
  code: string;
  /** The same as a sentence. */
  said: string;
  /** The same in Simplified Chinese. */
  said_zh: string;
}

/** The issuer's checks of one card payment. */
export interface ChecksView {
  /** The billing address (AVS). */
  address: CheckView;
  /** The security code (CVV). */
  security_code: CheckView;
  /** 3-D Secure. */
  authentication: CheckView;
  /** Who bears the loss when the cardholder says that it was somebody else. */
  liability: CheckView;
}

/** An order was closed. */
export interface ClosedView {
  /** When. */
  at: string;
  /** By whom. */
  by: string;
  /** Why. */
  reason: string | null;
  /** Whether the program closed it, because another was made in its place. That is then the reason. */
  replaced: boolean;
}

/** A recovery code, shown once. */
export interface CodeShown {
  /** It, in groups. */
  code: string;
}

/** Everything that can go wrong, with a stable code, a sentence and a remedy. */
export interface CommandError {
  /** Stable, lower case with hyphens. */
  code: string;
  /** What kind of trouble it is. */
  class: ExitClass;
  /** What is wrong, as a sentence. */
  message: string;
  /** What to do about it. */
  remedy: string;
  /** Only for `bad-query`: where, in characters. */
  position?: number | null;
  /** Only for `bad-field`: which. */
  field?: string | null;
  /** The message as a code with its figures and names, where it is one of the rules about people. */
  said?: Saying | null;
  /** Who can lift it, by name, where that is up to certain people. */
  who?: string[] | null;
}

/** What an edit would change. */
export interface Considered {
  /** `paymentMethodType`. */
  method: string;
  /** The currency it was looked at in. */
  currency: string;
  /** What is confirmed, in one sentence. */
  sentence: string;
  /** Every part that changes, with what the guides say about it. */
  differences: ProfileDifference[];
  /** Whether more is allowed than before. Then `Console::correct_method` takes it only with the mark. */
  loosens: boolean;
  /** Whoever has it was shown what the guides say about exactly this edit, as things stand now. */
  mark: string;
}

/** What a buyer can pay with. */
export interface Consulted {
  /** When Antom answered. */
  at: string;
  /** Every method Antom named, in its order. */
  options: MethodOption[];
  /** The account that would be paid. */
  account: AccountName;
  /** How much would be paid. */
  amount: Money;
  /** Where the buyer is, two letters. */
  region: string | null;
}

/** A page that is not shown at the counter. */
export interface CounterElsewhere {
  /** Its host; none where it was to stand inside Antom's page, which does not tell. */
  host: string | null;
}

/** One event code of the page, in words. Only Antom's answer tells whether money moved. */
export interface CounterTold {
  /** As the SDK spells it. */
  code: string;
  /** When. */
  at: string;
  /** What happened, by what the page says. */
  happened: string;
  /** Whether money moved. */
  money: string;
  /** What to do. */
  next: string;
}

/** What happens at the counter. */
export interface CounterView {
  /** The order. */
  order: OrderId;
  /** With which of Antom's browser SDKs. */
  sdk: Sdk;
  /** When its session ends. */
  ends_at: string;
  /** What the page told, oldest first. */
  told: CounterTold[];
  /** Why nothing was learnt when Antom was asked last; it is asked again. */
  trouble: string | null;
  /** The page that the buyer was to go on at and that is not shown at the counter, such as a bank's. */
  elsewhere: CounterElsewhere | null;
  /** How it ended; none while somebody stands by. */
  ended: Ended | null;
}

/** A link that waits for the old one to end. */
export interface Deferred {
  /** The order whose link is waited for. */
  order: OrderId;
  /** Its number. */
  reference: string;
  /** When that link ends. */
  at: string;
  /** The form of the request that takes its place; none for another link of the same request. */
  draft: RequestDraft | null;
}

/** What items lack of an amount, or have too much. */
export interface Difference {
  /** Which of the two. */
  direction: Direction;
  /** How much. */
  amount: Money;
}

/** Whether items are less or more than the amount. */
export type Direction = 'less' | 'more';

/** A dispute. */
export interface DisputeView {
  /** `disputeId`. */
  id: string;
  /** The last event, verbatim. */
  event: string;
}

/** A payment of a double. */
export interface DoublePayment {
  /** `paymentId`. */
  payment: string;
  /** `paymentMethodType`. */
  method: string | null;
  /** The card's brand. */
  brand: string | null;
  /** The card's last four digits. */
  last4: string | null;
  /** How much. */
  amount: Money;
  /** When it was paid. */
  at: string;
  /** Whether it is the one that pays the order. */
  stays: boolean;
}

/** A draft was kept. */
export interface DraftKept {
  /** When. */
  at: string;
}

/** A correction as it stands in the form. What is none stays as it stands. */
export interface EditDraft {
  /** `paymentMethodType`. */
  method: string;
  /** The currency it is looked at in; none for the one it is usually paid in. */
  currency: string | null;
  /** A success only holds the money. */
  authorises_first: boolean | null;
  /** Refunds are possible at all. */
  refundable: boolean | null;
  /** Less than the whole can be refunded. */
  partial_refunds: boolean | null;
  /** More than one refund of a payment is possible. */
  multiple_refunds: boolean | null;
  /** How long it can be cancelled. */
  cancel: CancelRule | null;
  /** Days after the payment within which it can be refunded. */
  refund_days: string | null;
  /** A refund is answered at once. */
  refunds_at_once: boolean | null;
  /** The longest wait in days until it is paid. */
  slow_days: string | null;
  /** Amounts are multiples of this. */
  step: string | null;
  /** The least amount. */
  minimum: string | null;
  /** Everything that is left out goes back to what the guides say. */
  from_guide: boolean;
  /** Why, in words for people. */
  reason: string;
}

/** One edit. */
export interface EditView {
  /** When. */
  at: string;
  /** By whom. */
  by: string;
  /** Why. */
  reason: string;
  /** What the guides say about everything it loosened, as it was shown first. */
  guide_shown: string[];
  /** Whether it took every correction back. */
  takes_back: boolean;
}

/** How it ended. */
export type Ended = 'paid' | 'session-over' | 'left';

/** One of three worlds that never meet. */
export type Environment = 'training' | 'sandbox' | 'production';

/** One exchange with the gateway, masked. */
export interface EvidenceView {
  /** When the answer came. */
  at: string;
  /** Wire name of the operation. */
  operation: string;
  /** Whether Antom's signature over these bytes verifies now. */
  valid: boolean;
  /** `keyVersion` Antom signed with. */
  key_version: number | null;
  /** The answer, laid out for reading. */
  body: string;
}

/** What kind of trouble it is. The command line turns it into an exit code, the window into a tone. */
export type ExitClass =
  | 'usage'
  | 'not-found'
  | 'refused'
  | 'changed'
  | 'unknown'
  | 'keychain'
  | 'ledger'
  | 'network'
  | 'set-up';

/** A payment as Antom tells it, not on file here. */
export interface FoundAtAntom {
  /** `paymentId`. */
  payment: string;
  /** `paymentRequestId`. */
  request: string;
  /** `paymentStatus`, verbatim. */
  status: string;
  /** `paymentAmount`. */
  amount: Money;
  /** `paymentMethodType`. */
  method: string | null;
  /** When it was paid. */
  paid_at: string | null;
  /** How many captures and refunds it lists. */
  transactions: number;
}

/** One page of a search. */
export interface FoundView {
  /** The orders, newest first. */
  rows: RowView[];
  /** What to ask the next page with. */
  next: string | null;
  /** How the query was understood. */
  understood: string;
}

/** What is rarely told of an item, as it stands in the form. */
export interface GoodsDraft {
  /** The shop's number of the article. */
  id: string;
  /** The brand. */
  brand: string;
  /** As `outdoor goods/bag`. */
  category: string;
  /** The variant. */
  sku: string;
  /** Its page. */
  url: string;
  /** Its picture. */
  picture: string;
  /** `PHYSICAL` or `DIGITAL`; empty where it is not told. */
  delivery: string;
}

/** Who and where: asked once, when the window opens. */
export interface Hello {
  /** The environment of the window. */
  environment: Environment;
  /** What the merchant is called; the account's short name where nothing else is known. */
  merchant: string;
  /** The environments that are set up in this home. */
  environments: Environment[];
  /** Who is signed in; before there are people, the operating system's user. */
  operator: string;
  /** Whether somebody is signed in, and can lock. */
  here: boolean;
  /** What this computer is called in facts. */
  device: string;
  /** IANA name of the store's zone. */
  zone: string;
  /** The version of this program. */
  version: string;
  /** The day of the oldest order; none while there is no order. */
  since: string | null;
  /** Minutes without a key or the mouse after which the window locks. */
  lock_after_minutes: number;
}

/** Why a history is open for reading only. */
export interface HistoryTrouble {
  /** What kind. */
  kind: TroubleKind;
  /** The first thing that is wrong, named to the fact, without a full stop. */
  what: string;
}

/** Money held that a person has to capture. */
export interface Hold {
  /** The order. */
  order: OrderId;
  /** Its number. */
  reference: string;
  /** `paymentId`. */
  payment: string;
  /** What the buyer sees. */
  description: string;
  /** The buyer's name. */
  buyer: string | null;
  /** How much is held. */
  amount: Money;
  /** `paymentMethodType`. */
  method: string | null;
  /** The card's brand. */
  brand: string | null;
  /** The card's last four digits. */
  last4: string | null;
  /** When it was authorised. */
  authorised_at: string;
  /** The last moment to capture. */
  ends_at: string;
  /** Whether that moment was derived because Antom gave none. */
  estimated: boolean;
  /** When Antom last spoke of it. */
  as_of: string;
  /** Why it cannot be captured now, where it cannot. */
  refusal: RefusalView | null;
}

/** Everything that waits to be captured. */
export interface Holds {
  /** By the time that is left. */
  holds: Hold[];
  /** Sums per currency, never added together. */
  held: Money[];
}

/** One decision of a person to capture, cancel or refund. */
export type IntentId = string;

/** One decision to capture, cancel or refund, and where it stands. */
export interface IntentView {
  /** Its id. */
  id: IntentId;
  /** The order. */
  order: OrderId;
  /** The order's number. */
  reference: string;
  /** `Capture`, `Cancel` or `Refund`. */
  verb: Verb;
  /** `paymentId`. */
  payment: string;
  /** How much. */
  amount: Money;
  /** `captureRequestId` or `refundRequestId`; for a cancel an id that never leaves. */
  operation: string;
  /**
   * Where it stands, for programs: `queued`, `stopped`, `released`, `sent`, `checking`, `done`, `refused`, `never-placed`.
   */
  stage: Stage;
  /** Where it stands, for people: `In the outbox`, `Checking with Antom`, `Returned`, … */
  word: string;
  /** Whether nothing more will happen to it. */
  settled: boolean;
  /** What was confirmed, word for word. */
  sentence: string;
  /** The reason given. */
  reason: string | null;
  /** Who decided. */
  by: string;
  /** When. */
  requested_at: string;
  /** The moment before which it does not leave. */
  not_before: string | null;
  /** When it first left. */
  sent_at: string | null;
  /** How often it was sent. */
  attempts: number;
  /** When it last moved. */
  moved_at: string;
  /** `captureId` or `refundId`. */
  transaction: string | null;
  /** `resultCode` of the last verified answer, verbatim. */
  code: string | null;
  /** What happened, whether money moved and what to do, as sentences. */
  explanation: string | null;
  /** The same in Simplified Chinese, where an answer's code settled it; else `stage` and `unknown` tell. */
  explanation_zh: string | null;
  /** Why it was stopped. */
  stopped: string | null;
  /** The code of the refusal that stopped it; none where a person did, and where it was not kept. */
  stopped_by_rule: string | null;
  /** Why its outcome is not known, while it is not. */
  unknown: Told | null;
}

/** One item as it stands in the form. */
export interface ItemDraft {
  /** What it is called. */
  name: string;
  /** How many. */
  quantity: string;
  /** The price of one, in the request's currency. */
  unit: string;
  /** What is rarely told of it; none where nothing is. */
  more?: GoodsDraft;
}

/** One item of an order. */
export interface ItemView {
  /** What it is called. */
  name: string;
  /** How many. */
  quantity: number;
  /** The price of one. */
  unit: Money;
}

/** A draft that was kept. */
export interface Kept {
  /** It. */
  draft: RequestDraft;
  /** When. */
  at: string;
}

/** Where a private key is that somebody has. It is taken from there past the page, which never has it. */
export type KeyFrom = 'clipboard' | 'file';

/** A key with its public half. */
export interface KeyShown {
  /** Its public half; none when the private key is not in this computer's keychain. */
  public_key: string | null;
  /** SHA-256 of the public half (SubjectPublicKeyInfo), lower-case hexadecimal. */
  fingerprint: string;
  /** `keyVersion`. */
  version: number;
  /** `added`, `proved`, `inuse` or `retired`. */
  stage: KeyStage;
  /** When it was added. */
  added_at: string;
}

/** The life of a key: added, proved by a signed inquiry, promoted to be the one in use, retired. */
export type KeyStage = 'added' | 'proved' | 'inuse' | 'retired';

/** A merchant key; never the key itself. */
export interface KeyView {
  /** SHA-256 of the public half (SubjectPublicKeyInfo), lower-case hexadecimal. */
  fingerprint: string;
  /** `keyVersion`. */
  version: number;
  /** `added`, `proved`, `inuse` or `retired`. */
  stage: KeyStage;
  /** When it was added. */
  added_at: string;
}

/** A backup that was made. */
export interface LastBackup {
  /** When. */
  at: string;
  /** Facts in it. */
  facts: number;
}

/** The last whole check. */
export interface LastCheck {
  /** When. */
  at: string;
  /** Facts that were checked. */
  facts: number;
  /** What was wrong; none where everything was as it must be. */
  trouble: HistoryTrouble | null;
}

/** That whoever sat here got up. */
export interface Left {
  /** When. */
  at: string;
  /** Why. */
  why: LockedBy;
}

/**
 * How far the rights reach that move money. None: as far as there is money; an empty list: nothing without approval.
 */
export interface LimitsView {
  /** The most of one capture, for each currency. */
  capture: Money[] | null;
  /** The most of one refund, for each currency. */
  refund_each: Money[] | null;
  /** The most of all refunds of one day of the store, for each currency. */
  refund_day: Money[] | null;
}

/** A language of the payment page. */
export interface LocaleChoice {
  /** As Antom spells it. */
  locale: string;
  /** What its readers call it. */
  label: string;
}

/** What locked a window. */
export type LockedBy = 'person' | 'idle' | 'sleep' | 'suspended' | 'sealed';

/** What looking a text up brought. */
export type LookedUp =
  | {
    found: 'known';
    /** It. */
    order: OrderView;
    /** Why nothing new was learnt, where so. */
    unknown: string[];
  }
  | {
    found: 'elsewhere';
    /** It. */
    payment: FoundAtAntom;
  }
  | {
    found: 'not-at-antom';
  }
  | {
    found: 'unknown';
    /** Why. */
    why: string;
  };

/**
 * A capture, cancel or refund that was decided after the backup was made. It never leaves from here: a person decides
 * whether it is still wanted.
 */
export interface LostMove {
  /** The order's number. */
  reference: string;
  /** What was to be done. */
  verb: Verb;
  /** With how much. */
  amount: Money;
  /** Whether it was sent, so that it may be done all the same. */
  left: boolean;
}

/** A way to pay that can be offered. */
export interface MethodChoice {
  /** As Antom spells it. */
  method: string;
  /** What people call it. */
  label: string;
  /** It authorises first and is captured later. */
  authorises_first: boolean;
  /** It may stand on the page above the others (guide 0). */
  express: boolean;
}

/** One method, by Antom's answer. */
export interface MethodOption {
  /** `paymentMethodType`. */
  method: string;
  /** What Antom calls it. */
  name: string | null;
  /** Its picture, where it lies at an address that may be opened. */
  logo: string | null;
  /** Whether the amount can be paid with it now. */
  enabled: boolean;
  /** Why not, verbatim. */
  disabled_because: string | null;
  /** `CARD`, `WALLET`, … */
  category: string | null;
  /** Whether the merchant prefers it. */
  preferred: boolean;
  /** The least and the most of one payment. */
  least: Money | null;
  /** The most of one payment. */
  most: Money | null;
  /** Brands of cards it takes. */
  brands: string[];
  /** Instalments it offers, as people read them: `3 × MONTH`. */
  instalments: string[];
}

/** What is known about one method. */
export interface MethodView {
  /** `paymentMethodType`. */
  method: string;
  /** What people call it; none for a method that is known by its correction alone. */
  label: string | null;
  /** The currencies buyers pay in with it; every one where none is named. */
  currencies: string[];
  /** The currency this is told for: families of methods and the least amounts differ by it. */
  currency: string;
  /** What stands, and what the rules decide by. */
  stands: ProfileView;
  /** What the guides say. */
  guide: ProfileView;
  /** The same part by part, in words. */
  parts: PartView[];
  /** What was written down about it here, oldest first. The last edit counts, whole. */
  edits: EditView[];
}

/**
 * A non-negative amount: whole minor units of a currency, at most 16 digits.
 *
 * A `Money` always satisfies its currency's rules. Amounts of different currencies have no order and
 * cannot be added; `==` is false between them.
 *
 * Serialises as the gateway's Amount object, `{"currency":"SGD","value":"4200"}`, with the value a
 * string: sixteen digits do not fit a JavaScript number (api.md section 4).
 *
 * ```
 * use money::{Currency, Money};
 *
 * let captured = Money::from_minor(4_200, Currency::SGD)?;
 * let refunded = Money::from_minor(1_250, Currency::SGD)?;
 * assert_eq!(captured.checked_sub(refunded)?.to_string(), "SGD 29.50");
 * assert_eq!(refunded.checked_sub(captured).unwrap_err().code(), "NEGATIVE");
 * # Ok::<(), money::AmountError>(())
 * ```
 */
export interface Money {
  currency: string;
  /** Minor units, digits only. */
  value: string;
}

/** What is rarely told. */
export interface MoreDraft {
  /** The buyer's given name, where it is told apart from the whole. */
  first_name: string;
  /** The buyer's family name. */
  last_name: string;
  /** Who travels, where a flight is sold (guide 2). */
  passengers: PassengerDraft[];
  /** Where the goods are sent. */
  ship_to: RecipientDraft;
  /** Where the card's bill goes, which only `pay` takes (guide 1). */
  bill_to: PlaceDraft;
  /** The e-mail address that Antom's page fills in for the buyer (guide 4). */
  payer_email: string;
  /** The tax number that it fills in. */
  cpf: string;
  /** Nothing tells who the buyer is, and it is known that a card will be refused on the page. */
  without_contact: boolean;
}

/** One capture, cancel or refund in a list, with what people recognise the payment by. */
export interface Move {
  /** The buyer's name. */
  buyer: string | null;
  /** `paymentMethodType`. */
  method: string | null;
  /** The card's brand. */
  brand: string | null;
  /** The card's last four digits. */
  last4: string | null;
  /** The money of its payment now. */
  book: Book | null;
  /** When Antom is asked about it next. */
  next_check_at: string | null;
  /** Its id. */
  id: IntentId;
  /** The order. */
  order: OrderId;
  /** The order's number. */
  reference: string;
  /** `Capture`, `Cancel` or `Refund`. */
  verb: Verb;
  /** `paymentId`. */
  payment: string;
  /** How much. */
  amount: Money;
  /** `captureRequestId` or `refundRequestId`; for a cancel an id that never leaves. */
  operation: string;
  /**
   * Where it stands, for programs: `queued`, `stopped`, `released`, `sent`, `checking`, `done`, `refused`, `never-placed`.
   */
  stage: Stage;
  /** Where it stands, for people: `In the outbox`, `Checking with Antom`, `Returned`, … */
  word: string;
  /** Whether nothing more will happen to it. */
  settled: boolean;
  /** What was confirmed, word for word. */
  sentence: string;
  /** The reason given. */
  reason: string | null;
  /** Who decided. */
  by: string;
  /** When. */
  requested_at: string;
  /** The moment before which it does not leave. */
  not_before: string | null;
  /** When it first left. */
  sent_at: string | null;
  /** How often it was sent. */
  attempts: number;
  /** When it last moved. */
  moved_at: string;
  /** `captureId` or `refundId`. */
  transaction: string | null;
  /** `resultCode` of the last verified answer, verbatim. */
  code: string | null;
  /** What happened, whether money moved and what to do, as sentences. */
  explanation: string | null;
  /** The same in Simplified Chinese, where an answer's code settled it; else `stage` and `unknown` tell. */
  explanation_zh: string | null;
  /** Why it was stopped. */
  stopped: string | null;
  /** The code of the refusal that stopped it; none where a person did, and where it was not kept. */
  stopped_by_rule: string | null;
  /** Why its outcome is not known, while it is not. */
  unknown: Told | null;
}

/** A page of moves, the newest first. */
export interface Moves {
  /** They. */
  moves: Move[];
  /** What to ask the next page with. */
  next: string | null;
  /** How many there are altogether; none where counting takes longer than a person waits. */
  count: number | null;
  /** The currencies of all moves that were gone through, whatever was asked for. */
  currencies: string[];
}

/** Something a person wants to know at once: for a sound and a line of words. */
export interface News {
  /** What. */
  what: What;
  /** Of which order. */
  order: OrderId;
  /** Its number. */
  reference: string;
  /** What it asks for. */
  amount: Money;
}

/** One thing the watcher is going to do. */
export interface NextCall {
  /** When, at the earliest. */
  at: string;
  /** The order. */
  order: OrderId;
  /** Its number. */
  reference: string;
  /** What for. */
  why: Why;
  /** What is over first about it: its link, its hold. */
  expires_at: string | null;
}

/** The next deadline of all. */
export interface NextDeadline {
  /** The order's number. */
  reference: string;
  /** When. */
  at: string;
}

/** A note of a colleague. */
export interface NoteView {
  /** When. */
  at: string;
  /** By whom. */
  by: string;
  /** The text; none when it was deleted with the buyer. */
  text: string | null;
}

/** One person who works here, whatever they are called. */
export type OperatorId = string;

/** One order of a buyer: one request for payment that outlives its sessions. */
export type OrderId = string;

/** One order with everything that is known of it. */
export interface OrderView {
  /** Its id. */
  id: OrderId;
  /** Its number. */
  reference: string;
  /** The account it is paid to. */
  account: string;
  /** What the buyer sees. */
  description: string;
  /** What it asks for. */
  amount: Money;
  /** Short flags beside the word: `×2 paid`, `Disputed`. */
  badges: string[];
  /** What stands beside the word in a list, such as the time a link has left. */
  side_note: string | null;
  /** What happens next, as a sentence. */
  next: string;
  /**
   * The one action that fits now: `copy-link`, `take-at-counter`, `send-again`, `capture`, `refund`, `new-request`,
   * `ask-now`, `none`.
   */
  action: Action;
  /** How many facts it has; a confirmation is bound to it. */
  version: number;
  /**
   * When it was opened. One that was taken over from Antom: when its first payment was made there, as far as Antom
   * tells, else when it was taken over.
   */
  opened_at: string;
  /** By whom. */
  opened_by: string;
  /** Whether it was taken over from Antom. */
  imported: boolean;
  /** When, by whom and why it was closed. */
  closed: ClosedView | null;
  /** `AUTOMATIC` or `MANUAL`. */
  capture_mode: CaptureMode;
  /** The ways to pay offered; empty means all that the account has. */
  methods: string[];
  /** The language of the payment page, where chosen. */
  locale: string | null;
  /** The end of the request's own life. */
  lives_until: string;
  /** The buyer; none when there is none or when it was forgotten. */
  buyer: BuyerView | null;
  /** Whether the buyer was forgotten. */
  forgotten: boolean;
  /** The order this one continues. */
  replaces: OrderId | null;
  /** The order that took the place of this one, if one did. */
  replaced_by: OrderId | null;
  /** Its attempts to be paid, oldest first. */
  sessions: SessionView[];
  /** Its payments, oldest first. */
  payments: PaymentView[];
  /** What was decided about its payments, oldest first. */
  intents: IntentView[];
  /** Notes of colleagues, oldest first. */
  notes: NoteView[];
  /** Everything that happened, oldest first. */
  timeline: TimelineEntry[];
  /** Whether goods may leave the shop. */
  ship: ShipView;
  /** What was left out of this view on purpose. */
  masked: string[];
  /** The stable slug: `waiting`, `paid`, `part-refunded`, … */
  state: State;
  /** The exact word people see. */
  word: string;
}

/** `osType`. */
export type Os = 'IOS' | 'ANDROID';

/** One part of what is known, in words. */
export interface PartView {
  /** Which. */
  part: Aspect;
  /** What stands. */
  stands: string;
  /** What the guides say. */
  guide: string;
  /** Whether the two differ. */
  corrected: boolean;
}

/** Somebody who travels, as they stand in the form. */
export interface PassengerDraft {
  /** The whole name. */
  name: string;
  /** E-mail address. */
  email: string;
  /** Telephone number. */
  phone: string;
}

/** What is asked of one payment. */
export interface PayDraft {
  /** The bank is to recognise the buyer (3-D Secure). */
  three_ds: boolean;
  /** The card's brand, as Antom spells it. */
  brand: string;
  /** A Korean card whose issuer asks the buyer. */
  issuer_authentication: boolean;
  /** In how many instalments; empty for one. */
  instalments: string;
  /** What the buyer pays on. */
  terminal: Terminal;
  /** The telephone's system. */
  os: Os | null;
  /** The buyer's address on the network. */
  client_ip: string;
  /** It ends when Antom closes it, and not after the minutes of the form. */
  ends_by_default: boolean;
}

/** `paymentId`: Antom's id of a payment (at most 64 characters). */
export type PaymentId = string;

/** One payment of a buyer. */
export interface PaymentView {
  /** `paymentId`. */
  id: string;
  /** The attempt it belongs to. */
  request: string;
  /** `paymentAmount`. */
  amount: Money;
  /** `paymentMethodType`. */
  method: string | null;
  /** `paymentResultCode`, verbatim. */
  result_code: string | null;
  /** What that code means, as a sentence. */
  result: string | null;
  /** The same in Simplified Chinese. */
  result_zh: string | null;
  /** When the buyer submitted it. */
  created_at: string | null;
  /** When it was paid or authorised. */
  paid_at: string | null;
  /** The last moment to capture. */
  hold_ends_at: string | null;
  /** Whether that moment was derived because Antom gave none. */
  hold_estimated: boolean;
  /** Whether Antom refused the last capture of the hold for good, and none was decided since. */
  capture_refused: boolean;
  /** Whether its hold ended before anybody captured: the money is with the buyer again. */
  hold_lapsed: boolean;
  /** The card, where one was used and its buyer was not forgotten. */
  card: CardView | null;
  /** What its issuer's checks say; none where nothing was told of them, or the buyer was forgotten. */
  checks: ChecksView | null;
  /** Its money. */
  book: Book | null;
  /** Captures by signed evidence, ours and others'. */
  captures: TransactionView[];
  /** Refunds by signed evidence, ours and others'. */
  refunds: TransactionView[];
  /** Disputes: id and last event. */
  disputes: DisputeView[];
  /** Whether cancelling or refunding is right now, and until when. */
  advice: AdviceView | null;
  /** When a signed report on it last came. */
  as_of: string;
  /** The stable slug: `waiting`, `paid`, `part-refunded`, … */
  state: State;
  /** The exact word people see. */
  word: string;
}

/** Who works here. */
export interface People {
  /** Everybody; empty where nobody is told apart. */
  people: Person[];
  /** Who of them sits here. */
  here: Person | null;
  /** The roles, the shipped ones first. */
  roles: RoleView[];
  /** From when a second person is needed, where a reason is, and after how long a window locks. */
  policy: PolicyView;
}

/** Somebody who works here. */
export interface Person {
  /** Who, for ever. */
  id: OperatorId;
  /** Their name. */
  name: string;
  /** Their role. */
  role: string;
  /** What they may do; nothing while they are suspended. */
  rights: Right[];
  /** How far those rights reach that move money. */
  limits: LimitsView;
  /** Whether the limits are their own and not the role's. */
  own_limits: boolean;
  /** Whether they may not work at present. */
  suspended: boolean;
  /** When they were added. */
  added_at: string;
  /** Whether they have a PIN on this computer. */
  has_pin: boolean;
  /** Until when they have to wait after wrong PINs. */
  waits_until: string | null;
}

/** What is changed about somebody. */
export type PersonEdit =
  | {
    kind: 'rename';
    /** The new one. */
    name: string;
  }
  | {
    kind: 'role';
    /** The role. */
    role: string;
    /** Limits of their own; none for the role's. */
    limits: LimitsView | null;
  }
  | {
    kind: 'suspend';
    /** Why. */
    reason: string;
  }
  | {
    kind: 'reinstate';
  };

/** A postal address as it stands in the form. */
export interface PlaceDraft {
  /** Street and number. */
  street: string;
  /** Floor, flat and the like. */
  flat: string;
  /** City. */
  city: string;
  /** State or province. */
  state: string;
  /** Country or region, by its two letters. */
  region: string;
  /** Postal code. */
  zip: string;
}

/** From when a second person is needed, where a reason is, and after how long a window locks. */
export interface PolicyView {
  /** From which amount of each currency a capture needs one; a currency that is not named always does. None: never. */
  capture: Money[] | null;
  /** The same for a cancel. */
  cancel: Money[] | null;
  /** The same for a refund. */
  refund: Money[] | null;
  /** Promoting a key does. */
  promote: boolean;
  /** Acting in spite of a dispute does. */
  dispute: boolean;
  /** Minutes after which a request nobody decided lapses. */
  lapses_after_minutes: number;
  /** What is never done without a written reason. */
  reasons: Verb[];
  /** Minutes without a key or the mouse after which a window locks. */
  lock_after_minutes: number;
}

/** What a person is asked to confirm. */
export interface Prepared {
  /** Hand it to `Console::confirm`: good once, in this process, for exactly what is said here. */
  token: Token;
  /** Capture, cancel or refund. */
  verb: Verb;
  /** The order. */
  order: OrderId;
  /** Its number. */
  reference: string;
  /** `paymentId`. */
  payment: string;
  /** How much. */
  amount: Money;
  /** What is about to happen, in one sentence with the amount in it. */
  sentence: string;
  /** What that means for the shop and the buyer. */
  consequence: string;
  /** The money of the payment as it is. */
  before: Book | null;
  /** The money of the payment as it will be. */
  after: Book | null;
  /** The moment before which it does not leave, if it is confirmed now. */
  not_before: string;
  /** How long it can be stopped after it was confirmed. */
  stop_window_seconds: number;
  /** Whether cancelling or refunding is right now, and until when. */
  advice: AdviceView;
  /** The number of facts of the order it was decided on. */
  version: number;
  /** Who else has to agree, where somebody has to. Then it is asked for and not confirmed. */
  second?: SecondPerson | null;
  /** Why Antom could not be asked. Then somebody else can be asked to agree, and nothing can be confirmed. */
  unasked?: string | null;
}

/** One changed part. */
export interface ProfileDifference {
  /** Which. */
  aspect: Aspect;
  /** In which direction. */
  direction: ProfileDirection;
  /** What stands now. */
  before: string;
  /** What would stand. */
  after: string;
  /** What the guide says. */
  guide: string;
}

/** What a change does to what is permitted. */
export type ProfileDirection = 'restricts' | 'loosens';

/** What a method can do, for programs. Nothing here is about captures: a hold is captured once and whole. */
export interface ProfileView {
  /** A success only holds the money; a capture takes it. */
  authorises_first: boolean;
  /** Refunds are possible at all. */
  refundable: boolean;
  /** Less than the whole can be refunded. */
  partial_refunds: boolean;
  /** More than one refund of a payment is possible. */
  multiple_refunds: boolean;
  /** How long it can be cancelled. */
  cancel: CancelRule;
  /** Days after the payment within which it can be refunded; none where no figure is published. */
  refund_days: number | null;
  /** A refund is answered at once. */
  refunds_at_once: boolean;
  /** The longest wait in days until it is paid; none where it is paid during the checkout. */
  slow_days: number | null;
  /** Amounts are multiples of this. */
  step: Money;
  /** The least amount. */
  minimum: Money;
}

/** How things stand. */
export interface Pulse {
  /**
   * Now, as deadlines are to be read: by the console's clock, which in Training can be moved, and by Antom's where
   * this computer's is behind it.
   */
  now: string;
  /** When Antom last gave a verified answer. */
  last_answer_at: string | null;
  /** Since when nothing has come through. */
  offline_since: string | null;
  /** Seconds this computer's clock is ahead of Antom's, behind where negative; none below a minute. */
  clock_ahead_seconds: number | null;
  /** Orders on file. */
  orders: number;
  /** Intents that wait to leave. */
  outbox: number;
  /** Orders whose outcome is being asked for. */
  checking: number;
  /** When the next of them is asked about. */
  next_check_at: string | null;
  /** What needs a person, and what somebody asks whoever sits here to approve. */
  attention: number;
  /** Holds that a person has to capture. */
  to_capture: number;
  /** Why the history is open for reading only; none where it is open for everything. */
  trouble: HistoryTrouble | null;
}

/** A QR code as a window draws it. */
export interface QrView {
  /** Modules a side. The light rim that scanners need is not counted. */
  size: number;
  /** Draws the dark modules in an SVG of that view box. */
  path: string;
  /** The word that stands under it outside production. */
  mark: string | null;
}

/** Who takes the goods, as it stands in the form. */
export interface RecipientDraft {
  /** The whole name. */
  name: string;
  /** Telephone number. */
  phone: string;
  /** Where. */
  place: PlaceDraft;
}

/** Why something is not permitted. */
export interface RefusalView {
  /** The stable code. */
  code: string;
  /** The reason, with the figures. */
  reason: string;
  /** What would lift it. */
  remedy: string;
  /** The reason as a code with its figures and names, where it is one of the rules about people. */
  said?: Saying | null;
  /** Who can lift it, by name, where that is up to certain people. */
  who?: string[] | null;
}

/** What is to be said at one field. */
export interface Remark {
  /** The field. */
  field: RequestField;
  /** Which item, flight or stay, counted from 0; none where it is not about one of them. */
  item: number | null;
  /** A stable word: `empty`, `ambiguous`, `card-like`, `taken`, … */
  code: string;
  /** What is wrong, or should be known. */
  message: string;
  /** What to do. */
  remedy: string;
  /** Both readings of an amount that can be read two ways. */
  readings: Money[];
}

/** The form, read. `wrong` keeps the link from being made; `warnings` do not. */
export interface RequestChecked {
  /** The amount; none where it cannot be read. */
  amount: AmountRead | null;
  /** Price of each line, in the order of the items; none where it cannot be read. */
  lines: (Money | null)[];
  /** What the items cost together. */
  sum: Money | null;
  /** What the items lack, or have too much. */
  difference: Difference | null;
  /** The flights and stays. */
  trips: TripsChecked;
  /** What keeps the link from being made. */
  wrong: Remark[];
  /** What should be known. */
  warnings: Remark[];
  /** What is read back to the caller. */
  read_back: string;
}

/** What an empty form begins with. */
export interface RequestDefaults {
  /** The accounts there are. */
  accounts: string[];
  /** The one that is likely meant; none where there is none. */
  account: string | null;
  /** What the merchant is called. */
  merchant: string;
  /** Every currency, by its code. */
  currencies: string[];
  /** The one that is likely meant. */
  currency: string;
  /** The order number suggested. */
  reference: string;
  /** Ways to pay that fit a currency. */
  methods: Record<string, MethodChoice[]>;
  /** Languages of the payment page. */
  locales: LocaleChoice[];
  /** How cards are likely captured. */
  capture_mode: 'AUTOMATIC' | 'MANUAL';
  /** Days the request lives. */
  life_days: number;
  /** A draft that was kept; none where there is none. */
  kept: Kept | null;
}

/** A request as it stands in the form: text as it was typed. */
export interface RequestDraft {
  /** The account it is paid to; the only one where none is chosen. */
  account: string | null;
  /** The currency's code. */
  currency: string;
  /** How much. */
  amount: string;
  /** The shop's order number. */
  reference: string;
  /** What the buyer sees. */
  description: string;
  /** The buyer's name. */
  name: string;
  /** The buyer's e-mail address. */
  email: string;
  /** The buyer's telephone number. */
  phone: string;
  /** The shop's own id of the buyer. */
  buyer_id: string;
  /** Saved cards the buyer may choose again, by their id (guide 0). */
  saved_cards: string[];
  /** What is bought. */
  items: ItemDraft[];
  /** Flights and stays, which are sold by themselves (guide 2). */
  trips: TripDraft[];
  /** How cards are captured. */
  capture_mode: 'AUTOMATIC' | 'MANUAL';
  /** The ways to pay; empty means all that the account has. */
  methods: string[];
  /** Those of them that stand above the others (guide 0). */
  express: string[];
  /** The language of the payment page; the buyer's browser decides where none is chosen. */
  locale: string | null;
  /** Life of each link in minutes. */
  session_minutes: number;
  /** What is rarely told. */
  more: MoreDraft;
  /** One payment by one method instead of a checkout session (guide 1). */
  by_pay: PayDraft | null;
  /** With which of Antom's browser SDKs it is paid at the counter (guides 3 and 4); none for a link. */
  counter: Sdk | null;
  /** A note for colleagues. */
  note: string;
}

/** A field of the form. */
export type RequestField =
  | 'account'
  | 'amount'
  | 'reference'
  | 'description'
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'phone'
  | 'buyer_id'
  | 'saved_cards'
  | 'item'
  | 'trip'
  | 'trip_number'
  | 'trip_hotel'
  | 'trip_from'
  | 'trip_to'
  | 'trip_departs'
  | 'trip_arrives'
  | 'trip_carrier'
  | 'trip_goods'
  | 'trip_price'
  | 'passenger'
  | 'ship_to'
  | 'bill_to'
  | 'capture'
  | 'method'
  | 'counter'
  | 'payer_email'
  | 'cpf'
  | 'pay'
  | 'card_brand'
  | 'instalments'
  | 'client_ip'
  | 'locale'
  | 'session'
  | 'note';

/** There is a link. */
export interface RequestMade {
  /** The order. */
  order: OrderView;
  /**
   * The address of the payment page, byte for byte, to be given to the buyer; none where the order was opened before
   * by the same script key and has no live link now.
   */
  link: string | null;
  /** When the link ends. */
  ends_at: string | null;
  /** How many attempts it took; none where the order was there already. */
  attempts: number;
  /** What should be known about it. */
  warnings: string[];
}

/** A ledger was restored. */
export interface Restored {
  /** Facts in it. */
  facts: number;
  /** Fingerprints of merchant keys that have to be imported again. */
  missing_keys: string[];
  /** What was decided after the backup and is on file nowhere now. */
  lost: LostMove[];
  /** Whether Antom was asked about everything that happened after the backup. */
  caught_up: boolean;
}

/** Something people may be allowed to do. */
export type Right =
  | 'requests'
  | 'contacts'
  | 'capture'
  | 'cancel'
  | 'refund'
  | 'override-block'
  | 'approve'
  | 'export'
  | 'keys'
  | 'people'
  | 'policy'
  | 'restore';

/** A role: a name for some rights. */
export interface RoleView {
  /** Its name. */
  name: string;
  /** What it lets people do. */
  rights: Right[];
  /** How far. */
  limits: LimitsView;
}

/** One row of a list. */
export interface RowView {
  /** The order. */
  id: OrderId;
  /** Its number. */
  reference: string;
  /** What the buyer sees. */
  description: string;
  /** The buyer's name. */
  buyer: string | null;
  /** What it asks for. */
  amount: Money;
  /** `paymentMethodType`. */
  method: string | null;
  /** The card's last four digits. */
  last4: string | null;
  /** When it was opened. */
  opened_at: string;
  /** When it last moved. */
  moved_at: string;
  /** What was captured. */
  captured: Money;
  /** What was refunded. */
  refunded: Money;
  /** When its live link ends; none where no link can be paid now. */
  live_until: string | null;
  /** The last moment for a person to capture what it holds; none where Antom captures by itself. */
  hold_ends_at: string | null;
  /** Who opened it. */
  created_by: string;
  /** Short flags beside the word. */
  badges: string[];
  /** The card's brand. */
  brand: string | null;
  /** `paymentResultCode` or `resultCode` of a failure, verbatim. */
  trouble: string | null;
  /** Whether the live link was given to the buyer. */
  shared: boolean;
  /** The stable slug: `waiting`, `paid`, `part-refunded`, … */
  state: State;
  /** The exact word people see. */
  word: string;
}

/** Why an order is asked about as often as it is. */
export type Rung = 'looked-at' | 'just-moved' | 'link-lives' | 'ending' | 'quiet' | 'pending';

/** A saved card as people recognise it. */
export interface SavedCard {
  /** What it is chosen by. It says nothing about the card. */
  id: string;
  /** `cardBrand`. */
  brand: string | null;
  /** The last four digits. */
  last4: string | null;
  /** The order it was last paid with. */
  reference: string;
  /** When that payment was made. */
  used_at: string;
}

/** One thing the rules about people say. A window has a sentence for each, in each of its languages. */
export type Saying =
  | {
    code: 'suspended';
    name: string;
  }
  | {
    code: 'may-not';
    name: string;
    role: string;
    right: Right;
  }
  | {
    code: 'always-reasoned';
    verb: Right;
  }
  | {
    code: 'second-for-keys';
  }
  | {
    code: 'dispute-open';
  }
  | {
    code: 'second-from';
    verb: Right;
    amount: Money;
  }
  | {
    code: 'second-from-sum';
    amount: Money;
    sum: Money;
    from: Money;
  }
  | {
    code: 'above-limit';
    verb: Right;
    amount: Money;
    most: Money;
  }
  | {
    code: 'above-day';
    amount: Money;
    most: Money;
    left: Money;
  }
  | {
    code: 'nobody-approves';
    rule: Saying;
  }
  | {
    code: 'code-takes-reason';
    rule: Saying;
  }
  | {
    code: 'code-stands-in';
    rule: Saying;
  }
  | {
    code: 'code-for-keys';
  }
  | {
    code: 'code-of-another-ledger';
  }
  | {
    code: 'no-approval-needed';
  }
  | {
    code: 'asked-already';
    name: string;
    sentence: string;
  }
  | {
    code: 'asker-may-not';
    name: string;
  }
  | {
    code: 'refusal-reasoned';
  }
  | {
    code: 'asked-by-another';
    name: string;
  }
  | {
    code: 'own-request';
  }
  | {
    code: 'may-not-approve';
    name: string;
    role: string;
  }
  | {
    code: 'approved-by';
    name: string;
  }
  | {
    code: 'refused-by';
    name: string;
  }
  | {
    code: 'taken-back-by';
    name: string;
  }
  | {
    code: 'lapsed';
  }
  | {
    code: 'before-restore';
  }
  | {
    code: 'nobody-yet';
  }
  | {
    code: 'first-is-admin';
  }
  | {
    code: 'nobody-called';
    name: string;
  }
  | {
    code: 'nobody-there';
  }
  | {
    code: 'no-role';
    role: string;
  }
  | {
    code: 'holds-right';
    name: string;
    right: Right;
  }
  | {
    code: 'holds-limits';
    name: string;
  }
  | {
    code: 'last-admin';
    name: string;
  }
  | {
    code: 'role-name';
    role: string;
  }
  | {
    code: 'role-not-made';
    role: string;
  }
  | {
    code: 'role-held';
    name: string;
    role: string;
  }
  | {
    code: 'name-empty';
  }
  | {
    code: 'name-taken';
    name: string;
  }
  | {
    code: 'suspension-reasoned';
  }
  | {
    code: 'lapse-range';
  }
  | {
    code: 'lock-range';
  }
  | {
    code: 'pin-wrong';
    left: number;
  }
  | {
    code: 'pin-wait';
    until: string;
  }
  | {
    code: 'pin-missing';
    name: string;
  }
  | {
    code: 'pin-shape';
  }
  | {
    code: 'pin-easy';
  };

/** A screen the window is asked to show. */
export type Screen = 'attention' | 'payments' | 'capture';

/** Which of Antom's browser SDKs a session is made for. */
export type Sdk = 'page' | 'one-method';

/** A second person has to agree. */
export interface SecondPerson {
  /** Which rule asks for it, in words. */
  rule: string;
  /** The same as a code with its figures. */
  said?: Saying | null;
  /** Who could agree. Where it is nobody, the recovery code stands in. */
  approvers: string[];
}

/** A text that must not be seen: it does not print and is wiped. */
export type Secret = string;

/** One attempt to be paid. */
export interface SessionView {
  /** `paymentRequestId`. */
  request: string;
  /** The attempt it follows. */
  follows: string | null;
  /** Whether it is one payment, asked for with `pay`, and not a checkout session. */
  by_pay: boolean;
  /** `requested`, `sent`, `issued`, `answered`, `refused`, `unanswered` or `elsewhere`. */
  stage: 'requested' | 'sent' | 'issued' | 'answered' | 'refused' | 'unanswered' | 'elsewhere';
  /** Whether the buyer can pay through it now. */
  live: boolean;
  /** When it was asked for. One made elsewhere: when its first payment was made, as far as Antom tells. */
  requested_at: string;
  /** When it ends. Of one made elsewhere it is not known. */
  ends_at: string | null;
  /** `paymentSessionId`. */
  session: string | null;
  /** The address of the payment page without its query. */
  link: string | null;
  /** The channels it was shared through. */
  shared: string[];
  /** Why it was refused or is not known. */
  trouble: string | null;
}

/** One setting as it stands. */
export interface SettingView {
  /** Its name. */
  name: string;
  /** Its value. */
  value: string;
  /** What it is when nobody set it. */
  default: string;
  /** What it means and what it may be. */
  meaning: string;
}

/** What is given to the buyer. */
export interface Shared {
  /** The order. */
  order: OrderId;
  /** Its number. */
  reference: string;
  /** How. */
  channel: Channel;
  /** The address of the payment page, byte for byte; also what a QR code carries. */
  link: string;
  /** What is written to the buyer, the link in it. */
  text: string;
  /** The address that opens the other program: `mailto:`, `sms:` or `https://wa.me/`. */
  uri: string | null;
  /** When the link ends. */
  ends_at: string;
  /** The word that stands on everything outside production. */
  mark: string | null;
}

/** Whether goods may leave the shop (guide 4). */
export interface ShipView {
  /** `now`, `not-yet` or `never`. */
  ship: 'now' | 'not-yet' | 'never';
  /**
   * What is waited for (`payment`, `capture`, `method`, `word`, `dispute`, `return`), or why it is over (`failed`,
   * `cancelled`, `refunded`, `returned-by-antom`); none where goods may leave.
   */
  why: string | null;
  /** For people: `Ship now`, `Don't ship yet` or `Don't ship`. */
  word: string;
  /** Why, as a sentence. */
  because: string;
}

/** The window is asked to show a screen: from the tray, an OS notification or another program start. */
export interface Shown {
  /** Which screen. */
  screen: Screen;
  /** The order to open there. */
  order: OrderId | null;
}

/** Where an intent stands. */
export type Stage = 'queued' | 'stopped' | 'released' | 'sent' | 'checking' | 'done' | 'refused' | 'never-placed';

/** A pair made or imported for an account that does not exist yet. */
export interface StagedKey {
  /** SHA-256 of the public half, lower-case hexadecimal. */
  fingerprint: string;
  /** The public half, to be pasted into the Dashboard (SubjectPublicKeyInfo, base64). */
  public_key: string;
  /** Whether the pair was made here. */
  generated: boolean;
  /** When. */
  staged_at: string;
}

/** What a window begins with. It has the environment that Rust gave it, and learns it here. */
export type Start =
  | {
    kind: 'welcome';
    /** The environments that are set up. */
    environments: Environment[];
    /** The version of this program. */
    version: string;
  }
  | {
    kind: 'set-up';
    /** Who and where. */
    hello: Hello;
  }
  | {
    kind: 'ready';
    /** Who and where. */
    hello: Hello;
  }
  | {
    kind: 'locked';
    /** Where; `operator` is empty. */
    hello: Hello;
    /** Who may sign in. */
    door: AtTheDoor[];
    /** Whether nothing goes on until somebody does. */
    sealed: boolean;
    /** When and why it was locked; none where nobody has signed in since this program began. */
    since: Left | null;
    /** When the next hold ends, without whose and how much. */
    next_hold: string | null;
    /** What goes on meanwhile. */
    pulse: Pulse;
  }
  | {
    kind: 'blocked';
    /** Which environment. */
    environment: Environment;
    /** What keeps it. */
    error: CommandError;
    /** What the window can offer. */
    ways: Way[];
  };

/** What people see of a payment or an order. */
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

/** Nothing more is offered. */
export interface StoppedOffering {
  /** The order. */
  order: OrderView;
  /** What follows, as a sentence. */
  consequence: string;
  /** Until when a link can still be paid. */
  old_link_until: string | null;
}

/** How many orders a search has, and what they hold. */
export interface Tally {
  /** None where counting would take longer than a person waits. */
  count: number | null;
  /** Held and not captured, one amount for each currency. */
  held: Money[];
  /** How the query was understood. */
  understood: string;
}

/** `terminalType`. */
export type Terminal = 'WEB' | 'WAP' | 'APP' | 'MINI_APP';

/** What a test of an account brought to light. */
export interface TestReport {
  /** The account. */
  account: string;
  /** The key tested. */
  fingerprint: string;
  /** Whether everything passed. */
  passed: boolean;
  /** Whether Antom answers. */
  reach: Tested;
  /** Whether Antom accepts our signature. */
  our_signature: Tested;
  /** Whether the answer is signed by the key we hold as Antom's. */
  antom_signature: Tested;
  /** Whether client id, gateway and environment belong together. */
  environment: Tested;
  /** Whether the clocks agree. */
  clock: Tested;
  /** Seconds this computer's clock is ahead of Antom's; negative where it is behind. */
  skew_seconds: number | null;
  /** `resultCode` of the answer, verbatim. */
  code: string | null;
  /** When it was asked. */
  at: string;
  /** Milliseconds until there was an answer, or none was waited for any longer. */
  took_ms: number;
}

/** One thing that was tested. */
export interface Tested {
  /** True passed, false failed, none could not be told. */
  passed: boolean | null;
  /** What was found, as a sentence, with the remedy where it failed. */
  sentence: string;
}

/** One thing that happened. */
export interface TimelineEntry {
  /** When. */
  at: string;
  /** Who. */
  actor: string;
  /** Who agreed to it, where somebody had to. */
  approver?: string | null;
  /** The fact's name, as `RefundQueued`. */
  kind: string;
  /** What happened, as a sentence. */
  sentence: string;
  /** The money in it. */
  money: Money | null;
  /** What came of it, where that is more than its name says. */
  told: Told | null;
}

/** Names one question that was put to a person. */
export type Token = string;

/** What came of something. */
export interface Told {
  /** Which of all there are. */
  code: ToldCode;
  /** What belongs to it verbatim: a code of Antom's, a person's reason, a field's name. */
  words: string | null;
  /** The moment that belongs to it. */
  at: string | null;
}

/** Everything that can come of something. The window has a sentence for each, in each of its languages. */
export type ToldCode =
  | 'reason'
  | 'replaced'
  | 'link-until'
  | 'shared'
  | 'stopped-by-person'
  | 'no-longer-permitted'
  | 'done'
  | 'refused'
  | 'not-decided'
  | 'said-done'
  | 'said-refused'
  | 'under-way'
  | 'never-placed'
  | 'nothing-submitted'
  | 'success'
  | 'failure'
  | 'processing'
  | 'cancelled'
  | 'pending'
  | 'other-status'
  | 'dispute'
  | 'no-answer'
  | 'not-sent'
  | 'unsigned'
  | 'bad-signature'
  | 'unreadable'
  | 'http-status'
  | 'no-result'
  | 'mismatch'
  | 'interrupted'
  | 'restored';

/** One thing somebody did. */
export interface TrailEntry {
  /** When. */
  at: string;
  /** Who. */
  actor: string;
  /** Who agreed to it, where somebody had to. */
  approver: string | null;
  /** The fact's name. */
  kind: string;
  /** What happened, as a sentence. */
  sentence: string;
  /** The money in it. */
  money: Money | null;
  /** The order it is about. */
  order: OrderId | null;
  /** Its number. */
  reference: string | null;
  /** Its place on the chain: device, number and hash. */
  head: string;
}

/** A trail was written. */
export interface TrailFile {
  /** Where it lies. */
  path: string;
  /** Facts in it. */
  facts: number;
  /** The head of the ledger it was taken out of. */
  head: string;
}

/** A fault that is set. */
export interface TrainingFault {
  /** Its number. */
  id: string;
  /** The wire name of the operation, or `*`. */
  operation: string;
  /** What goes wrong. */
  kind: string;
  /** How many calls it still meets; none where it meets every one. */
  times: number | null;
}

/** The simulator as the Training panel shows it. */
export interface TrainingView {
  /** Its time. */
  now: string;
  /** How far its clock stands ahead of this computer's. */
  ahead_seconds: number;
  /** The faults that are set. */
  faults: TrainingFault[];
  /** Every kind of fault the simulator knows. */
  kinds: string[];
  /** The operations they can meet. */
  operations: string[];
}

/** A capture or refund by signed evidence. */
export interface TransactionView {
  /** `captureRequestId` or `refundRequestId`. */
  operation: string;
  /** `captureId` or `refundId`. */
  id: string | null;
  /** The status word, verbatim. */
  status: string;
  /** `resultCode`, verbatim. */
  code: string;
  /** How much. */
  amount: Money;
  /** When, by Antom. */
  at: string | null;
  /** Whether it was decided here. */
  ours: boolean;
}

/** One flight or one stay as it stands in the form. */
export type TripDraft =
  | {
    kind: 'flight';
    /** As `CX111`. */
    number: string;
    /** From, by its IATA code. */
    from: string;
    /** To, by its IATA code. */
    to: string;
    /** When it departs, with the offset of the place: `2026-12-01 12:05 +08:00`. */
    departs: string;
    /** When it arrives, with the offset of that place. */
    arrives: string;
    /** The airline. */
    carrier: string;
    /** Its price, in the request's currency. */
    price: string;
    /** The shop's number of what is sold. */
    goods: string;
  }
  | {
    kind: 'stay';
    /** The hotel. */
    hotel: string;
    /** The day of arrival: `2026-12-01`. */
    from: string;
    /** The day of departure. */
    to: string;
    /** Its price, in the request's currency. */
    price: string;
    /** The shop's number of what is sold. */
    goods: string;
  };

/** One flight or stay, as far as it can be read. */
export interface TripLine {
  /** Its price; none where it cannot be read. */
  price: Money | null;
  /** `goodsName` in the prescribed shape, as Antom receives it; none where something of it is missing. */
  name: string | null;
}

/** The flights and stays of a form, read. */
export interface TripsChecked {
  /** Each, in the order of the form. */
  lines: TripLine[];
  /** What they cost together; none where a price cannot be read, or there is none. */
  sum: Money | null;
  /** What they lack of the amount, or have too much. */
  difference: Difference | null;
}

/** What is wrong with a history. */
export type TroubleKind = 'cut' | 'edited' | 'torn' | 'shown';

/** What an intent does. */
export type Verb = 'Capture' | 'Cancel' | 'Refund';

/** What a verification found. */
export interface Verified {
  /** Whether everything is as it must be. */
  whole: boolean;
  /** Facts read. */
  facts: number;
  /** Orders read. */
  orders: number;
  /** Every break, as a sentence. */
  breaks: string[];
  /** Whether the keychain's checkpoint lies on the chain; none where it has none. */
  checkpoint_on_chain: boolean | null;
  /** The head of this device now. */
  head: string;
}

/** What the watcher is going to do. */
export interface WatchPlan {
  /** Until when nothing is asked that can wait: Antom did not answer, or says these are too many calls. */
  paused_until: string | null;
  /** Since when nothing has come through. */
  offline_since: string | null;
  /** How many seconds this computer's clock is ahead of Antom's, where that is a minute or more; negative behind. */
  clock_ahead_seconds: number | null;
  /** How many orders and captures, cancels and refunds are watched. */
  watched: number;
  /** What comes next, soonest first. */
  next: NextCall[];
}

/** What a window can offer where it is kept from opening its ledger. */
export type Way = 'try-again' | 'recovery-code' | 'restore';

/** What a person wants to know at once. */
export type What = 'paid' | 'authorised' | 'failed' | 'settled' | 'deadline' | 'link-made' | 'link-not-made';

/** Which moves. */
export type WhichMoves = 'open' | 'done';

/** Why something is next. */
export type Why =
  | {
    kind: 'order';
    /** How often, and why so often. */
    rung: Rung;
    /** The same in seconds. */
    every_seconds: number;
  }
  | {
    kind: 'leaves';
    /** Which. */
    intent: IntentId;
    /** What it does. */
    verb: Verb;
  }
  | {
    kind: 'outcome';
    /** Which. */
    intent: IntentId;
    /** What it does. */
    verb: Verb;
  };

/** What would happen, and why not. */
export interface WouldDo {
  /**
   * Whether it may be done now, by whoever asks and nobody else. Where somebody else has to agree it is not:
   * `refusal` says so, and `second` who could.
   */
  permitted: boolean;
  /** Capture, cancel or refund. */
  verb: Verb;
  /** The order. */
  order: OrderId;
  /** Its number. */
  reference: string;
  /** `paymentId`, where there is a payment. */
  payment: string | null;
  /** How much, where it is permitted or somebody could agree to it. */
  amount: Money | null;
  /** What would happen, where it is permitted or somebody could agree to it. */
  sentence: string | null;
  /** What that would mean. */
  consequence: string | null;
  /** The money of the payment as it is. */
  before: Book | null;
  /** The money of the payment as it would be. */
  after: Book | null;
  /** Why not, where it is not permitted. */
  refusal: RefusalView | null;
  /** Whether cancelling or refunding is right now, and until when. */
  advice: AdviceView | null;
  /** Who else would have to agree, where somebody would. */
  second?: SecondPerson | null;
}

type None = Record<string, never>;

/** Every command, with its input and its output. */
export interface Commands {
  /** What a window begins with. */
  start: { input: None; output: Start };
  /** Something can be seen: the window is shown. Said again once it was painted. */
  ready: { input: None; output: null };
  hello: { input: None; output: Hello };
  preferences: { input: None; output: Record<string, string> };
  set_preference: { input: { name: string; value: string }; output: null };
  pulse: { input: None; output: Pulse };
  open_environment: { input: { environment: Environment }; output: null };
  /** Somebody sits down. The PIN lives no longer than the call. */
  sign_in: { input: { name: string; pin: Secret }; output: Person };
  /** Everybody gets up. Sealed, nothing is asked and nothing leaves until somebody signs in. */
  lock: { input: { sealed: boolean; why?: LockedBy | null }; output: null };
  /** Who works here, with roles and policy. */
  people: { input: None; output: People };
  /** The first person is an admin, who is made with the recovery code and sits here at once. */
  add_person: { input: { name: string; role: string; limits: LimitsView | null; pin: Secret; code: Secret | null }; output: Person };
  change_person: { input: { name: string; change: PersonEdit }; output: Person };
  /**
   * A PIN of one's own with the old one; of somebody else as whoever manages people; with the recovery code anybody's,
   * also before somebody signed in.
   */
  set_pin: { input: { name: string; old: Secret | null; code: Secret | null; pin: Secret }; output: null };
  /** Ends a wait after wrong PINs; with the recovery code also before somebody signed in. */
  release_pin: { input: { name: string; code: Secret | null }; output: null };
  make_role: { input: { role: RoleView }; output: People };
  remove_role: { input: { name: string }; output: People };
  set_policy: { input: { policy: PolicyView }; output: People };
  /** What somebody did, oldest first. */
  trail: { input: { person: string | null; from: string | null; to: string | null }; output: TrailEntry[] };
  /**
   * Writes it word for word, with the place of every fact on the chain, where the system's dialog is told to; none
   * where it was closed.
   */
  export_trail: { input: { person: string | null; from: string | null; to: string | null }; output: TrailFile | null };
  approvals: { input: None; output: ApprovalView[] };
  /** Asks somebody else to agree to what was prepared. */
  ask_approval: { input: { token: string; note: string | null }; output: ApprovalView };
  /** Puts the question to whoever is to agree: Antom is asked afresh. */
  consider_approval: { input: { approval: ApprovalId }; output: Prepared };
  /** Agrees and does it, with the token of `consider_approval`; about a key without one. */
  give_approval: { input: { approval: ApprovalId; token: string | null }; output: ApprovalView };
  refuse_approval: { input: { approval: ApprovalId; reason: string }; output: ApprovalView };
  withdraw_approval: { input: { approval: ApprovalId }; output: ApprovalView };
  /** Puts the ledger's key back into the keychain. */
  unlock_with_code: { input: { code: Secret }; output: null };
  /** Restores a backup chosen in the system's dialog; none where it was closed. */
  restore: { input: { code: Secret | null }; output: Restored | null };
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
  /**
   * Makes a link when the live one of an order has ended: for a form that takes its place, or of the same request. It
   * is made also where the window is closed by then, or the program was started again.
   */
  defer_request: { input: { order: OrderId; draft: RequestDraft | null }; output: Deferred };
  /** Gives a link up that waits; false where none did. */
  drop_deferred: { input: { order: OrderId }; output: boolean };
  deferred: { input: None; output: Deferred[] };
  /**
   * Opens an order that is paid at the counter: by the one way to pay that was chosen (guide 3), else on Antom's
   * embedded page (guide 4).
   */
  create_at_counter: { input: { draft: RequestDraft }; output: RequestMade };
  /** Opens the window in which a buyer pays an order at the counter. */
  open_counter: { input: { order: OrderId }; output: null };
  /** What happens at an order's counter; none where it was not opened since this program started. */
  counter: { input: { order: OrderId }; output: CounterView | null };
  /** The form that an order would be made with again. */
  draft_of: { input: { order: OrderId }; output: RequestDraft };
  /** The cards a known buyer saved by paying with them: brand and last four digits. */
  saved_cards: { input: { holder: CardHolder }; output: SavedCard[] };
  /** Forgets a saved card with the particulars of the orders that hold it; answers their numbers. */
  forget_card: { input: { holder: CardHolder; card: string }; output: string[] };
  keep_draft: { input: { draft: RequestDraft | null }; output: DraftKept | null };
  qr: { input: { order: OrderId }; output: QrView };
  inquire: { input: { order: OrderId }; output: Asked };
  /** The order somebody looks at: it is asked about every two seconds. None: nobody looks at any. */
  look_at: { input: { order: OrderId | null }; output: null };
  /** What is asked next, and when: of one order, or of all. */
  watch_plan: { input: { order: OrderId | null; limit: number }; output: WatchPlan };
  /**
   * E-mail, SMS and WhatsApp open the other program; copying and printing happen here. The fact is written either way.
   */
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
  moves: { input: { which: WhichMoves; verbs: Verb[]; currencies: string[]; limit: number; after: string | null }; output: Moves };
  attention: { input: None; output: Attention };
  snooze: { input: { item: string; until: string; reason: string }; output: null };
  mark_read: { input: { item: string }; output: null };
  read_amount: { input: { text: string; currency: string }; output: AmountRead };
  /** Sums by currency, one list for each group; amounts of several currencies are never added together. */
  add_up: { input: { groups: Money[][] }; output: Money[][] };
  prepare: { input: Ask; output: Prepared };
  dry_run: { input: Ask; output: WouldDo };
  confirm: { input: { token: string; code?: Secret | null }; output: IntentView };
  stop: { input: { intent: IntentId }; output: IntentView };
  outbox: { input: None; output: IntentView[] };
  accounts: { input: None; output: AccountView[] };
  staged_key: { input: None; output: StagedKey | null };
  /** None where the system's dialog was closed. */
  stage_key: { input: { import: KeyFrom | null }; output: StagedKey | null };
  discard_staged_key: { input: None; output: null };
  check_account: { input: { draft: AccountDraft; antom_key: string | null }; output: null };
  /** Tests an account that does not exist yet, with the staged key, as `test_account` does. Keeps nothing. */
  try_account: { input: { draft: AccountDraft; antom_key: string }; output: TestReport };
  add_account: { input: { draft: AccountDraft; antom_key: string }; output: AccountView };
  remove_account: { input: { account: AccountName }; output: null };
  test_account: { input: { account: AccountName }; output: TestReport };
  keys: { input: { account: AccountName }; output: KeyShown[] };
  account_history: { input: { account: AccountName }; output: AccountEvent[] };
  /** None where the system's dialog was closed. */
  add_key: { input: { account: AccountName; version: number; import: KeyFrom | null }; output: KeyShown | null };
  prove_key: { input: { account: AccountName; fingerprint: string }; output: TestReport };
  /** The recovery code and a reason are asked for outside of Training. */
  promote_key: { input: { account: AccountName; fingerprint: string; code: Secret | null; reason: string | null }; output: KeyView };
  retire_key: { input: { account: AccountName; fingerprint: string }; output: KeyView };
  /** Saves a public key where the system's dialog says; false where it was closed. */
  save_public_key: { input: { fingerprint: string; account: AccountName | null }; output: boolean };
  /** What is known about ways to pay: what Antom's guides say, and what was corrected here. */
  methods: { input: { currency: string | null }; output: MethodView[] };
  /** What a correction would change, and what the guides say about it. Nothing is written. */
  consider_correction: { input: { edit: EditDraft }; output: Considered };
  /** A correction that allows more than before is taken only with the mark of what was shown. */
  correct_method: { input: { edit: EditDraft; shown: string | null }; output: MethodView };
  /** What a buyer can pay an amount with, by Antom's own answer. */
  consult: { input: { account: AccountName; amount: Money; region: string | null; afresh: boolean }; output: Consulted };
  settings: { input: None; output: SettingView[] };
  set_setting: { input: { name: string; value: string }; output: SettingView };
  care: { input: None; output: Care };
  /** The path is chosen in the system's dialog; none where it was closed. */
  backup: { input: None; output: BackupMade | null };
  verify: { input: None; output: Verified };
  /** Shown once; the one before no longer opens this ledger. */
  renew_recovery_code: { input: None; output: CodeShown };
  confirm_recovery_code: { input: { code: Secret }; output: null };
  /** Sets Training up with its sample shop, where it is not, and opens its window. */
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
}

export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N]['input'];
export type Output<N extends CommandName> = Commands[N]['output'];

/** What the core tells without being asked. */
export interface Events {
  /** These orders changed; all of them where `orders` is null (a backup was restored, a clock moved). */
  changed: ChangedOrders;
  /** The pulse changed: answers came or failed, counts moved. */
  pulse: Pulse;
  /** Something a person wants to know at once: for a sound and a line of words. */
  news: News;
  /** The window is asked to show a screen: from the tray, an OS notification or another program start. */
  show: Shown;
  /** The window is asked to lock, before the computer sleeps: what was typed is written down first. */
  lock: null;
  /** Training is being made, and how far it is. */
  beginning: Beginning;
}

export type EventName = keyof Events;
