//! A `pay`: sent, and its answer written down. After an outcome that is not known Antom is asked about the same id, and
//! the same bytes are sent again only as [`domain::rules::repeat_pay`] permits. A new id would be a second payment.

use super::{Attempt, Made, link_in, no_link, refused};
use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Called, Heard};
use crate::record::{By, Pen};
use crate::report::{answered_said, card, differs};
use crate::request::RequestMade;
use crate::sentence;
use antom::operation::{Operation, Pay, PayResponse};
use domain::account::Account;
use domain::fact::Body;
use domain::ids::{OrderId, PaymentRequestId};
use domain::order::{Order, SessionStage};
use domain::outcome::{Evidence, Outcome, Verdict, WhyUnknown};
use domain::report::{Said, Source, Status};
use domain::rules::repeat_pay;
use ledger::SideKind;

/// The normal answer: the buyer has a page to go to (api.md section 3.7).
const IN_PROCESS: &str = "PAYMENT_IN_PROCESS";
/// The id was used with another body. It says nothing about the payment that was made with the first one.
const INCONSISTENT: &str = "REPEAT_REQ_INCONSISTENT";

/// What an answer to a `pay` says.
enum Answer {
    /// There is a page for the buyer.
    Page(String),
    /// There is the payment itself.
    Payment,
    Refused,
    NotKnown(WhyUnknown),
}

impl Console {
    /// Sends a `pay` that is on disk; where the answer is lost, asks, and sends it once more where that is permitted.
    pub(super) async fn make_payment(
        &self,
        order: OrderId,
        account: &Account,
        first: Attempt,
    ) -> Result<RequestMade, ConsoleError> {
        let mut attempts = 1;
        let mut made = self.send_pay(order, account, &first).await?;
        if let Made::NotKnown { left: true, .. } = made {
            self.ask_about(order).await?;
            if let Some(again) = self.repeat_pay(order)? {
                attempts = 2;
                made = self.send_pay(order, account, &again).await?;
            }
        }
        self.checkpoint()?;
        let view = self.order_view(&order)?;
        let paid = self.order(order)?.keeps_money();
        match made {
            Made::NotKnown { why, left } if !paid => Err(no_link(Pay::NAME, &view.reference, &why, left)),
            Made::Refused(verdict) => Err(refused(Pay::NAME, &view.reference, &verdict)),
            Made::Issued | Made::NotKnown { .. } => self.request_made(view, attempts),
        }
    }

    /// The newest `pay` once more, byte for byte; none where that is not permitted, or where its bytes were forgotten.
    pub(crate) fn repeat_pay(&self, order: OrderId) -> Result<Option<Attempt>, ConsoleError> {
        let permitted = repeat_pay::decide(&self.order(order)?, self.now()).permitted();
        let Some(body) = permitted.map(|permit| self.side(permit.body)).transpose()?.flatten() else {
            return Ok(None);
        };
        self.write(|pen| {
            let Some(permit) = repeat_pay::decide(&pen.order(order)?, pen.now).permitted() else {
                return Ok(None);
            };
            pen.needs_room()?;
            let request = permit.request.clone();
            pen.append(Some(order), By::Countersign, Body::SessionSent { request })?;
            let (request, ends_at) = (permit.request, permit.ends_at);
            Ok(Some(Attempt {
                request,
                ends_at,
                body: body.bytes,
                by_pay: true,
                begun: pen.now,
                who: pen.who,
            }))
        })
    }

    async fn send_pay(
        &self,
        order: OrderId,
        account: &Account,
        attempt: &Attempt,
    ) -> Result<Made, ConsoleError> {
        if let Some(error) = self.stood_still(attempt) {
            return self.record_not_sent(order, attempt, error);
        }
        match self.call::<Pay>(account, &attempt.body).await {
            Ok(called) => self.record_pay(order, attempt, &called),
            Err(error) => self.record_not_sent(order, attempt, error),
        }
    }

    fn record_pay(
        &self,
        order: OrderId,
        attempt: &Attempt,
        called: &Called<PayResponse>,
    ) -> Result<Made, ConsoleError> {
        self.write(|pen| {
            let evidence = called.bytes.as_ref().map(|bytes| pen.evidence(Some(order), bytes)).transpose()?;
            match (&called.heard, evidence) {
                (Heard::Verified { response, verdict }, Some(evidence)) => {
                    self.hear_pay(pen, order, attempt, (response, verdict), evidence)
                }
                (Heard::Verified { .. }, None) => {
                    unanswered(pen, order, attempt, (WhyUnknown::NoResult, None), None)
                }
                (Heard::Unknown { why, shown }, evidence) => {
                    let told = sentence::unknown(why, shown.as_ref());
                    let made = unanswered(pen, order, attempt, (why.clone(), None), evidence)?;
                    Ok(match made {
                        Made::NotKnown { left, .. } => Made::NotKnown { why: told, left },
                        made => made,
                    })
                }
            }
        })
    }

