use super::{DANIEL, LENA, PRIYA, TOM, add, code, pin, refunds, second_from, set_back, sgd, sits, staffed};
use crate::shop::{refund, whole};
use console::people::approve::ApprovalView;
use console::people::change::PersonChange;
use console::{Console, Ports, SecretText};
use domain::account::Environment;
use domain::ids::OrderId;
use domain::intent::Verb;
use domain::people::ApprovalPolicy;
use simulator::{Effect, FaultKind, Span};
use std::sync::Arc;
use vault::memory::MemoryVault;

/// Somebody at the counter asks for a refund.
async fn asked(console: &Console, order: OrderId, minor: u64) -> ApprovalView {
    sits(console, PRIYA);
    let prepared = console.prepare(refund(order, minor)).await.unwrap();
    assert!(prepared.second.is_some());
    console.ask_approval(prepared.token, Some("The steamer was broken".into())).unwrap()
}

/// Somebody looks at it and agrees.
async fn given(
    console: &Console,
    name: &str,
    asked: &ApprovalView,
) -> Result<console::view::IntentView, console::ConsoleError> {
    sits(console, name);
    let prepared = console.consider_approval(&asked.id).await?;
    console.give_approval(&asked.id, prepared.token).await
}

#[tokio::test]
async fn what_was_asked_for_is_approved_by_another_sent_once_and_stands_under_both_names() {
    let (shop, console) = staffed().await;
    let (order, payment) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    assert_eq!((ask.stage.as_str(), ask.asked_by.as_str(), ask.for_me), ("open", PRIYA, false));
    assert_eq!(ask.amount, Some(sgd(12_000)));
    assert!(shop.booked(Effect::Refunded).is_empty() && console.outbox().unwrap().is_empty());
    sits(&console, DANIEL);
    assert!(console.approval(&ask.id).unwrap().for_me);
    let intent = given(&console, DANIEL, &ask).await.unwrap();
    let settled = console.settle(&intent.id).await.unwrap();
    assert_eq!(settled.stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
    assert_eq!(shop.totals(payment.as_str()).kept(), 28_000);
    let told = console.approval(&ask.id).unwrap();
    assert_eq!((told.stage.as_str(), told.answered_by.as_deref()), ("given", Some(DANIEL)));
    let timeline = console.show(&order).unwrap().timeline;
    let requested = timeline.iter().find(|event| event.kind == "RefundRequested").unwrap();
    assert_eq!((requested.actor.as_str(), requested.approver.as_deref()), (PRIYA, Some(DANIEL)));
}

#[tokio::test]
async fn the_same_person_under_two_names_and_two_roles_approves_nothing_of_their_own() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    assert_eq!(code(given(&console, PRIYA, &ask).await), "own-approval");
    // The same person with another role and another name is the same person.
    sits(&console, LENA);
    console.change_person(PRIYA, PersonChange::Role("finance".into(), None)).unwrap();
    console.change_person(PRIYA, PersonChange::Name("P. Nair".into())).unwrap();
    console.sign_in("P. Nair", &pin(PRIYA)).unwrap();
    assert_eq!(code(console.consider_approval(&ask.id).await), "own-approval");
}

#[tokio::test]
async fn an_approval_is_given_by_who_could_do_it_alone() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    add(&console, TOM, "finance", Some(refunds(11_999, 90_000)));
    let ask = asked(&console, order, 12_000).await;
    assert_eq!(code(given(&console, TOM, &ask).await), "right-missing");
    sits(&console, TOM);
    assert_eq!(code(console.refuse_approval(&ask.id, "no")), "right-missing");
    given(&console, DANIEL, &ask).await.unwrap();
}

#[tokio::test]
async fn parameters_changed_after_approval_are_not_what_was_approved() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let (elsewhere, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    sits(&console, DANIEL);
    for other in
        [refund(order, 12_001), console::operation::Ask { reason: Some("x".into()), ..refund(order, 12_000) }]
    {
        let prepared = console.prepare(other).await.unwrap();
        assert_eq!(code(console.give_approval(&ask.id, prepared.token).await), "approval-differs");
    }
    let prepared = console.prepare(refund(elsewhere, 12_000)).await.unwrap();
    assert_eq!(code(console.give_approval(&ask.id, prepared.token).await), "approval-differs");
    assert!(console.outbox().unwrap().is_empty());
}

