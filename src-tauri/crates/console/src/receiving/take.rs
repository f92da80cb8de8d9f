//! One notification: verified, mapped to its order, and written down.

use super::told::{self, About};
use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Bytes, client_id_of};
use crate::learn::same;
use crate::record::Pen;
use antom::keys::PublicKey;
use antom::notification::{self, Incoming, Notification, NotificationError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Account;
use domain::fact::{Body, Fact};
use domain::ids::{AccountName, OrderId, PaymentRequestId};
use domain::order::Order;
use domain::report::{Said, Source};

/// Antom sends for a day and a half hour (guide 4); whatever was signed before that is not on its way any more.
const OLDEST: TimeDelta = TimeDelta::hours(25);
/// How far ahead of this computer Antom's clock may be.
const AHEAD: TimeDelta = TimeDelta::minutes(10);

/// What became of a notification that is answered with the prescribed reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is on file now.
    New {
        /// The order it is about.
        order: OrderId,
        /// `notifyType`, or `DISPUTE`.
        kind: &'static str,
    },
    /// It was on file already.
    Known {
        /// The order it is about.
        order: OrderId,
    },
}

/// Why a notification is not answered with the prescribed reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// It is no evidence of anything: 401.
    Unverified {
        /// Why, in words for people.
        why: String,
    },
    /// It is Antom's, and could not be kept: 503, and Antom sends it again.
    NotKept {
        /// Why, in words for people.
        why: String,
    },
}

impl NotTaken {
    pub(crate) fn unverified(why: impl Into<String>) -> Self {
        Self::Unverified { why: why.into() }
    }

    fn not_kept(why: impl std::fmt::Display) -> Self {
        Self::NotKept { why: why.to_string() }
    }

    /// Why, in words for people.
    #[must_use]
    pub fn why(&self) -> &str {
        match self {
            Self::Unverified { why } | Self::NotKept { why } => why,
        }
    }
}

impl From<NotificationError> for NotTaken {
    fn from(error: NotificationError) -> Self {
        Self::unverified(error.to_string())
    }
}

impl From<ConsoleError> for NotTaken {
    fn from(error: ConsoleError) -> Self {
        Self::not_kept(error)
    }
}

impl Console {
    /// Takes one notification for an account. `incoming.path` is the path configured at Antom, whatever path it came by.
    ///
    /// # Errors
    /// [`NotTaken`]; nothing was written then, and nothing about any order changed.
    pub fn take_notification(
        &self,
        account: &AccountName,
        incoming: &Incoming<'_>,
    ) -> Result<Taken, NotTaken> {
        let account = self.account_of(account)?;
        let antom = PublicKey::parse(account.antom_key.as_bytes()).map_err(NotTaken::not_kept)?;
        self.is_fresh(incoming)?;
        notification::verify(incoming, &antom, &client_id_of(&account)?)?;
        let told = notification::parse(incoming.body).map_err(NotTaken::not_kept)?;
        let kind = told::kind(&told).ok_or_else(|| {
            NotTaken::not_kept("Antom told something of a kind that this version does not know")
        })?;
        let bytes = Bytes::told(kind, incoming, self.now());
        let mut not_kept = None;
        let written = self.write(|pen| match write_down(pen, &account, &told, kind, &bytes)? {
            Ok(taken) => Ok(Some(taken)),
            Err(why) => {
                not_kept = Some(why);
                Ok(None)
            }
        })?;
        match written {
            Some(taken) => Ok(taken),
            None => Err(NotTaken::NotKept { why: not_kept.unwrap_or_default() }),
        }
    }

    /// An old call is no news, and may be a replay.
    pub(super) fn is_fresh(&self, incoming: &Incoming<'_>) -> Result<(), NotTaken> {
        let signed = notification::signed_at(incoming)?;
        let at = crate::report::moment(Some(signed.as_str()))
            .ok_or_else(|| NotTaken::from(NotificationError::BadTime))?;
        let now = self.now();
        if now.signed_duration_since(at) > OLDEST {
            return Err(NotTaken::unverified("it was signed more than a day ago"));
        }
        if at.signed_duration_since(now) > AHEAD {
            return Err(NotTaken::unverified("it was signed in the future; check this computer's clock"));
        }
        Ok(())
    }
}

/// What kept a verified notification from the ledger is no error of this transaction, in which nothing was written.
fn write_down(
    pen: &mut Pen<'_, '_, '_>,
    account: &Account,
    told: &Notification,
    kind: &'static str,
    bytes: &Bytes,
) -> Result<Result<Taken, String>, ConsoleError> {
    let about = told::about(told);
    let Some(order) = order_of(pen, account, &about)? else {
        return Ok(Err(format!("no order here knows {}", crate::view::shown(about.named()))));
    };
    let Some(request) = request_of(&order, &about) else {
        return Ok(Err(format!("order {} does not know that payment yet", order.terms.reference)));
    };
    let (said, card) = match told::said(told, &order, &about) {
        Ok(said) => said,
        Err(field) => return Ok(Err(format!("its {field} is missing or is not what was asked for"))),
    };
    if is_on_file(&pen.writer.facts_of(order.id)?, &request, &said) {
        return Ok(Ok(Taken::Known { order: order.id }));
    }
    pen.report(order.id, &order, &request, (Source::Notification, said), card, bytes)?;
    Ok(Ok(Taken::New { order: order.id, kind }))
}

/// The order it is about: one of this account that knows one of its ids.
fn order_of(pen: &Pen<'_, '_, '_>, account: &Account, about: &About) -> Result<Option<Order>, ConsoleError> {
    for id in about.ids() {
        for found in pen.writer.find(id)? {
            let order = pen.order(found)?;
            if order.terms.account == account.name {
                return Ok(Some(order));
            }
        }
    }
    Ok(None)
}

/// The attempt it is about. CAPTURE_RESULT and REFUND_RESULT name none; a payment or an intent leads to it.
fn request_of(order: &Order, about: &About) -> Option<PaymentRequestId> {
    let by_payment = about.payment.as_ref().and_then(|id| order.session_of(id));
    let by_intent = || {
        let operation = about.operation.as_deref()?;
        let intent = order.intents.iter().find(|intent| intent.requested.operation.as_str() == operation)?;
        order.session(&intent.requested.request)
    };
    let named = || {
        let request = about.request.as_deref().or(about.operation.as_deref())?;
        order.session(&PaymentRequestId(request.to_owned()))
    };
    by_payment.or_else(named).or_else(by_intent).map(|session| session.request.clone())
}

/// Antom sends up to eight times, and in any order.
fn is_on_file(facts: &[Fact], request: &PaymentRequestId, said: &Said) -> bool {
    facts.iter().any(|fact| match &fact.body {
        Body::PaymentReported(report) => {
            report.source == Source::Notification && report.request == *request && same(&report.said, said)
        }
        _ => false,
    })
}

impl Bytes {
    /// A notification as it came in, with the headers its signature rests on.
    fn told(kind: &'static str, incoming: &Incoming<'_>, at: DateTime<Utc>) -> Self {
        const KEPT: [&str; 4] = ["client-id", "request-time", "signature", "content-type"];
        let kept = |name: &str| KEPT.iter().any(|kept| kept.eq_ignore_ascii_case(name));
        let headers = incoming.headers.iter().filter(|(name, _)| kept(name)).cloned().collect();
        Self::notification(kind, incoming.path.to_owned(), headers, incoming.body.to_vec(), at)
    }
}
