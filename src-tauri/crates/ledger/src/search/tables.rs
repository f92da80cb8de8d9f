//! The tables of search and their indexes.

/// Tables and indexes of search: those of the first version, then what each later one changed.
///
/// * `search_rows` holds everything a query compares: one narrow row per order, read when the index proposes it.
/// * `search_grams` is the n-gram index: FTS5 without positions (`detail=none`) and without a copy of the text; the
///   tokens are made in [`super::token`], so FTS5's own tokenizer only splits at spaces.
/// * `search_blocks` says for every 4,096 arrival numbers between which moments their orders were opened, so that a
///   query by date passes over the others.
/// * `search_counts` says how many orders there are of each word and currency and what they hold; `timed` tells those
///   apart that time alone may expire, or has. It is kept with every row, so that counting reads no rows.
pub(crate) const SCHEMA: [&str; 4] = [FIRST, SECOND, THIRD, FOURTH];

const FIRST: &str = "
CREATE TABLE search_rows (
    id INTEGER PRIMARY KEY,
    opened_at INTEGER NOT NULL,
    word TEXT NOT NULL,
    expires_at INTEGER,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    method TEXT NOT NULL,
    created_by TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX search_by_word ON search_rows (word, expires_at);
CREATE INDEX search_by_currency ON search_rows (currency);
CREATE INDEX search_by_amount ON search_rows (amount);
CREATE INDEX search_by_method ON search_rows (method);
CREATE INDEX search_by_creator ON search_rows (created_by);
CREATE TABLE search_blocks (
    block INTEGER PRIMARY KEY,
    first_opened INTEGER NOT NULL,
    last_opened INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_grams USING fts5(
    grams, content='', contentless_delete=1, detail=none, tokenize='ascii'
);
";

const SECOND: &str = "
DROP TABLE search_rows;
CREATE TABLE search_rows (
    id INTEGER PRIMARY KEY,
    opened_at INTEGER NOT NULL,
    word TEXT NOT NULL,
    expires_at INTEGER,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    method TEXT NOT NULL,
    created_by TEXT NOT NULL,
    held INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX search_by_word ON search_rows (word, expires_at);
CREATE INDEX search_by_currency ON search_rows (currency);
CREATE INDEX search_by_amount ON search_rows (amount);
CREATE INDEX search_by_method ON search_rows (method);
CREATE INDEX search_by_creator ON search_rows (created_by);
CREATE INDEX search_by_expiry ON search_rows (expires_at, word, currency) WHERE expires_at IS NOT NULL;
CREATE INDEX search_by_held ON search_rows (id) WHERE held > 0;
CREATE TABLE search_counts (
    word TEXT NOT NULL,
    timed INTEGER NOT NULL,
    currency TEXT NOT NULL,
    orders INTEGER NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (word, timed, currency)
) STRICT, WITHOUT ROWID;
";

const THIRD: &str = "
DROP TABLE search_rows;
CREATE TABLE search_rows (
    id INTEGER PRIMARY KEY,
    opened_at INTEGER NOT NULL,
    word TEXT NOT NULL,
    expires_at INTEGER,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    method TEXT NOT NULL,
    created_by TEXT NOT NULL,
    account TEXT NOT NULL,
    held INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX search_by_word ON search_rows (word, expires_at);
CREATE INDEX search_by_currency ON search_rows (currency);
CREATE INDEX search_by_amount ON search_rows (amount);
CREATE INDEX search_by_method ON search_rows (method);
CREATE INDEX search_by_creator ON search_rows (created_by);
CREATE INDEX search_by_account ON search_rows (account);
CREATE INDEX search_by_expiry ON search_rows (expires_at, word, currency) WHERE expires_at IS NOT NULL;
CREATE INDEX search_by_held ON search_rows (id) WHERE held > 0;
";

/// The same tables with other tokens: ends of ids and cards have marks of their own, groups of ids five characters.
const FOURTH: &str = "INSERT INTO search_grams(search_grams) VALUES ('delete-all');";