#[tokio::test]
async fn an_approval_replayed_sends_nothing_twice() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    sits(&console, DANIEL);
    let (one, two) = (
        console.consider_approval(&ask.id).await.unwrap(),
        console.consider_approval(&ask.id).await.unwrap(),
    );
    let intent = console.give_approval(&ask.id, one.token).await.unwrap();
    assert_eq!(code(console.give_approval(&ask.id, two.token).await), "approval-over");
    assert_eq!(code(console.give_approval(&ask.id, one.token).await), "confirmation-spent");
    assert_eq!(code(console.consider_approval(&ask.id).await), "approval-over");
    console.settle(&intent.id).await.unwrap();
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_approvers_at_once_send_it_once() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    let race = async |name: &'static str| {
        let console = Arc::new(shop.another());
        sits(&console, name);
        let token = console.consider_approval(&ask.id).await.unwrap().token;
        (console, token)
    };
    let (one, two) = (race(DANIEL).await, race(LENA).await);
    let give = |(console, token): (Arc<Console>, _)| {
        let id = ask.id;
        tokio::spawn(async move { console.give_approval(&id, token).await })
    };
    let (one, two) = tokio::join!(give(one), give(two));
    let answers = [one.unwrap(), two.unwrap()];
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    console.sign_in(DANIEL, &pin(DANIEL)).unwrap();
    for intent in console.outbox().unwrap() {
        console.settle(&intent.id).await.unwrap();
    }
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn one_request_of_a_payment_waits_at_a_time_and_can_be_taken_back() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    let again = console.prepare(refund(order, 500)).await.unwrap();
    assert_eq!(code(console.ask_approval(again.token, None)), "approval-open");
    sits(&console, DANIEL);
    assert_eq!(code(console.withdraw_approval(&ask.id)), "right-missing");
    sits(&console, PRIYA);
    assert_eq!(console.withdraw_approval(&ask.id).unwrap().stage, "withdrawn");
    assert_eq!(code(given(&console, DANIEL, &ask).await), "approval-over");
    asked(&console, order, 500).await;
}

#[tokio::test]
async fn a_refusal_has_a_reason_and_is_the_end() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    sits(&console, DANIEL);
    assert_eq!(code(console.refuse_approval(&ask.id, "  ")), "reason-needed");
    let refused = console.refuse_approval(&ask.id, "Ask for the photograph first").unwrap();
    assert_eq!(
        (refused.stage.as_str(), refused.reason.as_deref()),
        ("refused", Some("Ask for the photograph first"))
    );
    assert_eq!(code(given(&console, LENA, &ask).await), "approval-over");
}

#[tokio::test]
async fn nobody_answers_in_time_and_it_lapses() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    console
        .set_approval_policy(ApprovalPolicy { lapses_after_minutes: 30, ..ApprovalPolicy::default() })
        .unwrap();
    let ask = asked(&console, order, 12_000).await;
    shop.pass(Span::minutes(31));
    assert_eq!(console.approval(&ask.id).unwrap().stage, "lapsed");
    assert_eq!(code(given(&console, DANIEL, &ask).await), "approval-over");
}

#[tokio::test]
async fn a_clock_set_back_brings_no_request_back() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    let gone_back = set_back(&shop);
    assert_eq!(code(given(&gone_back, DANIEL, &ask).await), "approval-over");
    assert_eq!(gone_back.approval(&ask.id).unwrap().stage, "lapsed");
    given(&console, DANIEL, &ask).await.unwrap();
}

