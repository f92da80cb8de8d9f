use crate::shop::{Shop, decided, done, refund, sgd, whole};
use console::operation::Ask;
use domain::intent::Verb;
use simulator::{Effect, Span};

#[tokio::test]
async fn a_wallet_refund_is_returned_at_once_and_stands_in_antoms_book_under_its_id() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    let prepared = console.prepare(refund(order, 1_200)).await.unwrap();
    assert_eq!(prepared.amount, sgd(1_200));
    assert!(prepared.sentence.contains("SGD 12.00"), "{}", prepared.sentence);
    assert_eq!(prepared.before.unwrap().available, sgd(4_000));
    assert_eq!(prepared.after.unwrap().available, sgd(2_800));
    let intent = console.confirm(prepared.token, None).await.unwrap();
    assert_eq!(intent.stage, "queued");
    assert_eq!(intent.not_before, Some(prepared.not_before));
    assert!(shop.booked(Effect::Refunded).is_empty(), "nothing leaves in the stop window");
    let settled = console.settle(&intent.id).await.unwrap();
    assert_eq!((settled.stage.as_str(), settled.word.as_str(), settled.attempts), ("done", "Returned", 1));
    let booked = shop.booked(Effect::Refunded);
    assert_eq!(booked.len(), 1);
    assert_eq!(
        (booked[0].request_id.as_deref(), booked[0].amount.value),
        (Some(settled.operation.as_str()), 1_200)
    );
    assert_eq!(booked[0].id, settled.transaction);
    let view = console.show(&order).unwrap();
    assert_eq!(view.state.state, "part-refunded");
    let book = view.payments[0].book.unwrap();
    assert_eq!((book.taken, book.refunded, book.available), (sgd(4_000), sgd(1_200), sgd(2_800)));
    assert_eq!(shop.totals(payment.as_str()).kept(), 2_800);
}

#[tokio::test]
async fn a_part_and_then_the_rest_is_the_whole_and_then_nothing_is_left() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    assert_eq!(done(&console, refund(order, 1_500)).await.stage, "done");
    let rest = console.prepare(whole(order, Verb::Refund)).await.unwrap();
    assert_eq!(rest.amount, sgd(2_500), "without an amount all that is left is meant");
    let intent = console.confirm(rest.token, None).await.unwrap();
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    assert_eq!(console.show(&order).unwrap().state.state, "refunded");
    assert_eq!(shop.totals(payment.as_str()).kept(), 0);
    let refused = console.prepare(whole(order, Verb::Refund)).await.unwrap_err();
    assert_eq!(refused.code(), "nothing-left");
    let dry = console.dry_run(refund(order, 1)).await.unwrap();
    assert!(!dry.permitted && dry.refusal.is_some());
}

#[tokio::test]
async fn more_than_is_left_is_refused_with_the_figures_and_nothing_is_sent() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    decided(&console, refund(order, 3_000)).await.unwrap();
    let refused = console.prepare(refund(order, 1_001)).await.unwrap_err();
    assert_eq!(refused.code(), "more-than-available");
    assert!(
        refused.to_string().contains("SGD 10.00"),
        "a queued refund already lowers what is left: {refused}"
    );
    assert!(shop.booked(Effect::Refunded).is_empty());
}

#[tokio::test]
async fn the_same_amount_within_a_day_needs_a_written_reason() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    assert_eq!(done(&console, refund(order, 500)).await.stage, "done");
    assert_eq!(console.prepare(refund(order, 500)).await.unwrap_err().code(), "reason-needed");
    let reasoned = Ask { reason: Some("second item broken".to_owned()), ..refund(order, 500) };
    assert_eq!(done(&console, reasoned).await.stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 2);
    shop.pass(Span::hours(25));
    assert_eq!(done(&console, refund(order, 500)).await.stage, "done", "a day later it needs none");
}

#[tokio::test]
async fn two_of_the_same_amount_waiting_together_both_leave() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, first) = decided(&console, refund(order, 500)).await.unwrap();
    let reasoned = Ask { reason: Some("second item broken".to_owned()), ..refund(order, 500) };
    let (_, second) = decided(&console, reasoned).await.unwrap();
    assert_eq!(
        console.settle(&first.id).await.unwrap().stage,
        "done",
        "a later one does not stop an earlier one"
    );
    assert_eq!(console.settle(&second.id).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 2);
}

