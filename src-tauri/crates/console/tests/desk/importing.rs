use crate::shop::{Shop, done, refund, whole};
use console::lookup::LookedUp;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use domain::intent::Verb;
use domain::word::StateWord;
use simulator::{Effect, FaultKind, Span};

fn main_account() -> AccountName {
    AccountName("main".to_owned())
}

#[tokio::test]
async fn a_payment_made_elsewhere_is_found_taken_over_and_refunded_by_the_normal_rules() {
    let (shop, elsewhere) = Shop::open().await;
    let (order, payment) = shop.paid(&elsewhere, 4_000).await;
    let request = elsewhere.show(&order).unwrap().sessions[0].request.clone();
    let paid_by = elsewhere.now();
    shop.pass(Span::days(2));
    let (_place, console) = Shop::joined(&shop).await;
    for id in [payment.as_str(), request.as_str()] {
        let LookedUp::Elsewhere { payment: found } = console.look_up(&main_account(), id).await.unwrap()
        else {
            panic!("{id} is known at Antom and unknown here")
        };
        assert_eq!((found.payment.as_str(), found.request.as_str()), (payment.as_str(), request.as_str()));
    }
    assert!(console.search("", &Default::default()).unwrap().rows.is_empty(), "looking changes nothing");
    let before = console.mark().unwrap();
    let imported = console.import(&main_account(), payment.as_str()).await.unwrap();
    let course = console.course(imported, before, console.mark().unwrap()).unwrap();
    assert_eq!((course.before, course.now), (None, Some(StateWord::Paid)), "what had happened is no news");
    assert_eq!(console.import(&main_account(), &request).await.unwrap(), imported, "once is enough");
    let view = console.show(&imported).unwrap();
    assert!(view.imported);
    assert_eq!(view.state.state, "paid");
    assert!(view.opened_at <= paid_by, "it was opened when it was paid there, not when it was taken over");
    assert_eq!((view.sessions[0].requested_at, view.sessions[0].ends_at), (view.opened_at, None));
    let that_day = format!("on:{}", paid_by.with_timezone(&console.zone().unwrap()).format("%Y-%m-%d"));
    assert_eq!(console.search(&that_day, &Default::default()).unwrap().rows.len(), 1, "{that_day}");
    assert!(matches!(
        console.look_up(&main_account(), payment.as_str()).await.unwrap(),
        LookedUp::Known { .. }
    ));
    assert_eq!(done(&console, refund(imported, 1_500)).await.stage, "done");
    assert_eq!(shop.totals(payment.as_str()).refunded, 1_500);
}

#[tokio::test]
async fn a_hold_made_elsewhere_is_taken_over_and_captured() {
    let (shop, elsewhere) = Shop::open().await;
    let (_, payment) = shop.authorised(&elsewhere, 3_000).await;
    let (_place, console) = Shop::joined(&shop).await;
    let imported = console.import(&main_account(), payment.as_str()).await.unwrap();
    assert_eq!(console.show(&imported).unwrap().capture_mode, "MANUAL");
    assert_eq!(done(&console, whole(imported, Verb::Capture)).await.stage, "done");
    assert_eq!(shop.booked(Effect::Captured).len(), 1);
}

#[tokio::test]
async fn what_antom_does_not_know_either_is_said_so_and_what_cannot_be_learnt_too() {
    let (shop, console) = Shop::open().await;
    let gone = console.look_up(&main_account(), "NOBODY-KNOWS").await.unwrap();
    assert!(matches!(gone, LookedUp::NotAtAntom));
    assert_eq!(console.import(&main_account(), "NOBODY-KNOWS").await.unwrap_err().code(), "not-found");
    shop.fault("inquiryPayment", FaultKind::NoSignature, 2);
    assert!(matches!(console.look_up(&main_account(), "X").await.unwrap(), LookedUp::Unknown { .. }));
    assert_eq!(console.import(&main_account(), "X").await.unwrap_err().code(), "nothing-learnt");
}

#[tokio::test]
async fn an_order_of_this_ledger_is_asked_afresh_by_any_of_its_ids() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let payment = shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    let found = console.look_up(&main_account(), &order.reference).await.unwrap();
    let LookedUp::Known { order: view, .. } = found else { panic!("{found:?}") };
    assert_eq!(view.state.state, "paid");
    assert_eq!(console.resolve(&payment).unwrap(), order.id);
}

#[tokio::test]
async fn a_refund_that_antom_does_not_list_with_its_payment_comes_back_from_the_report_by_its_own_id() {
    let (shop, console) = Shop::deceived().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    done(&console, refund(order, 500)).await;
    let (_place, elsewhere) = Shop::joined(&shop).await;
    shop.gate.lie_in_json("inquiryPayment", |answer| {
        answer.as_object_mut().unwrap().remove("transactions");
    });
    let account = AccountName("main".to_owned());
    let rebuilt = elsewhere.rebuild(&account, &shop.report(), |_, _| {}).await.unwrap();
    assert!(rebuilt.is_whole(), "{rebuilt:?}");
    let again = elsewhere.resolve(payment.as_str()).unwrap();
    let too_much = elsewhere.prepare(refund(again, 3_501)).await.unwrap_err();
    assert_eq!(too_much.code(), "more-than-available");
    // What nothing is learnt about by its id either is named.
    shop.fault("inquiryRefund", FaultKind::LostBeforeEffect, 1);
    let (_place, third) = Shop::joined(&shop).await;
    let rebuilt = third.rebuild(&account, &shop.report(), |_, _| {}).await.unwrap();
    assert_eq!((rebuilt.imported, rebuilt.missing.len(), rebuilt.is_whole()), (1, 1, false), "{rebuilt:?}");
}
