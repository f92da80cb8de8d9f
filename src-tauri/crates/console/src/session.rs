//! One attempt to be paid: written down, sent, and its answer written down. After an outcome that is not known the
//! gateway prescribes a new attempt with a new id (guides 2 and 4); the old one stays watched.

use crate::Console;
use crate::buyer::Item;
use crate::error::ConsoleError;
use crate::gateway::{Called, Heard, body_of};
use crate::record::{By, Pen};
use crate::report::{differs, moment};
use crate::request::RequestMade;
use crate::sentence;
use crate::sharing::fit_to_share;
use antom::create_payment_session::{
    AvailablePaymentMethod, CASHIER_PAYMENT, CHECKOUT_PAYMENT, CaptureMode as WireCaptureMode, OfferedMethod,
    PaymentFactor, SettlementStrategy,
};
use antom::operation::{CreatePaymentSession, CreatePaymentSessionRequest, CreatePaymentSessionResponse};
use antom::order::{Buyer as WireBuyer, BuyerName, Goods, Order as WireOrder};
use antom::results::explain;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use domain::account::{Account, Environment};
use domain::fact::{Body, CaptureMode, SessionRequested, Terms};
use domain::ids::{OrderId, PaymentRequestId};
use domain::order::SessionStage;
use domain::outcome::{Outcome, Verdict, WhyUnknown};
use domain::rules::free_text::non_latin;
use domain::rules::reissue;
use ledger::{Buyer, SideKind};

/// The longest life of a session, and what it is when nothing is asked for (guides 0 and 4).
pub(crate) const FULL_HOUR: u32 = 3_600;

/// An attempt that was sent and has no answer on file after this long was interrupted: a call takes ten seconds at most.
const GIVEN_UP_AFTER: TimeDelta = TimeDelta::seconds(30);

/// An attempt that is on disk and about to leave.
pub(crate) struct Attempt {
    pub request: PaymentRequestId,
    pub ends_at: DateTime<Utc>,
    pub body: Vec<u8>,
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
    pub follows: Option<PaymentRequestId>,
    pub ends_at: DateTime<Utc>,
}

/// An order without a link: nothing left this computer, or what Antom did is not known.
fn no_link(reference: &str, why: &str, left: bool) -> ConsoleError {
    let kept = format!(
        "{why}. Order {reference} is kept without a link; make one with: countersign request reissue {reference}"
    );
    if left {
        ConsoleError::AntomUnknown { operation: "createPaymentSession", why: kept }
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
        let body = body_of::<CreatePaymentSession>(&wire(&request, blank))?;
        let digest = self.side(SideKind::RequestBody, Some(blank.order), &body)?;
        let requested = SessionRequested {
            request: request.clone(),
            operation: "createPaymentSession".to_owned(),
            follows: blank.follows.clone(),
            ends_at: blank.ends_at,
            body: digest,
        };
        self.append(Some(blank.order), By::Person, Body::SessionRequested(Box::new(requested)))?;
        self.append(Some(blank.order), By::Countersign, Body::SessionSent { request: request.clone() })?;
        Ok(Attempt { request, ends_at: blank.ends_at, body })
    }
}

impl Console {
    /// A new `paymentRequestId`.
    pub(crate) fn new_payment_request(&self) -> PaymentRequestId {
        PaymentRequestId(format!("CSP-{}", self.ports.ids.uuid().simple()))
    }

    /// Sends an attempt that is on disk; after an unknown outcome, once more with a new id.
    pub(crate) async fn make_link(
        &self,
        order: OrderId,
        first: Attempt,
    ) -> Result<RequestMade, ConsoleError> {
        let account = self.account_of(&self.order(order)?.terms.account)?;
        let mut attempts = 1;
        let mut made = self.send_session(order, &account, &first).await?;
        if let Made::NotKnown { left: true, .. } = made
            && let Some(second) = self.follow_up(order, &account)?
        {
            attempts = 2;
            made = self.send_session(order, &account, &second).await?;
        }
        self.checkpoint()?;
        let view = self.show(&order)?;
        match made {
            Made::Issued => self.request_made(view, attempts),
            Made::Refused(verdict) => Err(refused(&view.reference, &verdict)),
            Made::NotKnown { why, left } => Err(no_link(&view.reference, &why, left)),
        }
    }

