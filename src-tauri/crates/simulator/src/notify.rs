//! What notifications say (api.md section 6).

use serde_json::{Value, json};

use crate::fault::Kind;
use crate::moment::Span;
use crate::outbox::Draft;
use crate::session::{Movement, Payment, Progress, Status};
use crate::state::State;

/// Antom tells within 3 to 5 seconds (guides 0 and 4).
const AFTER: Span = Span::seconds(3);
/// How long a fault holds a notification back.
const HELD_BACK: Span = Span::minutes(1);

/// Every `notifyType` this gateway sends.
pub(crate) const NOTIFY_TYPES: [&str; 5] =
    ["PAYMENT_RESULT", "PAYMENT_PENDING", "CAPTURE_RESULT", "REFUND_RESULT", "DISPUTE"];

impl State {
    /// PAYMENT_RESULT or PAYMENT_PENDING about an attempt.
    pub(crate) fn tell_payment(&mut self, payment_id: &str, notify_type: &str) {
        let Some(payment) = self.payments.get(payment_id).cloned() else { return };
        let Some(session) = self.session_of(&payment) else { return };
        let (url, metadata) = (session.notify_url.clone(), session.metadata.clone());
        let failed = payment.status == Status::Fail;
        let mut body = self.payment_fields(&payment);
        if let Value::Object(fields) = &mut body {
            fields.insert("notifyType".to_owned(), Value::from(notify_type));
            fields.insert("metadata".to_owned(), Value::from(metadata));
            fields.insert(
                "result".to_owned(),
                if failed { outcome(&payment.code, "F") } else { outcome("SUCCESS", "S") },
            );
        }
        self.send(&payment.client_id, notify_type, url, body);
    }

    /// Tells once that nothing came of a session: when it is over and no attempt is open (guide 4). A session in which
    /// nobody submitted anything ends in silence.
    pub(crate) fn tell_failure(&mut self, session_key: &str) {
        let Some(session) = self.sessions.get(session_key) else { return };
        let over = self.now >= session.expires || session.closed.is_some();
        let attempts: Vec<&Payment> =
            session.payments.iter().filter_map(|id| self.payments.get(id)).collect();
        let all_failed =
            !attempts.is_empty() && attempts.iter().all(|payment| payment.status == Status::Fail);
        let Some(last) = attempts.last().map(|payment| payment.id.clone()) else { return };
        if !over || !all_failed || session.failure_told {
            return;
        }
        if let Some(session) = self.sessions.get_mut(session_key) {
            session.failure_told = true;
        }
        self.tell_payment(&last, "PAYMENT_RESULT");
    }

    /// CAPTURE_RESULT. There is no paymentRequestId in it (api.md section 6).
    pub(crate) fn tell_capture(&mut self, capture: &Movement) {
        let Some(url) = self
            .payments
            .get(&capture.payment_id)
            .and_then(|payment| self.session_of(payment))
            .map(|session| session.notify_url.clone())
        else {
            return;
        };
        let body = json!({
            "notifyType": "CAPTURE_RESULT",
            "result": movement_result(capture),
            "captureRequestId": capture.request_id,
            "captureId": capture.id,
            "paymentId": capture.payment_id,
            "captureAmount": capture.amount.wire(),
            "captureTime": capture.done.map(|at| at.wire()),
        });
        self.send(&capture.client_id, "CAPTURE_RESULT", url, body);
    }

    /// REFUND_RESULT, to the refund's own address before the Dashboard's.
    pub(crate) fn tell_refund(&mut self, refund: &Movement) {
        let dashboard =
            self.merchants.get(&refund.client_id).and_then(|merchant| merchant.notify_url.clone());
        let body = json!({
            "notifyType": "REFUND_RESULT",
            "result": movement_result(refund),
            "refundStatus": refund.progress.wire(),
            "refundRequestId": refund.request_id,
            "refundId": refund.id,
            "refundAmount": refund.amount.wire(),
            "refundTime": refund.done.map(|at| at.wire()),
            "grossSettlementAmount": refund.amount.wire(),
        });
        self.send(&refund.client_id, "REFUND_RESULT", refund.notify_url.clone().or(dashboard), body);
    }

    pub(crate) fn send(&mut self, client_id: &str, notify_type: &str, url: Option<String>, mut body: Value) {
        if let Value::Object(fields) = &mut body {
            fields.retain(|_, value| !value.is_null());
        }
        let held = self.faults.of_notification(notify_type, Kind::ReorderNotifications, &mut self.seed);
        let first = self.now.plus(AFTER);
        self.outbox.add(Draft {
            client_id: client_id.to_owned(),
            notify_type: notify_type.to_owned(),
            url,
            body: body.to_string(),
            first: if held { first.plus(HELD_BACK) } else { first },
            resend: !client_id.starts_with("SANDBOX_"),
        });
        self.touch();
    }
}

pub(crate) fn outcome(code: &str, status: &str) -> Value {
    let message = match (code, status) {
        ("SUCCESS", _) => "success.".to_owned(),
        ("PAYMENT_IN_PROCESS" | "CAPTURE_IN_PROCESS" | "REFUND_IN_PROCESS", _) => "in process.".to_owned(),
        (code, _) => format!("{}.", code.to_ascii_lowercase().replace('_', " ")),
    };
    json!({ "resultCode": code, "resultStatus": status, "resultMessage": message })
}

fn movement_result(movement: &Movement) -> Value {
    if movement.progress == Progress::Fail { outcome("PROCESS_FAIL", "F") } else { outcome("SUCCESS", "S") }
}
