//! capture (api.md section 3.3, guide 1): the whole of the hold, once, within seven days.

use serde_json::{Value, json};

use crate::agenda::Due;
use crate::amount::Amount;
use crate::answer::Answer;
use crate::book::Effect;
use crate::card::{self, Behaviour};
use crate::fields::{Kind, Rule, amount, check, illegal, may, must, string};
use crate::moment::Span;
use crate::session::{Ending, LedTo, Movement, Payment, Progress, Status};
use crate::state::State;

const TABLE: &[Rule] = &[
    must("captureRequestId", Kind::Text(64)),
    must("paymentId", Kind::Text(64)),
    must("captureAmount", Kind::Amount),
    may("isLastCapture", Kind::Flag),
];
const SLOW: Span = Span::seconds(30);

impl State {
    pub(crate) fn capture(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        let request_id = string(body, "captureRequestId").unwrap_or_default();
        let payment_id = string(body, "paymentId").unwrap_or_default();
        let wanted = amount(body, "captureAmount")?;
        if let Some(led_to) = self.recall(client_id, "capture", request_id, payment_id, &wanted)? {
            return self.capture_answer(led_to);
        }
        let payment = self.payment(client_id, payment_id).cloned();
        let payment =
            payment.ok_or_else(|| Answer::failure("AUTH_NOT_FOUND", "The authorisation does not exist."))?;
        let led_to = match self.may_capture(&payment, &wanted) {
            Err((code, message)) => LedTo::Refused { code: code.to_owned(), message },
            Ok(()) => LedTo::Placed(self.place_capture(&payment, request_id, false).id),
        };
        self.remember(client_id, "capture", request_id, payment_id, &wanted, led_to.clone());
        self.capture_answer(led_to)
    }

    fn may_capture(&self, payment: &Payment, wanted: &Amount) -> Result<(), (&'static str, String)> {
        let refuse = |code, why: &str| Err((code, why.to_owned()));
        match payment.ended.as_ref().map(|ended| ended.how) {
            Some(Ending::Lapsed) => return refuse("AUTH_EXPIRED", "The authorisation has expired."),
            Some(_) => return refuse("AUTH_CANCELLED", "The authorisation was cancelled."),
            None => {}
        }
        if payment.status != Status::Success || payment.hold_until.is_none() {
            return refuse(
                "ORDER_STATUS_INVALID",
                "The payment is not an authorisation waiting for capture.",
            );
        }
        if self.captures_of(payment).any(|capture| capture.progress != Progress::Fail) {
            return refuse("MULTI_CAPTURE_NOT_SUPPORTED", "The payment has been captured already.");
        }
        if !self.session_of(payment).is_some_and(|session| session.manual_capture) {
            return refuse("ORDER_STATUS_INVALID", "The payment is captured automatically.");
        }
        if wanted.currency != payment.amount.currency {
            return refuse("CURRENCY_NOT_SUPPORT", "captureAmount.currency is not the payment's currency.");
        }
        if wanted.value > payment.amount.value {
            return refuse("CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT", "The amount exceeds the authorisation.");
        }
        if wanted.value < payment.amount.value {
            let answer = illegal("captureAmount.value", "must equal the authorised amount");
            return Err(("PARAM_ILLEGAL", answer.message));
        }
        Ok(())
    }

    /// The gateway captures what was not asked to be captured by hand; the sample of guide 4 shows the
    /// paymentRequestId as captureRequestId.
    pub(crate) fn capture_by_itself(&mut self, payment_id: &str) {
        let Some(payment) = self.payments.get(payment_id).cloned() else { return };
        if payment.status == Status::Success && payment.ended.is_none() && payment.captures.is_empty() {
            self.place_capture(&payment, &payment.payment_request_id, true);
        }
    }

    fn place_capture(&mut self, payment: &Payment, request_id: &str, by_gateway: bool) -> Movement {
        let behaviour =
            payment.card.as_deref().and_then(|name| card::named(Some(name))).map(|card| card.behaviour);
        let capture = Movement {
            id: self.new_id("capture"),
            request_id: request_id.to_owned(),
            client_id: payment.client_id.clone(),
            payment_id: payment.id.clone(),
            amount: payment.amount.clone(),
            progress: Progress::Processing,
            created: self.now,
            done: None,
            by_gateway,
            notify_url: None,
            metadata: None,
        };
        let id = capture.id.clone();
        self.captures.insert(id.clone(), capture.clone());
        if let Some(payment) = self.payments.get_mut(&payment.id) {
            payment.captures.push(id.clone());
        }
        if behaviour == Some(Behaviour::SlowCapture) {
            self.agenda.enter(self.now.plus(SLOW), Due::CaptureDone(id));
        } else {
            self.finish_capture(&id);
        }
        capture
    }

    /// A capture ends: with money, unless the card says otherwise or the hold is gone.
    pub(crate) fn finish_capture(&mut self, capture_id: &str) {
        let Some(mut capture) = self.captures.get(capture_id).cloned() else { return };
        let Some(payment) = self.payments.get(&capture.payment_id).cloned() else { return };
        if capture.progress != Progress::Processing {
            return;
        }
        let behaviour =
            payment.card.as_deref().and_then(|name| card::named(Some(name))).map(|card| card.behaviour);
        let good = behaviour != Some(Behaviour::FailCapture) && payment.ended.is_none();
        capture.progress = if good { Progress::Success } else { Progress::Fail };
        capture.done = Some(self.now);
        self.captures.insert(capture.id.clone(), capture.clone());
        let effect = if good { Effect::Captured } else { Effect::CaptureFailed };
        self.note(effect, &payment.id, &capture.amount, Some(&capture));
        self.tell_capture(&capture);
        if !good && payment.hold_until.is_some_and(|until| until <= self.now) {
            self.lapse(&payment.id);
        }
    }

    fn capture_answer(&self, led_to: LedTo) -> Result<Answer, Answer> {
        let id = match led_to {
            LedTo::Refused { code, message } => return Err(Answer::failure(&code, message)),
            LedTo::Placed(id) => id,
        };
        let Some(capture) = self.captures.get(&id) else {
            return Err(Answer::failure("PROCESS_FAIL", "General business failure. No retry."));
        };
        let fields = json!({
            "captureRequestId": capture.request_id,
            "captureId": capture.id,
            "paymentId": capture.payment_id,
            "captureAmount": capture.amount.wire(),
            "captureTime": capture.done.map(|at| at.wire()),
        });
        Ok(match capture.progress {
            Progress::Success => Answer::success(fields),
            Progress::Processing => {
                Answer::unknown("CAPTURE_IN_PROCESS", "The capture is in process.").with(fields)
            }
            Progress::Fail => {
                Answer::failure("PROCESS_FAIL", "General business failure. No retry.").with(fields)
            }
        })
    }
}
