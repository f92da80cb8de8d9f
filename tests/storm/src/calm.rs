//! The calm after the storm: the weather clears, the watcher goes round, and everything open must settle or ask a person.

use crate::broken::{Broken, OrBroken};
use crate::notices::same_disputes;
use crate::people;
use crate::ports::lock;
use crate::promises::{effects_of, search, whole};
use crate::task::Turn;
use crate::world::World;
use chrono::TimeDelta;
use console::operation::{WatchOptions, WatchReport};
use console::view::OrderView;
use console::{Console, ConsoleError};
use domain::intent::Verb;
use simulator::{Book, Effect};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Seconds between the first rounds, for what money did and must be said three times. They end once nothing is open of
/// captures, cancels and refunds: a buyer who does not pay is not asked about over and over.
const SOON: [i64; 9] = [1, 20, 20, 20, 20, 60, 120, 300, 300];
/// Seconds between those after them, for what takes days.
const LATER: [i64; 5] = [3_700, 350_000, 700_000, 900_000, 1_000_000];
/// Most turns of one round.
const MOST_TURNS: usize = 20_000;

/// Clears the weather and sees that everything settles.
pub(crate) fn settle(world: &mut World) -> Result<(), Broken> {
    clear(world);
    let console = world.console(0)?.ok_or_else(|| Broken::new("nothing can be opened in calm weather"))?;
    somebody_signs_in(world, &console)?;
    let moving = |report: &WatchReport| report.open_intents > report.waiting_for_person.len();
    for seconds in SOON {
        world.pass(TimeDelta::seconds(seconds));
        if !moving(&round(world, &console)?) {
            break;
        }
    }
    for seconds in LATER {
        world.pass(TimeDelta::seconds(seconds));
        let report = round(world, &console)?;
        if report.open_orders == 0 && !moving(&report) {
            every_payment_is_known(world, &console)?;
            world.all_is_told(&console)?;
            let report = round(world, &console)?;
            if report.open_orders > 0 || moving(&report) {
                return Err(Broken::new(format!(
                    "liveness: all was settled until Antom told everything once more{}",
                    still_open(&console)?
                )));
            }
            return at_the_end(world, &console);
        }
    }
    let report = round(world, &console)?;
    Err(Broken::new(format!(
        "liveness: {} orders and {} intents are open after weeks of calm; {:?}{}",
        report.open_orders,
        report.open_intents,
        report.trouble,
        still_open(&console)?
    )))
}

/// Nothing is open: what was paid last in every session was heard of, before Antom tells of it by itself once more.
fn every_payment_is_known(world: &World, console: &Console) -> Result<(), Broken> {
    let mut known = HashSet::new();
    for order in world.promises.orders() {
        let order = console.show(&order.id).or_broken("an order")?;
        known.extend(order.payments.into_iter().map(|payment| payment.id));
    }
    let gateway = lock(&world.shared.gateway);
    let paid = gateway.book().entries().iter();
    let paid = paid.filter(|entry| matches!(entry.effect, Effect::Paid | Effect::Authorised));
    let last: BTreeMap<_, _> =
        paid.map(|entry| (entry.payment_request_id.as_str(), entry.payment_id.as_str())).collect();
    match last.into_iter().find(|(_, payment)| !known.contains(*payment)) {
        None => Ok(()),
        Some((request, payment)) => Err(Broken::new(format!(
            "liveness: all was settled, and nobody asked so long that {payment} of {request} was heard of"
        ))),
    }
}

/// What is open, for whoever has to understand it.
fn still_open(console: &Console) -> Result<String, Broken> {
    let mut text = String::new();
    for (order, word) in console.open_words().or_broken("what is open")? {
        let order = console.show(&order).or_broken("an order")?;
        let sessions: Vec<_> =
            order.sessions.iter().map(|session| (&session.request, &session.stage)).collect();
        let payments: Vec<_> =
            order.payments.iter().map(|payment| (&payment.id, &payment.state.state)).collect();
        let intents: Vec<_> = order.intents.iter().map(|intent| (&intent.operation, &intent.stage)).collect();
        text.push_str(&format!(
            "\n{} is {word}, {}: {sessions:?} {payments:?} {intents:?}",
            order.reference, order.state.state
        ));
    }
    Ok(text)
}

