//! The question before money moves: Antom is asked afresh, the domain decides, and a person gets a sentence with an
//! amount in it.

use crate::Console;
use crate::error::ConsoleError;
use crate::learn::{Learnt, Question};
use crate::operation::ask::Ask;
use crate::operation::confirmation::{Proposal, Token};
use crate::operation::decide::{Meant, decide, meant};
use crate::operation::unasked::no_answer;
use crate::people::approve::SecondPerson;
use crate::present::slug;
use crate::script::ScriptInput;
use crate::view::{AdviceView, IntentView};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{IntentId, OrderId, PaymentId};
use domain::intent::Verb;
use domain::order::{Book, Order};
use domain::people::Saying;
use domain::rules::{Decision, Permit, Policy, Refusal, advice};
use domain::windows::later;
use money::Money;
use serde::Serialize;

/// How long before a deadline an operation leaves at the latest, so that it arrives in time.
const IN_TIME: TimeDelta = TimeDelta::seconds(-30);

/// What a person is asked to confirm.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Prepared {
    /// Hand it to [`Console::confirm`]: good once, in this process, for exactly what is said here.
    pub token: Token,
    /// Capture, cancel or refund.
    pub verb: Verb,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// `paymentId`.
    pub payment: String,
    /// How much.
    pub amount: Money,
    /// What is about to happen, in one sentence with the amount in it.
    pub sentence: String,
    /// What that means for the shop and the buyer.
    pub consequence: String,
    /// The money of the payment as it is.
    pub before: Option<Book>,
    /// The money of the payment as it will be.
    pub after: Option<Book>,
    /// The moment before which it does not leave, if it is confirmed now.
    pub not_before: DateTime<Utc>,
    /// How long it can be stopped after it was confirmed.
    pub stop_window_seconds: u32,
    /// Whether cancelling or refunding is right now, and until when.
    pub advice: AdviceView,
    /// The number of facts of the order it was decided on.
    pub version: u64,
    /// Who else has to agree, where somebody has to. Then it is asked for and not confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub second: Option<SecondPerson>,
    /// Why Antom could not be asked. Then somebody else can be asked to agree, and nothing can be confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub unasked: Option<String>,
}

/// What a script's ask comes to.
#[derive(Debug, Clone)]
pub enum Once {
    /// It is to be confirmed.
    Now(Prepared),
    /// The same key with the same parameters led to this before. Nothing new is to be confirmed.
    Before(IntentView),
}

/// What would happen, and why not.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WouldDo {
    /// Whether it may be done now, by whoever asks and nobody else. Where somebody else has to agree it is not:
    /// `refusal` says so, and `second` who could.
    pub permitted: bool,
    /// Capture, cancel or refund.
    pub verb: Verb,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// `paymentId`, where there is a payment.
    pub payment: Option<String>,
    /// How much, where it is permitted or somebody could agree to it.
    pub amount: Option<Money>,
    /// What would happen, where it is permitted or somebody could agree to it.
    pub sentence: Option<String>,
    /// What that would mean.
    pub consequence: Option<String>,
    /// The money of the payment as it is.
    pub before: Option<Book>,
    /// The money of the payment as it would be.
    pub after: Option<Book>,
    /// Why not, where it is not permitted.
    pub refusal: Option<RefusalView>,
    /// Whether cancelling or refunding is right now, and until when.
    pub advice: Option<AdviceView>,
    /// Who else would have to agree, where somebody would.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub second: Option<SecondPerson>,
}

/// Why something is not permitted.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RefusalView {
    /// The stable code.
    pub code: String,
    /// The reason, with the figures.
    pub reason: String,
    /// What would lift it.
    pub remedy: String,
    /// The reason as a code with its figures and names, where it is one of the rules about people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub said: Option<Saying>,
    /// Who can lift it, by name, where that is up to certain people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional = nullable))]
    pub who: Option<Vec<String>>,
}

impl From<Refusal> for RefusalView {
    fn from(refusal: Refusal) -> Self {
        ConsoleError::from(refusal).into()
    }
}

impl From<ConsoleError> for RefusalView {
    fn from(error: ConsoleError) -> Self {
        let who = (!error.who().is_empty()).then(|| error.who().to_vec());
        let (code, reason, remedy) = (error.code(), error.to_string(), error.remedy());
        Self { code, reason, remedy, said: error.said(), who }
    }
}

