//! One line of a list: what the projection knows about an order.

use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use money::Money;
use serde::Serialize;

/// One projected order, as lists and searches show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderRow {
    /// Its arrival number: the place of its first fact in this ledger. Newest first is this number, descending.
    pub row: i64,
    /// Its id.
    pub id: OrderId,
    /// The shop's own order number.
    pub reference: String,
    /// What was ordered.
    pub description: String,
    /// The merchant account.
    pub account: String,
    /// The buyer's name, where there is one and it was not forgotten.
    pub name: Option<String>,
    /// What the order asks.
    pub money: Money,
    /// The slug of its state word as of the moment asked about (`waiting`, `paid`, `part-refunded`, …).
    pub word: String,
    /// `paymentMethodType` of the standing payment.
    pub method: Option<String>,
    /// The card's brand.
    pub brand: Option<String>,
    /// The card's last four digits.
    pub last4: Option<String>,
    /// `paymentResultCode` or `resultCode`, where its facts tell of a failure.
    pub trouble: Option<String>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When its last fact happened.
    pub moved_at: DateTime<Utc>,
    /// Refunded of the payments that stand, in minor units of `money`'s currency.
    pub refunded: u64,
    /// Taken (captured or paid) of the payments that stand, in minor units of `money`'s currency.
    pub captured: u64,
    /// The end of the longest link it can still be paid by, where there is one. It may lie in the past.
    pub live_until: Option<DateTime<Utc>>,
    /// Whether that link was given to the buyer.
    pub shared: bool,
    /// The end of the hold of the standing payment.
    pub hold_ends_at: Option<DateTime<Utc>>,
    /// The end of the first hold that a person has to capture.
    pub capture_by: Option<DateTime<Utc>>,
    /// Who opened it.
    pub created_by: String,
    /// Its badges: `paid-twice`, `disputed`, `late-payment`, `antom-returns-one`, `newer` (it carries a fact this version
    /// cannot read).
    pub badges: Vec<String>,
}

/// The columns [`read`] expects, in its order, for `FROM orders`.
pub(crate) const COLUMNS: &str = "orders.row, orders.id, orders.reference, orders.description, orders.account, \
     orders.name, orders.currency, orders.minor, orders.word, orders.expires_at, orders.method, orders.last4, \
     orders.opened_at, orders.moved_at, orders.refunded_minor, orders.captured_minor, orders.live_until, \
     orders.hold_ends_at, orders.created_by, orders.paid_twice, orders.disputed, orders.late, orders.newer, \
     orders.returns, orders.brand, orders.trouble, orders.shared, orders.capture_by";

/// Reads a row selected as [`COLUMNS`]. `now` decides whether time alone has expired the order.
pub(crate) fn read(row: &rusqlite::Row<'_>, now: DateTime<Utc>) -> rusqlite::Result<OrderRow> {
    let stored: String = row.get(8)?;
    let expires_at: Option<i64> = row.get(9)?;
    let expired = expires_at.is_some_and(|at| at <= now.timestamp_millis());
    let mut badges = Vec::new();
    for (column, badge) in BADGES {
        if row.get::<_, bool>(column)? {
            badges.push(badge.to_owned());
        }
    }
    Ok(OrderRow {
        row: row.get(0)?,
        id: OrderId(crate::column::uuid(row, 1)?),
        reference: row.get(2)?,
        description: row.get(3)?,
        account: row.get(4)?,
        name: row.get(5)?,
        money: crate::column::money(row, 6, 7)?,
        word: if expired { EXPIRED.to_owned() } else { stored },
        method: row.get(10)?,
        last4: row.get(11)?,
        opened_at: crate::column::moment(row, 12)?,
        moved_at: crate::column::moment(row, 13)?,
        refunded: crate::column::unsigned(row, 14)?,
        captured: crate::column::unsigned(row, 15)?,
        live_until: crate::column::moment_or_none(row, 16)?,
        hold_ends_at: crate::column::moment_or_none(row, 17)?,
        created_by: row.get(18)?,
        brand: row.get(24)?,
        trouble: row.get(25)?,
        shared: row.get(26)?,
        capture_by: crate::column::moment_or_none(row, 27)?,
        badges,
    })
}

/// The badges time has no part in, by their column.
const BADGES: [(usize, &str); 5] =
    [(19, "paid-twice"), (20, "disputed"), (21, "late-payment"), (23, "antom-returns-one"), (22, "newer")];

/// The slug of the state an order falls into by time alone, from `orders.expires_at` on.
pub(crate) const EXPIRED: &str = "expired";

/// The number of decimals amounts are brought to where they are compared, so that one comparison serves every currency: Antom's exponents are 0 and 2 (api.md section 4), and 16 digits with two more still fit 64 bits.
pub(crate) const SCALE: u32 = 2;

/// Minor units brought to two decimals: SGD 12.00 and JPY 12 both give 1200.
#[must_use]
pub fn scaled(money: Money) -> i64 {
    let missing = SCALE.saturating_sub(money.currency().exponent());
    let factor = 10_u64.saturating_pow(missing);
    i64::try_from(money.minor().saturating_mul(factor)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    #[test]
    fn amounts_of_every_currency_compare_by_their_major_units() {
        let sgd = Money::from_minor(1_200, Currency::from_code("SGD").unwrap()).unwrap();
        let jpy = Money::from_minor(12, Currency::from_code("JPY").unwrap()).unwrap();
        assert_eq!(scaled(sgd), 1_200);
        assert_eq!(scaled(jpy), 1_200);
    }

    #[test]
    fn the_largest_amount_of_every_currency_fits_without_saturating() {
        for currency in Currency::all() {
            assert!(currency.exponent() <= SCALE, "{currency} needs a finer scale");
            let largest = 9_999_999_999_999_999 / currency.step() * currency.step();
            let money = Money::from_minor(largest, *currency).unwrap();
            assert!(scaled(money) < i64::MAX, "{currency}");
        }
    }
}
