//! One attempt to be paid: written down, sent, and its answer written down. After an outcome that is not known the
//! gateway prescribes a new attempt with a new id (guides 2 and 4); the old one stays watched.

mod pay;
mod wire;

pub(crate) use wire::{dialled, order};

use crate::Console;
use crate::by_pay;
use crate::error::ConsoleError;
use crate::gateway::{Called, Heard, body_of};
use crate::record::{By, Pen};
use crate::report::{differs, moment};
use crate::request::RequestMade;
use crate::saved_cards::Offered;
use crate::sentence;
use crate::sharing::fit_to_share;
use antom::Sensitive;
use antom::operation::{CreatePaymentSession, CreatePaymentSessionResponse, Operation, Pay};
use antom::results::explain;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{Account, Environment};
use domain::counter::Sdk;
use domain::fact::{Body, SessionRequested, Terms};
use domain::ids::{OperatorId, OrderId, PaymentRequestId};
use domain::order::SessionStage;
use domain::outcome::{Outcome, Verdict, WhyUnknown};
use domain::rules::reissue;
use ledger::{Buyer, SideKind};
use wire::wire;

/// The longest life of a session, and what it is when nothing is asked for (guides 0 and 4).
pub(crate) const FULL_HOUR: u32 = 3_600;

/// An attempt that was sent and has no answer on file after this long was interrupted: a call takes ten seconds at most.
pub(crate) const GIVEN_UP_AFTER: TimeDelta = TimeDelta::seconds(30);

/// An attempt that is on disk and about to leave.
pub(crate) struct Attempt {
    pub request: PaymentRequestId,
    pub ends_at: DateTime<Utc>,
    pub body: Vec<u8>,
    /// Whether it is a `pay` and not a checkout session.
    pub by_pay: bool,
    /// When it was written down as sent.
    pub begun: DateTime<Utc>,
    /// Who asked for it: a second attempt is theirs as well, whoever sits here by then.
    pub who: Option<OperatorId>,
}

/// What became of an attempt.
pub(crate) enum Made {
    /// There is a link.
    Issued,
    /// Antom refused.
    Refused(Verdict),
    /// Whether there is a session is not known.
    NotKnown {
        /// Why.
        why: String,
        /// Whether the request can have reached Antom.
        left: bool,
    },
}

/// What an attempt is made of.
pub(crate) struct Blank<'a> {
    pub order: OrderId,
    pub account: &'a Account,
    pub terms: &'a Terms,
    pub buyer: &'a Buyer,
    /// Saved cards that are offered.
    pub cards: &'a [Offered],
    pub follows: Option<PaymentRequestId>,
    pub ends_at: DateTime<Utc>,
}

/// An order without a link: nothing left this computer, or what Antom did is not known.
fn no_link(operation: &'static str, reference: &str, why: &str, left: bool) -> ConsoleError {
    let kept = format!(
        "{why}. Order {reference} is kept without a link; make one with: countersign request reissue {reference}"
    );
    if left {
        ConsoleError::AntomUnknown { operation, why: kept }
    } else {
        ConsoleError::Network { detail: kept }
    }
}

impl Pen<'_, '_, '_> {
    /// Writes an attempt down as requested and sent. It may leave only when this transaction is on disk.
    pub(crate) fn begin_session(
        &mut self,
        request: PaymentRequestId,
        blank: &Blank<'_>,
    ) -> Result<Attempt, ConsoleError> {
        self.needs_room()?;
        let by_pay = blank.terms.by_pay.as_ref();
        let (operation, body) = match by_pay {
            Some(by_pay) => (Pay::NAME, body_of::<Pay>(&by_pay::wire(&request, by_pay, blank))?),
            None => (CreatePaymentSession::NAME, body_of::<CreatePaymentSession>(&wire(&request, blank))?),
        };
        let digest = self.side(SideKind::RequestBody, Some(blank.order), &body)?;
        let requested = SessionRequested {
            request: request.clone(),
            operation: operation.to_owned(),
            follows: blank.follows.clone(),
            ends_at: blank.ends_at,
            body: digest,
        };
        self.append(Some(blank.order), By::Person, Body::SessionRequested(Box::new(requested)))?;
        self.append(Some(blank.order), By::Countersign, Body::SessionSent { request: request.clone() })?;
        let (ends_at, begun, who) = (blank.ends_at, self.now, self.who);
        Ok(Attempt { request, ends_at, body, by_pay: by_pay.is_some(), begun, who })
    }
}

