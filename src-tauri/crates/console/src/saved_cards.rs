//! Cards that buyers saved by paying with them (guide 0): offered again to the same buyer, shown as brand and last four,
//! and forgotten on request. The token itself never leaves this room but for Antom.

use crate::Console;
use crate::buyer::still_open;
use crate::error::ConsoleError;
use crate::find::Which;
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::digest::Digest;
use domain::ids::{AccountName, OrderId};
use domain::order::Order;
use domain::people::{Act, Right};
use ledger::{Buyer, Card, Secret};
use serde::{Deserialize, Serialize};

/// Where the cards that are offered lie in the buyer's side row.
const OFFERED: &str = "saved_cards";
/// Most orders of a buyer that are looked through, the newest first.
const MOST_ORDERS: usize = 100;

/// Whose cards: a token belongs to one merchant account and to one buyer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CardHolder {
    /// The account the buyer paid to.
    pub account: AccountName,
    /// The shop's own id of the buyer. Where it is known, it alone tells who they are.
    pub buyer_id: Option<String>,
    /// The buyer's e-mail address.
    pub email: Option<String>,
}

/// A saved card as people recognise it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SavedCard {
    /// What it is chosen by. It says nothing about the card.
    pub id: String,
    /// `cardBrand`.
    pub brand: Option<String>,
    /// The last four digits.
    pub last4: Option<String>,
    /// The order it was last paid with.
    pub reference: String,
    /// When that payment was made.
    pub used_at: DateTime<Utc>,
}

/// A card that is offered: what names it here, and what names it at Antom.
pub(crate) struct Offered {
    pub digest: Digest,
    pub token: Secret,
}

/// An order of a buyer, with the cards that lie in it.
struct Held {
    id: OrderId,
    order: Order,
    /// Cards it was offered with.
    offered: Vec<Digest>,
    /// Cards it was paid with, the newest payment first.
    paid: Vec<(Digest, Card, DateTime<Utc>)>,
}

impl CardHolder {
    fn known(&self) -> Option<&str> {
        let said =
            |text: &Option<String>| text.as_deref().map(str::trim).is_some_and(|text| !text.is_empty());
        let by = if said(&self.buyer_id) { &self.buyer_id } else { &self.email };
        by.as_deref().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Whether an order's buyer is this one: by the shop's own id where there is one, else by the address.
    fn is(&self, buyer: &Buyer) -> bool {
        let trimmed =
            |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_lowercase();
        if trimmed(&self.buyer_id).is_empty() {
            let (mine, theirs) = (trimmed(&self.email), trimmed(&buyer.email));
            return !mine.is_empty() && mine == theirs;
        }
        self.buyer_id.as_deref().map(str::trim) == buyer.buyer_id.as_deref()
    }
}

impl Console {
    /// The cards a buyer saved by paying with them, the one used last first; each once.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn saved_cards(&self, holder: &CardHolder) -> Result<Vec<SavedCard>, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let mut seen: Vec<Secret> = Vec::new();
        let mut cards = Vec::new();
        for held in self.orders_of(holder)? {
            for (digest, card, used_at) in held.paid {
                let Some(token) = card.token.filter(|token| !seen.contains(token)) else { continue };
                seen.push(token);
                cards.push(SavedCard {
                    id: digest.to_string(),
                    brand: card.brand.as_deref().map(shown),
                    last4: card.last4.as_deref().map(shown),
                    reference: shown(&held.order.terms.reference),
                    used_at,
                });
            }
        }
        Ok(cards)
    }