/// An ask on the state of now.
pub(super) struct Considered {
    pub(super) ask: Ask,
    pub(super) order: Order,
    pub(super) payment: PaymentId,
    pub(super) policy: Policy,
    pub(super) decision: Decision<Permit>,
    pub(super) now: DateTime<Utc>,
}

impl Console {
    /// Asks Antom afresh how the payment stands, and the domain whether this may be done. Nothing is decided and
    /// nothing leaves until [`Console::confirm`].
    ///
    /// A script that gave a key calls [`Console::prepare_once`]: what it did already is no longer permitted.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] with the reason and what would lift it; [`ConsoleError::NothingLearnt`] where Antom
    /// cannot be asked; [`ConsoleError::Field`] where the order has several paid payments and none was named.
    pub async fn prepare(&self, ask: Ask) -> Result<Prepared, ConsoleError> {
        self.put_question(ask, None).await
    }

    /// Puts the question to whoever asks for it, or to whoever is to `agree` to what somebody else asked for.
    pub(crate) async fn put_question(
        &self,
        ask: Ask,
        agree: Option<SecondPerson>,
    ) -> Result<Prepared, ConsoleError> {
        match self.consider(ask.clone()).await {
            Ok(considered) => self.put(considered, agree, None),
            Err(ConsoleError::NothingLearnt { why, .. }) if agree.is_none() => self.put_unasked(ask, why),
            Err(error) => Err(error),
        }
    }

    /// Puts it as it was considered. `unasked` is why Antom could not be asked; only what needs a second person is put
    /// then.
    pub(super) fn put(
        &self,
        considered: Considered,
        agree: Option<SecondPerson>,
        unasked: Option<String>,
    ) -> Result<Prepared, ConsoleError> {
        let before = considered.order.book(&considered.payment);
        let advice = advice_of(&considered);
        let Considered { ask, order, payment, policy, decision, .. } = considered;
        let permit = match decision {
            Decision::Permitted(permit) => permit,
            Decision::Refused(refusal) => return Err(refusal.into()),
        };
        let token = Token(self.ports.ids.uuid());
        let intent = IntentId(self.ports.ids.uuid());
        let proposal = Proposal { intent, ask, payment, permit, unasked: unasked.clone() };
        let second = match agree {
            Some(agree) => Some(agree),
            None => self.second_person(&proposal)?,
        };
        let can_be_asked = second.as_ref().is_some_and(|second| !second.approvers.is_empty());
        let unasked = match unasked {
            Some(why) if !can_be_asked => return Err(no_answer(why)),
            unasked => unasked,
        };
        let Proposal { ask, payment, permit, .. } = &proposal;
        let prepared = Prepared {
            token,
            verb: ask.verb,
            order: order.id,
            reference: order.terms.reference.clone(),
            payment: payment.to_string(),
            amount: permit.amount,
            sentence: permit.sentence.clone(),
            consequence: permit.consequence.clone(),
            before,
            after: Some(permit.book_after),
            not_before: leaves_at((self.now(), self.behind()), &policy, permit),
            stop_window_seconds: policy.stop_window_seconds,
            advice,
            version: order.version,
            second,
            unasked,
        };
        self.prepared.put(token, proposal);
        Ok(prepared)
    }

    /// As [`Console::prepare`], for a script that gave a key: where the key led to this very operation before, that is
    /// the answer.
    ///
    /// # Errors
    /// As [`Console::prepare`], and [`ConsoleError::ScriptKeyReused`] where the key was used with other parameters.
    pub async fn prepare_once(&self, ask: Ask, script: &ScriptInput) -> Result<Once, ConsoleError> {
        if let Some(first) = self.first_outcome(&ask, script)? {
            return Ok(Once::Before(first));
        }
        match self.prepare(ask.clone()).await {
            Ok(prepared) => Ok(Once::Now(prepared)),
            // Another process may have used the key meanwhile, and what it did is why this is refused.
            Err(error) => match self.first_outcome(&ask, script)? {
                Some(first) => Ok(Once::Before(first)),
                None => Err(error),
            },
        }
    }

