use serde_json::{Value, json};

use super::control_call;
use super::desk::{Desk, code};

/// The bodies of the dispute notifications so far.
fn told(desk: &Desk) -> Vec<Value> {
    let disputes = desk.gateway.notices().iter().filter(|notice| notice.notify_type == "DISPUTE");
    disputes.map(|notice| serde_json::from_str(&notice.body).unwrap()).collect()
}

fn turn(desk: &mut Desk, body: Value) -> Value {
    control_call(desk, "POST", "disputes", &body)
}

#[test]
fn a_dispute_is_told_turn_by_turn_until_it_is_judged() {
    let mut desk = Desk::new();
    let (request, id) = desk.paid("SGD", 4200, "CARD");
    let raised = turn(&mut desk, json!({"payment_id": id, "value": "4000", "reason": "Not received"}));
    assert_eq!(raised["open"], true);
    for kind in ["DEFENSE_DUE_ALERT", "DEFENSE_SUPPLIED"] {
        assert_eq!(
            turn(&mut desk, json!({"payment_id": id, "kind": kind}))["dispute_id"],
            raised["dispute_id"]
        );
    }
    let judged = turn(
        &mut desk,
        json!({"dispute_id": raised["dispute_id"], "kind": "DISPUTE_JUDGED", "judgement": "VALIDATE_SUCCESS"}),
    );
    assert_eq!(judged["open"], false);
    let bodies = told(&desk);
    let kinds: Vec<&str> =
        bodies.iter().map(|body| body["disputeNotificationType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["DISPUTE_CREATED", "DEFENSE_DUE_ALERT", "DEFENSE_SUPPLIED", "DISPUTE_JUDGED"]);
    for body in &bodies {
        assert_eq!((&body["paymentRequestId"], &body["paymentId"]), (&json!(request), &json!(id)));
        assert_eq!(body["disputeAmount"]["value"], "4000");
        assert!(body.get("notifyType").is_none(), "api.md section 6");
    }
    assert_eq!(bodies[0]["defendable"], true);
    assert_eq!(bodies[3]["disputeJudgedResult"], "VALIDATE_SUCCESS");
    assert!(bodies[3]["disputeJudgedTime"].is_string() && bodies[3].get("defenseDueTime").is_none());
    let over = turn(&mut desk, json!({"dispute_id": raised["dispute_id"], "kind": "DISPUTE_CANCELLED"}));
    assert_eq!(over["error"]["code"], "dispute_over");
    let listed = control_call(&mut desk, "GET", "disputes", &Value::Null);
    assert_eq!(listed["disputes"][0]["kind"], "DISPUTE_JUDGED");
}

#[test]
fn a_dispute_moves_no_money_by_itself_and_the_gateway_still_refunds() {
    let mut desk = Desk::new();
    let (_, id) = desk.paid("SGD", 4200, "ALIPAY_CN");
    let before = desk.gateway.book().totals(&id);
    turn(&mut desk, json!({"payment_id": id}));
    assert_eq!(desk.gateway.book().totals(&id), before);
    assert_eq!(code(&desk.refund("R1", &id, "SGD", 100)), "SUCCESS", "holding back is the merchant's part");
}

#[test]
fn wrong_turns_are_told_apart() {
    let mut desk = Desk::new();
    let cases = [
        (json!({}), "bad_request"),
        (json!({"payment_id": "none"}), "unknown_payment"),
        (json!({"dispute_id": "none"}), "unknown_dispute"),
        (json!({"payment_id": "none", "kind": "QUARREL"}), "bad_request"),
        (json!({"payment_id": "none", "judgement": "MAYBE"}), "bad_request"),
        (json!({"payment_id": "none", "value": "ten"}), "bad_request"),
    ];
    for (body, expected) in cases {
        assert_eq!(turn(&mut desk, body.clone())["error"]["code"], expected, "{body}");
    }
}
