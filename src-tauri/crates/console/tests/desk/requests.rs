use crate::shop::{Shop, sgd};
use console::attention::AttentionKind;
use console::buyer::BuyerInput;
use console::goods::{GoodsMore, Item};
use console::request::{Changes, NewRequest};
use console::sharing::Channel;
use console::view::OrderView;
use console::{Console, ConsoleError, ExitClass, ScriptInput};
use domain::ids::{AccountName, OrderId};
use money::Money;
use simulator::{Effect, FaultKind, Span};
use std::collections::HashSet;
use std::sync::Arc;

pub fn plain(minor: u64) -> NewRequest {
    NewRequest {
        buyer: BuyerInput { email: Some("mei@example.com".to_owned()), ..BuyerInput::default() },
        ..NewRequest::of(AccountName("main".to_owned()), "One bamboo steamer".to_owned(), sgd(minor))
    }
}

fn item(name: &str, quantity: u32, minor: u64) -> Item {
    Item { name: name.to_owned(), quantity, unit: sgd(minor), more: GoodsMore::default() }
}

fn state(console: &Console, order: &OrderId) -> String {
    console.show(order).unwrap().state.state
}

#[tokio::test]
async fn a_phone_order_paid_with_a_wallet_reads_paid() {
    let (shop, console) = Shop::open().await;
    let made = console
        .new_request(NewRequest {
            items: vec![item("Steamer", 2, 1_500), item("Lid", 1, 1_000)],
            buyer: BuyerInput {
                name: Some("Ng Mei".to_owned()),
                phone: Some("+65 8123-4567".to_owned()),
                ..BuyerInput::default()
            },
            ..plain(4_000)
        })
        .await
        .unwrap();
    assert_eq!((made.attempts, made.order.state.state.as_str()), (1, "waiting"));
    assert_eq!(made.order.reference, "A-1001");
    assert_eq!(made.order.action, "copy-link");
    let link = made.link.unwrap();
    assert!(link.starts_with(shop.simulator.checkout_url()), "{link}");
    let shown = made.order.sessions[0].link.clone().unwrap();
    assert!(link.contains('?') && !shown.contains("session"), "the query is masked in views: {shown}");

    shop.buyer_pays(&made.order.sessions[0].request, "ALIPAY_CN", None);
    let asked = console.inquire(&made.order.id).await.unwrap();
    assert_eq!((asked.news, asked.order.state.word.as_str()), (1, "Paid"));
    let paid = &asked.order.payments[0];
    assert_eq!(paid.book.unwrap().available, sgd(4_000));
    assert_eq!(shop.booked(Effect::Paid).len(), 1);
    let buyer = asked.order.buyer.unwrap();
    assert_eq!((buyer.name.as_deref(), buyer.items.len()), (Some("Ng Mei"), 2));
}

#[tokio::test]
async fn order_numbers_are_suggested_and_never_given_twice() {
    let (shop, console) = Shop::open().await;
    let first = console.new_request(plain(1_000)).await.unwrap();
    let taken = NewRequest { reference: Some(first.order.reference.clone()), ..plain(1_000) };
    let error = console.new_request(taken).await.unwrap_err();
    assert_eq!((error.code().as_str(), error.exit_class()), ("order-exists", ExitClass::Refused), "{error}");
    let spelled = NewRequest { reference: Some("a-1001".to_owned()), ..plain(1_000) };
    let error = console.new_request(spelled).await.unwrap_err();
    assert_eq!(error.code(), "order-exists", "capitals make no other number");
    assert!(error.to_string().contains("A-1001"), "{error}");
    let next = NewRequest { reference: Some("a-1003".to_owned()), ..plain(1_000) };
    let made = console.new_request(next).await.unwrap();
    assert_eq!(console.resolve("A-1003").unwrap(), made.order.id, "whatever capitals it is asked for in");
    let third = console.new_request(plain(1_000)).await.unwrap();
    assert_eq!(third.order.reference, "a-1004", "a number somebody took is stepped over");
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 3);
}

