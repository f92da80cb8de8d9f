//! What Antom tells by itself: notifications that reach a process late, in another order, twice, forged, or never. Asking
//! stays the rule; a world in which none arrives must come to the same end.

use crate::broken::Broken;
use crate::ports::{Shared, lock};
use crate::task::pause;
use crate::template::ACCOUNT;
use crate::world::World;
use antom::notification::Incoming;
use chrono::{DateTime, TimeDelta, Utc};
use console::receiving::{NotTaken, Taken};
use console::view::OrderView;
use console::{Console, ConsoleError};
use domain::ids::AccountName;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use simulator::Delivery;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// Where the Dashboard of every world sends them; the path is what is signed.
pub(crate) const ADDRESS: &str = "http://127.0.0.1:7/antom";
/// Within these a right clock must find a call fresh: Antom sends for a day and a half hour.
const FRESH: TimeDelta = TimeDelta::hours(24);
/// How a dispute goes on, and how it ends.
const TURNS: [&str; 3] = ["DEFENSE_DUE_ALERT", "DEFENSE_SUPPLIED", "DEFENSE_SUPPLIED"];
const ENDS: [&str; 4] = ["DISPUTE_JUDGED", "DISPUTE_CANCELLED", "DISPUTE_ACCEPTED", "RDR_RESOLVED"];

/// Notifications between Antom and the processes of a world.
#[derive(Default)]
pub(crate) struct Post {
    /// On their way; what arrived may stay here and arrive once more.
    on_the_way: Vec<Delivery>,
    /// Those that were answered with the prescribed reply, by number.
    taken: BTreeSet<u64>,
    /// How many arrived.
    pub arrived: u64,
    /// How many of them were known already.
    pub known: u64,
    /// How many of them were not taken: the clock was wrong, the disk full, their payment not known yet.
    pub not_taken: u64,
    /// How many more were forged.
    pub forged: u64,
}

/// Tasks of every process write into it.
pub(crate) type SharedPost = Arc<Mutex<Post>>;

/// What Antom hears of a call: that there was no answer, where the process that took it ends before it replies.
struct Reply {
    shared: Arc<Shared>,
    number: u64,
    said: Result<(), String>,
}

impl Drop for Reply {
    fn drop(&mut self) {
        let said = std::mem::replace(&mut self.said, Ok(()));
        lock(&self.shared.gateway).report_delivery(self.number, said);
    }
}

/// One call as it arrives at a process.
struct Arriving {
    console: Arc<Console>,
    reply: Reply,
    post: SharedPost,
    delivery: Delivery,
    forged: bool,
    /// By how much the clock of this process goes wrong, when it looks.
    ahead_ms: Arc<AtomicI64>,
}

impl World {
    /// A notification arrives at a process: one that is due, or one that arrived before.
    pub(crate) fn notice(&mut self, chance: &mut StdRng) -> Result<(), Broken> {
        let operator = chance.gen_range(0..self.operators.len());
        let Some(console) = self.console(operator)? else { return Ok(()) };
        self.post_comes();
        let (again, forged) = (chance.gen_ratio(1, 3), chance.gen_ratio(1, 8));
        let mut post = lock(&self.post);
        if post.on_the_way.is_empty() {
            return Ok(());
        }
        let at = chance.gen_range(0..post.on_the_way.len());
        let delivery =
            if again || forged { post.on_the_way[at].clone() } else { post.on_the_way.swap_remove(at) };
        drop(post);
        let ahead_ms = Arc::clone(&self.operators[operator].ahead_ms);
        let what = format!("notification {}", delivery.notice_id);
        let (shared, post) = (Arc::clone(&self.shared), Arc::clone(&self.post));
        let reply = Reply { shared, number: delivery.notice_id, said: Err("no answer".to_owned()) };
        let arriving = Arriving { console, reply, post, delivery, forged, ahead_ms };
        self.spawn(operator, what, arriving.arrives());
        Ok(())
    }

    /// What is due is on its way.
    fn post_comes(&self) {
        let mut gateway = lock(&self.shared.gateway);
        let mut post = lock(&self.post);
        loop {
            let due = gateway.next_deliveries();
            if due.is_empty() {
                return;
            }
            post.on_the_way.extend(due);
        }
    }

    /// A buyer's bank takes a payment up, or goes on with what it took up.
    pub(crate) fn dispute(&mut self, chance: &mut StdRng) {
        let Some(order) = self.promises.some_order(chance) else { return };
        let Some(payment) = order.payments.choose(chance) else { return };
        let kind = match chance.gen_range(0..4) {
            0 => TURNS.choose(chance),
            1 => ENDS.choose(chance),
            _ => None,
        };
        let wish = json!({ "payment_id": payment.id, "kind": kind.unwrap_or(&"DISPUTE_CREATED") });
        let (status, said) = self.control("POST", "disputes", &wish);
        self.seen.disputes += u64::from(status == 200 && kind.is_none());
        self.tell(format!("the bank of the buyer of {}: {wish}: {status} {said}", order.reference));
    }

    /// The numbers of everything Antom sent.
    fn sent(&self) -> Vec<u64> {
        let gateway = lock(&self.shared.gateway);
        let sent = gateway.notices().iter().filter(|notice| notice.undelivered.is_none());
        sent.map(|notice| notice.id).collect()
    }