impl Console {
    /// A new `paymentRequestId`.
    pub(crate) fn new_payment_request(&self) -> PaymentRequestId {
        PaymentRequestId(format!("CSP-{}", self.ports.ids.uuid().simple()))
    }

    /// Sends an attempt that is on disk; after an unknown outcome, once more: a checkout session with a new id, a `pay`
    /// with its own.
    pub(crate) async fn make_link(
        &self,
        order: OrderId,
        first: Attempt,
    ) -> Result<RequestMade, ConsoleError> {
        let account = self.account_of(&self.order(order)?.terms.account)?;
        if first.by_pay {
            return self.make_payment(order, &account, first).await;
        }
        let mut attempts = 1;
        let mut made = self.send_session(order, &account, &first).await?;
        if let Made::NotKnown { left: true, .. } = made
            && let Some(second) = self.follow_up(order, &account, first.who)?
        {
            attempts = 2;
            made = self.send_session(order, &account, &second).await?;
        }
        self.checkpoint()?;
        let view = self.order_view(&order)?;
        match made {
            Made::Issued => self.request_made(view, attempts),
            Made::Refused(verdict) => Err(refused(CreatePaymentSession::NAME, &view.reference, &verdict)),
            Made::NotKnown { why, left } => {
                Err(no_link(CreatePaymentSession::NAME, &view.reference, &why, left))
            }
        }
    }

    /// The second attempt, with a new id; none where the rules do not permit it any more.
    fn follow_up(
        &self,
        order: OrderId,
        account: &Account,
        who: Option<OperatorId>,
    ) -> Result<Option<Attempt>, ConsoleError> {
        let policy = self.policy()?;
        let buyer = self.buyer(self.order(order)?.terms.buyer)?.unwrap_or_default();
        let cards = self.offered_cards(&buyer)?;
        let request = self.new_payment_request();
        self.write(|pen| {
            pen.who = who;
            let known = pen.order(order)?;
            let Some(permit) = reissue::decide(&known, false, &policy, pen.now).permitted() else {
                return Ok(None);
            };
            let blank = Blank {
                order,
                account,
                terms: &known.terms,
                buyer: &buyer,
                cards: &cards,
                follows: permit.follows,
                ends_at: permit.ends_at,
            };
            pen.begin_session(request, &blank).map(Some)
        })
    }

    async fn send_session(
        &self,
        order: OrderId,
        account: &Account,
        attempt: &Attempt,
    ) -> Result<Made, ConsoleError> {
        if let Some(error) = self.stood_still(attempt) {
            return self.record_not_sent(order, attempt, error);
        }
        match self.call::<CreatePaymentSession>(account, &attempt.body).await {
            Ok(called) => self.record_session(order, attempt, &called),
            Err(error) => self.record_not_sent(order, attempt, error),
        }
    }

    /// Why an attempt does not leave any more: this program stood still (a computer that slept, a process that was
    /// stopped) for so long that others take the attempt for interrupted, and may have made another link.
    fn stood_still(&self, attempt: &Attempt) -> Option<ConsoleError> {
        let waited = self.now().signed_duration_since(attempt.begun);
        (waited >= GIVEN_UP_AFTER).then(|| ConsoleError::Network {
            detail: format!(
                "the program stood still for {} s before it could send, and nothing left",
                waited.num_seconds()
            ),
        })
    }

    /// The key or the keychain failed, so nothing has left; the attempt is not left hanging as sent.
    fn record_not_sent(
        &self,
        order: OrderId,
        attempt: &Attempt,
        error: ConsoleError,
    ) -> Result<Made, ConsoleError> {
        let why = WhyUnknown::NoAnswer { left: false, detail: error.to_string() };
        let request = attempt.request.clone();
        let body = Body::SessionUnanswered { request, why, verdict: None, evidence: None };
        self.write(|pen| pen.append(Some(order), By::Countersign, body))?;
        Err(error)
    }

