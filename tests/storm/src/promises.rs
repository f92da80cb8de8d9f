//! What must hold after every step, whatever happened. The numbers are those of tests/SAFETY.md.

use crate::broken::{Broken, OrBroken};
use crate::permitted::{Around, Permitted};
use crate::ports::{Shared, lock};
use console::Console;
use console::changed::{Appended, Mark};
use console::find::Which;
use console::view::{IntentView, OrderView};
use domain::ids::{IntentId, OrderId};
use domain::intent::Verb;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IteratorRandom;
use simulator::{Book, Effect, Entry};
use std::collections::{BTreeMap, BTreeSet};

/// A full verification is the dearest promise to look at; it is looked at this often, and at the end.
const VERIFY_EVERY: u64 = 25;

/// What was seen so far, which later sights must agree with.
#[derive(Default)]
pub(crate) struct Promises {
    mark: Mark,
    looks: u64,
    orders: BTreeMap<OrderId, OrderView>,
    intents: BTreeMap<IntentId, Was>,
    /// How many lines of the gateway's book were looked at.
    lines: usize,
    effects: BTreeSet<(&'static str, String)>,
    moves: BTreeSet<(String, String)>,
    /// What people may, in a world that has some.
    pub permitted: Option<Permitted>,
    /// Whether a clock of this world was ever wrong.
    pub clocks_went_wrong: bool,
}

/// How an intent stood when it was last looked at.
struct Was {
    stage: String,
    operation: String,
    verb: Verb,
}

impl Promises {
    /// Looks at everything that changed since the last time. `present` is who sat at the process that went on meanwhile.
    pub fn look(&mut self, shared: &Shared, observer: &Console, present: Option<&str>) -> Result<(), Broken> {
        self.one_effect(lock(&shared.gateway).book())?;
        let (mark, changed) = observer.changed_since(self.mark).or_broken("what changed")?;
        let changed = match changed {
            Appended::Nothing => return Ok(()),
            Appended::To(orders) => orders,
            Appended::Anything(_) => all_orders(observer)?,
        };
        self.mark = mark;
        self.looks += 1;
        for order in changed {
            let view = observer.show(&order).or_broken("an order")?;
            self.order(&view, shared)?;
            self.orders.insert(order, view);
        }
        self.permitted(shared, observer, present)?;
        if self.looks.is_multiple_of(VERIFY_EVERY) { whole(observer) } else { Ok(()) }
    }

    /// 10, where there are people.
    fn permitted(
        &mut self,
        shared: &Shared,
        observer: &Console,
        present: Option<&str>,
    ) -> Result<(), Broken> {
        let Some(permitted) = &mut self.permitted else { return Ok(()) };
        let is_over = |id: &IntentId| {
            self.intents.get(id).is_some_and(|was| matches!(was.stage.as_str(), "stopped" | "refused"))
        };
        let clocks_agree = !self.clocks_went_wrong;
        permitted.facts(observer, &Around { present, clocks_agree, is_over: &is_over })?;
        permitted.book(lock(&shared.gateway).book())
    }

    fn order(&mut self, view: &OrderView, shared: &Shared) -> Result<(), Broken> {
        sums(view)?;
        deadlines(view, shared)?;
        for intent in &view.intents {
            self.intent(intent)?;
            agrees(intent, lock(&shared.gateway).book())?;
        }
        Ok(())
    }

    /// An outcome never changes, and goes only by ways the product knows.
    fn intent(&mut self, now: &IntentView) -> Result<(), Broken> {
        let stage = now.stage.clone();
        let was = self
            .intents
            .insert(now.id, Was { stage: stage.clone(), operation: now.operation.clone(), verb: now.verb });
        let Some(was) = was else {
            self.moves.insert(("nothing".to_owned(), stage));
            return Ok(());
        };
        if was.stage == stage {
            return Ok(());
        }
        // A refund that was returned can come back at the bank, days later; Antom then says FAIL, signed.
        let came_back = now.verb == Verb::Refund && was.stage == "done" && stage == "refused";
        if matches!(was.stage.as_str(), "done" | "refused" | "stopped") && !came_back {
            return Err(Broken::new(format!(
                "promise 3: {} went from {} to {stage}",
                now.operation, was.stage
            )));
        }
        self.moves.insert((was.stage, stage));
        Ok(())
    }