    /// In the calm Antom tells everything once more, in any order, and everything is taken.
    pub(crate) fn all_is_told(&mut self, console: &Console) -> Result<(), Broken> {
        lock(&self.post).on_the_way.clear();
        for number in self.sent() {
            lock(&self.shared.gateway).report_delivery(number, Err("no answer".to_owned()));
            let (status, said) = self.control("POST", "notifications", &json!({ "id": number }));
            if status != 200 {
                return Err(Broken::new(format!(
                    "notification {number} cannot be sent again: {status} {said}"
                )));
            }
        }
        self.post_comes();
        let post = Arc::clone(&self.post);
        let mut all = std::mem::take(&mut lock(&post).on_the_way);
        all.shuffle(&mut StdRng::seed_from_u64(self.seed));
        for delivery in all {
            let taken = take(console, &delivery, false);
            lock(&post).note(delivery.notice_id, &taken)?;
            if let Err(why) = taken {
                let told = String::from_utf8_lossy(&delivery.body).into_owned();
                return Err(Broken::new(format!(
                    "liveness: a notification is not taken: {}: {told}",
                    why.why()
                )));
            }
        }
        Ok(())
    }
}

impl Arriving {
    /// Arrives, is judged, and its reply goes back. A process that ends in between is told again.
    async fn arrives(mut self) -> Result<(), ConsoleError> {
        pause("a notification arrived").await;
        let taken = take(&self.console, &self.delivery, self.forged);
        let nonsense = |detail: String| Err(ConsoleError::LedgerNonsense { detail });
        let number = self.delivery.notice_id;
        if self.forged {
            lock(&self.post).forged += 1;
            return match taken {
                Err(NotTaken::Unverified { .. }) => Ok(()),
                other => nonsense(format!("a forged notification {number} was answered {other:?}")),
            };
        }
        if let Err(NotTaken::Unverified { why }) = &taken
            && self.ahead_ms.load(Ordering::Relaxed) == 0
            && self.is_fresh()
        {
            return nonsense(format!("notification {number} of Antom's was not believed: {why}"));
        }
        if let Err(broken) = lock(&self.post).note(number, &taken) {
            return nonsense(broken.to_string());
        }
        pause("its reply is on its way").await;
        self.reply.said = taken.map(drop).map_err(|why| why.why().to_owned());
        Ok(())
    }

    fn is_fresh(&self) -> bool {
        let time = self.delivery.headers.iter().find(|(name, _)| name == "request-time");
        let time = time.and_then(|(_, time)| DateTime::parse_from_rfc3339(time).ok());
        time.is_some_and(|time| {
            self.reply.shared.now().signed_duration_since(time.with_timezone(&Utc)) < FRESH
        })
    }
}

/// What a process makes of a delivery. A forged one is signed by Antom, and says something else than was signed.
fn take(console: &Console, delivery: &Delivery, forged: bool) -> Result<Taken, NotTaken> {
    let mut body = delivery.body.clone();
    if forged {
        body.push(b' ');
    }
    let incoming =
        Incoming { method: "POST", path: &delivery.address.path, headers: &delivery.headers, body: &body };
    console.take_notification(&AccountName(ACCOUNT.to_owned()), &incoming)
}

impl Post {
    /// What was answered with the prescribed reply is on file, and is no news when it comes again.
    fn note(&mut self, number: u64, taken: &Result<Taken, NotTaken>) -> Result<(), Broken> {
        self.arrived += 1;
        match taken {
            Ok(Taken::New { .. }) if !self.taken.insert(number) => {
                Err(Broken::new(format!("notification {number} was taken as news twice")))
            }
            Ok(Taken::New { .. }) => Ok(()),
            Ok(Taken::Known { .. }) => {
                self.known += 1;
                self.taken.insert(number);
                Ok(())
            }
            Err(_) => {
                self.not_taken += 1;
                Ok(())
            }
        }
    }
}

/// Whether an order shows a dispute of a payment that is open.
pub(crate) fn is_disputed(order: &OrderView, payment: &str) -> bool {
    let of = order.payments.iter().filter(|known| known.id == payment).flat_map(|known| &known.disputes);
    of.into_iter().any(|dispute| !ENDS.contains(&dispute.event.as_str()))
}

/// At the end each dispute stands here as the bank left it.
pub(crate) fn same_disputes(world: &World, orders: &[OrderView]) -> Result<(), Broken> {
    let (_, shown) = world.control("GET", "disputes", &Value::Null);
    let theirs = shown["disputes"].as_array().cloned().unwrap_or_default();
    let mut open: BTreeMap<&str, bool> = BTreeMap::new();
    for dispute in &theirs {
        *open.entry(dispute["payment_id"].as_str().unwrap_or_default()).or_default() |=
            dispute["open"] == true;
    }
    for (payment, is_open) in open {
        let ours = orders.iter().any(|order| is_disputed(order, payment));
        if ours != is_open {
            return Err(Broken::new(format!(
                "the end: {payment} is disputed: {ours} here, {is_open} there: {theirs:?}"
            )));
        }
    }
    Ok(())
}
