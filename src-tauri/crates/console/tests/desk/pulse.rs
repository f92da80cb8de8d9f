//! Figures and what lists show.

use crate::shop::{Shop, decided, refund, sgd, whole};
use console::changed::Appended;
use console::sharing::Channel;
use domain::fact::CaptureMode;
use domain::intent::Verb;
use domain::word::StateWord;
use simulator::{FaultKind, Span};

#[tokio::test]
async fn the_pulse_counts_orders_outbox_checks_and_holds() {
    let (shop, console) = Shop::open().await;
    let (held, _) = shop.authorised(&console, 3_000).await;
    let (paid, _) = shop.paid(&console, 4_000).await;
    shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let pulse = console.pulse().unwrap();
    assert_eq!((pulse.orders, pulse.to_capture, pulse.outbox, pulse.checking), (3, 1, 0, 0));
    assert_eq!((pulse.last_answer_at, pulse.offline_since), (Some(console.now()), None));
    let (_, intent) = decided(&console, refund(paid, 1_000)).await.unwrap();
    assert_eq!(console.pulse().unwrap().outbox, 1);
    shop.fault("refund", FaultKind::LostAfterEffect, 1);
    shop.fault("inquiryRefund", FaultKind::NoSignature, 30);
    let left = console.settle(&intent.id).await.unwrap();
    assert_eq!(left.stage, "checking");
    let pulse = console.pulse().unwrap();
    assert_eq!((pulse.outbox, pulse.checking), (0, 1));
    assert!(pulse.next_check_at.is_some_and(|next| next > console.now()), "{pulse:?}");
    shop.pass(Span::days(8));
    assert_eq!(console.pulse().unwrap().to_capture, 0, "the hold has ended");
    assert!(console.row(&held).unwrap().hold_ends_at.is_some());
}

#[tokio::test]
async fn silence_is_told_with_its_beginning_and_ends_with_the_next_answer() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 2_000, CaptureMode::Automatic).await;
    let answered = console.pulse().unwrap().last_answer_at;
    shop.pass(Span::seconds(30));
    shop.fault("inquiryPayment", FaultKind::LostBeforeEffect, 2);
    for _ in 0..2 {
        assert!(!console.inquire(&order.id).await.unwrap().unknown.is_empty());
        shop.pass(Span::seconds(5));
    }
    let silent = console.pulse().unwrap();
    assert_eq!(silent.last_answer_at, answered);
    assert!(silent.offline_since.is_some_and(|since| since > answered.unwrap()), "{silent:?}");
    assert!(silent.offline_since < Some(console.now()));
    console.inquire(&order.id).await.unwrap();
    assert_eq!(console.pulse().unwrap().offline_since, None);
}

#[tokio::test]
async fn a_row_shows_the_card_and_what_is_to_be_captured_until_when() {
    let (shop, console) = Shop::open().await;
    let (held, _) = shop.authorised(&console, 3_000).await;
    let row = console.row(&held).unwrap();
    assert_eq!((row.brand.as_deref(), row.live_until, row.shared), (Some("VISA"), None, false));
    assert!(row.hold_ends_at.is_some());
    let automatic = shop.request(&console, 3_000, CaptureMode::Automatic).await;
    shop.buyer_pays(&automatic.sessions[0].request, "CARD", Some("visa"));
    console.inquire(&automatic.id).await.unwrap();
    let row = console.row(&automatic.id).unwrap();
    assert_eq!(row.hold_ends_at, None, "Antom captures by itself, nobody has a deadline");
    crate::shop::done(&console, whole(held, Verb::Capture)).await;
    assert_eq!(console.row(&held).unwrap().hold_ends_at, None);
}

#[tokio::test]
async fn a_row_shows_whether_its_live_link_was_given_out() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 3_000, CaptureMode::Automatic).await;
    let row = console.row(&order.id).unwrap();
    assert_eq!((row.live_until, row.shared), (order.sessions[0].ends_at, false));
    console.share(&order.id, Channel::Copy).unwrap();
    assert!(console.row(&order.id).unwrap().shared);
    shop.pass(Span::hours(2));
    let row = console.row(&order.id).unwrap();
    assert_eq!((row.live_until, row.shared), (None, false));
    console.reissue(&order.id, false).await.unwrap();
    let row = console.row(&order.id).unwrap();
    assert!(row.live_until.is_some() && !row.shared, "the new link was given to nobody yet");
}

