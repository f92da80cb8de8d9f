//! Issue: opening a request for payment.

use super::{Decision, Policy, Refusal, RefusalCode, act, at_counter, free_text, one_payment};
use crate::fact::{CaptureMode, Terms};
use crate::order::Order;
use crate::profiles::{EXPRESS, offers_cards};
use crate::windows::spoken;
use chrono::{DateTime, TimeDelta, Utc};
use money::{Currency, Money};
use serde::Serialize;

/// What is to be opened.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    /// The terms.
    pub terms: &'a Terms,
    /// Whether the buyer can be told apart by an e-mail address, a telephone number or a buyer id. Without one a
    /// card is refused on the page, after the link was sent (guide 4).
    pub buyer_contact: bool,
    /// Every other text somebody typed, with the name of its field: buyer's name, note, item names, …
    pub free_text: &'a [(&'a str, &'a str)],
}

/// A permitted opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssuePermit {
    /// The sentence a person confirms.
    pub sentence: String,
    /// What does not forbid it, and should be known before it is sent.
    pub warnings: Vec<Warning>,
}

/// Something to know before a request is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "warning", rename_all = "kebab-case")]
pub enum Warning {
    /// A field that goes to Antom has letters outside Latin writing, which some methods refuse.
    NonLatin {
        /// Which field.
        field: String,
    },
    /// Manual capture was asked for, and none of the methods offered holds the money first.
    NothingToCapture,
    /// An earlier link of the same order can still be paid.
    OldLinkIsLive {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// A flight that is sold has left, or a stay is over.
    TripIsOver {
        /// Its flight number or hotel.
        what: String,
    },
    /// An earlier attempt was not answered: its link may exist, though nobody holds it.
    OldLinkUnknown,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NonLatin { field } => {
                write!(f, "{field} has letters outside Latin writing; some payment methods refuse them")
            }
            Self::NothingToCapture => {
                f.write_str("manual capture has no effect: none of the methods offered holds the money first")
            }
            Self::OldLinkIsLive { until } => {
                write!(f, "the old link can still be paid until {}", spoken(*until))
            }
            Self::TripIsOver { what } => write!(f, "{what} lies in the past; check its date"),
            Self::OldLinkUnknown => {
                f.write_str("an earlier attempt was not answered; it stays watched in case its link exists")
            }
        }
    }
}

/// The longest life of a session, in seconds (guides 0 and 4).
const SESSION_MAX: u32 = 3600;

/// Whether a request with these terms can be opened now.
#[must_use]
pub fn decide(opening: &Opening<'_>, _policy: &Policy, now: DateTime<Utc>) -> Decision<IssuePermit> {
    judge(opening, now).into()
}

/// What to know before another request with the same order number is opened: an earlier one may still be paid.
#[must_use]
pub fn twin(earlier: &Order, now: DateTime<Utc>) -> Option<Warning> {
    earlier.live_session(now).map(|live| Warning::OldLinkIsLive { until: live.ends_at })
}

/// When a request opened now ends its life.
#[must_use]
pub fn life_end(policy: &Policy, now: DateTime<Utc>) -> DateTime<Utc> {
    let life = TimeDelta::try_days(i64::from(policy.request_life_days)).unwrap_or(TimeDelta::zero());
    crate::windows::later(now, life)
}

fn judge(opening: &Opening<'_>, now: DateTime<Utc>) -> Result<IssuePermit, Refusal> {
    let terms = opening.terms;
    asks_for_something(terms.amount)?;
    methods_accept(&terms.methods, terms.amount)?;
    express_is_offered(&terms.methods, &terms.express)?;
    field("the order number", &terms.reference, 64)?;
    field("the description", &terms.description, 256)?;
    for (name, text) in opening.free_text {
        free_text::check(name, text, usize::MAX, RefusalCode::FieldTooLong)?;
    }
    if let Some(locale) = &terms.locale {
        field("the language", locale, 8)?;
    }
    for method in &terms.methods {
        field("the payment method", method, 64)?;
    }
    one_payment::fits(terms)?;
    at_counter::fits(terms)?;
    session_is_in_range(terms.session_seconds)?;
    life_is_to_come(terms.lives_until, now)?;
    buyer_is_known_to_cards(&terms.methods, terms.amount.currency(), opening.buyer_contact)?;
    Ok(IssuePermit {
        sentence: format!("Ask the buyer of order {} for {}", terms.reference, terms.amount),
        warnings: warnings(terms),
    })
}