    /// Writes a verified answer down: the page, and how the payment stands by the same bytes.
    fn hear_pay(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        order: OrderId,
        attempt: &Attempt,
        (response, verdict): (&PayResponse, &Verdict),
        evidence: Evidence,
    ) -> Result<Made, ConsoleError> {
        let request = attempt.request.clone();
        let (status, link) = match self.read_pay(response, verdict) {
            Answer::Page(link) => (Status::Processing, Some(link)),
            Answer::Payment => (Status::Success, None),
            // Of a payment whose first answer was lost it says nothing: that one may be paid.
            Answer::Refused if is_repeat(&pen.order(order)?, &request) => {
                let detail = format!("sent again, it was refused: {}", sentence::verdict_text(verdict));
                let why = WhyUnknown::NoAnswer { left: true, detail };
                return unanswered(pen, order, attempt, (why, Some(verdict.clone())), Some(evidence));
            }
            Answer::Refused => {
                let body = Body::SessionRefused { request, verdict: verdict.clone(), evidence };
                pen.append(Some(order), By::Antom, body)?;
                return Ok(Made::Refused(verdict.clone()));
            }
            Answer::NotKnown(why) => {
                return unanswered(pen, order, attempt, (why, Some(verdict.clone())), Some(evidence));
            }
        };
        let known = pen.order(order)?;
        let said = match answered_said(response, known.terms.amount, known.terms.methods.first(), status) {
            Ok(said) => said,
            Err(why) => return unanswered(pen, order, attempt, (why, None), Some(evidence)),
        };
        if let Some(link) = link {
            let link = pen.side(SideKind::Link, Some(order), link.as_bytes())?;
            let (session, ends_at, evidence) = (String::new(), attempt.ends_at, evidence.clone());
            let body = Body::SessionIssued { request, session, ends_at, link, evidence };
            pen.append(Some(order), By::Antom, body)?;
        }
        let card = card(response.payment_result_info.as_ref(), None).map(Box::new);
        let said = (Source::Answer, Said::Payment(Box::new(said)));
        pen.report_on(order, &known, &attempt.request, said, card, evidence)?;
        Ok(Made::Issued)
    }

    fn read_pay(&self, response: &PayResponse, verdict: &Verdict) -> Answer {
        let not_known = |detail: String| Answer::NotKnown(WhyUnknown::NoAnswer { left: true, detail });
        match (verdict.outcome, verdict.code.as_str()) {
            (Outcome::Succeeded, _) => Answer::Payment,
            (Outcome::Failed, INCONSISTENT) => not_known("the id was used with other values".to_owned()),
            (Outcome::Failed, _) => Answer::Refused,
            (Outcome::Unknown, IN_PROCESS) => link_in(response.normal_url.as_ref(), self.environment)
                .map_or_else(|| Answer::NotKnown(differs("normalUrl")), Answer::Page),
            (Outcome::Unknown, _) => {
                not_known(format!("Antom does not know yet: {}", sentence::verdict_text(verdict)))
            }
        }
    }
}

/// Whether an earlier sending of it has no answer that settles it.
fn is_repeat(order: &Order, request: &PaymentRequestId) -> bool {
    order.session(request).is_some_and(|session| matches!(session.stage, SessionStage::Unanswered(_)))
}

/// Nothing that can be believed, or nothing that is known yet.
fn unanswered(
    pen: &mut Pen<'_, '_, '_>,
    order: OrderId,
    attempt: &Attempt,
    (why, verdict): (WhyUnknown, Option<Verdict>),
    evidence: Option<Evidence>,
) -> Result<Made, ConsoleError> {
    let told = sentence::why(&why);
    let left = !matches!(why, WhyUnknown::NoAnswer { left: false, .. });
    let request = attempt.request.clone();
    let body = Body::SessionUnanswered { request, why, verdict, evidence };
    pen.append(Some(order), By::Countersign, body)?;
    Ok(Made::NotKnown { why: told, left })
}
