//! Learning from a verified answer of inquiryPayment: it becomes a fact when it says something new.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Bytes, Called, Heard, body_of};
use crate::record::{By, Pen};
use crate::{report, sentence};
use antom::operation::{InquiryPayment, InquiryPaymentRequest, InquiryPaymentResponse};
use chrono::{DateTime, Utc};
use domain::account::Account;
use domain::fact::{Body, Fact};
use domain::ids::{OrderId, PaymentId, PaymentRequestId};
use domain::order::Order;
use domain::outcome::{Evidence, Outcome, Verdict};
use domain::report::{PaymentSaid, Report, Said, Source};
use ledger::SideKind;

/// The buyer has submitted nothing yet (api.md section 3.2).
pub(crate) const NOT_THERE: &str = "ORDER_NOT_EXIST";

/// One question about a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// How does the attempt stand? Antom answers for its last payment.
    Attempt(PaymentRequestId),
    /// How does this payment of the attempt stand?
    Payment(PaymentId, PaymentRequestId),
}

impl Question {
    /// The attempt it is about.
    pub(crate) fn request(&self) -> &PaymentRequestId {
        match self {
            Self::Attempt(request) | Self::Payment(_, request) => request,
        }
    }

    /// How what Antom answers to it reached us.
    const fn source(&self) -> Source {
        match self {
            Self::Attempt(_) => Source::Inquiry,
            Self::Payment(..) => Source::PaymentInquiry,
        }
    }

    pub(crate) fn body(&self) -> Result<Vec<u8>, ConsoleError> {
        let mut wire = InquiryPaymentRequest::default();
        match self {
            Self::Attempt(request) => wire.payment_request_id = Some(request.to_string()),
            Self::Payment(payment, _) => wire.payment_id = Some(payment.to_string()),
        }
        body_of::<InquiryPayment>(&wire)
    }
}

/// What an asking brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Learnt {
    /// Something new, which is on file now.
    New,
    /// What was known already.
    Same,
    /// Nothing that can be believed, and why.
    Nothing(String),
}

/// A verified answer, understood.
pub(crate) enum Understood {
    /// It says how things stand.
    Said(Box<Said>, Option<Box<ledger::Card>>),
    /// It does not.
    Nothing(String),
}

impl Console {
    /// Puts one question and learns from the answer.
    ///
    /// # Errors
    /// Only for what keeps the question from being put or the answer from being written down.
    pub(crate) async fn ask(
        &self,
        order: OrderId,
        account: &Account,
        question: &Question,
    ) -> Result<Learnt, ConsoleError> {
        let called = self.call::<InquiryPayment>(account, &question.body()?).await?;
        self.learn(order, question, &called)
    }

    pub(crate) fn learn(
        &self,
        order: OrderId,
        question: &Question,
        called: &Called<InquiryPaymentResponse>,
    ) -> Result<Learnt, ConsoleError> {
        let asked = self.order(order)?.terms.amount;
        let (said, card) = match understand(called, question, Some(asked)) {
            Understood::Said(said, card) => (*said, card),
            Understood::Nothing(why) => return Ok(Learnt::Nothing(why)),
        };
        let Some(bytes) = &called.bytes else { return Ok(Learnt::Nothing("no answer came".to_owned())) };
        self.write(|pen| {
            let known = pen.order(order)?;
            let facts = pen.writer.facts_of(order)?;
            let lapsed = self.knows_antoms_time() && lapsed(&known, &said, bytes.at);
            if !lapsed && !says_something_new(&known, &facts, question, &said, bytes.at) {
                return Ok(Learnt::Same);
            }
            pen.report(order, &known, question.request(), (question.source(), said), card, bytes)?;
            Ok(Learnt::New)
        })
    }
}

