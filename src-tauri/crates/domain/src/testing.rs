//! For tests, here and in the crates above: builders of facts and payments, and random histories.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::missing_panics_doc,
    reason = "compiled for tests only; a broken builder must fail loudly"
)]

mod history;
mod soup;
pub mod story;

pub use history::{Deed, Fate, Method, arbitrary_deeds, arbitrary_history, play};
pub use soup::arbitrary_soup;
pub use story::{Story, Truth};

use crate::ids::{PaymentId, PaymentRequestId};
use crate::order::Payment;
use crate::report::Status;
use chrono::{DateTime, Utc};
use money::{Currency, Money};
use proptest::test_runner::Config as ProptestConfig;

/// So many cases of a property at most; fewer where `PROPTEST_CASES` says so.
#[must_use]
pub fn at_most(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.min(cases), ..usual }
}

/// A moment, written in RFC 3339.
#[must_use]
pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("an RFC 3339 moment").with_timezone(&Utc)
}

/// Singapore dollars, in cents.
#[must_use]
pub fn sgd(cents: u64) -> Money {
    Money::from_minor(cents, Currency::from_code("SGD").expect("a currency")).expect("an amount")
}

/// A successful payment of SGD 40.00.
#[must_use]
pub fn payment(method: &str, paid_at: DateTime<Utc>) -> Payment {
    Payment {
        id: PaymentId::from("pay-1"),
        request: PaymentRequestId::from("req-1"),
        status: Status::Success,
        result_code: None,
        amount: sgd(4000),
        method: Some(method.to_owned()),
        created_at: None,
        paid_at: Some(paid_at),
        hold_ends_at: None,
        card: None,
        captures: Vec::new(),
        refunds: Vec::new(),
        earliest: paid_at,
        first_reported_at: paid_at,
        last_reported_at: paid_at,
        answered_at: None,
        cancelled_reported_at: None,
        disputes: Vec::new(),
        correction: None,
    }
}
