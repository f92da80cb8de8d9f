use crate::fake::{FakeAntom, FakeNetwork, not_there, sandbox_by};
use crate::guide_samples::Hand;
use crate::requests::plain;
use crate::shop::{Shop, decided, sgd, whole};
use chrono::{DateTime, TimeDelta, Utc};
use console::accounts::{KeySource, NewAccount};
use console::operation::WatchOptions;
use console::request::NewRequest;
use console::view::OrderView;
use console::{Clock, Console, Home, Ports};
use domain::account::Environment;
use domain::fact::CaptureMode;
use domain::intent::Verb;
use serde_json::{Value, json};
use simulator::{FaultKind, Span};
use std::sync::{Arc, Mutex};
use vault::memory::MemoryVault;

fn facts(console: &Console, order: &OrderView) -> u64 {
    console.show(&order.id).unwrap().version
}

#[tokio::test]
async fn asking_writes_nothing_down_that_is_known_already() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    console.inquire(&order.id).await.unwrap();
    let after_first = facts(&console, &order);
    for _ in 0..3 {
        assert_eq!(console.inquire(&order.id).await.unwrap().news, 0);
    }
    assert_eq!(facts(&console, &order), after_first);
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    assert_eq!(console.inquire(&order.id).await.unwrap().news, 1);
    let after_payment = facts(&console, &order);
    console.inquire(&order.id).await.unwrap();
    assert_eq!(facts(&console, &order), after_payment);
}

#[tokio::test]
async fn the_same_words_count_again_once_they_are_proof() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    console.inquire(&order.id).await.unwrap();
    shop.pass(Span::minutes(70));
    assert_eq!(
        console.inquire(&order.id).await.unwrap().news,
        0,
        "ten minutes after its end nothing is proven"
    );
    shop.pass(Span::minutes(6));
    assert_eq!(console.inquire(&order.id).await.unwrap().news, 1);
    let asked = console.inquire(&order.id).await.unwrap();
    assert_eq!(
        (asked.questions, asked.news),
        (0, 0),
        "a session that is proven dead is not asked about again"
    );
}

#[tokio::test]
async fn that_a_payment_failed_does_not_hide_one_that_was_made_after_it() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let first = shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa_declined"));
    shop.pass(Span::minutes(40));
    console.inquire(&order.id).await.unwrap();
    decided(&console, whole(order.id, Verb::Cancel)).await.unwrap();
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa"));
    shop.pass(Span::minutes(50));
    // The cancel is settled by asking for its payment alone, when no link could be paid any more.
    let once = WatchOptions { once: true, until_quiet: false };
    console.watch(once).await.unwrap();
    let known = console.show(&order.id).unwrap();
    assert_eq!(known.intents[0].stopped_by_rule.as_deref(), Some("payment-failed"));
    let states: Vec<_> =
        known.payments.iter().map(|payment| (payment.id == first, payment.state.state.as_str())).collect();
    assert_eq!(states, [(true, "failed"), (false, "captured")]);
}

#[tokio::test]
async fn an_answer_that_cannot_be_believed_moves_nothing_and_says_why() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    for kind in [
        FaultKind::BadSignature,
        FaultKind::NoSignature,
        FaultKind::Garbage,
        FaultKind::LostAfterEffect,
        FaultKind::Http500AfterEffect,
        FaultKind::TrafficLimit,
        FaultKind::AnswerUnknown,
    ] {
        shop.fault("inquiryPayment", kind, 1);
        let asked = console.inquire(&order.id).await.unwrap();
        assert_eq!((asked.order.state.state.as_str(), asked.unknown.len()), ("waiting", 1), "{kind:?}");
    }
    assert_eq!(console.inquire(&order.id).await.unwrap().order.state.state, "paid");
}