    /// 1: one intent has one effect at the gateway. 2: nothing is captured or given back beyond what there was.
    fn one_effect(&mut self, book: &Book) -> Result<(), Broken> {
        let entries = book.entries();
        for entry in entries.get(self.lines..).unwrap_or_default() {
            let Some((effect, id)) = counted(entry) else { continue };
            if !self.effects.insert((effect, id.clone())) {
                return Err(Broken::new(format!("promise 1: {id} had the effect {effect} twice")));
            }
            let totals = book.totals(&entry.payment_id);
            if !totals.sound() {
                return Err(Broken::new(format!("promise 2: payment {}: {totals:?}", entry.payment_id)));
            }
        }
        self.lines = entries.len();
        Ok(())
    }

    /// Any order that is known.
    pub fn some_order(&self, chance: &mut StdRng) -> Option<OrderView> {
        self.orders.values().choose(chance).cloned()
    }

    /// An order on which this makes sense; one time of eight any order, so that asking for money where there is none is
    /// tried as well.
    pub fn some_order_to(&self, verb: Verb, chance: &mut StdRng) -> Option<OrderView> {
        let words: &[&str] = match verb {
            Verb::Capture => &["authorised"],
            Verb::Refund => &["paid", "captured", "part-refunded"],
            Verb::Cancel => &["authorised", "paid"],
        };
        let fits = |order: &&OrderView| words.contains(&order.state.state.as_str());
        if chance.gen_ratio(1, 8) {
            return self.some_order(chance);
        }
        self.orders.values().filter(fits).choose(chance).cloned()
    }

    /// Intents without an outcome.
    pub fn open_intents(&self) -> Vec<IntentId> {
        let open = |was: &Was| !matches!(was.stage.as_str(), "done" | "refused" | "stopped");
        self.intents.iter().filter(|(_, was)| open(was)).map(|(id, _)| *id).collect()
    }

    /// The ids of refunds that left and have no outcome.
    pub fn open_refunds(&self) -> Vec<String> {
        let under_way =
            |was: &&Was| was.verb == Verb::Refund && matches!(was.stage.as_str(), "sent" | "checking");
        self.intents.values().filter(under_way).map(|was| was.operation.clone()).collect()
    }

    /// How many intents there are.
    pub fn intents(&self) -> u64 {
        u64::try_from(self.intents.len()).unwrap_or(u64::MAX)
    }

    /// From which stage to which intents went.
    pub fn moves(&self) -> &BTreeSet<(String, String)> {
        &self.moves
    }

