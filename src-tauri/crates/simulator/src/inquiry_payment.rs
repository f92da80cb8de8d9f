//! inquiryPayment (api.md section 3.2).

use aws_lc_rs::digest;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::card::{self, Told};
use crate::fields::{Kind, Rule, check, illegal, may, string};
use crate::notify::outcome;
use crate::session::{Ending, Movement, Payment, Progress, Session, Status};
use crate::state::{State, key};

const TABLE: &[Rule] = &[
    may("paymentRequestId", Kind::Text(64)),
    may("paymentId", Kind::Text(64)),
    may("merchantAccountId", Kind::Text(32)),
];

pub(crate) fn order_not_exist() -> Answer {
    Answer::failure("ORDER_NOT_EXIST", "The order does not exist.")
}

impl State {
    pub(crate) fn inquiry_payment(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        let by_request = string(body, "paymentId").is_none();
        let payment = self.wanted(client_id, body)?.ok_or_else(order_not_exist)?;
        let session = self.session_of(&payment).ok_or_else(order_not_exist)?;
        // While the page is open a declined buyer may try again under the same paymentRequestId, so that id has not
        // failed yet; the single attempt, asked for by its paymentId, has.
        let retry_possible = by_request && payment.status == Status::Fail && self.is_payable(session).is_ok();
        let status = if retry_possible { Status::Processing } else { payment.status };
        let detail = outcome(&payment.code, "");
        let more = json!({
            "paymentStatus": status.wire(),
            "paymentResultCode": payment.code,
            "paymentResultMessage": detail.get("resultMessage"),
            "paymentRedirectUrl": self.normal_url(session),
            "metadata": session.metadata,
            "transactions": self.transactions(&payment),
        });
        Ok(Answer::success(self.payment_fields(&payment)).with(more))
    }

    /// The payment a request names: by paymentId, which wins, or the standing one of a paymentRequestId.
    pub(crate) fn wanted(&self, client_id: &str, body: &Value) -> Result<Option<Payment>, Answer> {
        if let Some(id) = string(body, "paymentId") {
            return Ok(self.payment(client_id, id).cloned());
        }
        let request = string(body, "paymentRequestId")
            .ok_or_else(|| illegal("paymentRequestId", "or paymentId is required"))?;
        Ok(self.sessions.get(&key(&[client_id, request])).and_then(|session| self.standing(session)).cloned())
    }

    /// The attempt that speaks for its session: the last that was paid, else one that is open, else the last.
    pub(crate) fn standing(&self, session: &Session) -> Option<&Payment> {
        let attempts: Vec<&Payment> =
            session.payments.iter().filter_map(|id| self.payments.get(id)).collect();
        let paid =
            attempts.iter().filter(|payment| payment.paid.is_some()).max_by_key(|payment| payment.paid);
        let open = attempts.iter().rev().find(|payment| payment.status.is_open());
        paid.or(open).or(attempts.last()).copied()
    }

    /// The fields that inquiry and notification share.
    pub(crate) fn payment_fields(&self, payment: &Payment) -> Value {
        let card = payment.card.as_deref().and_then(|name| card::named(Some(name)));
        let info = card.map(|card| {
            let asked = self.bank_asks(payment) && !payment.status.is_open();
            card.info(Told {
                token: self.token_of(payment),
                network_id: network_id(&payment.id),
                three_ds: asked.then_some(payment.paid.is_some()),
                instalments: self.session_of(payment).and_then(|session| session.particulars.instalments),
            })
        });
        let psp = info
            .is_none()
            .then(|| json!({ "pspName": payment.method, "pspCustomerId": network_id(&payment.method) }));
        let received = payment.paid.is_some();
        json!({
            "paymentId": payment.id,
            "paymentRequestId": payment.payment_request_id,
            "paymentAmount": payment.amount.wire(),
            "actualPaymentAmount": received.then(|| payment.amount.wire()),
            "grossSettlementAmount": received.then(|| payment.amount.wire()),
            "paymentCreateTime": payment.created.wire(),
            "paymentTime": payment.paid.map(|at| at.wire()),
            "authExpiryTime": payment.hold_until.map(|at| at.wire()),
            "paymentMethodType": payment.method,
            "paymentResultInfo": info.clone().unwrap_or_else(|| json!({})),
            "cardInfo": info,
            "pspCustomerInfo": psp,
            "acquirerReferenceNo": received.then(|| network_id(&payment.id)),
        })
    }

    fn transactions(&self, payment: &Payment) -> Value {
        let kind = if payment.is_card() { "AUTHORIZATION" } else { "PAYMENT" };
        let status = if payment.paid.is_some() { Status::Success } else { payment.status };
        let (code, letter) = match status {
            Status::Success => ("SUCCESS", "S"),
            Status::Processing | Status::Pending => ("PAYMENT_IN_PROCESS", "U"),
            Status::Fail | Status::Cancelled => (payment.code.as_str(), "F"),
        };
        let mut rows = vec![json!({
            "transactionType": kind,
            "transactionStatus": status.wire(),
            "transactionResult": outcome(code, letter),
            "transactionId": payment.id,
            "transactionRequestId": payment.payment_request_id,
            "transactionAmount": payment.amount.wire(),
            "transactionTime": payment.paid.unwrap_or(payment.created).wire(),
        })];
        rows.extend(self.captures_of(payment).map(|capture| row("CAPTURE", capture)));
        rows.extend(self.refunds_of(payment).map(|refund| row("REFUND", refund)));
        rows.extend(payment.ended.as_ref().map(|ended| {
            json!({
                "transactionType": if ended.how == Ending::Cancelled { "CANCEL" } else { "VOID" },
                "transactionStatus": "SUCCESS",
                "transactionResult": outcome("SUCCESS", "S"),
                "transactionId": ended.id,
                "transactionRequestId": payment.payment_request_id,
                "transactionAmount": payment.amount.wire(),
                "transactionTime": ended.at.wire(),
            })
        }));
        Value::Array(rows)
    }

    pub(crate) fn captures_of<'a>(&'a self, payment: &'a Payment) -> impl Iterator<Item = &'a Movement> {
        payment.captures.iter().filter_map(|id| self.captures.get(id))
    }

    pub(crate) fn refunds_of<'a>(&'a self, payment: &'a Payment) -> impl Iterator<Item = &'a Movement> {
        payment.refunds.iter().filter_map(|id| self.refunds.get(id))
    }
}

fn row(kind: &str, movement: &Movement) -> Value {
    let (code, letter) = match movement.progress {
        Progress::Success => ("SUCCESS", "S"),
        Progress::Processing => {
            (if kind == "REFUND" { "REFUND_IN_PROCESS" } else { "PAYMENT_IN_PROCESS" }, "U")
        }
        Progress::Fail => ("PROCESS_FAIL", "F"),
    };
    json!({
        "transactionType": kind,
        "transactionStatus": movement.progress.wire(),
        "transactionResult": outcome(code, letter),
        "transactionId": movement.id,
        "transactionRequestId": movement.request_id,
        "transactionAmount": movement.amount.wire(),
        "transactionTime": movement.done.unwrap_or(movement.created).wire(),
    })
}

fn network_id(text: &str) -> String {
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    hash.as_ref().iter().take(8).map(|byte| format!("{byte:02X}")).collect()
}
