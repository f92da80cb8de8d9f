//! refund and inquiryRefund (api.md sections 3.5 and 3.6).

use serde_json::{Value, json};

use crate::agenda::Due;
use crate::amount::Amount;
use crate::answer::Answer;
use crate::book::Effect;
use crate::fields::{Kind, Rule, amount, check, flag, illegal, may, must, string};
use crate::inquiry_payment::order_not_exist;
use crate::moment::Span;
use crate::session::{LedTo, Movement, Payment, Progress, Status};
use crate::state::{State, key};

const TABLE: &[Rule] = &[
    must("refundRequestId", Kind::Text(64)),
    must("paymentId", Kind::Text(64)),
    must("refundAmount", Kind::Amount),
    may("referenceRefundId", Kind::Text(64)),
    may("refundReason", Kind::Text(256)),
    may("refundNotifyUrl", Kind::Text(1024)),
    may("captureId", Kind::Text(64)),
    may("metadata", Kind::Text(2048)),
    may("isAsyncRefund", Kind::Flag),
];
const INQUIRY: &[Rule] = &[
    may("refundRequestId", Kind::Text(64)),
    may("refundId", Kind::Text(64)),
    may("merchantAccountId", Kind::Text(32)),
];
/// How long a refund stays in process.
const LATER: Span = Span::seconds(20);

impl State {
    pub(crate) fn refund(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        let request_id = string(body, "refundRequestId").unwrap_or_default();
        let payment_id = string(body, "paymentId").unwrap_or_default();
        let wanted = amount(body, "refundAmount")?;
        if let Some(led_to) = self.recall(client_id, "refund", request_id, payment_id, &wanted)? {
            return self.refund_answer(led_to);
        }
        let payment = self.payment(client_id, payment_id).cloned().ok_or_else(order_not_exist)?;
        let led_to = match self.may_refund(&payment, &wanted, string(body, "captureId")) {
            Err(refusal) => LedTo::Refused { code: refusal.code, message: refusal.message },
            Ok(()) => LedTo::Placed(self.place_refund(&payment, &wanted, body)),
        };
        self.remember(client_id, "refund", request_id, payment_id, &wanted, led_to.clone());
        self.refund_answer(led_to)
    }

    fn may_refund(&self, payment: &Payment, wanted: &Amount, capture_id: Option<&str>) -> Result<(), Answer> {
        let refuse = |code: &str, why: &str| Err(Answer::failure(code, why));
        match payment.status {
            Status::Cancelled => return refuse("ORDER_IS_CANCELED", "The order is cancelled."),
            Status::Fail => return refuse("ORDER_IS_CLOSED", "The order is closed."),
            Status::Processing | Status::Pending => {
                return refuse("ORDER_STATUS_INVALID", "The order is not paid.");
            }
            Status::Success => {}
        }
        let received = self.received(payment);
        if received == 0 {
            return refuse("ORDER_STATUS_INVALID", "The authorisation is not captured.");
        }
        if wanted.currency != payment.amount.currency {
            return refuse("CURRENCY_NOT_SUPPORT", "refundAmount.currency is not the payment's currency.");
        }
        if capture_id.is_some_and(|id| !payment.captures.iter().any(|known| known == id)) {
            return Err(illegal("captureId", "is not a capture of this payment"));
        }
        self.method_allows(payment, wanted, received)?;
        if self.merchants.get(&payment.client_id).is_some_and(|merchant| !merchant.balance_enough) {
            return refuse("MERCHANT_BALANCE_NOT_ENOUGH", "The merchant's balance is not enough.");
        }
        Ok(())
    }

    /// The method's and the contract's limits, then the remainder.
    fn method_allows(&self, payment: &Payment, wanted: &Amount, received: u64) -> Result<(), Answer> {
        let refuse = |code: &str, why: &str| Err(Answer::failure(code, why));
        let rules = self.method(&payment.method);
        if !rules.refunds {
            return refuse("REFUND_NOT_SUPPORTED", "The payment method does not support refunds.");
        }
        if self.now > payment.paid.unwrap_or(payment.created).plus(rules.refund_window()) {
            return refuse("REFUND_WINDOW_EXCEED", "The refund window is exceeded.");
        }
        if !rules.several_refunds && self.refunds_of(payment).any(|refund| refund.progress != Progress::Fail)
        {
            return refuse("MULTIPLE_REFUNDS_NOT_SUPPORTED", "The payment method allows one refund only.");
        }
        if wanted.value > received.saturating_sub(self.promised_back(payment)) {
            return refuse("REFUND_AMOUNT_EXCEED", "The refunds would exceed the payment.");
        }
        if !rules.partial_refunds && wanted.value != payment.amount.value {
            return refuse("PARTIAL_REFUND_NOT_SUPPORTED", "The payment method allows whole refunds only.");
        }
        if !crate::amount::multiple(wanted.value, rules.step) {
            return Err(illegal("refundAmount.value", &format!("must be a multiple of {}", rules.step)));
        }
        if wanted.value < rules.least_refund {
            return Err(illegal("refundAmount.value", &format!("must be {} or more", rules.least_refund)));
        }
        Ok(())
    }

    /// What has come in: captures of a card, the whole of anything else that was paid.
    pub(crate) fn received(&self, payment: &Payment) -> u64 {
        if payment.is_card() {
            let captured = self.captures_of(payment).filter(|capture| capture.progress == Progress::Success);
            return captured.fold(0, |sum: u64, capture| sum.saturating_add(capture.amount.value));
        }
        if payment.paid.is_some() && payment.ended.is_none() { payment.amount.value } else { 0 }
    }