/// Nobody typed a number, so nobody is told that it is taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn requests_made_at_once_by_two_processes_get_an_order_number_each() {
    let (shop, console) = Shop::open().await;
    let processes = [Arc::new(console), Arc::new(shop.another())];
    let making = (0..12).map(|number| {
        let console = Arc::clone(&processes[number % 2]);
        tokio::spawn(async move { console.new_request(plain(1_000)).await.map(|made| made.order.reference) })
    });
    let mut given = HashSet::new();
    for made in making.collect::<Vec<_>>() {
        given.insert(made.await.unwrap().unwrap());
    }
    assert_eq!(given.len(), 12, "{given:?}");
    assert!(given.contains("A-1001") && given.contains("A-1012"), "{given:?}");
}

#[tokio::test]
async fn the_next_order_number_is_suggested_in_the_style_the_shop_used_last() {
    let (_shop, console) = Shop::open().await;
    assert_eq!(console.suggest_reference().unwrap(), "A-1001");
    for (given, next) in [
        ("INV-2026-0042", "INV-2026-0043"),
        ("walk-in", "INV-2026-0043"),
        ("INV-2026-0040", "INV-2026-0043"),
        ("SO-99", "SO-100"),
    ] {
        let named = NewRequest { reference: Some(given.to_owned()), ..plain(1_000) };
        console.new_request(named).await.unwrap();
        assert_eq!(console.suggest_reference().unwrap(), next, "after {given}");
    }
}

#[tokio::test]
async fn what_must_not_be_asked_is_refused_before_anything_is_stored() {
    let (shop, console) = Shop::open().await;
    let nobody = BuyerInput::default();
    let cases: Vec<(&str, NewRequest)> = vec![
        ("zero-amount", NewRequest { amount: Money::zero(sgd(1).currency()), ..plain(1) }),
        ("bad-field", NewRequest { items: vec![item("Steamer", 1, 900)], ..plain(1_000) }),
        ("bad-field", NewRequest { description: "card 4111 1111 1111 1111".to_owned(), ..plain(1_000) }),
        ("bad-field", NewRequest { description: "tea\u{202e}pot".to_owned(), ..plain(1_000) }),
        ("field-missing", NewRequest { description: "  ".to_owned(), ..plain(1_000) }),
        (
            "buyer-contact-needed",
            NewRequest { buyer: nobody, methods: vec!["CARD".to_owned()], ..plain(1_000) },
        ),
        ("time-out-of-range", NewRequest { session_seconds: Some(3_601), ..plain(1_000) }),
        ("bad-field", NewRequest { life_days: Some(0), ..plain(1_000) }),
        ("bad-field", NewRequest { methods: vec!["credit card".to_owned()], ..plain(1_000) }),
        ("unknown-account", NewRequest { account: AccountName("other".to_owned()), ..plain(1_000) }),
    ];
    for (code, new) in cases {
        let error = console.new_request(new).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(!error.to_string().contains("4111"), "{error}");
    }
    assert_eq!(console.search("", &Default::default()).unwrap().rows.len(), 0);
    assert!(shop.booked(Effect::SessionIssued).is_empty());
}

#[tokio::test]
async fn a_script_run_twice_opens_one_order() {
    let (shop, console) = Shop::open().await;
    let script = |minor| NewRequest { script: Some(ScriptInput::new("till-7").unwrap()), ..plain(minor) };
    let first = console.new_request(script(1_000)).await.unwrap();
    let again = console.new_request(script(1_000)).await.unwrap();
    assert_eq!((again.order.id, again.link, again.attempts), (first.order.id, first.link, 0));
    let error = console.new_request(script(1_100)).await.unwrap_err();
    assert_eq!(error.code(), "script-key-reused", "{error}");
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 1);
}

