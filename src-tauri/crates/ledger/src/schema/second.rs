//! The tables of the second version: a desk for what is no history, and projections for queues and for what needs a
//! person.

/// What people leave on the desk: drafts, preferences, snoozes, marks. It is encrypted with the rest, belongs to no
/// chain, and is nobody's evidence. An empty owner means everybody at this desk.
pub(super) const DESK: &str = "
CREATE TABLE desk (
    owner TEXT NOT NULL,
    name  TEXT NOT NULL CHECK (name <> ''),
    value TEXT NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;
";

/// The projections with what lists, queues and Attention ask for. They are made anew from the facts, so what stood in
/// the old ones is dropped.
///
/// * `orders.live_until` is the end of the longest link the order can still be paid by.
/// * `orders.capture_by` is the end of the first hold that a person has to capture; `orders.capturing_since` the moment
///   since which Antom has been expected to capture by itself.
/// * `orders.marked` says that a person may have to look at it, whatever the time is: paid twice, disputed, paid
///   although it was closed, or something is yet to be returned by Antom.
/// * `holds` has one row for each hold that a person has to capture.
pub(super) const PROJECTIONS: &str = "
DROP TABLE intents;
DROP TABLE orders;

CREATE TABLE orders (
    row             INTEGER PRIMARY KEY,
    id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    opened_at       INTEGER NOT NULL,
    moved_at        INTEGER NOT NULL,
    reference       TEXT NOT NULL,
    description     TEXT NOT NULL,
    account         TEXT NOT NULL,
    name            TEXT,
    currency        TEXT NOT NULL,
    minor           INTEGER NOT NULL,
    word            TEXT NOT NULL,
    expires_at      INTEGER,
    method          TEXT,
    brand           TEXT,
    last4           TEXT,
    trouble         TEXT,
    created_by      TEXT NOT NULL,
    live_until      INTEGER,
    shared          INTEGER NOT NULL,
    hold_ends_at    INTEGER,
    capture_by      INTEGER,
    capturing_since INTEGER,
    captured_minor  INTEGER NOT NULL,
    refunded_minor  INTEGER NOT NULL,
    open            INTEGER NOT NULL,
    paid_twice      INTEGER NOT NULL,
    disputed        INTEGER NOT NULL,
    late            INTEGER NOT NULL,
    returns         INTEGER NOT NULL,
    marked          INTEGER NOT NULL,
    newer           INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_open ON orders (row) WHERE open = 1;
CREATE INDEX orders_holding ON orders (hold_ends_at) WHERE word = 'authorised';
CREATE INDEX orders_checking ON orders (row) WHERE word = 'checking';
CREATE INDEX orders_marked ON orders (row) WHERE marked = 1;
CREATE INDEX orders_live ON orders (live_until) WHERE live_until IS NOT NULL;
CREATE INDEX orders_capturing ON orders (capturing_since) WHERE capturing_since IS NOT NULL;

CREATE TABLE holds (
    order_row INTEGER NOT NULL,
    payment   TEXT NOT NULL,
    ends_at   INTEGER NOT NULL,
    currency  TEXT NOT NULL,
    minor     INTEGER NOT NULL,
    PRIMARY KEY (order_row, payment)
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_by_end ON holds (ends_at, currency, minor);

CREATE TABLE intents (
    intent       BLOB PRIMARY KEY CHECK (length(intent) = 16),
    order_row    INTEGER NOT NULL,
    verb         TEXT NOT NULL,
    stage        TEXT NOT NULL,
    not_before   INTEGER,
    operation    TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    moved_at     INTEGER NOT NULL,
    open         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX intents_open ON intents (order_row, intent, stage) WHERE open = 1;
CREATE INDEX intents_queue ON intents (requested_at, intent, order_row) WHERE open = 1;
CREATE INDEX intents_done ON intents (moved_at, intent, order_row) WHERE open = 0;
";
