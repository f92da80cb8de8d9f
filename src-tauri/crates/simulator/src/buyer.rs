//! What the buyer does: on the page, or through the control interface in a test.

use thiserror::Error;

use crate::agenda::Due;
use crate::book::Effect;
use crate::card::{self, Behaviour};
use crate::card_choice::Chosen;
use crate::method::Way;
use crate::moment::{Moment, Span};
use crate::session::{Closed, Ended, Ending, Payment, Session, Status};
use crate::state::{State, key};

/// A hold lasts seven days (guide 1).
const HOLD: Span = Span::days(7);
/// "Immediately" in guide 1; a few seconds here, so that a person can see the state in between.
const AUTO_CAPTURE: Span = Span::seconds(5);
/// A bank transfer's money arrives within 1 to 3 days (api.md section 5).
const SLOW_ARRIVAL: Span = Span::days(2);
/// And within seven at the latest.
const SLOW_LIMIT: Span = Span::days(7);
/// The amount at which the card risk check refuses in Antom's own sandbox (api.md section 8).
const RISKY: u64 = 1_111_001_111;

/// Why the buyer cannot do that.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BuyerTrouble {
    /// No such session.
    #[error("there is no such payment page")]
    UnknownSession,
    /// No such attempt.
    #[error("there is no such payment")]
    UnknownPayment,
    /// The session is over.
    #[error("this payment page has expired; ask the shop for a new link")]
    Expired,
    /// The merchant cancelled.
    #[error("the shop has cancelled this payment")]
    Cancelled,
    /// Somebody paid already.
    #[error("this order is already paid")]
    AlreadyPaid,
    /// The bank did not recognise the buyer; a new session is needed.
    #[error("the bank did not confirm the payment; ask the shop for a new link")]
    NewLinkNeeded,
    /// The page does not offer that method.
    #[error("this payment method is not offered here")]
    MethodNotOffered,
    /// There is no test card of that name.
    #[error("there is no such test card")]
    UnknownCard,
    /// A card without a word about the buyer (guide 4).
    #[error("cards cannot be used: the shop sent no buyer id, e-mail or phone number with the order")]
    BuyerUnknown,
    /// The attempt is over.
    #[error("this payment attempt is over")]
    Over,
}

impl BuyerTrouble {
    /// A stable word for programmes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownSession => "unknown_session",
            Self::UnknownPayment => "unknown_payment",
            Self::Expired => "session_expired",
            Self::Cancelled => "session_cancelled",
            Self::AlreadyPaid => "already_paid",
            Self::NewLinkNeeded => "new_link_needed",
            Self::MethodNotOffered => "method_not_offered",
            Self::UnknownCard => "unknown_card",
            Self::BuyerUnknown => "buyer_unknown",
            Self::Over => "payment_over",
        }
    }
}

impl State {
    /// Whether a session still takes an attempt.
    pub(crate) fn is_payable(&self, session: &Session) -> Result<(), BuyerTrouble> {
        match session.closed {
            Some(Closed::Cancelled) => return Err(BuyerTrouble::Cancelled),
            Some(Closed::Challenge) => return Err(BuyerTrouble::NewLinkNeeded),
            None => {}
        }
        let paid = session
            .payments
            .iter()
            .filter_map(|id| self.payments.get(id))
            .any(|payment| payment.status == Status::Success);
        if paid {
            return Err(BuyerTrouble::AlreadyPaid);
        }
        if session.particulars.one_attempt && !session.payments.is_empty() {
            return Err(BuyerTrouble::NewLinkNeeded);
        }
        if self.now >= session.expires { Err(BuyerTrouble::Expired) } else { Ok(()) }
    }

    /// The buyer chooses a method and submits. The attempt is in process from now on.
    pub(crate) fn submit(
        &mut self,
        session_key: &str,
        method: &str,
        card: Option<&str>,
    ) -> Result<String, BuyerTrouble> {
        self.submit_chosen(session_key, method, Chosen { card, keep: false })
    }

