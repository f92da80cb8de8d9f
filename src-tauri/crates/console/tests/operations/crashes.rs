//! The process ends at any point of the road. The next one finds the facts and takes up from there: one effect, and
//! ledger and book agree.

use crate::gate::Where;
use crate::shop::{Shop, decided, refund, whole};
use console::operation::{Ask, WatchOptions};
use console::{Console, IdSource, Ports, SystemIds};
use domain::ids::{OrderId, PaymentId};
use domain::intent::Verb;
use simulator::Effect;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// Ends the process, as far as a test can: whatever it was doing is torn away when it asks for its next id. Every fact
/// needs one, so this visits the gaps between any two facts, and between a fact and the call that follows it.
struct MortalIds {
    left: Arc<AtomicI64>,
}

impl MortalIds {
    fn breathe(&self) {
        assert!(self.left.fetch_sub(1, Ordering::SeqCst) > 0, "the process ends here");
    }
}

impl IdSource for MortalIds {
    fn uuid(&self) -> Uuid {
        self.breathe();
        SystemIds.uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.breathe();
        SystemIds.fill(bytes);
    }
}

const IMMORTAL: i64 = i64::MAX;

/// A console whose process ends when it has asked for `left` more ids.
fn mortal(shop: &Shop, left: &Arc<AtomicI64>) -> Console {
    left.store(IMMORTAL, Ordering::SeqCst);
    shop.another_with(Ports { ids: Arc::new(MortalIds { left: Arc::clone(left) }), ..shop.ports() })
}

async fn ready(shop: &Shop, console: &Console, verb: Verb) -> (OrderId, PaymentId) {
    if verb == Verb::Capture {
        shop.authorised(console, 4_000).await
    } else {
        shop.paid(console, 4_000).await
    }
}

fn ask(order: OrderId, verb: Verb) -> Ask {
    if verb == Verb::Refund { refund(order, 1_000) } else { whole(order, verb) }
}

/// What Antom did, by its own book.
fn effects(shop: &Shop, verb: Verb, payment: &PaymentId) -> usize {
    let effect = match verb {
        Verb::Capture => Effect::Captured,
        Verb::Cancel => Effect::Cancelled,
        Verb::Refund => Effect::Refunded,
    };
    shop.booked(effect).iter().filter(|entry| entry.payment_id == payment.as_str()).count()
}

async fn survives_a_crash_at_every_fact(verb: Verb) {
    let (shop, console) = Shop::open().await;
    let left = Arc::new(AtomicI64::new(IMMORTAL));
    let mut crashes = 0;
    for breaths in 0..60 {
        let (order, payment) = ready(&shop, &console, verb).await;
        let dying = mortal(&shop, &left);
        let (_, intent) = decided(&dying, ask(order, verb)).await.unwrap();
        left.store(breaths, Ordering::SeqCst);
        let life = tokio::spawn(async move { dying.settle(&intent.id).await.map(|view| view.stage) });
        let survived = match life.await {
            Ok(settled) => {
                assert_eq!(settled.unwrap(), "done");
                true
            }
            Err(death) => {
                assert!(death.is_panic());
                crashes += 1;
                false
            }
        };
        let heir = shop.another();
        heir.recover().await.unwrap();
        let report = heir.watch(WatchOptions { until_quiet: true, once: false }).await.unwrap();
        assert_eq!(
            (report.open_intents, report.waiting_for_person.len()),
            (0, 0),
            "{verb:?} after {breaths} ids"
        );
        let view = heir.show(&order).unwrap();
        assert_eq!(view.intents[0].stage, "done", "{verb:?} after {breaths} ids");
        assert_eq!(effects(&shop, verb, &payment), 1, "{verb:?} after {breaths} ids");
        if survived {
            assert!(crashes >= 4, "released, sent, evidence and answer were each torn away once: {crashes}");
            return;
        }
    }
    panic!("{verb:?} never came to its end");
}

#[tokio::test]
async fn a_refund_survives_the_end_of_its_process_at_every_fact() {
    survives_a_crash_at_every_fact(Verb::Refund).await;
}

#[tokio::test]
async fn a_capture_survives_the_end_of_its_process_at_every_fact() {
    survives_a_crash_at_every_fact(Verb::Capture).await;
}