/// A request asks for more than nothing.
///
/// # Errors
/// [`RefusalCode::ZeroAmount`].
pub fn asks_for_something(amount: Money) -> Result<(), Refusal> {
    if !amount.is_zero() {
        return Ok(());
    }
    let reason = format!("a request for {amount} asks for nothing");
    Err(Refusal::new(RefusalCode::ZeroAmount, reason, act("give an amount above zero")))
}

/// Each way to pay that is offered accepts this amount.
///
/// # Errors
/// [`RefusalCode::AmountNotAccepted`] with the first that does not.
pub fn methods_accept(methods: &[String], amount: Money) -> Result<(), Refusal> {
    for method in methods {
        money::check_method(method, amount).map_err(|error| {
            let reason = format!("{method} does not accept {amount}: {error}");
            let lift = act(format!("choose another amount, or do not offer {method}"));
            Refusal::new(RefusalCode::AmountNotAccepted, reason, lift)
        })?;
    }
    Ok(())
}

/// A method that stands above the others is one of those that may, and one of those that are offered: the page is told
/// in the same list (guide 0).
///
/// # Errors
/// [`RefusalCode::ExpressNotOffered`] with the first that cannot.
pub fn express_is_offered(methods: &[String], express: &[String]) -> Result<(), Refusal> {
    for method in express {
        if !EXPRESS.contains(&method.as_str()) {
            let reason = format!("{method} cannot stand above the other ways to pay");
            let lift = act(format!("choose among {}", EXPRESS.join(", ")));
            return Err(Refusal::new(RefusalCode::ExpressNotOffered, reason, lift));
        }
        if !methods.contains(method) {
            let reason =
                format!("{method} is to stand above the other ways to pay, and is not among those offered");
            let lift = act(format!("name the ways to pay, {method} among them"));
            return Err(Refusal::new(RefusalCode::ExpressNotOffered, reason, lift));
        }
    }
    Ok(())
}

/// Where cards are offered, something tells who the buyer is.
///
/// # Errors
/// [`RefusalCode::BuyerContactNeeded`].
pub fn buyer_is_known_to_cards(
    methods: &[String],
    currency: Currency,
    buyer_contact: bool,
) -> Result<(), Refusal> {
    if buyer_contact || !offers_cards(methods, currency) {
        return Ok(());
    }
    let reason = "cards are offered, and a card is refused on the page when nothing tells who the buyer is";
    let lift = act("give the buyer's e-mail address, telephone number or buyer id, or offer no cards");
    Err(Refusal::new(RefusalCode::BuyerContactNeeded, reason, lift))
}

/// A session lives at least a second and at most an hour.
///
/// # Errors
/// [`RefusalCode::TimeOutOfRange`].
pub fn session_is_in_range(seconds: u32) -> Result<(), Refusal> {
    if (1..=SESSION_MAX).contains(&seconds) {
        return Ok(());
    }
    let reason = format!("a session of {seconds} seconds is out of range");
    Err(Refusal::new(RefusalCode::TimeOutOfRange, reason, act("choose between one second and one hour")))
}

/// Manual capture was asked for, and none of the methods offered holds the money first.
#[must_use]
pub fn nothing_to_capture(mode: CaptureMode, methods: &[String], currency: Currency) -> bool {
    mode == CaptureMode::Manual && !offers_cards(methods, currency)
}

fn field(name: &str, text: &str, max: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        let reason = format!("{name} is empty, and Antom needs it");
        return Err(Refusal::new(RefusalCode::FieldMissing, reason, act(format!("fill in {name}"))));
    }
    free_text::check(name, text, max, RefusalCode::FieldTooLong)
}

fn life_is_to_come(lives_until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refusal> {
    if lives_until > now {
        return Ok(());
    }
    let reason = format!("the request would end on {}, which is over", spoken(lives_until));
    Err(Refusal::new(RefusalCode::TimeOutOfRange, reason, act("choose an end that is still to come")))
}

fn warnings(terms: &Terms) -> Vec<Warning> {
    let mut warnings: Vec<Warning> =
        [("the order number", &terms.reference), ("the description", &terms.description)]
            .into_iter()
            .filter(|(_, text)| free_text::non_latin(text))
            .map(|(field, _)| Warning::NonLatin { field: field.to_owned() })
            .collect();
    if nothing_to_capture(terms.capture_mode, &terms.methods, terms.amount.currency()) {
        warnings.push(Warning::NothingToCapture);
    }
    warnings
}
