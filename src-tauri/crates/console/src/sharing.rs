//! Giving a link to the buyer. What goes out to another program is percent-encoded, only https leaves (plain http to
//! this computer in Training), and outside production every text says so.

use crate::Console;
use crate::continued::nothing_paid_before;
use crate::error::ConsoleError;
use crate::record::By;
use crate::sentence::moment;
use crate::session::dialled;
use crate::view::unfit;
use chrono::{DateTime, Utc};
use domain::account::Environment;
use domain::fact::Body;
use domain::ids::{OrderId, PaymentRequestId};
use domain::order::{Order, Session};
use domain::people::{Act, Right};
use domain::rules::{Lift, Refusal, RefusalCode, at_counter, whatsapp};
use domain::shell::word;
use domain::windows::spoken;
use ledger::Buyer;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// Everything but letters, digits and `-._~` is encoded (RFC 3986, unreserved).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// In the address of a mailto the @ stays.
const ADDRESS: &AsciiSet = &ENCODED.remove(b'@');

/// How a link is given to the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Channel {
    /// Copied.
    Copy,
    /// Shown as a QR code.
    Qr,
    /// By e-mail.
    Email,
    /// By text message.
    Sms,
    /// By WhatsApp.
    Whatsapp,
    /// On paper.
    Print,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 6] = [Self::Copy, Self::Qr, Self::Email, Self::Sms, Self::Whatsapp, Self::Print];

    /// Its word in facts and output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Qr => "qr",
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Whatsapp => "whatsapp",
            Self::Print => "print",
        }
    }
}

/// What is given to the buyer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Shared {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// How.
    pub channel: Channel,
    /// The address of the payment page, byte for byte; also what a QR code carries.
    pub link: String,
    /// What is written to the buyer, the link in it.
    pub text: String,
    /// The address that opens the other program: `mailto:`, `sms:` or `https://wa.me/`.
    pub uri: Option<String>,
    /// When the link ends.
    pub ends_at: DateTime<Utc>,
    /// The word that stands on everything outside production.
    pub mark: Option<&'static str>,
}

/// What is about to be given to the buyer. [`Console::handed_over`] writes down that it was.
#[derive(Debug)]
#[must_use = "what was handed over is written down"]
pub struct Offered {
    /// What is given.
    pub shared: Shared,
    /// The attempt whose link it is.
    request: PaymentRequestId,
}

impl Console {
    /// Gives the live link of an order out, and writes down that it was. Where handing it over can fail, call
    /// [`Console::offer`] first and [`Console::handed_over`] afterwards.
    ///
    /// # Errors
    /// As [`Console::offer`].
    pub fn share(&self, order: &OrderId, channel: Channel) -> Result<Shared, ConsoleError> {
        self.handed_over(self.offer(order, channel)?)
    }

    /// The live link of an order as a channel gives it out. Nothing is written down yet.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where it is not offered any more or the buyer's phone is of no use to the channel,
    /// [`ConsoleError::NoLiveLink`] where no link can be paid now, [`ConsoleError::ReadOnly`] where it could not be
    /// written down.
    pub fn offer(&self, order: &OrderId, channel: Channel) -> Result<Offered, ConsoleError> {
        self.must_be_sound()?;
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let known = self.order(*order)?;
        let (session, link) = self.link_to_give(&known)?;
        let reached = self.may_use(Right::Contacts)?;
        let buyer = self.buyer(known.terms.buyer)?.filter(|_| reached).unwrap_or_default();
        let mark = mark_of(self.environment);
        let text = message(&known, &link, &moment(session.ends_at, self.zone()?), mark);
        let uri = uri(channel, &known, &buyer, &text, mark)?;
        let shared = Shared {
            order: *order,
            reference: known.terms.reference.clone(),
            channel,
            link,
            text,
            uri,
            ends_at: session.ends_at,
            mark,
        };
        Ok(Offered { shared, request: session.request.clone() })
    }

    /// Writes down that a link was handed over, once it was.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub fn handed_over(&self, offered: Offered) -> Result<Shared, ConsoleError> {
        let Offered { shared, request } = offered;
        self.write(|pen| {
            let body = Body::LinkShared { request, channel: shared.channel.word().to_owned() };
            pen.append(Some(shared.order), By::Person, body)
        })?;
        self.checkpoint()?;
        Ok(shared)
    }

    /// The link of an order that may be given to its buyer now. One that was given out lives on after the order is
    /// closed, because Antom cannot end it; it is not given out again.
    pub(crate) fn link_to_give<'o>(&self, order: &'o Order) -> Result<(&'o Session, String), ConsoleError> {
        let reference = &order.terms.reference;
        if let Some(closed) = &order.closed {
            return Err(not_offered(reference, closed.at).into());
        }
        nothing_paid_before(order, |older| self.order(older))?;
        let none = || match order.terms.counter {
            Some(_) => at_counter::no_link(reference).into(),
            None => ConsoleError::NoLiveLink { reference: reference.clone() },
        };
        let session = order.live_session(self.prudent_now()).ok_or_else(none)?;
        let link =
            self.link_of(session)?.filter(|link| fit_to_share(link, self.environment)).ok_or_else(none)?;
        Ok((session, link))
    }
}

