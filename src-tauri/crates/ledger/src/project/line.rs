//! The order's row of `orders`.

use super::People;
use crate::column;
use crate::error::LedgerError;
use crate::search::index::Facets;
use domain::ids::OrderId;
use domain::order::Order;
use domain::word::StateWord;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::LazyLock;

/// The order's row of `orders`, column for column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) row: i64,
    pub(crate) id: OrderId,
    opened_at: i64,
    moved_at: i64,
    reference: String,
    description: String,
    account: String,
    name: Option<String>,
    currency: String,
    minor: i64,
    pub(super) word: String,
    pub(super) expires_at: Option<i64>,
    method: Option<String>,
    brand: Option<String>,
    last4: Option<String>,
    trouble: Option<String>,
    created_by: String,
    live_until: Option<i64>,
    shared: bool,
    hold_ends_at: Option<i64>,
    capture_by: Option<i64>,
    capturing_since: Option<i64>,
    captured_minor: i64,
    refunded_minor: i64,
    open: bool,
    paid_twice: bool,
    disputed: bool,
    late: bool,
    returns: bool,
    marked: bool,
    newer: bool,
}

/// The columns of `orders`, in the order of [`Line`].
const COLUMNS: &str = "row, id, opened_at, moved_at, reference, description, account, name, currency, minor, word, \
     expires_at, method, brand, last4, trouble, created_by, live_until, shared, hold_ends_at, capture_by, \
     capturing_since, captured_minor, refunded_minor, open, paid_twice, disputed, late, returns, marked, newer";

/// Writes a row over what stood there. An order's own id and its place of arrival never change.
static SAVE: LazyLock<String> = LazyLock::new(|| {
    let columns = COLUMNS.split(", ");
    let places: Vec<String> = columns.clone().zip(1_u32..).map(|(_, place)| format!("?{place}")).collect();
    let changes: Vec<String> =
        columns.skip(2).map(|column| format!("{column} = excluded.{column}")).collect();
    let (places, changes) = (places.join(", "), changes.join(", "));
    format!("INSERT INTO orders ({COLUMNS}) VALUES ({places}) ON CONFLICT (row) DO UPDATE SET {changes}")
});

impl Line {
    pub(super) fn of(row: i64, order: &Order, people: &People, newer: bool) -> Result<Self, LedgerError> {
        let standing = order.standing_payment();
        let unfit = |_| LedgerError::OutOfRange { what: "what the order came to" };
        let taken = order.taken().map_err(unfit)?.minor();
        let refunded = order.refunded().map_err(unfit)?.minor();
        // The only thing time alone does to a word is to expire it, which `expires_at` tells.
        let word = order.word_before_expiry();
        let link = order.longest_link();
        let end = |payment| column::millis(domain::windows::hold_end(payment).at);
        let (paid_twice, disputed) = (order.paid_twice(), order.disputed());
        let returns = order.returns_outstanding();
        Ok(Self {
            row,
            id: order.id,
            opened_at: column::millis(order.opened_at),
            moved_at: column::millis(order.moved_at),
            reference: order.terms.reference.clone(),
            description: order.terms.description.clone(),
            account: order.terms.account.as_str().to_owned(),
            name: people.buyer.name.clone(),
            currency: order.terms.amount.currency().code().to_owned(),
            minor: column::signed(order.terms.amount.minor(), "the order's amount")?,
            word: word.slug().to_owned(),
            expires_at: order.expires_at().map(column::millis),
            method: standing.and_then(|payment| payment.method.clone()),
            brand: people.standing.brand.clone(),
            last4: people.standing.last4.clone(),
            trouble: order.failure_code().filter(|_| word == StateWord::Failed).map(str::to_owned),
            created_by: order.opened_by.to_string(),
            live_until: link.map(|session| column::millis(session.ends_at)),
            shared: link.is_some_and(|session| !session.shared.is_empty()),
            hold_ends_at: standing
                .and_then(|payment| payment.hold_ends_at)
                .map(|hold| column::millis(hold.at)),
            capture_by: order.manual_holds().map(end).min(),
            capturing_since: order.capturing_since().map(column::millis),
            captured_minor: column::signed(taken, "the captured amount")?,
            refunded_minor: column::signed(refunded, "the refunded amount")?,
            open: order.has_open_question(order.moved_at),
            paid_twice,
            disputed,
            late: order.paid_although_closed(),
            returns,
            marked: paid_twice || disputed || returns || order.paid_although_closed(),
            newer,
        })
    }

    /// Whether the order carries facts that this version cannot read.
    pub(super) const fn is_half_understood(&self) -> bool {
        self.newer
    }

    /// What the fields of the query language compare with.
    pub(super) fn facets(&self, order: &Order) -> Result<Facets, LedgerError> {
        let unfit = |_| LedgerError::OutOfRange { what: "what the order holds" };
        Ok(Facets {
            opened_at: self.opened_at,
            word: self.word.clone(),
            expires_at: self.expires_at,
            currency: self.currency.clone(),
            amount: crate::row::scaled(order.terms.amount),
            method: self.method.clone().unwrap_or_default(),
            created_by: self.created_by.clone(),
            account: self.account.clone(),
            held: column::signed(order.held().map_err(unfit)?.minor(), "what the order holds")?,
        })
    }

    pub(super) fn save(&self, conn: &Connection) -> Result<(), LedgerError> {
        conn.prepare_cached(&SAVE)?.execute(params![
            self.row,
            self.id.0.as_bytes(),
            self.opened_at,
            self.moved_at,
            self.reference,
            self.description,
            self.account,
            self.name,
            self.currency,
            self.minor,
            self.word,
            self.expires_at,
            self.method,
            self.brand,
            self.last4,
            self.trouble,
            self.created_by,
            self.live_until,
            self.shared,
            self.hold_ends_at,
            self.capture_by,
            self.capturing_since,
            self.captured_minor,
            self.refunded_minor,
            self.open,
            self.paid_twice,
            self.disputed,
            self.late,
            self.returns,
            self.marked,
            self.newer,
        ])?;
        Ok(())
    }

    /// What is stored under an arrival number.
    pub(super) fn stored(conn: &Connection, row: i64) -> Result<Option<Self>, LedgerError> {
        let line = conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM orders WHERE row = ?1"))?
            .query_row([row], |row| {
                Ok(Self {
                    row: row.get(0)?,
                    id: OrderId(column::uuid(row, 1)?),
                    opened_at: row.get(2)?,
                    moved_at: row.get(3)?,
                    reference: row.get(4)?,
                    description: row.get(5)?,
                    account: row.get(6)?,
                    name: row.get(7)?,
                    currency: row.get(8)?,
                    minor: row.get(9)?,
                    word: row.get(10)?,
                    expires_at: row.get(11)?,
                    method: row.get(12)?,
                    brand: row.get(13)?,
                    last4: row.get(14)?,
                    trouble: row.get(15)?,
                    created_by: row.get(16)?,
                    live_until: row.get(17)?,
                    shared: row.get(18)?,
                    hold_ends_at: row.get(19)?,
                    capture_by: row.get(20)?,
                    capturing_since: row.get(21)?,
                    captured_minor: row.get(22)?,
                    refunded_minor: row.get(23)?,
                    open: row.get(24)?,
                    paid_twice: row.get(25)?,
                    disputed: row.get(26)?,
                    late: row.get(27)?,
                    returns: row.get(28)?,
                    marked: row.get(29)?,
                    newer: row.get(30)?,
                })
            })
            .optional()?;
        Ok(line)
    }
}