#[tokio::test]
async fn without_antom_somebody_is_asked_and_says_no_and_nothing_is_decided_until_antom_answers() {
    let (shop, console) = staffed().await;
    let (order, payment) = shop.paid(&console, 40_000).await;
    console.set_approval_policy(second_from(10_000)).unwrap();
    shop.fault("inquiryPayment", FaultKind::NoSignature, 10_000);

    sits(&console, PRIYA);
    let prepared = console.prepare(refund(order, 12_000)).await.unwrap();
    assert!(prepared.unasked.is_some());
    assert_eq!(code(console.confirm(prepared.token, None).await), "nothing-learnt");
    let refused = asked(&console, order, 12_000).await;
    sits(&console, DANIEL);
    console.refuse_approval(&refused.id, "Ask for a photograph first").unwrap();
    let ask = asked(&console, order, 12_000).await;

    sits(&console, DANIEL);
    assert_eq!(code(console.prepare(refund(order, 500)).await), "nothing-learnt", "what he may do alone");
    assert_eq!(code(console.consider_approval(&ask.id).await), "nothing-learnt");
    // The very same thing, as he could ask for it himself: it rests on nothing that Antom said.
    let own = console.prepare(refund(order, 12_000)).await.unwrap();
    assert!(own.unasked.is_some());
    assert_eq!(code(console.give_approval(&ask.id, own.token).await), "nothing-learnt");
    assert!(console.outbox().unwrap().is_empty());

    shop.clear_faults();
    let intent = given(&console, DANIEL, &ask).await.unwrap();
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    assert_eq!(shop.totals(payment.as_str()).kept(), 28_000);
}

#[tokio::test]
async fn it_is_decided_once_more_on_fresh_state() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 20_000).await;
    let ask = asked(&console, order, 12_000).await;
    sits(&console, DANIEL);
    let meanwhile = console.prepare(refund(order, 9_000)).await.unwrap();
    let considered = console.consider_approval(&ask.id).await.unwrap();
    console.confirm(meanwhile.token, None).await.unwrap();
    assert!(console.give_approval(&ask.id, considered.token).await.is_err(), "less is left by now");
    assert_eq!(code(console.consider_approval(&ask.id).await), "more-than-available");
    assert_eq!(console.approval(&ask.id).unwrap().stage, "open");
}

#[tokio::test]
async fn who_asked_and_was_suspended_gets_nothing_approved() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    sits(&console, LENA);
    console.change_person(PRIYA, PersonChange::Suspend("left".into())).unwrap();
    assert_eq!(code(given(&console, DANIEL, &ask).await), "right-missing");
}

#[tokio::test]
async fn a_backup_restored_with_an_open_approval_holds_none_that_could_be_given() {
    let (shop, console) = staffed().await;
    let recovery = SecretText::new(console.renew_recovery_code().unwrap().text().to_owned());
    let (order, _) = shop.paid(&console, 40_000).await;
    let ask = asked(&console, order, 12_000).await;
    let file = shop.home().path().join("copy.countersign");
    sits(&console, LENA);
    console.backup(&file).unwrap();
    // Here it is approved; there it would be approved a second time.
    given(&console, DANIEL, &ask).await.unwrap();
    let place = tempfile::tempdir().unwrap();
    let ports = Ports { vault: Arc::new(MemoryVault::new()), ..shop.ports() };
    let (there, _) = Console::restore(
        &console::Home::new(place.path()),
        Environment::Training,
        ports,
        &file,
        &console::restore::RestoreWith::Code(recovery.clone()),
    )
    .unwrap();
    there.set_pin(DANIEL, &pin(DANIEL), Some(&recovery)).unwrap();
    sits(&there, DANIEL);
    assert_eq!(there.approval(&ask.id).unwrap().stage, "void");
    assert_eq!(code(there.consider_approval(&ask.id).await), "approval-over");
}

#[tokio::test]
async fn policy_from_an_amount_on_is_asked_and_approved_too() {
    let (shop, console) = staffed().await;
    console.set_approval_policy(second_from(10_000)).unwrap();
    let (order, _) = shop.paid(&console, 40_000).await;
    sits(&console, DANIEL);
    let prepared = console.prepare(refund(order, 10_000)).await.unwrap();
    assert_eq!(prepared.second.clone().unwrap().approvers, [LENA], "finance alone is not two people");
    let ask = console.ask_approval(prepared.token, None).unwrap();
    given(&console, LENA, &ask).await.unwrap();
    let (held, _) = shop.authorised(&console, 4_000).await;
    let fine = console.prepare(whole(held, Verb::Capture)).await.unwrap();
    assert_eq!(
        code(console.ask_approval(fine.token, None)),
        "approval-over",
        "nobody needs to agree to this"
    );
}