    /// Says what would happen and why not. Nothing is written but what Antom said when it was asked.
    ///
    /// # Errors
    /// As [`Console::prepare`], except that a refusal is an answer here.
    pub async fn dry_run(&self, ask: Ask) -> Result<WouldDo, ConsoleError> {
        let considered = self.consider(ask).await?;
        let advice = order_has(&considered.order, &considered.payment).then(|| advice_of(&considered));
        let Considered { ask, order, payment, decision, .. } = considered;
        let (permit, second, refusal) = match decision {
            Decision::Permitted(permit) => {
                let intent = IntentId(self.ports.ids.uuid());
                let proposal =
                    Proposal { intent, ask: ask.clone(), payment: payment.clone(), permit, unasked: None };
                match self.second_person(&proposal) {
                    Ok(second) => {
                        let refusal = second.as_ref().and_then(SecondPerson::refusal).map(RefusalView::from);
                        (Some(proposal.permit), second, refusal)
                    }
                    Err(ConsoleError::Refused(refusal)) => (None, None, Some(RefusalView::from(refusal))),
                    Err(error) => return Err(error),
                }
            }
            Decision::Refused(refusal) => (None, None, Some(RefusalView::from(refusal))),
        };
        Ok(WouldDo {
            permitted: permit.is_some() && second.is_none(),
            verb: ask.verb,
            order: order.id,
            reference: order.terms.reference.clone(),
            payment: order_has(&order, &payment).then(|| payment.to_string()),
            amount: permit.as_ref().map(|permit| permit.amount),
            sentence: permit.as_ref().map(|permit| permit.sentence.clone()),
            consequence: permit.as_ref().map(|permit| permit.consequence.clone()),
            before: order.book(&payment),
            after: permit.map(|permit| permit.book_after),
            refusal,
            advice,
            second,
        })
    }

    /// Asks, folds, and lets the domain decide.
    async fn consider(&self, ask: Ask) -> Result<Considered, ConsoleError> {
        self.looking()?;
        let ask = ask.checked()?;
        let unknown = self.ask_about(ask.order).await?.unknown;
        self.ask_intents_of(ask.order).await?;
        let order = self.order(ask.order)?;
        let payment = match meant(&order, &ask) {
            Meant::One(payment) => payment,
            Meant::Several(several) => return Err(name_one(&several)),
            // No payment has this name; the rules say what an order without one can do instead.
            Meant::None => PaymentId(String::new()),
        };
        let order = self.surely(order, &payment, unknown).await?;
        let policy = self.policy()?;
        let now = self.prudent_now();
        let decision = decide(&order, &ask, &payment, &policy, now);
        Ok(Considered { ask, order, payment, policy, decision, now })
    }

    /// Nothing is decided on an answer that did not come. Where any question stayed open, the one payment that counts
    /// is asked about once more, by its own id: an old attempt that never answers must not block it for ever.
    async fn surely(
        &self,
        order: Order,
        payment: &PaymentId,
        unknown: Vec<String>,
    ) -> Result<Order, ConsoleError> {
        let Some(why) = unknown.into_iter().next() else { return Ok(order) };
        let Some(session) = order.session_of(payment) else { return Err(no_answer(why)) };
        let account = self.account_of(&order.terms.account)?;
        match self
            .ask(order.id, &account, &Question::Payment(payment.clone(), session.request.clone()))
            .await?
        {
            Learnt::Nothing(why) => Err(no_answer(why)),
            Learnt::New | Learnt::Same => self.order(order.id),
        }
    }
}

/// The end of the stop window of something confirmed now. Where it would pass the last moment at which the operation
/// can be done, the window is cut short: a cancel confirmed in the last minute leaves in time. That moment is Antom's;
/// `behind` is how far this computer's clock, by which it leaves, is behind it.
pub(crate) fn leaves_at(
    (now, behind): (DateTime<Utc>, TimeDelta),
    policy: &Policy,
    permit: &Permit,
) -> DateTime<Utc> {
    let usual = later(now, TimeDelta::try_seconds(i64::from(policy.stop_window_seconds)).unwrap_or_default());
    let in_time = IN_TIME.checked_sub(&behind).unwrap_or(IN_TIME);
    let last = permit.leave_before.map_or(usual, |end| later(end, in_time));
    usual.min(last).max(now)
}

fn order_has(order: &Order, payment: &PaymentId) -> bool {
    order.payment(payment).is_some()
}

fn advice_of(considered: &Considered) -> AdviceView {
    let advice = advice::cancel_or_refund(&considered.order, &considered.payment, considered.now);
    AdviceView { right_now: slug(&advice.right_now), until: advice.until, why: advice.why }
}

fn name_one(several: &[PaymentId]) -> ConsoleError {
    let ids: Vec<&str> = several.iter().map(PaymentId::as_str).collect();
    ConsoleError::field(
        "payment",
        format!("this order was paid {} times", ids.len()),
        format!("Name the payment by its id: {}.", ids.join(", ")),
    )
}