#[tokio::test]
async fn a_cancel_survives_the_end_of_its_process_at_every_fact() {
    survives_a_crash_at_every_fact(Verb::Cancel).await;
}

/// The process ends while a call is on its way, before Antom had it or after.
async fn survives_a_crash_during(operation: &str, place: Where, verb: Verb, attempts: u32) {
    let (shop, console) = Shop::open().await;
    let (order, payment) = ready(&shop, &console, verb).await;
    let dying = shop.another();
    let (_, intent) = decided(&dying, ask(order, verb)).await.unwrap();
    shop.gate.hold(operation, place);
    let id = intent.id;
    let life = tokio::spawn(async move { dying.settle(&id).await.map(|view| view.stage) });
    shop.gate.reached.notified().await;
    life.abort();
    assert!(life.await.unwrap_err().is_cancelled());
    shop.gate.open();
    let heir = shop.another();
    heir.recover().await.unwrap();
    let settled = heir.settle(&id).await.unwrap();
    assert_eq!((settled.stage.as_str(), settled.attempts), ("done", attempts), "{operation} {place:?}");
    assert_eq!(effects(&shop, verb, &payment), 1);
    let book = heir.show(&order).unwrap().payments[0].book.unwrap();
    assert_eq!(book.refunded.minor(), shop.totals(payment.as_str()).refunded);
}

#[tokio::test]
async fn a_refund_on_its_way_when_the_process_ended_is_asked_about_before_anything_is_sent_again() {
    survives_a_crash_during("refund", Where::After, Verb::Refund, 1).await;
    survives_a_crash_during("refund", Where::Before, Verb::Refund, 2).await;
    survives_a_crash_during("inquiryPayment", Where::Before, Verb::Refund, 1).await;
}

#[tokio::test]
async fn a_capture_on_its_way_when_the_process_ended_is_asked_about_before_anything_is_sent_again() {
    survives_a_crash_during("capture", Where::After, Verb::Capture, 1).await;
    survives_a_crash_during("capture", Where::Before, Verb::Capture, 2).await;
}

#[tokio::test]
async fn a_cancel_on_its_way_when_the_process_ended_is_asked_about_before_anything_is_sent_again() {
    survives_a_crash_during("cancel", Where::After, Verb::Cancel, 1).await;
    survives_a_crash_during("cancel", Where::Before, Verb::Cancel, 2).await;
}

#[tokio::test]
async fn a_living_process_is_left_to_its_sending() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
    shop.gate.hold("refund", Where::Before);
    let console = Arc::new(console);
    let (slow, id) = (Arc::clone(&console), intent.id);
    let life = tokio::spawn(async move { slow.settle(&id).await });
    shop.gate.reached.notified().await;
    let other = shop.another();
    let recovered = other.recover().await.unwrap();
    assert!(recovered.taken_up.is_empty() && recovered.open == 1);
    assert_eq!(other.settle(&id).await.unwrap().stage, "sent");
    assert_eq!(other.stop(&id).unwrap_err().code(), "changed-meanwhile");
    // Given up inside the same process, it is that process which takes it up.
    life.abort();
    assert!(life.await.unwrap_err().is_cancelled());
    shop.gate.open();
    assert_eq!(console.settle(&id).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn a_slow_process_cannot_speak_over_the_one_that_took_its_place() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let slow = shop.another();
    let (_, intent) = decided(&slow, refund(order, 1_000)).await.unwrap();
    shop.gate.hold("refund", Where::After);
    let id = intent.id;
    let life = tokio::spawn(async move { slow.settle(&id).await });
    shop.gate.reached.notified().await;
    shop.gate.let_others_pass();
    // Its lock is lost, as when somebody tidies up the directory: to everybody else it is gone.
    let senders = shop.home().senders(domain::account::Environment::Training);
    for entry in std::fs::read_dir(senders).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    assert_eq!(console.settle(&id).await.unwrap().stage, "done");
    shop.gate.open();
    assert_eq!(life.await.unwrap().unwrap().stage, "done");
    let steps: Vec<String> =
        console.show(&order).unwrap().timeline.into_iter().map(|entry| entry.kind).collect();
    assert!(!steps.contains(&"RefundAnswered".to_owned()), "its answer came under an old number: {steps:?}");
    assert_eq!(steps.iter().filter(|kind| *kind == "RefundSent").count(), 1);
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}
