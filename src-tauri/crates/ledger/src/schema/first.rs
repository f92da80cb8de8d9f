//! The tables of the first version. They are kept as they were: a ledger of that version is brought along from here.

/// The truth: the journal and the side tables, and what belongs to this copy alone.
///
/// `journal.seq` is the local order of arrival; it has no gaps and is not hashed. Everything else in a row is.
pub(super) const JOURNAL: &str = "
CREATE TABLE meta (
    only        INTEGER PRIMARY KEY CHECK (only = 1),
    ledger      BLOB NOT NULL CHECK (length(ledger) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    environment TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    device     BLOB NOT NULL CHECK (length(device) = 16),
    device_seq INTEGER NOT NULL CHECK (device_seq > 0),
    previous   BLOB CHECK (length(previous) = 32),
    at         INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    approver   TEXT,
    order_id   BLOB CHECK (length(order_id) = 16),
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL,
    hash       BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (device, device_seq)
) STRICT;
CREATE INDEX journal_order ON journal (order_id, seq) WHERE order_id IS NOT NULL;
CREATE INDEX journal_house ON journal (seq) WHERE order_id IS NULL;
CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a fact never changes'); END;
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a fact is never deleted'); END;

CREATE TABLE side (
    row      INTEGER PRIMARY KEY,
    digest   BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    kind     TEXT NOT NULL,
    order_id BLOB CHECK (length(order_id) = 16),
    salt     BLOB NOT NULL CHECK (length(salt) = 16),
    bytes    BLOB NOT NULL
) STRICT;
CREATE INDEX side_order ON side (order_id) WHERE order_id IS NOT NULL;
CREATE TRIGGER side_never_updated BEFORE UPDATE ON side
BEGIN SELECT RAISE(ABORT, 'what a fact speaks of never changes'); END;

CREATE TABLE claims (
    intent BLOB PRIMARY KEY CHECK (length(intent) = 16),
    sender BLOB NOT NULL CHECK (length(sender) = 16),
    fence  INTEGER NOT NULL CHECK (fence > 0)
) STRICT, WITHOUT ROWID;
";

/// What is derived and can be dropped and rebuilt. `orders.row` is `journal.seq` of the order's first fact, so that a
/// replay gives the same numbers, and newest first is descending.
pub(super) const PROJECTIONS: &str = "
CREATE TABLE orders (
    row            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    opened_at      INTEGER NOT NULL,
    moved_at       INTEGER NOT NULL,
    reference      TEXT NOT NULL,
    description    TEXT NOT NULL,
    account        TEXT NOT NULL,
    name           TEXT,
    currency       TEXT NOT NULL,
    minor          INTEGER NOT NULL,
    word           TEXT NOT NULL,
    expires_at     INTEGER,
    method         TEXT,
    last4          TEXT,
    created_by     TEXT NOT NULL,
    live_until     INTEGER,
    hold_ends_at   INTEGER,
    captured_minor INTEGER NOT NULL,
    refunded_minor INTEGER NOT NULL,
    open           INTEGER NOT NULL,
    paid_twice     INTEGER NOT NULL,
    disputed       INTEGER NOT NULL,
    late           INTEGER NOT NULL,
    newer          INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_open ON orders (row) WHERE open = 1;
CREATE INDEX orders_holding ON orders (hold_ends_at) WHERE word = 'authorised';

CREATE TABLE ids (
    text      TEXT NOT NULL,
    order_row INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    PRIMARY KEY (text, order_row, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE intents (
    intent     BLOB PRIMARY KEY CHECK (length(intent) = 16),
    order_row  INTEGER NOT NULL,
    verb       TEXT NOT NULL,
    stage      TEXT NOT NULL,
    not_before INTEGER,
    operation  TEXT NOT NULL,
    open       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX intents_open ON intents (order_row, intent) WHERE open = 1;

CREATE TABLE scripts (
    key        TEXT PRIMARY KEY,
    seq        INTEGER NOT NULL,
    order_row  INTEGER NOT NULL,
    intent     BLOB CHECK (length(intent) = 16),
    parameters BLOB NOT NULL CHECK (length(parameters) = 32)
) STRICT, WITHOUT ROWID;
";
