//! A session that can be paid at the counter: made for it, or made for a link whose answer had what the embedded page
//! needs. The session's data are a secret with a life; they stay with the raw answer and are taken from there.

use super::hosts::{Antom, simulator_origin};
use crate::Console;
use crate::error::ConsoleError;
use crate::evidence::body_of_answer;
use crate::secret::SecretText;
use antom::operation::CreatePaymentSessionResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::account::Environment;
use domain::counter::Sdk;
use domain::fact::Body;
use domain::ids::{OrderId, PaymentRequestId};
use domain::order::Order;
use domain::people::{Act, Right};
use domain::rules::at_counter;
use money::Money;
use url::Url;

/// The language of the page where the order names none (guide 3: the SDK takes the buyer's own where it knows no other).
const LOCALE: &str = "en_US";

/// What is paid at the counter.
#[derive(Debug)]
pub struct Ticket {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// Which of Antom's SDKs takes it.
    pub sdk: Sdk,
    /// When the session ends.
    pub ends_at: DateTime<Utc>,
    /// The host of the shop's own page, to which Antom leads the buyer at the end (`paymentRedirectUrl`).
    pub back: Option<String>,
    pub(super) environment: Environment,
    pub(super) antom: Antom,
    pub(super) locale: String,
    pub(super) data: SecretText,
}

impl Console {
    /// A session of an order that can be paid at the counter now. Antom is asked first whether the order was paid
    /// meanwhile; where no session lives, one is made.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] for an order that is paid, closed, or paid on a page of its own; otherwise as
    /// [`Console::reissue`].
    pub async fn counter_ticket(&self, order: &OrderId) -> Result<Ticket, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let sdk = at_counter::decide(&self.order(*order)?).into_result()?;
        self.follow_clock().await?;
        self.ask_about(*order).await?;
        if let Some(ticket) = self.live_ticket(order, sdk)? {
            return Ok(ticket);
        }
        let made = self.reissue(order, false).await?;
        self.live_ticket(order, sdk)?.ok_or(ConsoleError::NoLiveLink { reference: made.order.reference })
    }

    fn live_ticket(&self, order: &OrderId, sdk: Sdk) -> Result<Option<Ticket>, ConsoleError> {
        let known = self.order(*order)?;
        if known.closed.is_some() || known.keeps_money() {
            return Ok(None);
        }
        let Some(session) = known.live_session(self.prudent_now()) else { return Ok(None) };
        let Some(data) = self.session_data(&known, &session.request)? else { return Ok(None) };
        let antom = match self.environment {
            Environment::Training => {
                let link = self.link_of(session)?;
                let simulator = link.as_deref().and_then(simulator_origin).or_else(|| simulator_of(&data));
                Antom::Simulator(simulator.ok_or_else(no_simulator)?)
            }
            real => Antom::Real(real),
        };
        Ok(Some(Ticket {
            order: *order,
            reference: known.terms.reference.clone(),
            amount: known.terms.amount,
            sdk,
            ends_at: session.ends_at,
            back: host_of(&self.account_of(&known.terms.account)?.redirect_url),
            environment: self.environment,
            antom,
            locale: known.terms.locale.clone().unwrap_or_else(|| LOCALE.to_owned()),
            data,
        }))
    }

    /// `paymentSessionData` of a session, out of the signed answer that made it; none where Antom gave none, or where it
    /// was forgotten.
    fn session_data(
        &self,
        order: &Order,
        wanted: &PaymentRequestId,
    ) -> Result<Option<SecretText>, ConsoleError> {
        let facts = self.read(|ledger| ledger.facts_of(order.id))?;
        let issued = facts.iter().rev().find_map(|fact| match &fact.body {
            Body::SessionIssued { request, evidence, .. } if request == wanted && evidence.verified => {
                Some(evidence.digest)
            }
            _ => None,
        });
        let Some(side) = issued.map(|digest| self.side(digest)).transpose()?.flatten() else {
            return Ok(None);
        };
        let body = body_of_answer(&side.bytes)?;
        let answer: CreatePaymentSessionResponse = serde_json::from_slice(&body)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: format!("an answer: {error}") })?;
        let data = answer.payment_session_data.filter(|data| !data.is_empty());
        Ok(data.map(|data| SecretText::new(data.reveal().to_owned())))
    }
}

/// In Training, where the simulator's pages are: it says so in the part of the session's data that the SDK reads.
fn simulator_of(data: &SecretText) -> Option<String> {
    let settings = STANDARD.decode(data.expose().split("&&").nth(3)?).ok()?;
    let settings: serde_json::Value = serde_json::from_slice(&settings).ok()?;
    simulator_origin(settings.pointer("/training/pages")?.as_str()?)
}

fn host_of(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_owned)
}

fn no_simulator() -> ConsoleError {
    ConsoleError::Network { detail: "the session does not say where the simulator's pages are".to_owned() }
}