#[tokio::test]
async fn a_script_that_got_no_link_gets_one_when_it_runs_again() {
    let (shop, console) = Shop::open().await;
    let script = || NewRequest { script: Some(ScriptInput::new("till-8").unwrap()), ..plain(1_000) };
    shop.fault("createPaymentSession", FaultKind::LostBeforeEffect, 2);
    let error = console.new_request(script()).await.unwrap_err();
    assert_eq!((error.code().as_str(), error.exit_class()), ("antom-unknown", ExitClass::Unknown), "{error}");
    let made = console.new_request(script()).await.unwrap();
    assert!(made.link.is_some());
    assert_eq!(console.search("", &Default::default()).unwrap().rows.len(), 1, "one order");
}

#[tokio::test]
async fn after_an_unknown_a_new_id_is_used_and_the_old_one_stays_watched() {
    for kind in [
        FaultKind::LostAfterEffect,
        FaultKind::Http500AfterEffect,
        FaultKind::BadSignature,
        FaultKind::NoSignature,
        FaultKind::Garbage,
        FaultKind::AnswerUnknown,
        FaultKind::TrafficLimit,
        FaultKind::LostBeforeEffect,
    ] {
        let (shop, console) = Shop::open().await;
        shop.fault("createPaymentSession", kind, 1);
        let made = console.new_request(plain(1_000)).await.unwrap();
        assert_eq!(made.attempts, 2, "{kind:?}");
        let [old, new] = made.order.sessions.as_slice() else {
            panic!("{kind:?}: {:?}", made.order.sessions)
        };
        let (old, new) = if old.stage == "unanswered" { (old, new) } else { (new, old) };
        assert_eq!((old.stage.as_str(), new.stage.as_str()), ("unanswered", "issued"), "{kind:?}");
        assert_ne!(old.request, new.request, "{kind:?}");
        assert_eq!(new.follows.as_deref(), Some(old.request.as_str()), "{kind:?}");
        assert_eq!(made.order.state.state, "waiting", "{kind:?}");
        // Both are asked about from now on.
        assert_eq!(console.inquire(&made.order.id).await.unwrap().questions, 2, "{kind:?}");
    }
}

#[tokio::test]
async fn an_order_without_a_link_is_kept_and_can_be_sent_again() {
    let (shop, console) = Shop::open().await;
    shop.fault("createPaymentSession", FaultKind::NoSignature, 2);
    let error = console.new_request(plain(1_000)).await.unwrap_err();
    assert!(error.to_string().contains("A-1001"), "it names the order: {error}");
    let order = console.resolve("A-1001").unwrap();
    assert_eq!(console.show(&order).unwrap().action, "send-again");
    let made = console.reissue(&order, false).await.unwrap();
    assert!(made.link.is_some());
    assert!(!made.warnings.is_empty(), "the links nobody holds are named");
}

#[tokio::test]
async fn a_live_link_is_not_doubled_unless_the_person_knows() {
    let (_shop, console) = Shop::open().await;
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    let error = console.reissue(&order.id, false).await.unwrap_err();
    assert_eq!(error.code(), "link-is-live", "{error}");
    let made = console.reissue(&order.id, true).await.unwrap();
    assert!(
        made.warnings.iter().any(|warning| warning.contains("can still be paid until")),
        "{:?}",
        made.warnings
    );
}

#[tokio::test]
async fn a_link_dies_the_order_lives_and_a_new_link_is_paid() {
    let (shop, console) = Shop::open().await;
    let order =
        console.new_request(NewRequest { session_seconds: Some(600), ..plain(1_000) }).await.unwrap().order;
    shop.pass(Span::minutes(11));
    let shown = console.show(&order.id).unwrap();
    assert_eq!((shown.state.state.as_str(), shown.action.as_str()), ("waiting", "send-again"));
    assert_eq!(shown.side_note.as_deref(), Some("no live checkout"));
    let made = console.reissue(&order.id, false).await.unwrap();
    let newest = made.order.sessions.iter().find(|session| session.live).unwrap();
    shop.buyer_pays(&newest.request, "ALIPAY_CN", None);
    console.inquire(&order.id).await.unwrap();
    assert_eq!(state(&console, &order.id), "paid");
    let error = console.reissue(&order.id, true).await.unwrap_err();
    assert_eq!(error.code(), "order-paid", "one order, one success: {error}");
}

