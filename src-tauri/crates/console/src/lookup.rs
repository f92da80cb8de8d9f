//! Any payment Antom knows: looked up by its id, and taken over where it was made elsewhere.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Bytes, Called, Heard, body_of};
use crate::learn::NOT_THERE;
use crate::record::By;
use crate::view::{OrderView, shown};
use crate::{report, sentence};
use antom::Operation;
use antom::operation::{InquiryPayment, InquiryPaymentRequest, InquiryPaymentResponse};
use chrono::{DateTime, Utc};
use domain::fact::{Body, CaptureMode, Terms};
use domain::ids::{AccountName, OrderId, PaymentRequestId};
use domain::outcome::Outcome;
use domain::profiles::correction::Corrections;
use domain::report::{PaymentSaid, Said, Source, TransactionKind};
use ledger::Card;
use money::Money;
use serde::Serialize;

/// What looking a text up brought.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum LookedUp {
    /// An order of this ledger, asked afresh.
    Known {
        /// It.
        order: Box<OrderView>,
        /// Why nothing new was learnt, where so.
        unknown: Vec<String>,
    },
    /// A payment Antom knows and this ledger does not. It can be imported.
    Elsewhere {
        /// It.
        payment: Box<FoundAtAntom>,
    },
    /// Antom knows no such payment. For a link somebody else made it also means that nobody submitted anything yet.
    NotAtAntom,
    /// What Antom knows could not be learnt.
    Unknown {
        /// Why.
        why: String,
    },
}

/// A payment as Antom tells it, not on file here.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FoundAtAntom {
    /// `paymentId`.
    pub payment: String,
    /// `paymentRequestId`.
    pub request: String,
    /// `paymentStatus`, verbatim.
    pub status: String,
    /// `paymentAmount`.
    pub amount: Money,
    /// `paymentMethodType`.
    pub method: Option<String>,
    /// When it was paid.
    pub paid_at: Option<DateTime<Utc>>,
    /// How many captures and refunds it lists.
    pub transactions: usize,
}

/// What is known about a payment beside Antom's answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hints {
    /// What the shop called the order; used where no other order is called so.
    pub reference: Option<String>,
    /// What was sold.
    pub description: Option<String>,
}

/// A verified answer about a payment made elsewhere.
struct Foreign {
    request: PaymentRequestId,
    source: Source,
    said: PaymentSaid,
    status: String,
    card: Option<Card>,
    bytes: Bytes,
}

enum Asked {
    Found(Box<Foreign>),
    NotThere,
    Unknown(String),
}

