//! Every way a call can be lost or garbled, for every verb: the outcome becomes known, and there is one effect.

use crate::shop::{Shop, decided, refund, whole};
use console::Console;
use console::view::IntentView;
use domain::ids::{OrderId, PaymentId};
use domain::intent::Verb;
use simulator::{Effect, FaultKind, Span};

/// After these Antom has done it.
const AFTER: [FaultKind; 6] = [
    FaultKind::LostAfterEffect,
    FaultKind::Http500AfterEffect,
    FaultKind::AnswerUnknown,
    FaultKind::BadSignature,
    FaultKind::NoSignature,
    FaultKind::Garbage,
];
/// After these Antom has not done it.
const BEFORE: [FaultKind; 3] =
    [FaultKind::LostBeforeEffect, FaultKind::AnswerUnknownBeforeEffect, FaultKind::TrafficLimit];

/// Follows an intent for as long as a watcher would.
async fn to_the_end(console: &Console, intent: &IntentView) -> IntentView {
    let mut view = console.settle(&intent.id).await.unwrap();
    for _ in 0..20 {
        if view.settled || view.stage == "never-placed" {
            break;
        }
        view = console.settle(&intent.id).await.unwrap();
    }
    view
}

async fn ready(shop: &Shop, console: &Console, verb: Verb) -> (OrderId, PaymentId) {
    match verb {
        Verb::Capture => shop.authorised(console, 4_000).await,
        Verb::Cancel | Verb::Refund => shop.paid(console, 4_000).await,
    }
}

const fn effect_of(verb: Verb) -> Effect {
    match verb {
        Verb::Capture => Effect::Captured,
        Verb::Cancel => Effect::Cancelled,
        Verb::Refund => Effect::Refunded,
    }
}

const fn wire(verb: Verb) -> &'static str {
    match verb {
        Verb::Capture => "capture",
        Verb::Cancel => "cancel",
        Verb::Refund => "refund",
    }
}

async fn ends_done_with_one_effect(verb: Verb, kinds: &[FaultKind], attempts: impl Fn(u32) -> bool) {
    let (shop, console) = Shop::open().await;
    for kind in kinds {
        let (order, payment) = ready(&shop, &console, verb).await;
        let (_, intent) = decided(&console, whole(order, verb)).await.unwrap();
        shop.fault(wire(verb), *kind, 1);
        let settled = to_the_end(&console, &intent).await;
        assert_eq!(settled.stage, "done", "{verb:?} {kind:?}: {settled:?}");
        let told = settled.explanation.clone().unwrap_or_default();
        assert!(!told.is_empty() && !told.contains("not know"), "it is settled and says so: {settled:?}");
        assert!(attempts(settled.attempts), "{verb:?} {kind:?} was sent {} times", settled.attempts);
        let booked: Vec<_> = shop
            .booked(effect_of(verb))
            .into_iter()
            .filter(|entry| entry.payment_id == payment.as_str())
            .collect();
        assert_eq!(booked.len(), 1, "{verb:?} {kind:?}");
        assert_eq!(booked[0].amount.value, 4_000);
        assert!(shop.totals(payment.as_str()).sound());
        assert!(console.outbox().unwrap().is_empty());
        shop.clear_faults();
    }
}

#[tokio::test]
async fn a_refund_whose_answer_was_lost_or_garbled_is_found_by_asking_and_not_sent_again() {
    ends_done_with_one_effect(Verb::Refund, &AFTER, |attempts| attempts == 1).await;
}

#[tokio::test]
async fn a_capture_whose_answer_was_lost_or_garbled_is_found_by_asking_and_not_sent_again() {
    ends_done_with_one_effect(Verb::Capture, &AFTER, |attempts| attempts == 1).await;
}

#[tokio::test]
async fn a_cancel_whose_answer_was_lost_or_garbled_is_found_by_asking_and_not_sent_again() {
    ends_done_with_one_effect(Verb::Cancel, &AFTER, |attempts| attempts == 1).await;
}

#[tokio::test]
async fn a_refund_that_never_reached_antom_is_sent_again_under_its_id() {
    ends_done_with_one_effect(Verb::Refund, &BEFORE, |attempts| attempts == 2).await;
}

#[tokio::test]
async fn a_capture_that_never_reached_antom_is_sent_again_under_its_id() {
    ends_done_with_one_effect(Verb::Capture, &BEFORE, |attempts| attempts == 2).await;
}

#[tokio::test]
async fn a_cancel_that_never_reached_antom_is_sent_again() {
    ends_done_with_one_effect(Verb::Cancel, &BEFORE, |attempts| attempts == 2).await;
}

#[tokio::test]
async fn a_refund_is_believed_never_placed_only_after_three_answers_fifteen_seconds_apart() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 500)).await.unwrap();
    shop.fault("refund", FaultKind::LostBeforeEffect, 1);
    let settled = to_the_end(&console, &intent).await;
    assert_eq!((settled.stage.as_str(), settled.attempts), ("done", 2));
    let timeline = console.show(&order).unwrap().timeline;
    let sent: Vec<_> =
        timeline.iter().filter(|entry| entry.kind == "RefundSent").map(|entry| entry.at).collect();
    assert_eq!(sent.len(), 2);
    assert!(
        sent[1].signed_duration_since(sent[0]) >= chrono::TimeDelta::seconds(30),
        "three askings, two waits"
    );
}