    /// What has gone back or is on its way.
    fn promised_back(&self, payment: &Payment) -> u64 {
        let refunds = self.refunds_of(payment).filter(|refund| refund.progress != Progress::Fail);
        refunds.fold(0, |sum: u64, refund| sum.saturating_add(refund.amount.value))
    }

    fn place_refund(&mut self, payment: &Payment, wanted: &Amount, body: &Value) -> String {
        let own = |path: &str| string(body, path).map(str::to_owned);
        let mut refund = self.new_refund(payment, wanted.clone(), own("refundRequestId").unwrap_or_default());
        refund.notify_url = own("refundNotifyUrl");
        refund.metadata = own("metadata");
        let id = self.enter_refund(refund);
        if self.method(&payment.method).refund_later || flag(body, "isAsyncRefund") {
            self.agenda.enter(self.now.plus(LATER), Due::RefundDone(id.clone()));
        } else {
            self.finish_refund(&id, true);
        }
        id
    }

    /// The gateway's own refund of a payment that another one of its session replaced.
    pub(crate) fn give_back(&mut self, payment: &Payment) {
        let rest = self.received(payment).saturating_sub(self.promised_back(payment));
        if rest == 0 {
            return;
        }
        let request_id = format!("AUTO{}", self.new_id("refund"));
        let mut refund = self.new_refund(payment, payment.amount.with_value(rest), request_id);
        refund.by_gateway = true;
        refund.progress = Progress::Success;
        refund.done = Some(self.now);
        self.enter_refund(refund.clone());
        self.note(Effect::AutoRefunded, &payment.id, &refund.amount, Some(&refund));
    }

    fn new_refund(&mut self, payment: &Payment, amount: Amount, request_id: String) -> Movement {
        Movement {
            id: self.new_id("refund"),
            request_id,
            client_id: payment.client_id.clone(),
            payment_id: payment.id.clone(),
            amount,
            progress: Progress::Processing,
            created: self.now,
            done: None,
            by_gateway: false,
            notify_url: None,
            metadata: None,
        }
    }

    fn enter_refund(&mut self, refund: Movement) -> String {
        let id = refund.id.clone();
        if let Some(payment) = self.payments.get_mut(&refund.payment_id) {
            payment.refunds.push(id.clone());
        }
        self.refunds.insert(id.clone(), refund);
        id
    }

    /// A refund in process ends, well or badly; says whether there was one.
    pub(crate) fn finish_refund(&mut self, refund_id: &str, well: bool) -> bool {
        let now = self.now;
        let Some(refund) =
            self.refunds.get_mut(refund_id).filter(|refund| refund.progress == Progress::Processing)
        else {
            return false;
        };
        refund.progress = if well { Progress::Success } else { Progress::Fail };
        refund.done = Some(now);
        let refund = refund.clone();
        self.note(
            if well { Effect::Refunded } else { Effect::RefundFailed },
            &refund.payment_id,
            &refund.amount,
            Some(&refund),
        );
        self.tell_refund(&refund);
        true
    }

    fn refund_answer(&self, led_to: LedTo) -> Result<Answer, Answer> {
        let refund = match led_to {
            LedTo::Refused { code, message } => return Err(Answer::failure(&code, message)),
            LedTo::Placed(id) => self.refunds.get(&id),
        };
        let Some(refund) = refund else {
            return Err(Answer::failure("PROCESS_FAIL", "General business failure. No retry."));
        };
        let fields = refund_fields(refund);
        Ok(match refund.progress {
            Progress::Success => Answer::success(fields),
            Progress::Processing => {
                Answer::unknown("REFUND_IN_PROCESS", "The refund is in process.").with(fields)
            }
            Progress::Fail => {
                Answer::failure("PROCESS_FAIL", "General business failure. No retry.").with(fields)
            }
        })
    }

    pub(crate) fn inquiry_refund(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, INQUIRY)?;
        if let Some(id) = string(body, "refundId") {
            let refund = self.refunds.get(id).filter(|refund| refund.client_id == client_id);
            return refund.map(refund_status).ok_or_else(order_not_exist);
        }
        let request_id = string(body, "refundRequestId")
            .ok_or_else(|| illegal("refundRequestId", "or refundId is required"))?;
        let known =
            self.remembered.get(&key(&[client_id, "refund", request_id])).ok_or_else(order_not_exist)?;
        match &known.led_to {
            LedTo::Placed(id) => self.refunds.get(id).map(refund_status).ok_or_else(order_not_exist),
            // A refund that was refused is known as one that failed, so that a lost refusal can be asked for.
            LedTo::Refused { .. } => Ok(Answer::success(json!({
                "refundStatus": "FAIL",
                "refundRequestId": request_id,
                "paymentId": known.payment_id,
                "refundAmount": known.amount.wire(),
            }))),
        }
    }
}

fn refund_status(refund: &Movement) -> Answer {
    let status = json!({ "refundStatus": refund.progress.wire(), "metadata": refund.metadata });
    Answer::success(refund_fields(refund)).with(status)
}

fn refund_fields(refund: &Movement) -> Value {
    let settled = refund.progress == Progress::Success;
    json!({
        "refundRequestId": refund.request_id,
        "refundId": refund.id,
        "paymentId": refund.payment_id,
        "refundAmount": refund.amount.wire(),
        "refundTime": refund.done.map(|at| at.wire()),
        "actualRefundAmount": settled.then(|| refund.amount.wire()),
        "grossSettlementAmount": settled.then(|| refund.amount.wire()),
    })
}