#[tokio::test]
async fn a_payment_nobody_asked_about_stops_a_second_link() {
    let (shop, console) = Shop::open().await;
    let order =
        console.new_request(NewRequest { session_seconds: Some(600), ..plain(1_000) }).await.unwrap().order;
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    shop.pass(Span::minutes(11));
    let error = console.reissue(&order.id, false).await.unwrap_err();
    assert_eq!(error.code(), "order-paid", "Antom is asked first: {error}");
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 1);
}

#[tokio::test]
async fn an_order_expires_on_evidence_and_on_the_end_of_its_own_life() {
    let (shop, console) = Shop::open().await;
    let order = console.new_request(NewRequest { life_days: Some(1), ..plain(1_000) }).await.unwrap().order;
    console.inquire(&order.id).await.unwrap();
    shop.pass(Span::minutes(60 * 25));
    assert_eq!(state(&console, &order.id), "waiting", "time alone proves nothing");
    console.inquire(&order.id).await.unwrap();
    assert_eq!(state(&console, &order.id), "expired");
    let error = console.reissue(&order.id, false).await.unwrap_err();
    assert_eq!(error.code(), "request-over", "{error}");
}

#[tokio::test]
async fn a_replacement_says_until_when_the_old_link_can_be_paid_and_keeps_watching_it() {
    let (shop, console) = Shop::open().await;
    let old = console.new_request(plain(1_000)).await.unwrap().order;
    let dearer = || Changes { amount: Some(sgd(1_200)), ..Changes::default() };
    let error = console.replace(&old.id, dearer()).await.unwrap_err();
    assert_eq!(error.code(), "link-is-live", "{error}");
    assert!(error.to_string().contains("can still be paid until"), "{error}");
    let made = console.replace(&old.id, Changes { accept_live: true, ..dearer() }).await.unwrap();
    assert_eq!((made.order.replaces, made.order.amount), (Some(old.id), sgd(1_200)));
    assert_eq!(made.order.reference, old.reference, "the shop's number stays");
    assert_eq!(console.resolve(&old.reference).unwrap(), made.order.id, "it names the order that goes on");
    assert!(console.show(&old.id).unwrap().closed.is_some());

    shop.pass(Span::minutes(1));
    shop.buyer_pays(&old.sessions[0].request, "ALIPAY_CN", None);
    let late = console.inquire(&old.id).await.unwrap().order;
    assert_eq!(late.state.state, "paid");
    assert!(late.badges.iter().any(|badge| badge == "Paid late"), "{:?}", late.badges);
    let Err(ConsoleError::Ambiguous { candidates, .. }) = console.resolve(&old.reference) else {
        panic!("now it must be said which")
    };
    let told: Vec<_> =
        candidates.iter().map(|one| (one.order, one.amount, one.state.word.as_str())).collect();
    let newest = (made.order.id, sgd(1_200), "Waiting for payment");
    assert_eq!(told, [newest, (old.id, old.amount, "Paid")], "each with what tells it from the other");
}

#[tokio::test]
async fn nothing_more_is_offered_and_a_late_payment_is_seen() {
    let (shop, console) = Shop::open().await;
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    let stopped = console.stop_offering(&order.id, Some("out of stock".to_owned())).unwrap();
    assert!(stopped.old_link_until.is_some(), "{}", stopped.consequence);
    assert_eq!(console.reissue(&order.id, true).await.unwrap_err().code(), "order-closed");
    shop.pass(Span::minutes(1));
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    let asked = console.inquire(&order.id).await.unwrap().order;
    assert!(asked.badges.contains(&"Paid late".to_owned()), "{:?}", asked.badges);
    assert_eq!(asked.action, "refund");
}