impl Console {
    /// Looks up any order number or id: here first, then at Antom.
    ///
    /// # Errors
    /// [`ConsoleError::Ambiguous`], or what keeps the question from being put.
    pub async fn look_up(&self, account: &AccountName, id: &str) -> Result<LookedUp, ConsoleError> {
        self.looking()?;
        self.follow_clock().await?;
        match self.resolve_exactly(id).and_then(|_| self.resolve(id)) {
            Ok(order) => return self.known(order).await,
            Err(ConsoleError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
        match self.ask_elsewhere(account, id).await? {
            Asked::NotThere => match self.resolve(id) {
                Ok(order) => self.known(order).await,
                Err(ConsoleError::NotFound { .. }) => Ok(LookedUp::NotAtAntom),
                Err(error) => Err(error),
            },
            Asked::Unknown(why) => Ok(LookedUp::Unknown { why }),
            Asked::Found(foreign) => match self.order_of(&foreign)? {
                Some(order) => self.known(order).await,
                None => Ok(LookedUp::Elsewhere { payment: Box::new(foreign.view()) }),
            },
        }
    }

    async fn known(&self, order: OrderId) -> Result<LookedUp, ConsoleError> {
        let asked = self.inquire(&order).await?;
        Ok(LookedUp::Known { order: Box::new(asked.order), unknown: asked.unknown })
    }

    /// Takes a payment over that Antom knows and this ledger does not. From then on it is captured, cancelled and
    /// refunded by the normal rules.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where Antom does not know it either, [`ConsoleError::NothingLearnt`] where that could
    /// not be learnt.
    pub async fn import(&self, account: &AccountName, id: &str) -> Result<OrderId, ConsoleError> {
        self.looking()?;
        self.follow_clock().await?;
        match self.resolve_exactly(id) {
            Err(ConsoleError::NotFound { .. }) => {}
            known => return known,
        }
        self.bring(account, id, By::Person).await
    }

    /// Takes over what is not here, for a person or, where nobody can have signed in yet, for the program.
    pub(crate) async fn bring(
        &self,
        account: &AccountName,
        id: &str,
        by: By,
    ) -> Result<OrderId, ConsoleError> {
        let foreign = match self.ask_elsewhere(account, id).await? {
            Asked::Found(foreign) => foreign,
            Asked::NotThere => return Err(ConsoleError::not_found(id)),
            Asked::Unknown(why) => {
                return Err(not_learnt(why));
            }
        };
        let order = self.take_over(account, *foreign, &Hints::default(), by)?;
        self.checkpoint()?;
        Ok(order)
    }

    /// Takes a payment over by Antom's own id, with what else is known about it; none where Antom knows no such payment.
    ///
    /// # Errors
    /// [`ConsoleError::NothingLearnt`] where that could not be learnt.
    pub(crate) async fn import_payment(
        &self,
        account: &AccountName,
        payment: &str,
        hints: &Hints,
    ) -> Result<Option<OrderId>, ConsoleError> {
        let question = InquiryPaymentRequest {
            payment_id: Some(payment.to_owned()),
            ..InquiryPaymentRequest::default()
        };
        let account_of = self.account_of(account)?;
        let called = self.call::<InquiryPayment>(&account_of, &body_of::<InquiryPayment>(&question)?).await?;
        match understood(called, Source::PaymentInquiry) {
            Asked::Found(foreign) if foreign.said.payment.as_str() == payment => {
                self.take_over(account, *foreign, hints, By::Person).map(Some)
            }
            Asked::Found(_) => Err(not_learnt(sentence::why(&report::differs("paymentId")))),
            Asked::NotThere => Ok(None),
            Asked::Unknown(why) => Err(not_learnt(why)),
        }
    }

    fn take_over(
        &self,
        account: &AccountName,
        foreign: Foreign,
        hints: &Hints,
        by: By,
    ) -> Result<OrderId, ConsoleError> {
        let id = OrderId(self.ports.ids.uuid());
        self.write(|pen| {
            // Somebody may have imported it since it was asked about.
            for text in [foreign.said.payment.as_str(), foreign.request.as_str()] {
                if let Some(known) = pen.writer.find(text)?.first() {
                    return Ok(*known);
                }
            }
            let mut terms = foreign.terms(account, pen.now, &pen.writer.corrections()?);
            if let Some(description) = &hints.description {
                terms.description.clone_from(description);
            }
            if let Some(reference) = &hints.reference
                && pen.writer.find_alike(reference)?.is_empty()
            {
                terms.reference.clone_from(reference);
            }
            pen.append(Some(id), by, Body::OrderImported(Box::new(terms)))?;
            let known = pen.order(id)?;
            let said = Said::Payment(Box::new(foreign.said.clone()));
            let card = foreign.card.clone().map(Box::new);
            pen.report(id, &known, &foreign.request, (foreign.source, said), card, &foreign.bytes)?;
            Ok(id)
        })
    }

    /// The order that has this payment under another of its ids.
    fn order_of(&self, foreign: &Foreign) -> Result<Option<OrderId>, ConsoleError> {
        for text in [foreign.said.payment.as_str(), foreign.request.as_str()] {
            if let Some(order) = self.read(|ledger| ledger.find(text))?.first() {
                return Ok(Some(*order));
            }
        }
        Ok(None)
    }

    /// Asks Antom about an id nobody here knows: as ours first, then as Antom's.
    async fn ask_elsewhere(&self, account: &AccountName, id: &str) -> Result<Asked, ConsoleError> {
        let account = self.account_of(account)?;
        let id =
            crate::said::line("id", Some(id.to_owned()), 64)?.ok_or_else(|| ConsoleError::not_found(id))?;
        let ours = InquiryPaymentRequest {
            payment_request_id: Some(id.clone()),
            ..InquiryPaymentRequest::default()
        };
        let theirs = InquiryPaymentRequest { payment_id: Some(id), ..InquiryPaymentRequest::default() };
        let mut last = Asked::NotThere;
        for (question, source) in [(ours, Source::Inquiry), (theirs, Source::PaymentInquiry)] {
            let called =
                self.call::<InquiryPayment>(&account, &body_of::<InquiryPayment>(&question)?).await?;
            last = understood(called, source);
            if !matches!(last, Asked::NotThere) {
                break;
            }
        }
        Ok(last)
    }
}

fn not_learnt(why: String) -> ConsoleError {
    ConsoleError::NothingLearnt { operation: InquiryPayment::NAME, why }
}

fn understood(called: Called<InquiryPaymentResponse>, source: Source) -> Asked {
    let (response, verdict) = match called.heard {
        Heard::Verified { response, verdict } => (response, verdict),
        Heard::Unknown { why, shown } => return Asked::Unknown(sentence::unknown(&why, shown.as_ref())),
    };
    if verdict.outcome == Outcome::Failed && verdict.code == NOT_THERE {
        return Asked::NotThere;
    }
    let (Outcome::Succeeded, Some(bytes)) = (verdict.outcome, called.bytes) else {
        return Asked::Unknown(format!(
            "Antom did not answer the question: {}",
            sentence::verdict_text(&verdict)
        ));
    };
    let Some(request) = response.payment_request_id.clone().filter(|id| !id.is_empty()) else {
        return Asked::Unknown(sentence::why(&report::differs("paymentRequestId")));
    };
    match report::payment_said(&response, None) {
        Ok(said) => Asked::Found(Box::new(Foreign {
            request: PaymentRequestId(request),
            source,
            said,
            status: response.payment_status.as_ref().map(ToString::to_string).unwrap_or_default(),
            card: report::card_of(&response),
            bytes,
        })),
        Err(why) => Asked::Unknown(sentence::why(&why)),
    }
}

impl Foreign {
    fn view(&self) -> FoundAtAntom {
        FoundAtAntom {
            payment: shown(self.said.payment.as_str()),
            request: shown(self.request.as_str()),
            status: shown(&self.status),
            amount: self.said.amount,
            method: self.said.method.as_deref().map(shown),
            paid_at: self.said.paid_at,
            transactions: self.said.transactions.len(),
        }
    }

    /// The terms of an order that was opened elsewhere, as far as Antom's answer tells them. Nothing is offered any more.
    fn terms(&self, account: &AccountName, now: DateTime<Utc>, corrections: &Corrections) -> Terms {
        Terms {
            account: account.clone(),
            reference: self.request.to_string(),
            description: "Payment made elsewhere, taken over from Antom".to_owned(),
            amount: self.said.amount,
            capture_mode: self.capture_mode(corrections),
            methods: self.said.method.clone().into_iter().collect(),
            express: Vec::new(),
            locale: None,
            session_seconds: crate::session::FULL_HOUR,
            lives_until: now,
            buyer: None,
            replaces: None,
            script: None,
            by_pay: None,
            counter: None,
        }
    }

    /// An automatic capture carries the attempt's own id (guide 4). A held payment without one is a person's to capture.
    fn capture_mode(&self, corrections: &Corrections) -> CaptureMode {
        let currency = self.said.amount.currency();
        let method = self.said.method.as_deref().unwrap_or_default();
        let holds =
            self.said.hold_ends_at.is_some() || corrections.sheet(method, currency).profile.authorises_first;
        let by_antom = self.said.transactions.iter().any(|entry| {
            entry.kind == TransactionKind::Capture && entry.operation.as_str() == self.request.as_str()
        });
        if holds && !by_antom { CaptureMode::Manual } else { CaptureMode::Automatic }
    }
}