    /// The same with the choice whether the card is kept.
    pub(crate) fn submit_chosen(
        &mut self,
        session_key: &str,
        method: &str,
        chosen: Chosen<'_>,
    ) -> Result<String, BuyerTrouble> {
        let session = self.sessions.get(session_key).ok_or(BuyerTrouble::UnknownSession)?.clone();
        self.is_payable(&session)?;
        if !session.methods.iter().any(|known| known == method) {
            return Err(BuyerTrouble::MethodNotOffered);
        }
        let rules = self.method(method);
        let card = match rules.way {
            Way::Card if !session.buyer_known => return Err(BuyerTrouble::BuyerUnknown),
            Way::Card => Some(self.chosen_card(&session, chosen.card)?.name.to_owned()),
            _ => None,
        };
        let closes = self.now.plus(rules.close_after());
        let mut payment = self.attempt(
            &session,
            method,
            card,
            session.orders_close.map_or(closes, |asked| asked.min(closes)),
        );
        payment.keeps_card = payment.card.is_some() && Self::keeps(&session, chosen.keep);
        Ok(self.enter(session_key, payment))
    }

    /// Puts an attempt into its session.
    pub(crate) fn enter(&mut self, session_key: &str, payment: Payment) -> String {
        let id = payment.id.clone();
        self.agenda.enter(payment.closes, Due::OrderClose(id.clone()));
        if let Some(session) = self.sessions.get_mut(session_key) {
            session.payments.push(id.clone());
        }
        let amount = payment.amount.clone();
        self.payments.insert(id.clone(), payment);
        self.note(Effect::Submitted, &id, &amount, None);
        id
    }

    pub(crate) fn attempt(
        &mut self,
        session: &Session,
        method: &str,
        card: Option<String>,
        closes: Moment,
    ) -> Payment {
        Payment {
            id: self.new_id("payment"),
            client_id: session.client_id.clone(),
            payment_request_id: session.payment_request_id.clone(),
            method: method.to_owned(),
            card,
            asks_card: false,
            keeps_card: false,
            amount: session.amount.clone(),
            created: self.now,
            status: Status::Processing,
            code: "PAYMENT_IN_PROCESS".to_owned(),
            paid: None,
            hold_until: None,
            closes,
            ended: None,
            captures: Vec::new(),
            refunds: Vec::new(),
        }
    }

    fn unfinished(&self, payment_id: &str) -> Result<Payment, BuyerTrouble> {
        let payment = self.payments.get(payment_id).ok_or(BuyerTrouble::UnknownPayment)?;
        if payment.status == Status::Processing { Ok(payment.clone()) } else { Err(BuyerTrouble::Over) }
    }

    /// The buyer confirms: in the wallet, at the bank, or the card is charged.
    pub(crate) fn pay(&mut self, payment_id: &str) -> Result<(), BuyerTrouble> {
        self.enter_card(payment_id, Chosen::default())?;
        let payment = self.unfinished(payment_id)?;
        let refusal = self.brand_refused(&payment).or(
            match payment.card.as_deref().and_then(|name| card::named(Some(name))).map(|card| card.behaviour)
            {
                Some(Behaviour::Decline(code)) => Some(code),
                Some(_) if payment.amount.value == RISKY => Some("RISK_REJECT"),
                _ => None,
            },
        );
        match (refusal, self.method(&payment.method).way) {
            (Some(code), _) => self.fail(payment_id, code),
            (None, Way::Slow) => self.promise(payment_id),
            (None, _) => self.succeed(payment_id),
        }
        Ok(())
    }

    /// The buyer, or the bank, says no.
    pub(crate) fn decline(&mut self, payment_id: &str) -> Result<(), BuyerTrouble> {
        let payment = self.unfinished(payment_id)?;
        let challenged = self.bank_asks(&payment);
        if challenged
            && let Some(session) =
                self.sessions.get_mut(&key(&[&payment.client_id, &payment.payment_request_id]))
        {
            session.closed = Some(Closed::Challenge);
        }
        self.fail(
            payment_id,
            if challenged { "USER_PAYMENT_VERIFICATION_FAILED" } else { "ISSUER_REJECTS_TRANSACTION" },
        );
        Ok(())
    }

    /// The money of a slow method arrives, or never will.
    pub(crate) fn settle(&mut self, payment_id: &str, arrived: bool) {
        if self.payments.get(payment_id).is_none_or(|payment| payment.status != Status::Pending) {
            return;
        }
        if arrived { self.succeed(payment_id) } else { self.fail(payment_id, "ORDER_IS_CLOSED") }
    }