impl Pen<'_, '_, '_> {
    /// Writes a report down with its evidence, and the card into its side table where it is not known yet.
    pub(crate) fn report(
        &mut self,
        order: OrderId,
        known: &Order,
        request: &PaymentRequestId,
        said: (Source, Said),
        card: Option<Box<ledger::Card>>,
        bytes: &Bytes,
    ) -> Result<Fact, ConsoleError> {
        let evidence = self.evidence(Some(order), bytes)?;
        self.report_on(order, known, request, said, card, evidence)
    }

    /// The same on evidence that is on file already.
    pub(crate) fn report_on(
        &mut self,
        order: OrderId,
        known: &Order,
        request: &PaymentRequestId,
        (source, mut said): (Source, Said),
        card: Option<Box<ledger::Card>>,
        evidence: Evidence,
    ) -> Result<Fact, ConsoleError> {
        if let (Said::Payment(payment), Some(card)) = (&mut said, card) {
            let new = known.payment(&payment.payment).is_none_or(|payment| payment.card.is_none());
            if new && !known.forgotten {
                let json = serde_json::to_vec(&card)
                    .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
                payment.card = Some(self.side(SideKind::Card, Some(order), &json)?);
            }
        }
        let report = Report { request: request.clone(), source, evidence, said };
        self.append(Some(order), By::Antom, Body::PaymentReported(Box::new(report)))
    }
}

/// What an answer says, where it can be believed and is about what was asked.
pub(crate) fn understand(
    called: &Called<InquiryPaymentResponse>,
    question: &Question,
    amount: Option<money::Money>,
) -> Understood {
    let (response, verdict) = match &called.heard {
        Heard::Verified { response, verdict } => (response, verdict),
        Heard::Unknown { why, shown } => return Understood::Nothing(sentence::unknown(why, shown.as_ref())),
    };
    match (verdict.outcome, verdict.code.as_str(), question) {
        (Outcome::Failed, NOT_THERE, Question::Attempt(_)) => {
            Understood::Said(Box::new(Said::NothingSubmitted), None)
        }
        (Outcome::Succeeded, _, _) => match report::payment_said(response, amount) {
            Ok(said) if fits(question, response) => {
                let card = report::card_of(response).map(Box::new);
                Understood::Said(Box::new(Said::Payment(Box::new(said))), card)
            }
            Ok(_) => Understood::Nothing(sentence::why(&report::differs("paymentRequestId"))),
            Err(why) => Understood::Nothing(sentence::why(&why)),
        },
        _ => Understood::Nothing(not_answered(verdict)),
    }
}

/// A payment asked for by Antom's id must belong to the attempt we know it by.
fn fits(question: &Question, response: &InquiryPaymentResponse) -> bool {
    match (question, response.payment_request_id.as_deref()) {
        (Question::Payment(_, request), Some(told)) => told == request.as_str(),
        _ => true,
    }
}

fn not_answered(verdict: &Verdict) -> String {
    format!("Antom did not answer the question: {} ({})", verdict.code, verdict.message)
}

/// Whether an answer adds anything to the last report on the same payment.
///
/// The same words count once more when they are the first from which it is proven that a session is dead: Expired rests
/// on an answer of that age.
fn says_something_new(
    known: &Order,
    facts: &[Fact],
    question: &Question,
    said: &Said,
    heard: DateTime<Utc>,
) -> bool {
    let request = question.request();
    let last = facts.iter().rev().find_map(|fact| match &fact.body {
        Body::PaymentReported(report) if report.request == *request && about_the_same(&report.said, said) => {
            Some(report)
        }
        _ => None,
    });
    let about_all = matches!(question, Question::Attempt(_));
    let proves = || about_all && known.session(request).is_some_and(|session| session.is_newly_dead(heard));
    last.is_none_or(|last| !same(&last.said, said) || proves())
}

/// Whether an answer is the first that shows that a hold has lapsed. The same words count then too, where Antom's time is
/// known: a hold that goes on must not be given up.
fn lapsed(known: &Order, said: &Said, heard: DateTime<Utc>) -> bool {
    let Said::Payment(said) = said else { return false };
    known.payment(&said.payment).is_some_and(|payment| known.newly_lapsed(payment, heard))
}

fn about_the_same(one: &Said, other: &Said) -> bool {
    match (one, other) {
        (Said::NothingSubmitted, Said::NothingSubmitted) => true,
        (Said::Payment(one), Said::Payment(other)) => one.payment == other.payment,
        _ => false,
    }
}

/// Equal but for the card, whose digest is salted anew every time.
pub(crate) fn same(one: &Said, other: &Said) -> bool {
    match (one, other) {
        (Said::Payment(one), Said::Payment(other)) => {
            let bare = |said: &PaymentSaid| PaymentSaid { card: None, ..said.clone() };
            bare(one) == bare(other)
        }
        _ => one == other,
    }
}