#[tokio::test]
async fn answers_to_the_asking_that_cannot_be_believed_settle_nothing() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 500)).await.unwrap();
    shop.fault("refund", FaultKind::LostAfterEffect, 1);
    for kind in
        [FaultKind::Garbage, FaultKind::NoSignature, FaultKind::BadSignature, FaultKind::LostBeforeEffect]
    {
        shop.fault("inquiryRefund", kind, 1);
    }
    let settled = to_the_end(&console, &intent).await;
    assert_eq!((settled.stage.as_str(), settled.attempts), ("done", 1));
    assert_eq!(shop.totals(payment.as_str()).refunded, 500);
}

#[tokio::test]
async fn what_stays_unknown_is_never_called_failed_and_keeps_its_money_reserved() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 3_000)).await.unwrap();
    shop.fault("refund", FaultKind::LostAfterEffect, 1);
    shop.fault("inquiryRefund", FaultKind::NoSignature, 10_000);
    for _ in 0..5 {
        let view = console.settle(&intent.id).await.unwrap();
        assert_eq!((view.stage.as_str(), view.attempts, view.settled), ("checking", 1, false));
        shop.pass(Span::minutes(20));
    }
    assert_eq!(console.prepare(refund(order, 1_001)).await.unwrap_err().code(), "more-than-available");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn a_refund_that_is_too_old_to_be_repeated_waits_for_a_person_who_can_stop_it() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 3_000)).await.unwrap();
    shop.fault("refund", FaultKind::LostBeforeEffect, 1);
    shop.fault("inquiryRefund", FaultKind::NoSignature, 12);
    console.settle(&intent.id).await.unwrap();
    shop.pass(Span::minutes(20));
    shop.clear_faults();
    let view = to_the_end(&console, &intent).await;
    assert_eq!((view.stage.as_str(), view.attempts), ("never-placed", 1));
    let stopped = console.stop(&intent.id).unwrap();
    assert_eq!(stopped.stage, "stopped");
    assert!(shop.booked(Effect::Refunded).is_empty());
    assert_eq!(console.prepare(refund(order, 4_000)).await.unwrap().amount.minor(), 4_000);
    assert_eq!(shop.totals(payment.as_str()).kept(), 4_000);
}

#[tokio::test]
async fn a_cancel_is_repeated_three_times_and_no_more() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, whole(order, Verb::Cancel)).await.unwrap();
    shop.fault("cancel", FaultKind::LostBeforeEffect, 100);
    let view = to_the_end(&console, &intent).await;
    assert_eq!(view.attempts, 4, "once, and three repeats");
    assert!(!view.settled);
    shop.pass(Span::minutes(5));
    let view = to_the_end(&console, &intent).await;
    assert_eq!((view.stage.as_str(), view.attempts), ("never-placed", 4));
}

#[tokio::test]
async fn any_mixture_of_faults_ends_with_ledger_and_book_in_agreement() {
    let (shop, console) = Shop::open().await;
    let kinds = [AFTER.as_slice(), BEFORE.as_slice()].concat();
    for (place, kind) in kinds.iter().enumerate() {
        let (order, payment) = shop.paid(&console, 4_000).await;
        // The call suffers one fault, its repeat another, and so do the askings.
        shop.fault("refund", *kind, 1);
        shop.fault("refund", kinds[(place + 4) % kinds.len()], 1);
        shop.fault("inquiryRefund", kinds[(place + 2) % kinds.len()], 2);
        let (_, intent) = decided(&console, refund(order, 1_300)).await.unwrap();
        let view = to_the_end(&console, &intent).await;
        shop.clear_faults();
        let view = if view.settled { view } else { to_the_end(&console, &view).await };
        let refunded = shop.totals(payment.as_str()).refunded;
        let book = console.show(&order).unwrap().payments[0].book.unwrap();
        assert_eq!(book.refunded.minor(), refunded, "{kind:?}: {view:?}");
        assert!(view.settled && refunded <= 1_300, "{kind:?}: {view:?}");
    }
}

#[tokio::test]
async fn a_refund_that_found_no_connection_stays_open_and_says_that_nothing_left() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
    shop.gate.cut("refund");
    shop.fault("inquiryRefund", FaultKind::NoSignature, 99);
    let unsent = console.settle(&intent.id).await.unwrap();
    assert_eq!((unsent.stage.as_str(), unsent.settled, unsent.surely_unsent()), ("checking", false, true));
    let told = unsent.explanation.unwrap();
    assert!(told.starts_with("It has not left this computer"), "{told}");
    assert!(shop.booked(Effect::Refunded).is_empty());

    // What may have left is another matter: only asking can tell.
    let (another, _) = shop.paid(&console, 4_000).await;
    let (_, lost) = decided(&console, refund(another, 1_000)).await.unwrap();
    shop.gate.mend();
    shop.fault("refund", FaultKind::LostAfterEffect, 1);
    let lost = console.settle(&lost.id).await.unwrap();
    assert_eq!((lost.stage.as_str(), lost.surely_unsent()), ("checking", false));
}