#[tokio::test]
async fn a_declined_card_reads_failed_with_its_reason_once_its_session_is_over() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa_declined"));
    let open = console.inquire(&order.id).await.unwrap().order;
    assert_eq!(open.state.state, "waiting", "the page may take another card");
    shop.pass(Span::minutes(90));
    let declined = console.inquire(&order.id).await.unwrap().order;
    let payment = &declined.payments[0];
    assert_eq!((declined.state.state.as_str(), declined.action.as_str()), ("failed", "new-request"));
    assert_eq!(payment.result_code.as_deref(), Some("DO_NOT_HONOR"));
    assert_eq!(payment.result.as_deref(), Some("The buyer's bank refused the payment without a reason."));
    assert!(declined.side_note.unwrap().contains("DO_NOT_HONOR"));
}

#[tokio::test]
async fn a_card_is_held_first_and_captured_soon() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa"));
    let held = console.inquire(&order.id).await.unwrap().order;
    assert_eq!(held.state.state, "authorised");
    assert_eq!(held.side_note.as_deref(), Some("Antom is capturing"));
    assert_eq!(
        held.payments[0].result.as_deref(),
        Some("The buyer has paid; with a card the money is held.")
    );
    assert_eq!(held.payments[0].card.as_ref().unwrap().last4.as_deref(), Some("0768"));
    shop.pass(Span::minutes(1));
    assert_eq!(console.inquire(&order.id).await.unwrap().order.state.state, "captured");
}

/// A console whose Antom signs well and says what it is told.
pub async fn lied_to() -> (Shop, tempfile::TempDir, Console, Arc<FakeAntom>) {
    let (shop, _) = Shop::open().await;
    let fake = FakeAntom::new();
    let place = tempfile::tempdir().unwrap();
    let ports = Ports {
        network: Arc::new(FakeNetwork(Arc::clone(&fake))),
        vault: Arc::new(MemoryVault::new()),
        ..shop.ports()
    };
    let (console, _) =
        Console::create_or_open(&Home::new(place.path()), Environment::Training, ports).unwrap();
    let account = NewAccount {
        name: "main".to_owned(),
        client_id: "TRAINING_X".to_owned(),
        gateway: "http://127.0.0.1:9".to_owned(),
        antom_key: fake.public_key(),
        key: KeySource::Generate,
        key_version: 1,
        redirect_url: "https://shop.example/thanks".to_owned(),
        notify_url: None,
        settlement_currency: None,
    };
    console.add_account(account).await.unwrap();
    (shop, place, console, fake)
}