    /// Every order that is known.
    pub fn orders(&self) -> impl Iterator<Item = &OrderView> {
        self.orders.values()
    }
}

/// The effects that must not happen twice, and the id that must not have them twice.
fn counted(entry: &Entry) -> Option<(&'static str, String)> {
    let by_request = || entry.request_id.clone();
    let (effect, id) = match entry.effect {
        Effect::Captured if entry.request_id.is_some() => ("captured", by_request()?),
        Effect::Captured => ("captured", entry.payment_id.clone()),
        Effect::Refunded => ("refunded", by_request()?),
        Effect::Cancelled => ("cancelled", entry.payment_id.clone()),
        Effect::Voided => ("voided", entry.payment_id.clone()),
        _ => return None,
    };
    Some((effect, id))
}

/// 2, on our side: what is shown as refunded and on its way never exceeds what was taken, nor that what was authorised.
fn sums(view: &OrderView) -> Result<(), Broken> {
    for payment in &view.payments {
        let Some(book) = &payment.book else { continue };
        let out = book.refunded.minor() + book.pending.minor() + book.queued.minor();
        if book.taken.minor() > book.authorised.minor() || out > book.taken.minor() {
            return Err(Broken::new(format!(
                "promise 2: payment {} of {}: {book:?}",
                payment.id, view.reference
            )));
        }
    }
    Ok(())
}

/// 8: a deadline that is shown is never later than the gateway's own.
fn deadlines(view: &OrderView, shared: &Shared) -> Result<(), Broken> {
    let ends = lock(&shared.hold_ends);
    for payment in &view.payments {
        if let (Some(shown), Some(theirs)) = (payment.hold_ends_at, ends.get(&payment.id))
            && shown > *theirs
        {
            return Err(Broken::new(format!(
                "promise 8: the hold of {} is shown until {shown}, it ends {theirs}",
                payment.id
            )));
        }
    }
    Ok(())
}

/// 1, 3 and 4: what is settled here is in the gateway's book, and what never left is not.
fn agrees(intent: &IntentView, book: &Book) -> Result<(), Broken> {
    let happened = effects_of(intent, book);
    let wrong = match intent.stage.as_str() {
        "done" => happened == 0,
        // A cancel has no id at the gateway: what happened to the payment may be another's doing.
        "queued" | "released" | "stopped" => {
            intent.verb != Verb::Cancel && intent.attempts == 0 && happened > 0
        }
        "refused" => happened > 0 && intent.verb != Verb::Refund,
        _ => false,
    };
    if wrong {
        return Err(Broken::new(format!(
            "promise 3: {:?} {} is {} here and happened {happened} times there",
            intent.verb, intent.operation, intent.stage
        )));
    }
    Ok(())
}

/// How often an intent happened, by the gateway's own book.
pub(crate) fn effects_of(intent: &IntentView, book: &Book) -> usize {
    let is_its = |entry: &&Entry| match intent.verb {
        Verb::Capture => {
            entry.effect == Effect::Captured && entry.request_id.as_deref() == Some(&intent.operation)
        }
        Verb::Refund => {
            entry.effect == Effect::Refunded && entry.request_id.as_deref() == Some(&intent.operation)
        }
        Verb::Cancel => {
            matches!(entry.effect, Effect::Cancelled | Effect::CancelledUnpaid | Effect::Voided)
                && entry.payment_id == intent.payment
        }
    };
    book.entries().iter().filter(is_its).count()
}

/// 5 and 6: the chains verify and hold their checkpoint, and the projections equal a replay.
pub(crate) fn whole(observer: &Console) -> Result<(), Broken> {
    match observer.verify(None) {
        Ok(verified) if verified.whole => Ok(()),
        Ok(verified) => Err(Broken::new(format!("promises 5 and 6: {verified:?}"))),
        // A locked keychain cannot tell its checkpoint; it is looked at again later.
        Err(error) if error.code().starts_with("keychain") || error.code().starts_with("vault") => Ok(()),
        Err(error) => Err(Broken::new(format!("promises 5 and 6: {}: {error}", error.code()))),
    }
}

fn all_orders(observer: &Console) -> Result<Vec<OrderId>, Broken> {
    let page = Which { limit: 1_000, after: None };
    let found = observer.search("", &page).or_broken("the list of orders")?;
    Ok(found.rows.into_iter().map(|row| row.id).collect())
}

/// 9: a search finds what reading every order finds.
pub(crate) fn search(observer: &Console, orders: &[OrderView]) -> Result<(), Broken> {
    let page = Which { limit: 1_000, after: None };
    for (query, fits) in questions() {
        let found = observer.search(query, &page).or_broken(query)?;
        let found: BTreeSet<OrderId> = found.rows.into_iter().map(|row| row.id).collect();
        let there: BTreeSet<OrderId> =
            orders.iter().filter(|order| fits(order)).map(|order| order.id).collect();
        if found != there {
            return Err(Broken::new(format!("promise 9: {query:?} finds {found:?}, there are {there:?}")));
        }
    }
    Ok(())
}

type Fits = fn(&OrderView) -> bool;

fn questions() -> [(&'static str, Fits); 5] {
    [
        ("王芳", |order| buyer_is(order, "王芳")),
        ("budi", |order| buyer_is(order, "Budi")),
        ("lantern", |order| order.description.contains("lantern")),
        ("status:waiting", |order| order.state.state == "waiting"),
        ("currency:JPY", |order| order.amount.currency().code() == "JPY"),
    ]
}

fn buyer_is(order: &OrderView, name: &str) -> bool {
    order.buyer.as_ref().and_then(|buyer| buyer.name.as_deref()).is_some_and(|known| known.contains(name))
}