#[tokio::test]
async fn a_row_shows_why_a_payment_failed_until_another_one_succeeds() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 3_000, CaptureMode::Automatic).await;
    let request = &order.sessions[0].request;
    let declined = serde_json::json!({ "act": "decline", "payment_request_id": request, "method": "CARD" });
    shop.control("payments", &declined);
    // Antom tells of a declined card when its session has ended.
    shop.pass(Span::hours(2));
    console.inquire(&order.id).await.unwrap();
    let row = console.row(&order.id).unwrap();
    assert_eq!((row.state.state.as_str(), row.live_until), ("failed", None));
    let plain = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    assert!(row.trouble.as_deref().is_some_and(plain), "{row:?}");
    let again = console.reissue(&order.id, false).await.unwrap();
    shop.buyer_pays(&again.order.sessions[1].request, "ALIPAY_CN", None);
    console.inquire(&order.id).await.unwrap();
    let row = console.row(&order.id).unwrap();
    assert_eq!((row.state.state.as_str(), row.trouble), ("paid", None));
}

#[tokio::test]
async fn searches_are_counted_with_what_they_hold() {
    let (shop, console) = Shop::open().await;
    shop.authorised(&console, 3_000).await;
    let (second, _) = shop.authorised(&console, 1_250).await;
    shop.paid(&console, 4_000).await;
    let queries = ["", "status:authorised", "status:paid", "A-1002", "-status:paid", "nobody"];
    let tallies = console.tally(&queries.map(str::to_owned)).unwrap();
    let told: Vec<_> = tallies.iter().map(|tally| (tally.count, tally.held.clone())).collect();
    let held = |minor| vec![sgd(minor)];
    let expected = [
        (Some(3), held(4_250)),
        (Some(2), held(4_250)),
        (Some(1), Vec::new()),
        (Some(1), held(1_250)),
        (Some(2), held(4_250)),
        (Some(0), Vec::new()),
    ];
    assert_eq!(told, expected);
    assert_eq!(tallies[1].understood, "status Authorised");
    crate::shop::done(&console, whole(second, Verb::Capture)).await;
    assert_eq!(console.tally(&[String::new()]).unwrap()[0].held, held(3_000));
    assert!(console.tally(&["colour:red".to_owned()]).is_err());
}

#[tokio::test]
async fn an_outcome_that_was_in_doubt_between_two_looks_is_known_to_have_been() {
    let (shop, console) = Shop::open().await;
    let before = console.mark().unwrap();
    let (paid, _) = shop.paid(&console, 4_000).await;
    let (smooth, _) = shop.paid(&console, 5_000).await;
    crate::shop::done(&console, refund(smooth, 1_000)).await;
    let (_, intent) = decided(&console, refund(paid, 1_000)).await.unwrap();
    let asked = console.mark().unwrap();
    let doubted = |order, after, until| console.course(order, after, until).unwrap().was_in_doubt;
    assert!(!doubted(paid, before, asked), "nothing was sent yet");

    shop.fault("refund", FaultKind::LostAfterEffect, 1);
    let settled = console.settle(&intent.id).await.unwrap();
    assert_eq!(settled.stage, "done");
    let after = console.mark().unwrap();
    assert!(doubted(paid, asked, after), "the answer was lost, and found by asking");
    assert!(!doubted(paid, after, after), "that was before this mark");
    assert!(!doubted(smooth, before, after), "an answer that came leaves no doubt");
}

#[tokio::test]
async fn however_much_happens_between_two_looks_it_is_known_from_which_word_to_which() {
    let (shop, console) = Shop::open().await;
    let opened = console.mark().unwrap();
    console.set_setting("stop-window", "5").unwrap();
    let (paid, _) = shop.paid(&console, 4_000).await;
    let (was_paid, appended) = console.changed_since(opened).unwrap();
    assert_eq!(appended, Appended::Anything(vec![paid]), "a setting changed, and this order");
    let from_to = |after, until| {
        let course = console.course(paid, after, until).unwrap();
        (course.before, course.now)
    };
    assert_eq!(from_to(opened, was_paid), (Some(StateWord::Draft), Some(StateWord::Paid)));
    assert_eq!(from_to(was_paid, was_paid), (Some(StateWord::Paid), Some(StateWord::Paid)));
    assert_eq!(from_to(opened, opened), (None, None), "there was no such order");

    let (_, intent) = decided(&console, refund(paid, 1_000)).await.unwrap();
    let decided = console.mark().unwrap();
    assert_eq!(
        from_to(was_paid, decided),
        (Some(StateWord::Paid), Some(StateWord::Paid)),
        "it waits to be sent"
    );
    console.settle(&intent.id).await.unwrap();
    let refunded = console.mark().unwrap();
    assert_eq!(from_to(decided, refunded), (Some(StateWord::Paid), Some(StateWord::PartRefunded)));
}
