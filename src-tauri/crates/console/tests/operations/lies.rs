//! Answers that are changed on their way, and a gateway that signs well and answers about something else. Nothing it
//! says moves anything.

use crate::shop::{Shop, decided, refund, whole};
use domain::intent::Verb;
use serde_json::json;
use simulator::Effect;

#[tokio::test]
async fn an_answer_changed_on_its_way_is_not_believed() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
    shop.gate.lie("refund", |answer| {
        let refusal =
            json!({"result":{"resultStatus":"F","resultCode":"REFUND_WINDOW_EXCEED","resultMessage":"no"}});
        answer.body = refusal.to_string().into_bytes();
    });
    let settled = console.settle(&intent.id).await.unwrap();
    assert_eq!((settled.stage.as_str(), settled.attempts), ("done", 1), "a forged refusal is no refusal");
    assert_eq!(shop.totals(payment.as_str()).refunded, 1_000);
}

#[tokio::test]
async fn the_answer_to_one_refund_does_not_settle_another() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    // A recorded answer is well signed. It names the first refund and its amount, not the second's.
    let recorded = std::sync::Arc::new(std::sync::Mutex::new(None));
    let tape = std::sync::Arc::clone(&recorded);
    shop.gate.lie("refund", move |answer| {
        let mut tape = tape.lock().unwrap();
        match tape.as_ref() {
            None => *tape = Some(answer.clone()),
            Some(first) => *answer = antom::RawAnswer::clone(first),
        }
    });
    let (_, first) = decided(&console, refund(order, 1_000)).await.unwrap();
    assert_eq!(console.settle(&first.id).await.unwrap().stage, "done");
    let (_, second) = decided(&console, refund(order, 2_000)).await.unwrap();
    let settled = console.settle(&second.id).await.unwrap();
    assert_eq!(settled.stage, "done", "asking about it by its own id settles it");
    let kinds: Vec<String> =
        console.show(&order).unwrap().timeline.into_iter().map(|entry| entry.kind).collect();
    assert!(
        kinds.contains(&"RefundUnanswered".to_owned()),
        "the replayed answer was not believed: {kinds:?}"
    );
    assert_eq!(shop.booked(Effect::Refunded).len(), 2);
    assert!(recorded.lock().unwrap().is_some());
}

#[tokio::test]
async fn the_answer_to_another_order_does_not_say_that_this_one_is_cancelled() {
    let (shop, console) = Shop::open().await;
    let (one, _) = shop.paid(&console, 4_000).await;
    let (two, payment) = shop.paid(&console, 4_000).await;
    let recorded = std::sync::Mutex::new(None);
    shop.gate.lie("cancel", move |answer| {
        let mut tape = recorded.lock().unwrap();
        match tape.as_ref() {
            None => *tape = Some(answer.clone()),
            Some(first) => *answer = antom::RawAnswer::clone(first),
        }
    });
    let (_, first) = decided(&console, whole(one, Verb::Cancel)).await.unwrap();
    assert_eq!(console.settle(&first.id).await.unwrap().stage, "done");
    let (_, second) = decided(&console, whole(two, Verb::Cancel)).await.unwrap();
    let settled = console.settle(&second.id).await.unwrap();
    assert_eq!(settled.stage, "done");
    let kinds: Vec<String> =
        console.show(&two).unwrap().timeline.into_iter().map(|entry| entry.kind).collect();
    assert!(kinds.contains(&"CancelUnanswered".to_owned()), "{kinds:?}");
    assert_eq!(shop.totals(payment.as_str()).kept(), 0);
}

fn steps(console: &console::Console, order: &domain::ids::OrderId) -> Vec<String> {
    console.show(order).unwrap().timeline.into_iter().map(|entry| entry.kind).collect()
}

#[tokio::test]
async fn a_well_signed_success_about_another_amount_or_id_is_no_success() {
    let (shop, console) = Shop::deceived().await;
    let lies: [fn(&mut serde_json::Value); 5] = [
        |json| json["refundAmount"]["value"] = json!("1"),
        |json| json["refundAmount"]["currency"] = json!("USD"),
        |json| json["paymentId"] = json!("202611210000000000000000000000000000"),
        |json| json["refundRequestId"] = json!("REFUND-of-somebody-else"),
        |json| drop(json.as_object_mut().unwrap().remove("result")),
    ];
    for (place, lie) in lies.into_iter().enumerate() {
        let (order, payment) = shop.paid(&console, 4_000).await;
        let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
        shop.gate.lie_in_json("refund", lie);
        let settled = console.settle(&intent.id).await.unwrap();
        shop.gate.be_honest();
        let steps = steps(&console, &order);
        assert!(steps.contains(&"RefundUnanswered".to_owned()), "lie {place} was believed: {steps:?}");
        assert_eq!(
            (settled.stage.as_str(), settled.attempts),
            ("done", 1),
            "lie {place}: asking found the truth"
        );
        assert_eq!(shop.totals(payment.as_str()).refunded, 1_000);
    }
}

#[tokio::test]
async fn a_well_signed_word_on_another_amount_settles_nothing_however_often_it_is_said() {
    let (shop, console) = Shop::deceived().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (_, intent) = decided(&console, refund(order, 1_000)).await.unwrap();
    shop.fault("refund", simulator::FaultKind::LostAfterEffect, 1);
    shop.gate.lie_in_json("inquiryRefund", |json| json["refundAmount"]["value"] = json!("999"));
    for _ in 0..3 {
        assert_eq!(console.settle(&intent.id).await.unwrap().stage, "checking");
        shop.pass(simulator::Span::minutes(10));
    }
    let book = console.show(&order).unwrap().payments[0].book.unwrap();
    assert_eq!((book.refunded.minor(), book.pending.minor(), book.available.minor()), (0, 1_000, 3_000));
    shop.gate.be_honest();
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
}

#[tokio::test]
async fn a_capture_of_another_amount_is_not_ours() {
    let (shop, console) = Shop::deceived().await;
    let (order, payment) = shop.authorised(&console, 4_000).await;
    let (_, intent) = decided(&console, whole(order, Verb::Capture)).await.unwrap();
    shop.gate.lie_in_json("capture", |json| json["captureAmount"]["value"] = json!("400"));
    assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    assert!(steps(&console, &order).contains(&"CaptureUnanswered".to_owned()));
    assert_eq!(shop.totals(payment.as_str()).captured, 4_000);
}

#[tokio::test]
async fn nothing_is_decided_on_a_payment_of_another_amount() {
    let (shop, console) = Shop::deceived().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    shop.gate.lie_in_json("inquiryPayment", |json| json["paymentAmount"]["value"] = json!("400000"));
    assert_eq!(console.prepare(refund(order, 1_000)).await.unwrap_err().code(), "nothing-learnt");
}