fn not_offered(reference: &str, since: DateTime<Utc>) -> Refusal {
    Refusal::new(
        RefusalCode::OrderClosed,
        format!(
            "order {reference} is no longer offered: it was closed on {}, so its link is not handed out",
            spoken(since)
        ),
        Lift::Act(format!(
            "To offer it again, make a request in its place: countersign request replace {}",
            word(reference)
        )),
    )
}

/// The word that stands on everything outside production.
#[must_use]
pub const fn mark_of(environment: Environment) -> Option<&'static str> {
    match environment {
        Environment::Training => Some("TRAINING"),
        Environment::Sandbox => Some("SANDBOX"),
        Environment::Production => None,
    }
}

/// Whether an address may be given out: https without credentials, or in Training http to this computer.
pub(crate) fn fit_to_share(link: &str, environment: Environment) -> bool {
    if link.chars().any(|c| unfit(c) || c.is_whitespace()) {
        return false;
    }
    let Ok(url) = url::Url::parse(link) else { return false };
    if !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(host)) if environment == Environment::Training => match host {
            url::Host::Ipv4(ip) => ip.is_loopback(),
            url::Host::Ipv6(ip) => ip.is_loopback(),
            url::Host::Domain(name) => name == "localhost",
        },
        _ => false,
    }
}

fn message(order: &Order, link: &str, until: &str, mark: Option<&str>) -> String {
    let terms = &order.terms;
    let head = mark.map(|mark| format!("{mark}, no real money: ")).unwrap_or_default();
    format!(
        "{head}Please pay {} for {} (order {}) by {until}:\n{link}",
        terms.amount, terms.description, terms.reference
    )
}

fn uri(
    channel: Channel,
    order: &Order,
    buyer: &Buyer,
    text: &str,
    mark: Option<&str>,
) -> Result<Option<String>, Refusal> {
    let encoded = utf8_percent_encode(text, ENCODED);
    Ok(match channel {
        Channel::Copy | Channel::Qr | Channel::Print => None,
        Channel::Email => {
            let to = utf8_percent_encode(buyer.email.as_deref().unwrap_or_default(), ADDRESS);
            let head = mark.map(|mark| format!("[{mark}] ")).unwrap_or_default();
            let subject =
                format!("{head}Payment of {} for order {}", order.terms.amount, order.terms.reference);
            // A mail body breaks its lines with CR LF (RFC 6068).
            let body = text.replace('\n', "\r\n");
            let (subject, body) =
                (utf8_percent_encode(&subject, ENCODED), utf8_percent_encode(&body, ENCODED));
            Some(format!("mailto:{to}?subject={subject}&body={body}"))
        }
        Channel::Sms => {
            Some(format!("sms:{}?body={encoded}", dialled(buyer.phone.as_deref().unwrap_or_default())))
        }
        Channel::Whatsapp => {
            // Without a number WhatsApp has the sender choose whom it goes to.
            let digits = buyer.phone.as_deref().map(whatsapp::digits).transpose()?.unwrap_or_default();
            Some(format!("https://wa.me/{digits}?text={encoded}"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_safe_to_open_is_given_out() {
        for link in ["https://checkout.antom.com/a?sessionData=6W+Or/A==&&SG", "https://ac.alipay.com/x#y"] {
            assert!(fit_to_share(link, Environment::Production), "{link}");
        }
        for link in [
            "http://127.0.0.1:81/x",
            "http://shop.example/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a:b@checkout.antom.com/",
            "https://checkout.antom.com/a\n",
            "not an address",
        ] {
            assert!(!fit_to_share(link, Environment::Production), "{link}");
        }
        assert!(fit_to_share("http://127.0.0.1:81/x", Environment::Training));
        assert!(!fit_to_share("http://shop.example/", Environment::Training));
    }

    #[test]
    fn nothing_outside_production_goes_without_its_word() {
        assert_eq!(mark_of(Environment::Production), None);
        assert_eq!(mark_of(Environment::Sandbox), Some("SANDBOX"));
        assert_eq!(mark_of(Environment::Training), Some("TRAINING"));
    }
}
