//! cancel (api.md sections 3.4 and 5, guide 2): whole, without a notification.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::book::Effect;
use crate::fields::{Kind, Rule, check, may};
use crate::inquiry_payment::order_not_exist;
use crate::method::CancelRule;
use crate::moment::Span;
use crate::session::{Closed, Ending, Payment, Progress, Status};
use crate::state::{State, key};

const TABLE: &[Rule] = &[
    may("paymentRequestId", Kind::Text(64)),
    may("paymentId", Kind::Text(64)),
    may("merchantAccountId", Kind::Text(32)),
];
const WEEK: Span = Span::days(7);

impl State {
    pub(crate) fn cancel(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        // A session in which nothing was submitted is no order yet: the link stays alive (api.md section 3.4).
        let payment = self.wanted(client_id, body)?.ok_or_else(order_not_exist)?;
        if payment.status != Status::Cancelled {
            self.may_cancel(&payment)?;
            self.carry_out_cancel(&payment);
        }
        let ended = self.payments.get(&payment.id).and_then(|payment| payment.ended.clone());
        Ok(Answer::success(json!({
            "paymentId": payment.id,
            "paymentRequestId": payment.payment_request_id,
            "cancelTime": ended.map(|ended| ended.at.wire()),
        })))
    }

    fn may_cancel(&self, payment: &Payment) -> Result<(), Answer> {
        let rule = self.method(&payment.method).cancel;
        match payment.status {
            Status::Fail | Status::Cancelled => {
                return Err(Answer::failure("ORDER_STATUS_INVALID", "The order's status does not allow it."));
            }
            Status::Processing | Status::Pending if rule == CancelRule::Never => return Err(not_supported()),
            Status::Processing | Status::Pending => return Ok(()),
            Status::Success => {}
        }
        if self.refunds_of(payment).any(|refund| refund.progress != Progress::Fail) {
            return Err(Answer::failure("PROCESS_FAIL", "The payment has been refunded."));
        }
        if self.captures_of(payment).any(|capture| capture.progress != Progress::Fail) {
            return Err(Answer::failure("ORDER_STATUS_INVALID", "The payment has been captured."));
        }
        let paid = payment.paid.unwrap_or(payment.created);
        let until = match rule {
            CancelRule::Never | CancelRule::BeforePaid => return Err(not_supported()),
            CancelRule::SevenDays | CancelRule::Uncaptured => paid.plus(WEEK),
            CancelRule::NextDay => payment.created.next_day_quarter_past(),
        };
        if self.now > until {
            return Err(Answer::failure("CANCEL_WINDOW_EXCEED", "The cancel window is exceeded."));
        }
        let poor = self.merchants.get(&payment.client_id).is_some_and(|merchant| !merchant.balance_enough);
        if poor && payment.hold_until.is_none() {
            return Err(Answer::failure(
                "MERCHANT_BALANCE_NOT_ENOUGH",
                "The merchant's balance is not enough.",
            ));
        }
        Ok(())
    }

    /// Ends the payment and, with it, every open attempt of its session: after a cancel the state stays CANCELLED.
    fn carry_out_cancel(&mut self, payment: &Payment) {
        let session_key = key(&[&payment.client_id, &payment.payment_request_id]);
        let siblings =
            self.sessions.get(&session_key).map(|session| session.payments.clone()).unwrap_or_default();
        for id in siblings {
            let Some(one) = self.payments.get(&id).cloned() else { continue };
            if one.status.is_open() {
                self.end(&id, Ending::Cancelled);
                self.note(Effect::CancelledUnpaid, &id, &one.amount, None);
            } else if id == payment.id {
                let hold = one.hold_until.is_some();
                self.end(&id, if hold { Ending::Voided } else { Ending::Cancelled });
                self.note(if hold { Effect::Voided } else { Effect::Cancelled }, &id, &one.amount, None);
            }
        }
        if let Some(session) = self.sessions.get_mut(&session_key) {
            session.closed = Some(Closed::Cancelled);
        }
    }
}

fn not_supported() -> Answer {
    Answer::failure(
        "PAYMENT_METHOD_NOT_SUPPORTED",
        "The payment method does not support cancelling; refund instead.",
    )
}