/// An order replaced by one of SGD 12.00 while its own link of SGD 10.00 could be paid.
async fn replaced(console: &Console) -> (OrderView, OrderView) {
    let old = console.new_request(plain(1_000)).await.unwrap().order;
    let changes = Changes { amount: Some(sgd(1_200)), accept_live: true, ..Changes::default() };
    let made = console.replace(&old.id, changes).await.unwrap();
    let warned = made
        .warnings
        .iter()
        .any(|warning| warning.contains("The old link, for SGD 10.00, can still be paid"));
    assert!(warned, "{:?}", made.warnings);
    (old, made.order)
}

#[tokio::test]
async fn what_was_paid_on_a_replaced_request_keeps_the_new_one_from_being_handed_out() {
    let (shop, console) = Shop::open().await;
    let (old, new) = replaced(&console).await;
    shop.pass(Span::minutes(1));
    shop.buyer_pays(&old.sessions[0].request, "ALIPAY_CN", None);
    let paid = console.inquire(&old.id).await.unwrap().order;
    assert_eq!((paid.ship.ship.as_str(), paid.ship.why.as_deref()), ("not-yet", Some("closed")));
    assert_eq!((paid.replaced_by, console.show(&new.id).unwrap().replaces), (Some(new.id), Some(old.id)));
    let refused = console.share(&new.id, Channel::Copy).unwrap_err();
    assert_eq!(refused.code(), "paid-before", "{refused}");
    assert_eq!(console.reissue(&new.id, true).await.unwrap_err().code(), "paid-before");
    let item =
        console.attention().unwrap().items.into_iter().find(|item| item.order == Some(old.id)).unwrap();
    assert_eq!((item.kind, item.instead), (AttentionKind::LatePayment, Some(new.id)));
    assert!(
        !item.readable && item.advice.contains("Stop the request that took its place"),
        "{}",
        item.advice
    );

    console.stop_offering(&new.id, None).unwrap();
    let item =
        console.attention().unwrap().items.into_iter().find(|item| item.order == Some(old.id)).unwrap();
    assert_eq!((item.kind, item.instead, item.readable), (AttentionKind::LatePayment, None, true));
}

#[tokio::test]
async fn antom_is_asked_about_a_replaced_request_before_the_one_in_its_place_is_sent_again_or_replaced() {
    let (shop, console) = Shop::open().await;
    let (old, new) = replaced(&console).await;
    shop.pass(Span::minutes(1));
    shop.buyer_pays(&old.sessions[0].request, "ALIPAY_CN", None);
    assert_eq!(state(&console, &old.id), "waiting", "nobody here knows yet");
    let refused = console.reissue(&new.id, true).await.unwrap_err();
    assert_eq!(refused.code(), "paid-before", "{refused}");
    let changes = Changes { amount: Some(sgd(900)), accept_live: true, ..Changes::default() };
    assert_eq!(console.replace(&new.id, changes).await.unwrap_err().code(), "paid-before");
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 2, "no third link");
}

#[tokio::test]
async fn of_a_request_and_the_one_in_its_place_both_paid_the_old_payment_is_given_back() {
    let (shop, console) = Shop::open().await;
    let (old, new) = replaced(&console).await;
    for order in [&new, &old] {
        shop.pass(Span::minutes(1));
        shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    }
    let (kept, late) =
        (console.inquire(&new.id).await.unwrap().order, console.inquire(&old.id).await.unwrap().order);
    assert_eq!((kept.ship.ship.as_str(), late.ship.ship.as_str()), ("now", "not-yet"), "one of them ships");
    assert!(late.badges.contains(&"Paid late".to_owned()), "{:?}", late.badges);
    let items = console.attention().unwrap().items;
    let item = items.iter().find(|item| item.order == Some(old.id)).unwrap();
    assert_eq!((item.kind, item.instead), (AttentionKind::PaidTwiceTwoRequests, Some(new.id)));
    assert_eq!(item.payment.as_deref(), Some(late.payments[0].id.as_str()), "what is given back");
    let stays: Vec<_> = item.payments.iter().map(|payment| (payment.amount, payment.stays)).collect();
    assert_eq!(stays, [(sgd(1_000), false), (sgd(1_200), true)]);
}

