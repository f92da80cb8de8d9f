//! The tables of the fifth version: what lets people sign in, which is no history.

/// * `pins` has what verifies a PIN, and how many wrong ones were typed. It is encrypted with the rest and worthless
///   without the pepper in the keychain, of which `pepper` keeps the fingerprint.
/// * `seats` has the short sessions of the command line. `token` is the hash of what the terminal holds.
/// * `journal_refunds` finds the refunds of a day, `journal_approvals` what was asked of a second person lately.
pub(super) const PEOPLE: &str = "
CREATE TABLE pins (
    operator    BLOB PRIMARY KEY CHECK (length(operator) = 16),
    verifier    TEXT NOT NULL,
    pepper      BLOB NOT NULL CHECK (length(pepper) = 32),
    wrong       INTEGER NOT NULL CHECK (wrong >= 0),
    waits_from  INTEGER,
    waits_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE seats (
    token     BLOB PRIMARY KEY CHECK (length(token) = 32),
    operator  BLOB NOT NULL CHECK (length(operator) = 16),
    opened_at INTEGER NOT NULL,
    used_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_refunds ON journal (at) WHERE kind = 'RefundRequested';
CREATE INDEX journal_approvals ON journal (at)
WHERE kind IN ('ApprovalAsked', 'ApprovalGiven', 'ApprovalRefused', 'ApprovalWithdrawn', 'LedgerRestored');
";

/// What takes them away again.
#[cfg(test)]
pub(super) const DROPPED: &str =
    "DROP TABLE pins; DROP TABLE seats; DROP INDEX journal_refunds; DROP INDEX journal_approvals;";