    /// Forgets a saved card: every order of the buyer that was paid with it or offered it loses its buyer's particulars
    /// and raw answers, because Antom's answers hold the card too. Answers the numbers of those orders.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a card this buyer has not; [`ConsoleError::Refused`] while something of one of the
    /// orders is still open. Nothing is forgotten then.
    pub fn forget_card(&self, holder: &CardHolder, card: &str) -> Result<Vec<String>, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Contacts]))?;
        let orders = self.orders_of(holder)?;
        let paid = || orders.iter().flat_map(|held| &held.paid);
        let token = paid()
            .find(|(digest, ..)| digest.to_string() == card)
            .and_then(|(_, card, _)| card.token.clone())
            .ok_or_else(not_theirs)?;
        let same: Vec<Digest> = paid()
            .filter(|(_, card, _)| card.token.as_ref() == Some(&token))
            .map(|(digest, ..)| *digest)
            .collect();
        let holds = |held: &&Held| {
            held.offered
                .iter()
                .chain(held.paid.iter().map(|(digest, ..)| digest))
                .any(|one| same.contains(one))
        };
        let concerned: Vec<&Held> = orders.iter().filter(holds).collect();
        let now = self.now();
        if let Some(open) = concerned.iter().find(|held| held.order.has_open_question(now)) {
            return Err(still_open(&open.order, "the card").into());
        }
        let mut forgotten = Vec::new();
        for held in concerned {
            let order = self.forget_buyer(&held.id, Some("a saved card was forgotten".to_owned()))?;
            forgotten.push(order.reference);
        }
        Ok(forgotten)
    }

    /// The cards that were chosen, as Antom knows them.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for one that is not this buyer's.
    pub(crate) fn chosen_cards(
        &self,
        holder: &CardHolder,
        chosen: &[String],
    ) -> Result<Vec<Offered>, ConsoleError> {
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let orders = self.orders_of(holder)?;
        let find = |id: &String| {
            let card =
                orders.iter().flat_map(|held| &held.paid).find(|(digest, ..)| digest.to_string() == *id)?;
            Some(Offered { digest: card.0, token: card.1.token.clone()? })
        };
        chosen.iter().map(|id| find(id).ok_or_else(not_theirs)).collect()
    }

    /// The cards an order is offered with; those that were forgotten meanwhile are left out.
    pub(crate) fn offered_cards(&self, buyer: &Buyer) -> Result<Vec<Offered>, ConsoleError> {
        let mut cards = Vec::new();
        for digest in kept(buyer) {
            let token = self.card_of(digest)?.and_then(|card| card.token);
            cards.extend(token.map(|token| Offered { digest, token }));
        }
        Ok(cards)
    }

    /// What the cards an order is offered with are called; another buyer has other cards.
    pub(crate) fn cards_kept(&self, buyer: &Buyer, same_buyer: bool) -> Result<Vec<String>, ConsoleError> {
        let cards = if same_buyer { self.offered_cards(buyer)? } else { Vec::new() };
        Ok(cards.iter().map(|card| card.digest.to_string()).collect())
    }

    fn orders_of(&self, holder: &CardHolder) -> Result<Vec<Held>, ConsoleError> {
        let Some(known) = holder.known() else { return Ok(Vec::new()) };
        let query = format!("\"{}\"", known.replace('"', ""));
        let found = self.found(&query, &Which { limit: MOST_ORDERS, after: None })?;
        let mut orders = Vec::new();
        for row in found.rows {
            let order = self.order(row.id)?;
            let Some(buyer) = self.buyer(order.terms.buyer)? else { continue };
            if order.terms.account != holder.account || !holder.is(&buyer) {
                continue;
            }
            let mut paid = Vec::new();
            for payment in order.payments() {
                let Some(digest) = payment.card else { continue };
                let card = self.card_of(digest)?.filter(|card| card.token.is_some());
                let at = payment.paid_at.unwrap_or(row.moved_at);
                paid.extend(card.map(|card| (digest, card, at)));
            }
            paid.reverse();
            orders.push(Held { id: row.id, offered: kept(&buyer), order, paid });
        }
        Ok(orders)
    }

    fn card_of(&self, digest: Digest) -> Result<Option<Card>, ConsoleError> {
        Ok(self.side(digest)?.and_then(|side| serde_json::from_slice(&side.bytes).ok()))
    }
}

/// Lays the cards that are offered beside the buyer, so that another link offers the same ones.
pub(crate) fn keep(cards: &[Offered], buyer: &mut Buyer) {
    if !cards.is_empty() {
        let names = cards.iter().map(|card| serde_json::Value::String(card.digest.to_string())).collect();
        buyer.more.insert(OFFERED.to_owned(), serde_json::Value::Array(names));
    }
}

/// What the cards beside a buyer are called.
pub(crate) fn kept(buyer: &Buyer) -> Vec<Digest> {
    let names = buyer.more.get(OFFERED).and_then(serde_json::Value::as_array);
    names.into_iter().flatten().filter_map(|name| name.as_str()?.parse().ok()).collect()
}

fn not_theirs() -> ConsoleError {
    ConsoleError::field(
        "card",
        "this buyer has no such saved card",
        "Choose among the cards of this customer number or e-mail address, or offer none.",
    )
}