pub fn success() -> Value {
    json!({"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "success"})
}

fn link() -> Value {
    json!({"result": success(), "normalUrl": "https://checkout.antom.com/p?s=1", "paymentSessionId": "S1"})
}

#[tokio::test]
async fn a_hold_that_antom_shows_as_it_was_has_lapsed_once_that_was_asked_after_its_end() {
    let (shop, _place, console, fake) = lied_to().await;
    fake.will_say(link());
    let held = NewRequest { capture_mode: CaptureMode::Manual, ..plain(1_000) };
    let order = console.new_request(held).await.unwrap().order;
    fake.always_says(
        "inquiryPayment",
        json!({"result": success(), "paymentStatus": "SUCCESS", "paymentId": "P1",
            "paymentRequestId": order.sessions[0].request, "paymentMethodType": "CARD",
            "paymentAmount": {"currency": "SGD", "value": "1000"}}),
    );
    for (days, state, news) in
        [(0, "authorised", 1), (6, "authorised", 0), (2, "expired", 1), (1, "expired", 0)]
    {
        shop.pass(Span::days(days));
        let asked = console.inquire(&order.id).await.unwrap();
        assert_eq!((asked.order.state.state.as_str(), asked.news), (state, news));
    }
}

#[tokio::test]
async fn a_clock_that_is_ahead_gives_up_no_hold() {
    let made: DateTime<Utc> = "2026-11-02T01:00:00Z".parse().unwrap();
    let clock = Arc::new(Hand(Mutex::new(made)));
    let (_place, console, fake) = sandbox_by(Arc::clone(&clock) as Arc<dyn Clock>).await;
    fake.will_say(link());
    let held = NewRequest { capture_mode: CaptureMode::Manual, ..plain(1_000) };
    let order = console.new_request(held).await.unwrap().order;
    fake.always_says(
        "inquiryPayment",
        json!({"result": success(), "paymentStatus": "SUCCESS", "paymentId": "P1",
            "paymentRequestId": order.sessions[0].request, "paymentMethodType": "CARD",
            "paymentAmount": {"currency": "SGD", "value": "1000"}}),
    );
    console.inquire(&order.id).await.unwrap();
    let later = made + TimeDelta::days(8);
    clock.sleep_until(later).await;
    for (antoms, state) in [(None, "authorised"), (Some(made), "authorised"), (Some(later), "expired")] {
        *fake.date.lock().unwrap() = antoms.map(|date| date.to_rfc2822());
        assert_eq!(console.inquire(&order.id).await.unwrap().order.state.state, state, "{antoms:?}");
    }
}

#[tokio::test]
async fn a_clock_that_is_ahead_gives_up_no_link_that_can_still_be_paid() {
    let made: DateTime<Utc> = "2026-11-02T01:00:00Z".parse().unwrap();
    let clock = Arc::new(Hand(Mutex::new(made)));
    let (_place, console, fake) = sandbox_by(Arc::clone(&clock) as Arc<dyn Clock>).await;
    fake.will_say(link());
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    fake.always_says("inquiryPayment", not_there());
    clock.sleep_until(made + TimeDelta::hours(5)).await;
    for (antoms_hours, open) in [(0, true), (0, true), (5, false)] {
        let antoms = made + TimeDelta::hours(antoms_hours);
        *fake.date.lock().unwrap() = Some(antoms.to_rfc2822());
        console.inquire(&order.id).await.unwrap();
        let watched = console.watch_plan(Some(&order.id), 1).unwrap().next;
        assert_eq!(!watched.is_empty(), open, "{antoms}");
    }
}

#[tokio::test]
async fn an_amount_or_id_that_differs_moves_nothing_however_well_it_is_signed() {
    let (_shop, _place, console, fake) = lied_to().await;
    fake.will_say(link());
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    let request = order.sessions[0].request.clone();
    let truth = json!({"result": success(), "paymentStatus": "SUCCESS", "paymentId": "P1",
        "paymentRequestId": request, "paymentMethodType": "ALIPAY_CN",
        "paymentAmount": {"currency": "SGD", "value": "1000"}});
    let mut lies = Vec::new();
    for (field, value) in [
        ("paymentAmount", json!({"currency": "SGD", "value": "100000"})),
        ("paymentAmount", json!({"currency": "USD", "value": "1000"})),
        ("paymentAmount", Value::Null),
        ("paymentRequestId", json!("SOMEBODY-ELSES")),
        ("paymentId", Value::Null),
        ("paymentStatus", Value::Null),
        ("transactions", json!([{"transactionType": "REFUND", "transactionStatus": "SUCCESS"}])),
        (
            "transactions",
            json!([{"transactionType": "REFUND", "transactionStatus": "SUCCESS",
            "transactionRequestId": "R1", "transactionAmount": {"currency": "USD", "value": "5"}}]),
        ),
    ] {
        let mut lie = truth.clone();
        lie[field] = value;
        lies.push(lie);
    }
    for lie in lies {
        fake.will_say(lie.clone());
        let asked = console.inquire(&order.id).await.unwrap();
        assert_eq!((asked.order.state.state.as_str(), asked.news), ("waiting", 0), "{lie}");
        assert_eq!(asked.unknown.len(), 1, "{lie}");
    }
    fake.will_say(truth);
    assert_eq!(console.inquire(&order.id).await.unwrap().order.state.state, "paid");
}

#[tokio::test]
async fn a_link_that_is_not_safe_to_open_is_not_a_link() {
    for url in
        ["http://checkout.antom.com/p", "javascript:alert(1)", "https://user:pw@checkout.antom.com/", ""]
    {
        let (_shop, _place, console, fake) = lied_to().await;
        let answer = json!({"result": success(), "normalUrl": url, "paymentSessionData": "x"});
        fake.will_say(answer.clone());
        fake.will_say(answer);
        let error = console.new_request(plain(1_000)).await.unwrap_err();
        assert_eq!(error.code(), "antom-unknown", "{url}: {error}");
    }
}

#[tokio::test]
async fn a_refused_request_names_antoms_code_and_keeps_the_order() {
    let (_shop, _place, console, fake) = lied_to().await;
    let refusal =
        json!({"resultStatus": "F", "resultCode": "SETTLE_CONTRACT_NOT_MATCH", "resultMessage": "no"});
    fake.will_say(json!({ "result": refusal }));
    let error = console.new_request(plain(1_000)).await.unwrap_err();
    assert_eq!(error.code(), "antom-refused");
    assert!(error.to_string().contains("SETTLE_CONTRACT_NOT_MATCH"), "{error}");
    let order = console.show(&console.resolve("A-1001").unwrap()).unwrap();
    assert_eq!(order.state.state, "failed");
    assert_eq!(fake.asked.lock().unwrap().len(), 1, "a refusal is definite: it is not tried again");
}

#[tokio::test]
async fn a_refund_made_on_the_dashboard_is_seen_and_lowers_what_is_left() {
    let (_shop, _place, console, fake) = lied_to().await;
    fake.will_say(link());
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    fake.will_say(json!({"result": success(), "paymentStatus": "SUCCESS", "paymentId": "P1",
        "paymentRequestId": order.sessions[0].request, "paymentMethodType": "ALIPAY_CN",
        "paymentAmount": {"currency": "SGD", "value": "1000"},
        "transactions": [{"transactionType": "REFUND", "transactionStatus": "SUCCESS", "transactionId": "RF1",
            "transactionRequestId": "FROM-DASHBOARD", "transactionAmount": {"currency": "SGD", "value": "300"},
            "transactionResult": success()}]}));
    let asked = console.inquire(&order.id).await.unwrap().order;
    assert_eq!(asked.state.state, "part-refunded");
    assert_eq!(asked.payments[0].book.unwrap().available, sgd(700));
    assert!(!asked.payments[0].refunds[0].ours);
}

#[tokio::test]
async fn a_clock_that_is_behind_makes_no_cancel_too_late() {
    let own = |time: &str| -> DateTime<Utc> { format!("2026-11-02T{time}Z").parse().unwrap() };
    let clock = Arc::new(Hand(Mutex::new(own("01:00:00"))));
    let (_place, console, fake) = sandbox_by(Arc::clone(&clock) as Arc<dyn Clock>).await;
    fake.will_say(link());
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    fake.always_says(
        "inquiryPayment",
        json!({"result": success(), "paymentStatus": "SUCCESS", "paymentId": "P1",
            "paymentRequestId": order.sessions[0].request, "paymentMethodType": "GCASH",
            "paymentTime": "2026-11-02T09:01:00+08:00",
            "paymentAmount": {"currency": "SGD", "value": "1000"}}),
    );
    // Antom cancels until 16:15, by its own clock, which is ten minutes further.
    let behind = TimeDelta::minutes(10);
    clock.sleep_until(own("16:03:50")).await;
    *fake.date.lock().unwrap() = Some((own("16:03:50") + behind).to_rfc2822());
    let prepared = console.prepare(whole(order.id, Verb::Cancel)).await.unwrap();
    assert_eq!(
        prepared.not_before,
        own("16:04:30"),
        "half a minute before the end, by the clock it leaves by"
    );
    clock.sleep_until(own("16:06:00")).await;
    *fake.date.lock().unwrap() = Some((own("16:06:00") + behind).to_rfc2822());
    let late = console.dry_run(whole(order.id, Verb::Cancel)).await.unwrap();
    assert_eq!(late.refusal.unwrap().code, "cancel-window-over");
    assert_eq!(late.advice.unwrap().right_now, "refund");
}
