//! One payment by one method (guide 1): what may be asked of it, and that an order has one at a time.

use super::{Lift, Refusal, RefusalCode, act};
use crate::by_pay::ByPay;
use crate::fact::{CaptureMode, Terms};
use crate::order::{Order, Session};
use crate::profiles::BUSINESS_ACCOUNT;
use crate::windows::spoken;
use chrono::{DateTime, Utc};

const CARD: &str = "CARD";
/// Longest name of a brand, in characters.
const LONGEST_BRAND: usize = 64;

fn wrong(code: RefusalCode, reason: &str, lift: &str) -> Refusal {
    Refusal::new(code, reason, act(lift))
}

/// What somebody asks of one payment.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The methods that are named.
    pub methods: &'a [String],
    /// Whether a language of the page is chosen.
    pub in_a_language: bool,
    /// How cards are captured.
    pub capture_mode: CaptureMode,
    /// What is asked beside.
    pub by_pay: &'a ByPay,
}

/// What of it does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The method.
    Method,
    /// The language of the page.
    Language,
    /// That something is asked which only cards know.
    CardsOnly,
    /// The brand of the card.
    Brand,
    /// The number of instalments.
    Instalments,
    /// How the card is captured.
    Capture,
}

/// What is asked of one payment fits its method. Nothing to say where a checkout session is asked for.
///
/// # Errors
/// [`RefusalCode::FieldMissing`] or [`RefusalCode::FieldMalformed`] with what does not fit.
pub(super) fn fits(terms: &Terms) -> Result<(), Refusal> {
    let Some(by_pay) = &terms.by_pay else { return Ok(()) };
    let asked = Asked {
        methods: &terms.methods,
        in_a_language: terms.locale.is_some(),
        capture_mode: terms.capture_mode,
        by_pay,
    };
    misfits(&asked).into_iter().next().map_or(Ok(()), |(_, refusal)| Err(refusal))
}

/// Everything that does not fit, each with the part it is about: a form says all of it at once.
#[must_use]
pub fn misfits(asked: &Asked<'_>) -> Vec<(Part, Refusal)> {
    let by_pay = asked.by_pay;
    let mut found: Vec<(Part, Refusal)> =
        method(asked.methods).map(|refusal| (Part::Method, refusal)).into_iter().collect();
    let mut malformed = |part: Part, reason: &str, lift: &str| {
        found.push((part, wrong(RefusalCode::FieldMalformed, reason, lift)));
    };
    if asked.in_a_language {
        let reason = "pay takes no language for the page; the buyer's browser decides";
        malformed(Part::Language, reason, "leave the language out");
    }
    if matches!(asked.methods, [method] if method != CARD) && by_pay.is_about_cards() {
        let reason = "3-D Secure, the brand, the issuer's question and instalments are for cards only";
        malformed(Part::CardsOnly, reason, "leave them out, or ask for CARD");
    }
    if by_pay.brand.as_deref().is_some_and(|brand| !is_a_brand(brand)) {
        let lift = "write the brand as Antom does, such as VISA or HYUNDAI";
        malformed(Part::Brand, "this is not the name of a card's brand", lift);
    }
    if by_pay.instalments.is_some_and(|number| number < 2) {
        malformed(Part::Instalments, "instalments are two or more", "give 2 or more, or leave it out");
    }
    if by_pay.issuer_authentication {
        found.extend(korean(asked));
    }
    found
}

fn method(methods: &[String]) -> Option<Refusal> {
    let [method] = methods else {
        let reason = "pay asks for one payment by one method";
        return Some(wrong(RefusalCode::FieldMissing, reason, "name exactly one method"));
    };
    let reason = "flights and hotels are paid on the page for one product, which pay does not make";
    (method == BUSINESS_ACCOUNT)
        .then(|| wrong(RefusalCode::FieldMalformed, reason, "make a checkout session instead"))
}

fn is_a_brand(brand: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    !brand.is_empty() && brand.len() <= LONGEST_BRAND && brand.bytes().all(plain)
}

/// A Korean card whose issuer asks the buyer: the brand is chosen first, and Antom captures by itself (guide 1).
fn korean(asked: &Asked<'_>) -> impl Iterator<Item = (Part, Refusal)> {
    let brand = asked.by_pay.brand.is_none().then(|| {
        let reason = "where the issuer asks the buyer, the brand of the card must be chosen first";
        (Part::Brand, wrong(RefusalCode::FieldMissing, reason, "give the card's brand"))
    });
    let capture = (asked.capture_mode == CaptureMode::Manual).then(|| {
        let reason = "where the issuer asks the buyer, Antom captures by itself";
        (Part::Capture, wrong(RefusalCode::FieldMalformed, reason, "choose automatic capture"))
    });
    brand.into_iter().chain(capture)
}

/// One order, one success: of an order whose payments are asked for with `pay`, a second one is not made while one is
/// open, or while it is not known what became of one (guide 1).
///
/// # Errors
/// [`RefusalCode::PaymentUnderWay`].
pub(super) fn none_open(order: &Order, now: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(open) = order.sessions.iter().find(|session| session.by_pay && session.is_undecided()) else {
        return Ok(());
    };
    let reference = &order.terms.reference;
    let (reason, lift) = if open.is_live(now) {
        let until = spoken(open.ends_at);
        let reason = format!("the buyer can finish the payment of order {reference} until {until}");
        (reason, Lift::At(open.ends_at))
    } else if open.payments.is_empty() {
        let reason = format!("it is not known whether a payment of order {reference} was made");
        (reason, act("ask Antom until it is known"))
    } else {
        let reason = format!("the payment of order {reference} is not over yet");
        (reason, act("wait for Antom's word, or cancel the payment first"))
    };
    Err(Refusal::new(RefusalCode::PaymentUnderWay, reason, lift))
}

/// Whether a payment that was cancelled had never been paid, so that another may take its place (guide 1: where a method
/// cannot be refunded, the open payment is cancelled before a new one is made).
pub(super) fn was_cancelled_unpaid(session: Option<&Session>, payment: &crate::order::Payment) -> bool {
    session.is_some_and(|session| session.by_pay) && payment.paid_at.is_none()
}
