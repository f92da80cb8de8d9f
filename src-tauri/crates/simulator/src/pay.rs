//! pay (api.md section 3.7): one method, chosen by the merchant; the buyer confirms on the page behind `normalUrl`.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::create_payment_session::{ORDER, fingerprint, fixed, inconsistent};
use crate::fields::{Kind, Rule, amount, check, illegal, must, string};
use crate::method::Way;
use crate::session::Status;
use crate::state::{State, key};

const TABLE: &[Rule] = &[
    must("productCode", Kind::Text(32)),
    must("paymentRequestId", Kind::Text(64)),
    must("paymentMethod", Kind::Object),
    must("paymentMethod.paymentMethodType", Kind::Text(64)),
    must("env", Kind::Object),
];

impl State {
    pub(crate) fn pay_api(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        check(body, ORDER)?;
        fixed(body, "productCode", &["CASHIER_PAYMENT"])?;
        self.check_order(client_id, body)?;
        let session_key = key(&[client_id, string(body, "paymentRequestId").unwrap_or_default()]);
        let digest = fingerprint(body);
        match self.sessions.get(&session_key).map(|session| session.digest == digest) {
            Some(true) => return self.pay_answer(&session_key),
            Some(false) => return Err(inconsistent("paymentRequestId")),
            None => {}
        }
        let method = string(body, "paymentMethod.paymentMethodType").unwrap_or_default().to_owned();
        let wanted = amount(body, "paymentAmount")?;
        let rules = self.method(&method);
        if let Some(why) = rules.objection(&wanted) {
            return Err(illegal("paymentAmount", &format!("does not suit the method: {why}")));
        }
        if rules.way == Way::Card && !crate::fields::flag(body, "paymentFactor.isAuthorization") {
            return Err(illegal("paymentFactor.isAuthorization", "must be true for cards"));
        }
        let expires = self.now.plus(rules.close_after());
        let session = self.new_session(client_id, body, expires, vec![method.clone()], digest)?;
        if rules.way == Way::Card && !session.buyer_known {
            return Err(illegal("order.buyer", "is required for cards"));
        }
        self.open(session_key.clone(), session);
        self.submit(&session_key, &method, None)
            .map_err(|trouble| Answer::failure("PROCESS_FAIL", trouble.to_string()))?;
        self.pay_answer(&session_key)
    }

    fn pay_answer(&self, session_key: &str) -> Result<Answer, Answer> {
        let failed = || Answer::failure("PROCESS_FAIL", "General business failure. No retry.");
        let session = self.sessions.get(session_key).ok_or_else(failed)?;
        let payment = self.standing(session).ok_or_else(failed)?;
        let fields = json!({
            "paymentId": payment.id,
            "paymentRequestId": payment.payment_request_id,
            "paymentAmount": payment.amount.wire(),
            "paymentCreateTime": payment.created.wire(),
            "paymentTime": payment.paid.map(|at| at.wire()),
            "authExpiryTime": payment.hold_until.map(|at| at.wire()),
            "normalUrl": payment.status.is_open().then(|| self.order_url(session, payment)),
        });
        Ok(match payment.status {
            Status::Success => Answer::success(fields),
            Status::Processing | Status::Pending => {
                Answer::unknown("PAYMENT_IN_PROCESS", "The payment is in process.").with(fields)
            }
            Status::Fail | Status::Cancelled => {
                Answer::failure(&payment.code, "The payment did not succeed.").with(fields)
            }
        })
    }
}
