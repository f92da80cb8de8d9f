//! What a session for the counter may ask (guides 3 and 4), and of which orders one can be paid there.

use super::{Decision, Refusal, RefusalCode, act};
use crate::counter::Sdk;
use crate::fact::Terms;
use crate::order::Order;
use crate::profiles::BUSINESS_ACCOUNT;
use crate::shell::word;

fn malformed(reason: &str, lift: &str) -> Refusal {
    Refusal::new(RefusalCode::FieldMalformed, reason, act(lift))
}

/// What is asked fits the SDK. Nothing to say where no session for the counter is asked for.
///
/// # Errors
/// [`RefusalCode::FieldMissing`] or [`RefusalCode::FieldMalformed`] with what does not fit.
pub(super) fn fits(terms: &Terms) -> Result<(), Refusal> {
    let Some(sdk) = terms.counter else { return Ok(()) };
    if terms.by_pay.is_some() {
        let reason = "pay makes a page of its own, and no session for the counter";
        return Err(malformed(reason, "make it either by pay or for the counter"));
    }
    misfit(sdk, &terms.methods, &terms.express).map_or(Ok(()), |(_, refusal)| Err(refusal))
}

/// What of a request does not fit the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is sold is paid on a page of its own.
    Sold,
    /// The ways to pay.
    Methods,
}

/// The first thing that does not fit an SDK, with what would; none where all fits.
#[must_use]
pub fn misfit(sdk: Sdk, methods: &[String], express: &[String]) -> Option<(Part, Refusal)> {
    if methods.iter().any(|method| method == BUSINESS_ACCOUNT) {
        let reason = "flights and hotels are paid on a page of their own, not at the counter";
        return Some((Part::Sold, malformed(reason, "send the link of an ordinary request")));
    }
    if sdk == Sdk::OneMethod && methods.len() != 1 {
        let reason = "this SDK takes a payment by the one method that was chosen beforehand";
        let refusal = Refusal::new(RefusalCode::FieldMissing, reason, act("name exactly one method"));
        return Some((Part::Methods, refusal));
    }
    if sdk == Sdk::OneMethod && !express.is_empty() {
        let reason = "where there is one method, it does not stand above others";
        return Some((Part::Methods, malformed(reason, "leave the express button out")));
    }
    None
}

/// Why an order that is paid at the counter has nothing to hand out.
#[must_use]
pub fn no_link(reference: &str) -> Refusal {
    Refusal::new(
        RefusalCode::PaidAtCounter,
        format!("order {reference} is paid at the counter, so there is no link of it to hand out"),
        act(format!("Take the payment at the counter: countersign counter {}", word(reference))),
    )
}

/// Whether an order can be paid at the counter at all, and with which SDK: every checkout session has what Antom's
/// embedded page needs, save where the order is paid with `pay` or on the page for one product.
#[must_use]
pub fn decide(order: &Order) -> Decision<Sdk> {
    let terms = &order.terms;
    if terms.by_pay.is_some() || terms.methods.iter().any(|method| method == BUSINESS_ACCOUNT) {
        let reason = format!("order {} is paid on a page that cannot be embedded", terms.reference);
        return Decision::Refused(Refusal::new(
            RefusalCode::NotAtCounter,
            reason,
            act("send the buyer the link"),
        ));
    }
    Decision::Permitted(terms.counter.unwrap_or(Sdk::Page))
}
