//! One payment by one method (guide 1): what may be asked of it, and that an order has one at a time.

use super::{Lift, Refusal, RefusalCode, act};
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

/// What is asked of one payment fits its method. Nothing to say where a checkout session is asked for.
///
/// # Errors
/// [`RefusalCode::FieldMissing`] or [`RefusalCode::FieldMalformed`] with what does not fit.
pub(super) fn fits(terms: &Terms) -> Result<(), Refusal> {
    use RefusalCode::{FieldMalformed, FieldMissing};
    let Some(by_pay) = &terms.by_pay else { return Ok(()) };
    let [method] = terms.methods.as_slice() else {
        return Err(wrong(FieldMissing, "pay asks for one payment by one method", "name exactly one method"));
    };
    if method == BUSINESS_ACCOUNT {
        let reason = "flights and hotels are paid on the page for one product, which pay does not make";
        return Err(wrong(FieldMalformed, reason, "make a checkout session instead"));
    }
    if terms.locale.is_some() {
        let reason = "pay takes no language for the page; the buyer's browser decides";
        return Err(wrong(FieldMalformed, reason, "leave the language out"));
    }
    if method != CARD && by_pay.is_about_cards() {
        let reason = "3-D Secure, the brand, the issuer's question and instalments are for cards only";
        return Err(wrong(FieldMalformed, reason, "leave them out, or ask for CARD"));
    }
    if let Some(brand) = &by_pay.brand {
        brand_is_a_name(brand)?;
    }
    if by_pay.instalments.is_some_and(|number| number < 2) {
        return Err(wrong(FieldMalformed, "instalments are two or more", "give 2 or more, or leave it out"));
    }
    if by_pay.issuer_authentication { korean(terms, by_pay.brand.as_deref()) } else { Ok(()) }
}

fn brand_is_a_name(brand: &str) -> Result<(), Refusal> {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    if !brand.is_empty() && brand.len() <= LONGEST_BRAND && brand.bytes().all(plain) {
        return Ok(());
    }
    let lift = "write the brand as Antom does, such as VISA or HYUNDAI";
    Err(wrong(RefusalCode::FieldMalformed, "this is not the name of a card's brand", lift))
}

/// A Korean card whose issuer asks the buyer: the brand is chosen first, and Antom captures by itself (guide 1).
fn korean(terms: &Terms, brand: Option<&str>) -> Result<(), Refusal> {
    if brand.is_none() {
        let reason = "where the issuer asks the buyer, the brand of the card must be chosen first";
        return Err(wrong(RefusalCode::FieldMissing, reason, "give the card's brand"));
    }
    if terms.capture_mode == CaptureMode::Manual {
        let reason = "where the issuer asks the buyer, Antom captures by itself";
        return Err(wrong(RefusalCode::FieldMalformed, reason, "choose automatic capture"));
    }
    Ok(())
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