#[tokio::test]
async fn a_card_refund_is_being_checked_until_antom_says_that_it_is_done() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.authorised(&console, 4_000).await;
    assert_eq!(done(&console, whole(order, Verb::Capture)).await.stage, "done");
    let refund = done(&console, refund(order, 1_000)).await;
    assert_eq!((refund.stage.as_str(), refund.code.as_deref()), ("checking", Some("REFUND_IN_PROCESS")));
    let view = console.show(&order).unwrap();
    assert_eq!(view.state.word, "Checking with Antom");
    let book = view.payments[0].book.unwrap();
    assert_eq!((book.pending, book.refunded, book.available), (sgd(1_000), sgd(0), sgd(3_000)));
    assert_eq!(console.outbox().unwrap().len(), 1);
    shop.pass(Span::minutes(1));
    let settled = console.settle(&refund.id).await.unwrap();
    assert_eq!((settled.stage.as_str(), settled.attempts), ("done", 1), "it was asked about, not sent again");
    assert_eq!(
        (settled.code, settled.explanation.as_deref()),
        (None, Some("Antom confirmed it when it was asked."))
    );
    assert_eq!(shop.totals(payment.as_str()).refunded, 1_000);
    assert_eq!(console.show(&order).unwrap().state.state, "part-refunded");
}

#[tokio::test]
async fn a_refund_that_fails_later_gives_its_money_back_to_the_remainder() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.authorised(&console, 4_000).await;
    done(&console, whole(order, Verb::Capture)).await;
    let refund = done(&console, refund(order, 1_000)).await;
    assert_eq!(refund.stage, "checking");
    let wish = serde_json::json!({ "refund_request_id": refund.operation, "outcome": "fail" });
    shop.control("refunds", &wish);
    let settled = console.settle(&refund.id).await.unwrap();
    assert_eq!(settled.stage, "refused");
    assert_eq!(settled.explanation.as_deref(), Some("Antom said that it failed when it was asked."));
    let book = console.show(&order).unwrap().payments[0].book.unwrap();
    assert_eq!((book.pending, book.refunded, book.available), (sgd(0), sgd(0), sgd(4_000)));
}

#[tokio::test]
async fn what_antom_refuses_moves_nothing_and_says_so() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    shop.control(
        "clients",
        &serde_json::json!({ "client_id": shop.simulator.client_id(), "balance_enough": false }),
    );
    let refused = done(&console, refund(order, 1_000)).await;
    assert_eq!(
        (refused.stage.as_str(), refused.code.as_deref()),
        ("refused", Some("MERCHANT_BALANCE_NOT_ENOUGH"))
    );
    let told = refused.explanation.as_deref().unwrap();
    assert!(told.contains("balance") && told.contains("No money moved."), "{told}");
    let chinese = refused.explanation_zh.as_deref().unwrap();
    assert!(chinese.contains("没有资金变动。") && !chinese.contains("balance"), "{chinese}");
    assert_eq!(shop.totals(payment.as_str()).kept(), 4_000);
    shop.control(
        "clients",
        &serde_json::json!({ "client_id": shop.simulator.client_id(), "balance_enough": true }),
    );
    let again = done(&console, refund(order, 1_000)).await;
    assert_eq!(again.stage, "done");
    assert_ne!(again.operation, refused.operation, "after a refusal a new id is used");
}

#[tokio::test]
async fn a_dry_run_writes_no_intent_and_sends_nothing() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let would = console.dry_run(refund(order, 1_000)).await.unwrap();
    assert!(would.permitted);
    assert_eq!(would.after.unwrap().available, sgd(3_000));
    assert!(console.outbox().unwrap().is_empty());
    assert!(shop.booked(Effect::Refunded).is_empty());
}

#[tokio::test]
async fn an_order_nobody_paid_has_nothing_to_refund() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, domain::fact::CaptureMode::Automatic).await;
    for verb in [Verb::Refund, Verb::Capture, Verb::Cancel] {
        assert_eq!(console.prepare(whole(order.id, verb)).await.unwrap_err().code(), "nothing-submitted");
    }
}

#[tokio::test]
async fn without_an_answer_from_antom_nothing_is_decided() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    shop.fault("inquiryPayment", simulator::FaultKind::NoSignature, 10);
    assert_eq!(console.prepare(refund(order, 1_000)).await.unwrap_err().code(), "nothing-learnt");
}

#[tokio::test]
async fn a_refund_made_elsewhere_lowers_what_is_left_here() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    // The same order in another shop's ledger stands for Antom's Dashboard.
    let (elsewhere, other) = Shop::joined(&shop).await;
    let imported = other.import(&domain::ids::AccountName("main".into()), payment.as_str()).await.unwrap();
    assert_eq!(done(&other, refund(imported, 3_500)).await.stage, "done");
    let refused = console.prepare(refund(order, 1_000)).await.unwrap_err();
    assert_eq!(refused.code(), "more-than-available", "{refused}");
    drop(elsewhere);
}