    fn record_session(
        &self,
        order: OrderId,
        attempt: &Attempt,
        called: &Called<CreatePaymentSessionResponse>,
    ) -> Result<Made, ConsoleError> {
        let request = attempt.request.clone();
        let one_method = self.order(order)?.terms.counter == Some(Sdk::OneMethod);
        self.write(|pen| {
            let evidence = called.bytes.as_ref().map(|bytes| pen.evidence(Some(order), bytes)).transpose()?;
            let (why, verdict) = match (&called.heard, evidence.clone()) {
                (Heard::Verified { response, verdict }, Some(evidence)) => match verdict.outcome {
                    Outcome::Succeeded => match self.page_of(response, one_method) {
                        Some(link) => {
                            let link = pen.side(SideKind::Link, Some(order), link.as_bytes())?;
                            let ends_at = moment(response.payment_session_expiry_time.as_deref())
                                .unwrap_or(attempt.ends_at);
                            let session = response.payment_session_id.clone().unwrap_or_default();
                            let body = Body::SessionIssued { request, session, ends_at, link, evidence };
                            pen.append(Some(order), By::Antom, body)?;
                            return Ok(Made::Issued);
                        }
                        None => (differs("normalUrl"), None),
                    },
                    Outcome::Failed => {
                        let body = Body::SessionRefused { request, verdict: verdict.clone(), evidence };
                        pen.append(Some(order), By::Antom, body)?;
                        return Ok(Made::Refused(verdict.clone()));
                    }
                    Outcome::Unknown => {
                        let detail = format!("Antom does not know yet: {}", sentence::verdict_text(verdict));
                        (WhyUnknown::NoAnswer { left: true, detail }, Some(verdict.clone()))
                    }
                },
                (Heard::Verified { .. }, None) => (WhyUnknown::NoResult, None),
                (Heard::Unknown { why, .. }, _) => (why.clone(), None),
            };
            let told = match &called.heard {
                Heard::Unknown { shown, .. } => sentence::unknown(&why, shown.as_ref()),
                Heard::Verified { .. } => sentence::why(&why),
            };
            let left = !matches!(why, WhyUnknown::NoAnswer { left: false, .. });
            let body = Body::SessionUnanswered { request, why, verdict, evidence };
            pen.append(Some(order), By::Countersign, body)?;
            Ok(Made::NotKnown { why: told, left })
        })
    }

    /// The page the answer leads to; an empty address where the session is for Antom's SDK alone and its data came
    /// (guide 3); none where the answer leads nowhere.
    fn page_of(&self, answer: &CreatePaymentSessionResponse, one_method: bool) -> Option<String> {
        let has_data = answer.payment_session_data.as_ref().is_some_and(|data| !data.is_empty());
        let page = link_in(answer.normal_url.as_ref(), self.environment);
        page.or_else(|| (one_method && has_data && answer.normal_url.is_none()).then(String::new))
    }

    /// Attempts whose process ended before the answer came are no longer waited for. Whether a session exists is not
    /// known; it is watched like every other.
    pub(crate) fn note_interrupted_sessions(&self, order: OrderId) -> Result<(), ConsoleError> {
        let now = self.now();
        let interrupted = |session: &domain::order::Session| {
            session.stage == SessionStage::Sent
                && now.signed_duration_since(session.requested_at) >= GIVEN_UP_AFTER
        };
        if !self.order(order)?.sessions.iter().any(interrupted) {
            return Ok(());
        }
        self.write(|pen| {
            for session in pen.order(order)?.sessions.iter().filter(|session| interrupted(session)) {
                let body = Body::SessionUnanswered {
                    request: session.request.clone(),
                    why: WhyUnknown::Interrupted,
                    verdict: None,
                    evidence: None,
                };
                pen.append(Some(order), By::Countersign, body)?;
            }
            // The process ended before it could close the one in whose place this is.
            match pen.order(order)?.terms.replaces {
                Some(replaced) => pen.close_replaced(replaced, By::Countersign),
                None => Ok(()),
            }
        })
    }
}

fn refused(operation: &'static str, reference: &str, verdict: &Verdict) -> ConsoleError {
    let told = explain(operation, &verdict.code, &antom::ResultStatus::F);
    ConsoleError::AntomRefused {
        operation,
        code: verdict.code.clone(),
        message: verdict.message.clone(),
        remedy: format!("{} Then make a new link for order {reference}, or replace it.", told.next_step),
    }
}

/// The address of the payment page, byte for byte, where it is one that may be given to a buyer.
fn link_in(normal_url: Option<&Sensitive>, environment: Environment) -> Option<String> {
    let link = normal_url.map(|link| link.reveal().to_owned())?;
    fit_to_share(&link, environment).then_some(link)
}
