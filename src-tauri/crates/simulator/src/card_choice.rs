//! Which card is charged, whether its bank asks the buyer, and the token of a card that is kept (guides 0 and 1).

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::buyer::BuyerTrouble;
use crate::card::{self, Behaviour, TestCard};
use crate::method::Way;
use crate::particulars::Keeping;
use crate::session::{Payment, SavedCard, Session, Status};
use crate::state::State;

/// A saved card is chosen by this word and its place in the request's list, as `saved-0`.
pub(crate) const SAVED: &str = "saved-";

/// What the buyer chose on the page.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Chosen<'a> {
    /// A test card by its name, or a saved one by its place.
    pub(crate) card: Option<&'a str>,
    /// Whether the buyer wants the card kept.
    pub(crate) keep: bool,
}

impl State {
    /// The saved cards a page can show: place, card. One whose token is unknown, or another merchant's, is not shown.
    pub(crate) fn saved_cards(&self, session: &Session) -> Vec<(usize, &'static TestCard)> {
        let known = |token: &String| {
            let saved = self.saved_cards.get(token).filter(|saved| saved.client_id == session.client_id)?;
            card::named(Some(&saved.card))
        };
        let places = session.particulars.saved.iter().enumerate();
        places.filter_map(|(place, token)| known(token).map(|card| (place, card))).collect()
    }

    /// The name of the test card behind a choice.
    pub(crate) fn chosen_card(
        &self,
        session: &Session,
        card: Option<&str>,
    ) -> Result<&'static TestCard, BuyerTrouble> {
        let Some(place) = card.and_then(|card| card.strip_prefix(SAVED)) else {
            return card::named(card).ok_or(BuyerTrouble::UnknownCard);
        };
        let saved = self.saved_cards(session);
        let found = saved.into_iter().find(|(at, _)| at.to_string() == place);
        found.map(|(_, card)| card).ok_or(BuyerTrouble::UnknownCard)
    }

    /// Whether a card of this session is kept.
    pub(crate) fn keeps(session: &Session, wanted: bool) -> bool {
        match session.particulars.keeping {
            Keeping::Unsaid | Keeping::Always => true,
            Keeping::Asked => wanted,
            Keeping::Never => false,
        }
    }

    /// Enters the card of an attempt whose page has yet to ask for it.
    pub(crate) fn enter_card(&mut self, payment_id: &str, chosen: Chosen<'_>) -> Result<(), BuyerTrouble> {
        let payment = self.payments.get(payment_id).ok_or(BuyerTrouble::UnknownPayment)?;
        if !payment.asks_card || payment.status != Status::Processing {
            return Ok(());
        }
        let session = self.session_of(payment).ok_or(BuyerTrouble::UnknownSession)?;
        let card = self.chosen_card(session, chosen.card)?.name.to_owned();
        let keeps = Self::keeps(session, chosen.keep);
        if let Some(payment) = self.payments.get_mut(payment_id) {
            payment.card = Some(card);
            payment.asks_card = false;
            payment.keeps_card = keeps;
        }
        self.touch();
        Ok(())
    }

    /// Whether the buyer's bank asks before it pays.
    pub(crate) fn bank_asks(&self, payment: &Payment) -> bool {
        let Some(card) = payment.card.as_deref().and_then(|name| card::named(Some(name))) else {
            return false;
        };
        let wanted = self.session_of(payment).is_some_and(|session| session.particulars.three_ds);
        card.behaviour == Behaviour::Challenge || (wanted && self.method(&payment.method).way == Way::Card)
    }

    /// The code under which a charge is refused before it reaches the bank: the brand is not the one that was chosen.
    pub(crate) fn brand_refused(&self, payment: &Payment) -> Option<&'static str> {
        let brand = self.session_of(payment)?.particulars.brand.clone()?;
        let card = payment.card.as_deref().and_then(|name| card::named(Some(name)))?;
        (card.brand != brand).then_some("SELECTED_CARD_BRAND_NOT_AVAILABLE")
    }

    /// The token of a card that was kept when its payment succeeded.
    pub(crate) fn token_of(&self, payment: &Payment) -> Option<String> {
        let card = payment.card.as_deref().filter(|_| payment.keeps_card && payment.paid.is_some())?;
        Some(token(&payment.client_id, card))
    }

    /// Remembers the card of a success, so that its token is good later.
    pub(crate) fn keep_card(&mut self, payment: &Payment) {
        let (Some(token), Some(card)) = (self.token_of(payment), payment.card.clone()) else { return };
        self.saved_cards.insert(token, SavedCard { client_id: payment.client_id.clone(), card });
    }
}

fn token(client_id: &str, card: &str) -> String {
    let hash = digest::digest(&digest::SHA256, format!("{client_id}:{card}").as_bytes());
    format!("ALIPAY{}", STANDARD.encode(hash))
}