    /// The second attempt, with a new id; none where the rules do not permit it any more.
    fn follow_up(&self, order: OrderId, account: &Account) -> Result<Option<Attempt>, ConsoleError> {
        let policy = self.policy()?;
        let buyer = self.buyer(self.order(order)?.terms.buyer)?.unwrap_or_default();
        let request = self.new_payment_request();
        self.write(|pen| {
            let known = pen.order(order)?;
            let Some(permit) = reissue::decide(&known, false, &policy, pen.now).permitted() else {
                return Ok(None);
            };
            let blank = Blank {
                order,
                account,
                terms: &known.terms,
                buyer: &buyer,
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
        match self.call::<CreatePaymentSession>(account, &attempt.body).await {
            Ok(called) => self.record_session(order, attempt, &called),
            // The key or the keychain failed, so nothing has left; the attempt is not left hanging as sent.
            Err(error) => {
                let why = WhyUnknown::NoAnswer { left: false, detail: error.to_string() };
                self.write(|pen| {
                    let body = Body::SessionUnanswered {
                        request: attempt.request.clone(),
                        why,
                        verdict: None,
                        evidence: None,
                    };
                    pen.append(Some(order), By::Countersign, body)
                })?;
                Err(error)
            }
        }
    }

    fn record_session(
        &self,
        order: OrderId,
        attempt: &Attempt,
        called: &Called<CreatePaymentSessionResponse>,
    ) -> Result<Made, ConsoleError> {
        let request = attempt.request.clone();
        let environment = self.environment;
        self.write(|pen| {
            let evidence = called.bytes.as_ref().map(|bytes| pen.evidence(Some(order), bytes)).transpose()?;
            let (why, verdict) = match (&called.heard, evidence.clone()) {
                (Heard::Verified { response, verdict }, Some(evidence)) => match verdict.outcome {
                    Outcome::Succeeded => match link_in(response, environment) {
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
            Ok(())
        })
    }
}

fn refused(reference: &str, verdict: &Verdict) -> ConsoleError {
    let told = explain("createPaymentSession", &verdict.code, &antom::ResultStatus::F);
    ConsoleError::AntomRefused {
        operation: "createPaymentSession",
        code: verdict.code.clone(),
        message: verdict.message.clone(),
        remedy: format!("{} Then make a new link for order {reference}, or replace it.", told.next_step),
    }
}

/// The address of the payment page, byte for byte, where it is one that may be given to a buyer.
fn link_in(response: &CreatePaymentSessionResponse, environment: Environment) -> Option<String> {
    let link = response.normal_url.as_ref().map(|link| link.reveal().to_owned())?;
    fit_to_share(&link, environment).then_some(link)
}

/// The request as it goes over the wire.
fn wire(request: &PaymentRequestId, blank: &Blank<'_>) -> CreatePaymentSessionRequest {
    let Blank { account, terms, buyer, .. } = blank;
    CreatePaymentSessionRequest {
        product_code: CASHIER_PAYMENT.to_owned(),
        product_scene: Some(CHECKOUT_PAYMENT.to_owned()),
        payment_request_id: request.to_string(),
        order: WireOrder {
            reference_order_id: terms.reference.clone(),
            order_description: terms.description.clone(),
            order_amount: terms.amount.into(),
            goods: goods(buyer),
            buyer: wire_buyer(buyer),
            ..WireOrder::default()
        },
        payment_amount: terms.amount.into(),
        payment_redirect_url: account.redirect_url.clone(),
        payment_notify_url: account.notify_url.clone(),
        settlement_strategy: account.settlement_currency.clone().map(|currency| SettlementStrategy {
            settlement_currency: Some(currency),
            ..SettlementStrategy::default()
        }),
        available_payment_method: offered(&terms.methods),
        payment_factor: Some(PaymentFactor {
            capture_mode: Some(match terms.capture_mode {
                CaptureMode::Automatic => WireCaptureMode::Automatic,
                CaptureMode::Manual => WireCaptureMode::Manual,
            }),
            ..PaymentFactor::default()
        }),
        payment_session_expiry_time: asked_end(terms, blank.ends_at),
        locale: terms.locale.clone(),
        ..CreatePaymentSessionRequest::default()
    }
}

/// The full hour is what Antom gives when nothing is asked for. Asking for it by the clock would be refused whenever
/// this computer's clock is a little ahead of Antom's.
fn asked_end(terms: &Terms, ends_at: DateTime<Utc>) -> Option<String> {
    (terms.session_seconds < FULL_HOUR).then(|| ends_at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn offered(methods: &[String]) -> Option<AvailablePaymentMethod> {
    if methods.is_empty() {
        return None;
    }
    let list = methods.iter().zip(1_u32..).map(|(method, place)| OfferedMethod {
        payment_method_type: method.clone(),
        payment_method_order: Some(place.to_string()),
        ..OfferedMethod::default()
    });
    Some(AvailablePaymentMethod {
        payment_method_type_list: Some(list.collect()),
        ..AvailablePaymentMethod::default()
    })
}

/// Antom's fields refuse other letters than Latin ones with some methods (guides 0, 1, 3), so a name in other writing
/// stays here; the buyer is told apart by the rest.
fn wire_buyer(buyer: &Buyer) -> Option<WireBuyer> {
    let name = buyer.name.clone().filter(|name| !non_latin(name));
    if name.is_none() && buyer.email.is_none() && buyer.phone.is_none() && buyer.buyer_id.is_none() {
        return None;
    }
    Some(WireBuyer {
        reference_buyer_id: buyer.buyer_id.clone(),
        buyer_name: name.map(|name| BuyerName { full_name: Some(name), ..BuyerName::default() }),
        buyer_phone_no: buyer.phone.as_deref().map(dialled),
        buyer_email: buyer.email.clone(),
        ..WireBuyer::default()
    })
}

/// A telephone number without what people put between its digits.
pub(crate) fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

fn goods(buyer: &Buyer) -> Option<Vec<Goods>> {
    let goods: Vec<Goods> =
        buyer.items.iter().filter_map(|item| serde_json::from_value(item.clone()).ok()).collect();
    (!goods.is_empty()).then_some(goods)
}

/// An item as it goes over the wire and lies in the side table.
pub(crate) fn wire_item(place: u32, item: &Item) -> Result<serde_json::Value, ConsoleError> {
    let goods = Goods {
        reference_goods_id: place.to_string(),
        goods_name: item.name.clone(),
        goods_unit_amount: Some(item.unit.into()),
        goods_quantity: Some(item.quantity.to_string()),
        ..Goods::default()
    };
    serde_json::to_value(goods)
        .map_err(|error| ConsoleError::field("item", error.to_string(), "Leave out unusual characters."))
}