#[tokio::test]
async fn two_links_of_one_order_paid_are_flagged() {
    let (shop, console) = Shop::open().await;
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    let made = console.reissue(&order.id, true).await.unwrap();
    for session in &made.order.sessions {
        shop.buyer_pays(&session.request, "ALIPAY_CN", None);
    }
    let asked = console.inquire(&order.id).await.unwrap().order;
    assert!(asked.badges.contains(&"×2 paid".to_owned()), "{:?}", asked.badges);
    assert_eq!(asked.payments.len(), 2);
}

#[tokio::test]
async fn a_crash_while_the_link_is_asked_for_leaves_an_order_that_goes_on() {
    use crate::gate::Where;
    for place in [Where::Before, Where::After] {
        let (shop, console) = Shop::open().await;
        let console = std::sync::Arc::new(console);
        shop.gate.hold("createPaymentSession", place);
        let script = || NewRequest { script: Some(ScriptInput::new("till-9").unwrap()), ..plain(1_000) };
        let (asking, shared) = (script(), std::sync::Arc::clone(&console));
        let task = tokio::spawn(async move { shared.new_request(asking).await.map(drop) });
        shop.gate.reached.notified().await;
        task.abort();
        assert!(task.await.is_err());
        drop(console);
        shop.gate.open();
        let console = shop.another();
        let order = console.resolve("A-1001").unwrap();
        assert_eq!(
            console.show(&order).unwrap().sessions[0].stage,
            "sent",
            "{place:?}: on disk before it left"
        );
        assert_eq!(console.reissue(&order, false).await.unwrap_err().code(), "link-being-made", "{place:?}");
        let again = console.new_request(script()).await.unwrap_err();
        assert_eq!(again.code(), "link-being-made", "{place:?}: a script does not take it for done");
        assert_eq!(again.exit_class(), ExitClass::Unknown, "{place:?}: nothing was refused");
        assert!(again.remedy().contains("Run the same command again after"), "{}", again.remedy());
        shop.pass(Span::minutes(1));
        let made = console.new_request(script()).await.unwrap();
        assert!(made.link.is_some(), "{place:?}");
        assert_eq!(made.order.sessions.len(), 2, "{place:?}");
        assert!(made.order.sessions.iter().any(|session| session.stage == "unanswered"), "{place:?}");
    }
}

#[tokio::test]
async fn a_replacement_that_antom_refuses_leaves_the_request_as_it_was() {
    let (shop, console) = Shop::open().await;
    let old = console.new_request(plain(1_000)).await.unwrap();
    let id = old.order.id;
    // KakaoPay takes KRW, and the order is in SGD.
    let refused =
        || Changes { methods: Some(vec!["KAKAOPAY".to_owned()]), accept_live: true, ..Changes::default() };
    for _ in 0..2 {
        let error = console.replace(&id, refused()).await.unwrap_err();
        assert_eq!(error.code(), "antom-refused", "{error}");
        assert!(
            error.to_string().contains("to make the link") && !error.to_string().contains("createPayment")
        );
        assert!(error.remedy().contains("Order A-1001 stays as it was"), "{}", error.remedy());
        assert_eq!(console.resolve("A-1001").unwrap(), id, "its number means the one that stays");
    }
    let stays = console.show(&id).unwrap();
    assert!(stays.closed.is_none());
    assert_eq!(console.share(&id, console::sharing::Channel::Copy).unwrap().link, old.link.unwrap());
    let changes = Changes { amount: Some(sgd(1_200)), accept_live: true, ..Changes::default() };
    let made = console.replace(&id, changes).await.unwrap();
    assert_eq!(console.resolve("A-1001").unwrap(), made.order.id);
    assert!(console.show(&id).unwrap().closed.is_some());
    assert_eq!(console.reissue(&id, true).await.unwrap_err().code(), "order-closed");
    drop(shop);
}
