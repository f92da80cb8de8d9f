//! The history from nothing: Antom's transaction report says which payments there were, and Antom is asked about each.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Heard, body_of};
use crate::lookup::Hints;
use crate::report::refund_said;
use crate::said::line;
use antom::operation::{InquiryRefund, InquiryRefundRequest, InquiryRefundResponse};
use antom::transaction_report::{self, Listed, ReportError};
use domain::ids::{AccountName, PaymentId};
use domain::outcome::{Outcome, Verdict};
use domain::people::{Act, Right};
use domain::report::{Said, Source, Transaction};
use serde::Serialize;

/// What came of making the history again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// How many payments the report lists.
    pub payments: usize,
    /// How many of them were taken over from Antom.
    pub imported: usize,
    /// How many were here already. They were asked about again.
    pub known: usize,
    /// Payments Antom does not know.
    pub not_at_antom: Vec<String>,
    /// Payments nothing could be learnt about; the same report can be given again.
    pub not_learnt: Vec<NotLearnt>,
    /// Captures and refunds of the report that Antom does not list with their payment.
    pub missing: Vec<String>,
}

/// A payment nothing could be learnt about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotLearnt {
    /// Its `paymentId`.
    pub payment: String,
    /// Why.
    pub why: String,
}

impl Rebuilt {
    /// What came of a further report, with what came of those before it.
    pub fn add(&mut self, other: Self) {
        let Self { payments, imported, known, not_at_antom, not_learnt, missing } = other;
        self.payments = self.payments.saturating_add(payments);
        self.imported = self.imported.saturating_add(imported);
        self.known = self.known.saturating_add(known);
        self.not_at_antom.extend(not_at_antom);
        self.not_learnt.extend(not_learnt);
        self.missing.extend(missing);
    }

    /// Whether everything the report lists is here now.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.not_at_antom.is_empty() && self.not_learnt.is_empty() && self.missing.is_empty()
    }
}

impl Console {
    /// Makes the history again from a transaction report (CSV, api.md section 8) and what Antom answers about each of its
    /// payments. Only what Antom signed is believed: the report says what to ask about, and what an order was called.
    /// `told` hears after each payment how many of how many are done. Done twice it changes nothing more.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for what is no whole report; before anything is asked. What keeps every question from
    /// being put, such as a missing key.
    pub async fn rebuild(
        &self,
        account: &AccountName,
        report: &[u8],
        mut told: impl FnMut(usize, usize),
    ) -> Result<Rebuilt, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Restore]))?;
        let listed = transaction_report::read(report).map_err(|error| no_report(&error))?;
        self.follow_clock().await?;
        let mut rebuilt = Rebuilt { payments: listed.len(), ..Rebuilt::default() };
        for (done, listed) in (1..).zip(&listed) {
            match self.bring_back(account, listed, &mut rebuilt).await {
                Err(error @ ConsoleError::NothingLearnt { .. }) => {
                    rebuilt
                        .not_learnt
                        .push(NotLearnt { payment: listed.payment.clone(), why: error.to_string() });
                }
                other => other?,
            }
            told(done, rebuilt.payments);
        }
        self.checkpoint()?;
        Ok(rebuilt)
    }

    async fn bring_back(
        &self,
        account: &AccountName,
        listed: &Listed,
        rebuilt: &mut Rebuilt,
    ) -> Result<(), ConsoleError> {
        match self.read(|ledger| ledger.find(&listed.payment))?.first() {
            Some(order) => {
                let asked = self.inquire(order).await?;
                rebuilt.known = rebuilt.known.saturating_add(1);
                if let Some(why) = asked.unknown.first() {
                    rebuilt.not_learnt.push(NotLearnt { payment: listed.payment.clone(), why: why.clone() });
                    return Ok(());
                }
            }
            None => match self.import_payment(account, &listed.payment, &hints(listed)).await? {
                Some(_) => rebuilt.imported = rebuilt.imported.saturating_add(1),
                None => {
                    rebuilt.not_at_antom.push(listed.payment.clone());
                    return Ok(());
                }
            },
        }
        for part in &listed.parts {
            if self.read(|ledger| ledger.find(part))?.is_empty()
                && !self.bring_refund(account, &listed.payment, part).await?
            {
                rebuilt.missing.push(part.clone());
            }
        }
        Ok(())
    }

    /// A refund that Antom does not list with its payment, which it need not (api.md section 3.2), is asked for by its own
    /// id. False where there is none of that id: what has it may be a capture.
    async fn bring_refund(
        &self,
        account: &AccountName,
        payment: &str,
        refund: &str,
    ) -> Result<bool, ConsoleError> {
        let Some(order) = self.read(|ledger| ledger.find(payment))?.first().copied() else {
            return Ok(false);
        };
        let account = self.account_of(account)?;
        let request =
            InquiryRefundRequest { refund_id: Some(refund.to_owned()), ..InquiryRefundRequest::default() };
        let called = self.call::<InquiryRefund>(&account, &body_of::<InquiryRefund>(&request)?).await?;
        let (Heard::Verified { response, verdict }, Some(bytes)) = (&called.heard, &called.bytes) else {
            return Ok(false);
        };
        let Some(said) = refund_listed(response, verdict, refund) else { return Ok(false) };
        self.write(|pen| {
            let order = pen.order(order)?;
            let Some(session) = order.session_of(&PaymentId(payment.to_owned())) else { return Ok(false) };
            let said = (Source::Inquiry, Said::Refund { transaction: said });
            pen.report(order.id, &order, &session.request, said, None, bytes)?;
            Ok(true)
        })
    }
}

/// How the refund of this id stands; none where the answer is not about it.
fn refund_listed(response: &InquiryRefundResponse, verdict: &Verdict, refund: &str) -> Option<Transaction> {
    let amount = response.refund_amount.as_ref()?.money().ok()?;
    let said = refund_said(response, amount).ok()?;
    (verdict.outcome == Outcome::Succeeded && said.id.as_deref() == Some(refund)).then_some(said)
}

/// What a report says beside ids, as far as it may be kept: a card number typed into a description is not.
fn hints(listed: &Listed) -> Hints {
    let fit = |field, text: &Option<String>, most| line(field, text.clone(), most).ok().flatten();
    Hints {
        reference: fit("order number", &listed.reference, 64),
        description: fit("description", &listed.description, 256),
    }
}

fn no_report(error: &ReportError) -> ConsoleError {
    let remedy = match error {
        ReportError::TooLarge => "Give the reports of fewer days at once.",
        ReportError::Spreadsheet | ReportError::NotUtf8 => "Download it as CSV, or save it as CSV in UTF-8.",
        ReportError::CutOff => "Download it again, and give the file as it came.",
        ReportError::NoColumn { .. } | ReportError::BadId { .. } | ReportError::Malformed { .. } => {
            "Give a transaction report from Antom's Dashboard, as CSV."
        }
    };
    ConsoleError::field("report", error.to_string(), remedy)
}
