//! The people of the tests, and how each of them sits down.

mod approvals;
mod door;
mod limits;
mod locks;
mod matrix;
mod pins;
mod promotion;
mod roles;
mod trails;

use crate::outbox::Room;
use crate::shop::{Shop, refund};
use chrono::{DateTime, TimeDelta, Utc};
use console::{Clock, Console, ConsoleError, Disk, Ports, SecretText};
use domain::ids::{IntentId, OrderId};
use domain::people::{ApprovalPolicy, From, Limit, Limits, RoleName};
use money::Money;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub const LENA: &str = "Lena Hartmann";
pub const DANIEL: &str = "Daniel Okafor";
pub const PRIYA: &str = "Priya Nair";
pub const TOM: &str = "Tom Bakker";

/// Everybody's PIN in these tests, each their own.
pub fn pin(name: &str) -> SecretText {
    let digits = match name {
        LENA => "846201",
        DANIEL => "730915",
        PRIYA => "295408",
        TOM => "618274",
        _ => "507316",
    };
    SecretText::new(digits.to_owned())
}

pub fn add(console: &Console, name: &str, role: &str, limits: Option<Limits>) {
    console.add_person(name, RoleName(role.to_owned()), limits, &pin(name)).unwrap();
}

/// A shop with an admin, somebody of finance and somebody at the counter. The admin sits there.
pub async fn staffed() -> (Shop, Console) {
    let (shop, console) = Shop::open().await;
    for (name, role) in [(LENA, "admin"), (DANIEL, "finance"), (PRIYA, "shop")] {
        add(&console, name, role, None);
        // People stand in the order in which they were added.
        shop.pass(simulator::Span::seconds(1));
    }
    (shop, console)
}

pub fn sits(console: &Console, name: &str) {
    console.sign_in(name, &pin(name)).unwrap();
}

/// What Daniel decided at a counter of his own, and what was released there and had no room to be sent.
pub async fn released_without_room(shop: &Shop, order: OrderId) -> (Console, Arc<Room>, IntentId) {
    let disk = Arc::new(Room(AtomicU64::new(u64::MAX)));
    let counter = shop.another_with(Ports { disk: Arc::clone(&disk) as Arc<dyn Disk>, ..shop.ports() });
    sits(&counter, DANIEL);
    let prepared = counter.prepare(refund(order, 500)).await.unwrap();
    let intent = counter.confirm(prepared.token, None).await.unwrap().id;
    disk.0.store(1_000_000, Ordering::Relaxed);
    assert_eq!(code(counter.settle(&intent).await), "ledger-disk-full");
    (counter, disk, intent)
}

pub fn refunds(each: u64, day: u64) -> Limits {
    let most = |minor| Limit::up_to([sgd(minor)]);
    Limits { capture: Limit::default(), refund_each: most(each), refund_day: most(day) }
}

pub fn sgd(minor: u64) -> Money {
    crate::shop::sgd(minor)
}

/// Refunds from this amount on need a second person.
pub fn second_from(minor: u64) -> ApprovalPolicy {
    let from = From::AtLeast([(sgd(minor).currency(), minor)].into());
    ApprovalPolicy { refund: from, ..ApprovalPolicy::default() }
}

pub fn code<T: std::fmt::Debug>(answer: Result<T, ConsoleError>) -> String {
    answer.unwrap_err().code()
}

/// A clock that somebody sets back by three days.
pub struct SetBack {
    clock: Arc<dyn Clock>,
    back: AtomicBool,
}

impl SetBack {
    pub fn of(clock: Arc<dyn Clock>) -> Self {
        Self { clock, back: AtomicBool::new(false) }
    }

    pub fn set_back(&self) {
        self.back.store(true, Ordering::SeqCst);
    }
}

#[async_trait::async_trait]
impl Clock for SetBack {
    fn now(&self) -> DateTime<Utc> {
        let days = if self.back.load(Ordering::SeqCst) { 3 } else { 0 };
        self.clock.now() - TimeDelta::days(days)
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        self.clock.sleep_until(at).await;
    }
}

/// Another process, whose clock somebody has set back.
pub fn set_back(shop: &Shop) -> Console {
    let clock = SetBack::of(shop.ports().clock);
    clock.set_back();
    shop.another_with(Ports { clock: Arc::new(clock), ..shop.ports() })
}
