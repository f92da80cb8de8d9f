use crate::shop::{Shop, done, refund, sgd, whole};
use console::methods::{Consulting, Edit};
use console::operation::Ask;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use domain::intent::Verb;
use domain::profiles::CancelRule;
use domain::profiles::correction::Correction;
use money::Currency;
use simulator::{FaultKind, Span};

fn edit(method: &str, correction: Correction) -> Edit {
    Edit {
        method: method.to_owned(),
        currency: None,
        correction,
        from_guide: false,
        reason: "contract of June".to_owned(),
    }
}

#[tokio::test]
async fn a_restriction_applies_at_once_and_says_who_made_it_and_why() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    assert!(console.dry_run(refund(order, 1_000)).await.unwrap().permitted);
    let no_parts = edit("alipay_cn", Correction { partial_refunds: Some(false), ..Correction::default() });
    assert!(!console.consider_correction(&no_parts).unwrap().loosens);
    let method = console.correct_method(&no_parts, None).unwrap();
    assert!(!method.stands.partial_refunds && method.guide.partial_refunds && method.is_corrected());
    assert_eq!((method.edits[0].by.as_str(), method.edits[0].reason.as_str()), ("Mei", "contract of June"));
    for console in [&console, &shop.another()] {
        let refused = console.prepare(refund(order, 1_000)).await.unwrap_err();
        assert_eq!(refused.code(), "partial-not-offered", "a program that runs already sees it too");
    }
    assert_eq!(done(&console, whole(order, Verb::Refund)).await.stage, "done");
}

#[tokio::test]
async fn a_loosening_is_refused_until_what_the_guide_says_was_shown_for_exactly_this_edit() {
    let (_shop, console) = Shop::open().await;
    let longer = edit("GCASH", Correction { refund_days: Some(500), ..Correction::default() });
    let refused = console.correct_method(&longer, None).unwrap_err();
    assert_eq!(refused.code(), "guide-not-shown");
    assert!(refused.to_string().contains("365 days"), "{refused}");
    assert!(console.method("GCASH", None).unwrap().edits.is_empty(), "nothing was written");
    let shown = console.consider_correction(&longer).unwrap();
    assert!(shown.loosens && shown.differences[0].guide.contains("365 days"), "{shown:?}");
    // What was shown for one edit says nothing about another, and a guess says nothing at all.
    let longest = edit("GCASH", Correction { refund_days: Some(900), ..Correction::default() });
    for mark in [shown.mark.as_str(), "", "0123456789ab"] {
        assert_eq!(
            console.correct_method(&longest, Some(mark)).unwrap_err().code(),
            "guide-not-shown",
            "{mark}"
        );
    }
    let method = console.correct_method(&longer, Some(&shown.mark)).unwrap();
    assert_eq!(method.stands.refund_days, Some(500));
    assert_eq!(method.edits[0].guide_shown, ["it can be refunded for 365 days"]);
    // The same mark is worth nothing after something else was written down about the method.
    let shorter = edit("GCASH", Correction { refund_days: Some(30), ..Correction::default() });
    console.correct_method(&shorter, None).unwrap();
    assert_eq!(console.correct_method(&longer, Some(&shown.mark)).unwrap_err().code(), "guide-not-shown");
}

#[tokio::test]
async fn an_edit_leaves_other_parts_as_they_stand_and_can_take_everything_back() {
    let (_shop, console) = Shop::open().await;
    let never = edit("BOOST", Correction { cancel: Some(CancelRule::Never), ..Correction::default() });
    console.correct_method(&never, None).unwrap();
    let once = edit("BOOST", Correction { multiple_refunds: Some(false), ..Correction::default() });
    let method = console.correct_method(&once, None).unwrap();
    assert_eq!((method.stands.cancel, method.stands.multiple_refunds), (CancelRule::Never, false));
    let back = Edit { from_guide: true, ..edit("BOOST", Correction::default()) };
    let shown = console.consider_correction(&back).unwrap();
    assert!(shown.loosens, "to allow again what was forbidden is a loosening");
    let method = console.correct_method(&back, Some(&shown.mark)).unwrap();
    assert!(!method.is_corrected() && method.edits.len() == 3 && method.edits[2].takes_back);
    assert_eq!(method.stands, method.guide);
    assert!(console.verify(None).unwrap().whole);
}

