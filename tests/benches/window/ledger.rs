//! Gives a home the ledger of a shop of many orders, and the keychain its key: `window-ledger HOME ORDERS`.
//!
//! The ledger is made by the generator of `tests/benches/ledger`, or copied from one that it made before. What the shop
//! waited for is settled, and the backup of the day and the check of the week count as made: a watcher with fifty
//! thousand questions would be busy for hours, and no window idle.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench must fail loudly where it cannot measure"
)]

#[path = "../ledger/generator.rs"]
#[allow(dead_code, reason = "the bench of the ledger asks more of it")]
mod generator;
#[path = "../ledger/kept.rs"]
mod kept;
#[path = "../ledger/random.rs"]
#[allow(dead_code, reason = "the bench of the ledger asks more of it")]
mod random;

use chrono::{DateTime, TimeDelta, Utc};
use domain::fact::{Actor, Body};
use domain::ids::{FactId, OrderId, PaymentId, PaymentRequestId};
use domain::outcome::Evidence;
use domain::report::{PaymentSaid, Report, Said, Source, Status};
use generator::{Fate, Particulars, Shop};
use ledger::desk::EVERYBODY;
use ledger::{Ledger, LedgerError, NewFact, SideKind, SideRow};
use random::Random;
use std::fs;
use std::path::Path;
use vault::{EntryName, SystemVault, Vault};

/// The seed of every ledger that is measured.
const SEED: u64 = 1;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [home, orders] = words.as_slice() else { panic!("window-ledger HOME ORDERS") };
    let orders = orders.parse().expect("a number of orders");
    let training = Path::new(home).join("training");
    fs::create_dir_all(&training).expect("a home that can be written to");
    let (key, shop) = (generator::key(), Shop { seed: SEED, orders });
    if kept::copy(orders, SEED, &training).is_none() {
        drop(generator::build(shop, &training).expect("the shop's ledger"));
    }
    let mut ledger = Ledger::open(&training, &key).expect("a ledger that opens");
    // One that was kept may be settled.
    if ledger.stats(generator::now()).expect("figures").open > 0 {
        settle(shop, &mut ledger).expect("a ledger that takes facts");
    }
    count_as_cared_for(&mut ledger).expect("a ledger with a desk");
    let stats = ledger.stats(generator::now()).expect("figures");
    assert_eq!(stats.open, 0, "nothing is asked about any more");
    assert_eq!(stats.orders, orders, "a ledger of so many orders is measured");
    let identity = Ledger::identity(&training).expect("a ledger").expect("a ledger that says whose it is");
    let entry = EntryName::new("training", "ledger-key", &identity.ledger.to_string()).expect("a name");
    SystemVault::new().put(&entry, key.expose()).expect("a keychain that keeps the key");
    println!("{}", stats.facts);
}

/// Facts per transaction.
const TOGETHER: usize = 4_000;

/// Adds what Antom said two hours after each order that was left open: nothing came of its link, or its payment failed.
fn settle(shop: Shop, ledger: &mut Ledger) -> Result<(), LedgerError> {
    let is_open = |order: &Particulars| matches!(order.fate, Fate::Waiting | Fate::Failed | Fate::Checking);
    let open: Vec<Particulars> = (0..shop.orders).map(|number| shop.order(number)).filter(is_open).collect();
    let mut random = Random::of(shop.seed, u64::MAX / 3);
    for some in open.chunks(TOGETHER) {
        ledger.transact(|writer| -> Result<(), LedgerError> {
            let answer =
                SideRow { kind: SideKind::Evidence, order: None, bytes: b"{}", salt: random.bytes() };
            let digest = writer.put_side(answer)?;
            let facts = some.iter().map(|order| {
                let at = order.opened_at + TimeDelta::hours(2);
                let report = Report {
                    request: PaymentRequestId(order.request.clone()),
                    source: Source::Inquiry,
                    evidence: Evidence { digest, verified: true, at },
                    said: said_in_the_end(order),
                };
                NewFact {
                    id: FactId(uuid::Builder::from_random_bytes(random.bytes()).into_uuid()),
                    at,
                    actor: Actor::Antom,
                    approver: None,
                    order: Some(OrderId(order.id)),
                    body: Body::PaymentReported(Box::new(report)),
                }
            });
            writer.append_all(facts).map(drop)
        })?;
    }
    Ok(())
}

fn said_in_the_end(order: &Particulars) -> Said {
    if order.fate == Fate::Waiting {
        return Said::NothingSubmitted;
    }
    Said::Payment(Box::new(PaymentSaid {
        payment: PaymentId(order.payment.clone()),
        status: Status::Fail,
        result_code: None,
        amount: order.amount,
        method: Some(order.method.to_owned()),
        created_at: Some(order.opened_at),
        paid_at: None,
        hold_ends_at: None,
        card: None,
        transactions: Vec::new(),
    }))
}

/// Writes on the desk that the backup of the day and the check of the week were just made. Neither is what is measured;
/// the bench looks afterwards whether the program believed it.
fn count_as_cared_for(ledger: &mut Ledger) -> Result<(), LedgerError> {
    let now: DateTime<Utc> = Utc::now();
    let backup = serde_json::json!({ "at": now, "facts": u32::MAX, "head": null, "failed": null });
    let check = serde_json::json!({ "at": now, "facts": 0, "trouble": null });
    ledger.transact(|writer| {
        writer.keep(EVERYBODY, "backup.automatic", &backup.to_string(), now)?;
        writer.keep(EVERYBODY, "history.checked", &check.to_string(), now)
    })
}