#[tokio::test]
async fn an_order_paid_through_two_links_is_ours_to_give_back_and_the_payment_must_be_named() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 2_000, domain::fact::CaptureMode::Automatic).await;
    let again = console.reissue(&order.id, true).await.unwrap().order;
    let first = shop.buyer_pays(&again.sessions[0].request, "ALIPAY_CN", None);
    let second = shop.buyer_pays(&again.sessions[1].request, "ALIPAY_CN", None);
    let view = console.inquire(&order.id).await.unwrap().order;
    assert!(view.badges.iter().any(|badge| badge.contains("paid")), "{:?}", view.badges);
    let row = || console.search("", &Default::default()).unwrap().rows.remove(0);
    assert_eq!((row().captured.minor(), row().refunded.minor()), (4_000, 0), "both are here");
    let unnamed = console.prepare(whole(order.id, Verb::Refund)).await.unwrap_err();
    assert!(unnamed.remedy().contains(&first) && unnamed.remedy().contains(&second), "{}", unnamed.remedy());
    let named = Ask { payment: Some(second.as_str().into()), ..whole(order.id, Verb::Refund) };
    let prepared = console.prepare(named.clone()).await.unwrap();
    assert!(prepared.sentence.contains("paid twice"), "{}", prepared.sentence);
    assert_eq!(done(&console, named).await.stage, "done");
    assert_eq!((shop.totals(&first).kept(), shop.totals(&second).kept()), (2_000, 0));
    assert_eq!((row().captured.minor(), row().refunded.minor()), (4_000, 2_000), "and one went back");
    let rest = console.prepare(refund(order.id, 500)).await.unwrap();
    assert_eq!(rest.payment, first, "one alone still has the buyer's money");
}

#[tokio::test]
async fn of_two_payments_of_one_second_the_later_one_stands_and_the_other_is_seen_to_be_returned() {
    let (shop, console) = Shop::open().await;
    for _ in 0..4 {
        let order = shop.request(&console, 2_000, domain::fact::CaptureMode::Automatic).await;
        let request = order.sessions[0].request.clone();
        let pay = |method: &str| {
            let wish =
                serde_json::json!({ "act": "submit", "payment_request_id": request, "method": method });
            shop.control("payments", &wish)["payment"]["payment_id"].as_str().unwrap().to_owned()
        };
        let (early, late) = (pay("ALIPAY_CN"), pay("GRABPAY_SG"));
        for payment in [&early, &late] {
            shop.control("payments", &serde_json::json!({ "act": "pay", "payment_id": payment }));
            console.inquire(&order.id).await.unwrap();
        }
        let seen = console.inquire(&order.id).await.unwrap().order;
        assert!(seen.badges.is_empty(), "Antom has returned the earlier one: {seen:?}");
        let standing = console.prepare(refund(order.id, 2_000)).await.unwrap();
        assert_eq!(standing.payment, late);
        assert_eq!(shop.totals(&early).auto_refunded, 2_000);
    }
}

#[tokio::test]
async fn a_payment_that_another_one_of_its_session_replaced_is_antoms_to_return() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 2_000, domain::fact::CaptureMode::Automatic).await;
    let request = order.sessions[0].request.clone();
    let submit = |method: &str| {
        let wish = serde_json::json!({ "act": "submit", "payment_request_id": request, "method": method });
        shop.control("payments", &wish)["payment"]["payment_id"].as_str().unwrap().to_owned()
    };
    let (early, late) = (submit("ALIPAY_CN"), submit("GRABPAY_SG"));
    shop.control("payments", &serde_json::json!({ "act": "pay", "payment_id": early }));
    console.inquire(&order.id).await.unwrap();
    shop.pass(Span::seconds(30));
    shop.control("payments", &serde_json::json!({ "act": "pay", "payment_id": late }));
    console.inquire(&order.id).await.unwrap();
    let displaced = Ask { payment: Some(early.as_str().into()), ..refund(order.id, 2_000) };
    assert_eq!(console.prepare(displaced).await.unwrap_err().code(), "antom-returns-it");
    assert_eq!(done(&console, refund(order.id, 2_000)).await.payment, late);
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
    assert_eq!(shop.totals(&early).auto_refunded, 2_000);
}