#[tokio::test]
async fn no_edit_allows_a_second_or_a_partial_capture() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 9_000, CaptureMode::Manual).await;
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa"));
    console.inquire(&order.id).await.unwrap();
    let refused = edit("CARD", Correction { authorises_first: Some(false), ..Correction::default() });
    assert_eq!(console.consider_correction(&refused).unwrap_err().code(), "profile-never-changes");
    let all = Correction {
        authorises_first: None,
        refundable: Some(true),
        partial_refunds: Some(true),
        multiple_refunds: Some(true),
        cancel: Some(CancelRule::SevenDays),
        refund_days: Some(3_650),
        refunds_at_once: Some(true),
        slow_days: Some(0),
        step: Some(1),
        minimum: Some(1),
    };
    let widest = edit("CARD", all);
    let shown = console.consider_correction(&widest).unwrap();
    console.correct_method(&widest, Some(&shown.mark)).unwrap();
    let part = Ask { amount: Some(sgd(100)), ..whole(order.id, Verb::Capture) };
    assert_eq!(console.prepare(part).await.unwrap_err().code(), "not-full-amount");
    assert_eq!(done(&console, whole(order.id, Verb::Capture)).await.stage, "done");
    let second = console.prepare(whole(order.id, Verb::Capture)).await.unwrap_err();
    assert_eq!(second.code(), "already-captured");
}

#[tokio::test]
async fn advice_and_cancel_follow_what_was_corrected() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let advice =
        |console: &console::Console| console.show(&order).unwrap().payments[0].advice.clone().unwrap();
    assert_eq!(advice(&console).right_now, "cancel");
    let never = edit("ALIPAY_CN", Correction { cancel: Some(CancelRule::Never), ..Correction::default() });
    console.correct_method(&never, None).unwrap();
    assert_eq!(advice(&console).right_now, "refund");
    assert!(!console.dry_run(whole(order, Verb::Cancel)).await.unwrap().permitted);
}

#[tokio::test]
async fn an_edit_has_a_reason_and_never_a_card_number() {
    let (_shop, console) = Shop::open().await;
    let once = Correction { multiple_refunds: Some(false), ..Correction::default() };
    for (reason, code) in [("", "reason-needed"), ("4111 1111 1111 1111", "card-number")] {
        let edit = Edit { reason: reason.to_owned(), ..edit("BOOST", once.clone()) };
        assert_eq!(console.correct_method(&edit, None).unwrap_err().code(), code, "{reason}");
    }
}

#[tokio::test]
async fn the_list_has_every_method_that_is_paid_in_a_currency_and_every_one_that_was_corrected() {
    let (_shop, console) = Shop::open().await;
    let all = console.methods(None).unwrap();
    assert!(all.len() > 40 && all.is_sorted_by(|a, b| a.method < b.method));
    let jpy = console.methods(Some(Currency::JPY)).unwrap();
    assert!(jpy.iter().any(|method| method.method == "KONBINI" && !method.stands.refundable));
    assert!(!jpy.iter().any(|method| method.method == "GCASH"));
    let new = edit("NEW_WALLET", Correction { refundable: Some(false), ..Correction::default() });
    console.correct_method(&new, None).unwrap();
    let all = console.methods(None).unwrap();
    let new = all.iter().find(|method| method.method == "NEW_WALLET").unwrap();
    assert!(new.is_corrected() && new.label.is_none());
}

fn consulting(minor: u64) -> Consulting {
    Consulting { account: AccountName("main".to_owned()), amount: sgd(minor), region: None }
}

#[tokio::test]
async fn a_buyer_can_pay_with_what_antom_says_now_and_the_answer_is_good_for_an_hour() {
    let (shop, console) = Shop::open().await;
    let consulted = console.consult(consulting(4_200), false).await.unwrap();
    let option = |method: &str| consulted.options.iter().find(|option| option.method == method).unwrap();
    assert!(option("CARD").enabled && option("CARD").brands.contains(&"VISA".to_owned()));
    assert!(!option("CARD").instalments.is_empty() && option("CARD").logo.is_some());
    let konbini = option("KONBINI");
    assert!(!konbini.enabled && konbini.disabled_because.is_some(), "{konbini:?}");
    shop.fault("consult", FaultKind::LostBeforeEffect, 1);
    for console in [&console, &shop.another()] {
        assert_eq!(console.consult(consulting(4_200), false).await.unwrap(), consulted, "it was kept");
    }
    let refused = console.consult(consulting(4_200), true).await.unwrap_err();
    assert_eq!(refused.code(), "nothing-learnt", "asked afresh, and nothing came: {refused}");
    // Another amount is another question, and after an hour the same one is asked again.
    assert_eq!(console.consult(consulting(4_300), false).await.unwrap().asked.amount, sgd(4_300));
    shop.pass(Span::hours(2));
    let later = console.consult(consulting(4_300), false).await.unwrap();
    assert!(later.at > consulted.at + chrono::TimeDelta::hours(1), "{later:?}");
}

#[tokio::test]
async fn an_answer_that_is_not_antoms_offers_nothing() {
    let (shop, console) = Shop::open().await;
    for kind in [FaultKind::BadSignature, FaultKind::NoSignature, FaultKind::AnswerUnknown] {
        shop.fault("consult", kind, 1);
        let refused = console.consult(consulting(4_200), false).await.unwrap_err();
        assert_eq!(refused.code(), "nothing-learnt", "{refused}");
    }
    let nowhere = Consulting { region: Some("Singapore".to_owned()), ..consulting(4_200) };
    assert_eq!(console.consult(nowhere, false).await.unwrap_err().code(), "bad-field");
}
