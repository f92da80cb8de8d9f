use proptest::prelude::*;
use serde_json::json;

use super::desk::{CLIENT, Desk, amount};
use crate::moment::Span;
use crate::state::key;

/// One thing that a merchant, a buyer, the clock or a saboteur may do.
#[derive(Clone, Debug)]
enum Step {
    Session(u64, usize, bool),
    Submit(usize, usize),
    Pay(usize),
    Decline(usize),
    Capture(usize, u64, u8),
    Cancel(usize, bool),
    Refund(usize, u64, u8, bool),
    RefundEnds(usize, bool),
    Later(i64),
    Balance(bool),
    Restart,
}

const METHODS: [&str; 5] = ["ALIPAY_CN", "CARD", "APPLEPAY", "UNKNOWN_WALLET", "GRABPAY_SG"];
const CARDS: [&str; 5] = ["visa", "visa_declined", "visa_slow_capture", "visa_capture_fails", "visa_3ds"];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let any_payment = 0..6_usize;
    let step = prop_oneof![
        2 => (1..500_u64, 0..3_usize, any::<bool>()).prop_map(|(value, method, manual)| Step::Session(value, method, manual)),
        4 => (0..4_usize, 0..5_usize).prop_map(|(session, card)| Step::Submit(session, card)),
        5 => any_payment.clone().prop_map(Step::Pay),
        1 => any_payment.clone().prop_map(Step::Decline),
        4 => (any_payment.clone(), 1..600_u64, 0..4_u8).prop_map(|(payment, value, id)| Step::Capture(payment, value, id)),
        2 => (any_payment.clone(), any::<bool>()).prop_map(|(payment, by_request)| Step::Cancel(payment, by_request)),
        6 => (any_payment, 1..600_u64, 0..8_u8, any::<bool>()).prop_map(|(payment, value, id, later)| Step::Refund(payment, value, id, later)),
        1 => (0..6_usize, any::<bool>()).prop_map(|(refund, well)| Step::RefundEnds(refund, well)),
        3 => prop_oneof![0..60_i64, 60..4_000_i64, 80_000..900_000_i64].prop_map(Step::Later),
        1 => any::<bool>().prop_map(Step::Balance),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..60)
}

/// The id at that place, counted round.
fn pick(ids: &[String], place: usize) -> Option<String> {
    ids.iter().cycle().nth(place).cloned()
}

fn take(desk: &mut Desk, step: &Step, requests: &mut Vec<String>, payments: &mut Vec<String>) {
    match step {
        Step::Session(value, method, manual) => {
            let mode = if *manual { "MANUAL" } else { "AUTOMATIC" };
            let methods = [METHODS[*method], "CARD", "ALIPAY_CN"];
            requests.push(desk.session(
                "SGD",
                *value,
                &methods,
                json!({ "paymentFactor": { "captureMode": mode } }),
            ));
        }
        Step::Submit(session, card) => {
            let Some(request) = pick(requests, *session) else { return };
            let method = METHODS[card % METHODS.len()];
            payments.extend(desk.state().submit(&key(&[CLIENT, &request]), method, Some(CARDS[*card])).ok());
        }
        Step::Pay(payment) => drop(pick(payments, *payment).map(|id| desk.state().pay(&id))),
        Step::Decline(payment) => drop(pick(payments, *payment).map(|id| desk.state().decline(&id))),
        Step::Capture(payment, value, id) => {
            let Some(payment) = pick(payments, *payment) else { return };
            let held = desk.gateway.book().totals(&payment).authorised;
            let value = if value % 2 == 0 && held > 0 { held } else { *value };
            desk.capture(&format!("C{id}"), &payment, value);
        }
        Step::Cancel(payment, by_request) => {
            let Some(id) = pick(if *by_request { requests } else { payments }, *payment) else { return };
            desk.call(
                "cancel",
                if *by_request { json!({ "paymentRequestId": id }) } else { json!({ "paymentId": id }) },
            );
        }
        Step::Refund(payment, value, id, later) => {
            let Some(payment) = pick(payments, *payment) else { return };
            desk.call("refund", json!({ "refundRequestId": format!("R{id}"), "paymentId": payment, "refundAmount": amount("SGD", *value), "isAsyncRefund": later }));
        }
        Step::RefundEnds(refund, well) => {
            let ids: Vec<String> = desk.state().refunds.keys().cloned().collect();
            let Some(id) = pick(&ids, *refund) else { return };
            desk.state().finish_refund(&id, *well);
        }
        Step::Later(seconds) => desk.later(Span::seconds(*seconds)),
        Step::Balance(enough) => desk.merchant().balance_enough = *enough,
        Step::Restart => {
            let saved = serde_json::to_string(desk.state()).unwrap();
            *desk.state() = serde_json::from_str(&saved).unwrap();
        }
    }
}

fn check(desk: &Desk) -> Result<(), TestCaseError> {
    for (id, totals) in desk.gateway.book().all_totals() {
        prop_assert!(totals.sound(), "{id}: {totals:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever happens in whatever order: no more is captured than was held, and no more goes back than came in.
    #[test]
    fn no_sequence_gives_back_more_than_came_in_or_captures_more_than_was_held(steps in steps()) {
        let mut desk = Desk::new();
        let (mut requests, mut payments) = (Vec::new(), Vec::new());
        for step in &steps {
            take(&mut desk, step, &mut requests, &mut payments);
            check(&desk)?;
        }
        desk.later(Span::days(400));
        check(&desk)?;
        // In the end a session has kept one payment's money at most.
        for request in &requests {
            let of_request = |id: &str| desk.gateway.state.payments.get(id).is_some_and(|payment| payment.payment_request_id == *request);
            let totals = desk.gateway.book().all_totals();
            let kept: Vec<u64> = totals.iter().filter(|(id, _)| of_request(id)).map(|(_, totals)| totals.kept()).filter(|kept| *kept > 0).collect();
            prop_assert!(kept.len() <= 1, "{request} kept {kept:?}");
        }
    }

    /// Any bytes at all get an answer and have no effect.
    #[test]
    fn arbitrary_bodies_never_have_an_effect(body in prop::collection::vec(any::<u8>(), 0..300), operation in 0..6_usize) {
        let mut desk = Desk::new();
        let name = crate::operate::NAMES[operation];
        let answer = desk.state().operate(CLIENT, name, &body).body();
        prop_assert!(answer.get("result").is_some());
        prop_assert!(desk.gateway.book().entries().is_empty());
    }
}

#[test]
fn a_state_saved_before_saved_cards_and_disputes_is_still_read() {
    let mut desk = Desk::new();
    let (request, id) = desk.paid("SGD", 4200, "CARD");
    let mut state = serde_json::to_value(&desk.gateway.state).unwrap();
    for name in ["saved_cards", "disputes"] {
        assert!(state.as_object_mut().unwrap().remove(name).is_some(), "{name}");
    }
    for session in state["sessions"].as_object_mut().unwrap().values_mut() {
        assert!(session.as_object_mut().unwrap().remove("particulars").is_some());
    }
    for payment in state["payments"].as_object_mut().unwrap().values_mut() {
        let fields = payment.as_object_mut().unwrap();
        assert!(fields.remove("asks_card").is_some() && fields.remove("keeps_card").is_some());
    }
    desk.gateway.state = serde_json::from_value(state).unwrap();
    assert_eq!(desk.inquire(&id)["paymentStatus"], "SUCCESS");
    assert!(desk.inquire_request(&request)["paymentRedirectUrl"].is_string());
}