fn clear(world: &mut World) {
    world.tell("the weather clears".to_owned());
    lock(&world.shared.gateway).clear_faults();
    world.vault.play(vault::State::Ready);
    world.shared.full.store(false, Ordering::Relaxed);
    for operator in 0..world.operators.len() {
        world.kill(operator);
        world.operators[operator].ahead_ms.store(0, Ordering::Relaxed);
        world.operators[operator].plugged.store(true, Ordering::Relaxed);
    }
}

/// Where there are people, one of them comes in: what is open may ask for a person.
fn somebody_signs_in(world: &mut World, console: &Console) -> Result<(), Broken> {
    let Some(chairs) = world.chairs.clone() else { return Ok(()) };
    // Nobody waits longer for wrong PINs.
    world.pass(TimeDelta::hours(1));
    let door = console.door().or_broken("who may sign in")?;
    let person = people::working().find(|person| door.iter().any(|known| known.name == person.name));
    let person = person.ok_or_else(|| Broken::new("liveness: nobody is left who may sign in"))?;
    people::sign_in(console, &chairs, 0, person, true).or_broken("liveness: signing in")
}

/// One round of the watcher, to its end.
fn round(world: &mut World, console: &Arc<Console>) -> Result<WatchReport, Broken> {
    let told = Rc::new(RefCell::new(None));
    let (watcher, kept) = (Arc::clone(console), Rc::clone(&told));
    world.spawn(0, "the calm's watch", async move {
        watcher.recover().await?;
        let report = watcher.watch(WatchOptions { once: true, until_quiet: false }).await?;
        kept.replace(Some(report));
        Ok(())
    });
    world.is_present_at(0);
    for _ in 0..MOST_TURNS {
        let Some(task) = world.tasks.last_mut() else { break };
        match task.go() {
            Turn::Rests => {}
            Turn::Over(result) => {
                world.tasks.clear();
                result.map_err(|error: ConsoleError| {
                    Broken::new(format!("liveness: the watch ends with {error}"))
                })?;
            }
            turn => return Err(Broken::new(format!("liveness: {turn:?}"))),
        }
        world.look()?;
    }
    told.take().ok_or_else(|| Broken::new("liveness: one round of the watch does not end"))
}

/// Nothing is open: ledger and book must tell the same story.
fn at_the_end(world: &World, console: &Console) -> Result<(), Broken> {
    let observer = world.observer()?;
    whole(&observer)?;
    if let Some(broken) = observer.broken_promises().or_broken("the facts")?.first() {
        return Err(Broken::new(format!("what ledger verify looks for: {broken:?}")));
    }
    // Read afresh: some words change by time alone.
    let orders: Vec<OrderView> = world
        .promises
        .orders()
        .map(|order| console.show(&order.id).or_broken("an order"))
        .collect::<Result<_, Broken>>()?;
    search(&observer, &orders)?;
    same_disputes(world, &orders)?;
    // Copied, because a console that shows an order asks the gateway's clock for the time.
    let book = lock(&world.shared.gateway).book().clone();
    for order in &orders {
        same_story(order, &book)?;
    }
    Ok(())
}

fn same_story(order: &OrderView, book: &Book) -> Result<(), Broken> {
    for intent in &order.intents {
        let happened = effects_of(intent, book);
        let expected = match intent.stage.as_str() {
            // A cancel has no id at the gateway: what happened to the payment may be another's doing.
            _ if intent.verb == Verb::Cancel => continue,
            "done" => 1,
            "stopped" | "never-placed" => 0,
            // A refund may have been returned and come back later.
            _ => continue,
        };
        if happened != expected {
            return Err(Broken::new(format!(
                "promise 1: at the end {:?} {} is {} and happened {happened} times",
                intent.verb, intent.operation, intent.stage
            )));
        }
    }
    for payment in &order.payments {
        let (Some(ours), theirs) = (&payment.book, book.totals(&payment.id)) else { continue };
        let taken = theirs.captured + theirs.paid;
        if ours.taken.minor() != taken && theirs.cancelled == 0 && theirs.auto_refunded == 0 {
            return Err(Broken::new(format!(
                "the end: {} of {} shows {} taken, the gateway has {taken}",
                payment.id,
                order.reference,
                ours.taken.minor()
            )));
        }
        if ours.refunded.minor() != theirs.refunded && theirs.auto_refunded == 0 {
            return Err(Broken::new(format!(
                "the end: {} of {} shows {} refunded, the gateway has {}",
                payment.id,
                order.reference,
                ours.refunded.minor(),
                theirs.refunded
            )));
        }
    }
    Ok(())
}
