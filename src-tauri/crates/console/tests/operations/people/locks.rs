use super::{DANIEL, LENA, PRIYA, code, released_without_room, sits, staffed};
use crate::shop::{decided, refund};
use console::operation::WatchOptions;
use simulator::{Effect, Span};
use std::sync::atomic::Ordering;

fn once() -> WatchOptions {
    WatchOptions { once: true, ..WatchOptions::default() }
}

#[tokio::test]
async fn a_lock_hides_and_what_was_decided_goes_on() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    sits(&console, DANIEL);
    decided(&console, refund(order, 500)).await.unwrap();
    console.sign_out();
    shop.pass(Span::minutes(2));
    let report = console.watch(once()).await.unwrap();
    assert!(report.trouble.is_empty(), "{report:?}");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
    assert_eq!(console.pulse().unwrap().outbox, 0);
    assert_eq!(code(console.show(&order)), "sign-in-needed");
}

#[tokio::test]
async fn a_sealed_lock_lets_nothing_leave_until_somebody_signs_in_in_any_process() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    sits(&console, DANIEL);
    let (_, intent) = decided(&console, refund(order, 500)).await.unwrap();
    let token = console.open_seat().unwrap();
    console.seal().unwrap();
    shop.pass(Span::minutes(2));
    let elsewhere = shop.another();
    assert!(!elsewhere.resume_seat(&token).unwrap(), "sessions of the command line end as well");
    elsewhere.watch(once()).await.unwrap();
    elsewhere.recover().await.unwrap();
    assert!(shop.booked(Effect::Refunded).is_empty());
    sits(&elsewhere, PRIYA);
    assert!(!console.is_sealed().unwrap());
    console.watch(once()).await.unwrap();
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
    sits(&console, LENA);
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
}

#[tokio::test]
async fn what_was_released_before_a_lock_was_sealed_waits_for_somebody_to_sign_in() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (counter, disk, intent) = released_without_room(&shop, order).await;
    sits(&console, LENA);
    console.seal().unwrap();
    disk.0.store(u64::MAX, Ordering::Relaxed);
    assert_eq!(counter.settle(&intent).await.unwrap().stage, "released", "nobody is there");
    assert!(shop.booked(Effect::Refunded).is_empty());
    sits(&console, LENA);
    assert_eq!(counter.settle(&intent).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn a_question_put_to_one_person_is_not_answered_by_the_next() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    sits(&console, DANIEL);
    let prepared = console.prepare(refund(order, 500)).await.unwrap();
    console.sign_out();
    sits(&console, LENA);
    assert_eq!(code(console.confirm(prepared.token, None).await), "confirmation-spent");
}

#[tokio::test]
async fn a_form_that_is_not_finished_stays_with_its_owner() {
    let (shop, console) = staffed().await;
    let order = shop.request(&console, 1_000, domain::fact::CaptureMode::Automatic).await;
    sits(&console, PRIYA);
    let draft =
        console::form::RequestDraft { reference: "SO-20453".into(), ..console.draft_of(&order.id).unwrap() };
    console.keep_draft(Some(&draft)).unwrap();
    sits(&console, DANIEL);
    assert!(console.request_defaults().unwrap().kept.is_none());
    sits(&console, PRIYA);
    assert_eq!(console.request_defaults().unwrap().kept.unwrap().draft.reference, "SO-20453");
}

#[tokio::test]
async fn a_link_that_waited_is_made_for_whoever_asked_for_it() {
    let (shop, console) = staffed().await;
    let order = shop.request(&console, 1_000, domain::fact::CaptureMode::Automatic).await;
    sits(&console, PRIYA);
    console.defer_request(&order.id, None).unwrap();
    console.sign_out();
    shop.pass(Span::minutes(61));
    console.watch(once()).await.unwrap();
    sits(&console, DANIEL);
    let view = console.show(&order.id).unwrap();
    assert_eq!(view.sessions.len(), 2, "{view:?}");
    let asked = view.timeline.iter().rfind(|event| event.kind == "SessionRequested").unwrap();
    assert_eq!(asked.actor, PRIYA);
}