    fn promise(&mut self, payment_id: &str) {
        let now = self.now;
        let Some(payment) = self.payments.get_mut(payment_id) else { return };
        payment.status = Status::Pending;
        payment.code = "PAYMENT_IN_PROCESS".to_owned();
        payment.closes = now.plus(SLOW_LIMIT);
        let (amount, closes) = (payment.amount.clone(), payment.closes);
        self.agenda.enter(now.plus(SLOW_ARRIVAL), Due::SlowSettle(payment_id.to_owned()));
        self.agenda.enter(closes, Due::OrderClose(payment_id.to_owned()));
        self.note(Effect::Promised, payment_id, &amount, None);
        self.tell_payment(payment_id, "PAYMENT_PENDING");
    }

    fn succeed(&mut self, payment_id: &str) {
        let now = self.now;
        let Some(mut payment) = self.payments.get(payment_id).cloned() else { return };
        let is_card = self.method(&payment.method).way == Way::Card;
        payment.status = Status::Success;
        payment.code = "SUCCESS".to_owned();
        payment.paid = Some(now);
        payment.hold_until = is_card.then(|| now.plus(HOLD));
        self.payments.insert(payment.id.clone(), payment.clone());
        self.keep_card(&payment);
        self.note(if is_card { Effect::Authorised } else { Effect::Paid }, payment_id, &payment.amount, None);
        if is_card {
            self.agenda.enter(now.plus(HOLD), Due::HoldLapse(payment.id.clone()));
            if !self.session_of(&payment).is_some_and(|session| session.manual_capture) {
                self.agenda.enter(now.plus(AUTO_CAPTURE), Due::AutoCapture(payment.id.clone()));
            }
        }
        self.supersede(&payment);
        self.tell_payment(payment_id, "PAYMENT_RESULT");
    }

    /// Of several payments of one session the last stands; the gateway gives the earlier ones back.
    fn supersede(&mut self, last: &Payment) {
        let earlier: Vec<String> =
            self.session_of(last).map(|session| session.payments.clone()).unwrap_or_default();
        for id in earlier.iter().filter(|id| **id != last.id) {
            let Some(payment) = self.payments.get(id).cloned() else { continue };
            if payment.status != Status::Success {
                continue;
            }
            if payment.is_card() && self.received(&payment) == 0 {
                self.end(id, Ending::Superseded);
                self.note(Effect::Voided, id, &payment.amount, None);
            } else {
                self.give_back(&payment);
            }
        }
    }

    /// Marks a payment as gone back whole.
    pub(crate) fn end(&mut self, payment_id: &str, how: Ending) {
        let id = self.new_id("cancel");
        let at = self.now;
        if let Some(payment) = self.payments.get_mut(payment_id) {
            payment.status = Status::Cancelled;
            payment.code =
                if how == Ending::Lapsed { "AUTH_EXPIRED" } else { "ORDER_IS_CANCELED" }.to_owned();
            payment.ended = Some(Ended { at, id, how });
        }
        self.touch();
    }

    pub(crate) fn fail(&mut self, payment_id: &str, code: &str) {
        let Some(payment) = self.payments.get_mut(payment_id) else { return };
        payment.status = Status::Fail;
        payment.code = code.to_owned();
        let (amount, session) =
            (payment.amount.clone(), key(&[&payment.client_id, &payment.payment_request_id]));
        self.note(Effect::Failed, payment_id, &amount, None);
        self.tell_failure(&session);
    }

    /// An attempt that was not finished in time closes.
    pub(crate) fn close_order(&mut self, payment_id: &str) {
        let now = self.now;
        if self
            .payments
            .get(payment_id)
            .is_some_and(|payment| payment.status.is_open() && payment.closes <= now)
        {
            self.fail(payment_id, "ORDER_IS_CLOSED");
        }
    }

    /// A hold that nobody captured in time is released.
    pub(crate) fn lapse(&mut self, payment_id: &str) {
        let Some(payment) = self.payments.get(payment_id).cloned() else { return };
        let captured =
            self.captures_of(&payment).any(|capture| capture.progress != crate::session::Progress::Fail);
        if payment.status == Status::Success && payment.ended.is_none() && !captured {
            self.end(payment_id, Ending::Lapsed);
            self.note(Effect::Lapsed, payment_id, &payment.amount, None);
        }
    }
}
