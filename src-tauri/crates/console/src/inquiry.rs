//! Asking Antom how an order stands: every attempt that is not settled.

use crate::Console;
use crate::error::ConsoleError;
use crate::learn::{Learnt, Question};
use crate::view::OrderView;
use domain::ids::{OrderId, PaymentId};
use domain::order::{Order, Session, SessionStage};
use domain::report::Status;
use serde::Serialize;

/// What asking brought.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Asked {
    /// The order as it stands now.
    pub order: OrderView,
    /// How many questions were put.
    pub questions: usize,
    /// How many answers said something new.
    pub news: usize,
    /// Why nothing was learnt, once for each question that brought nothing.
    pub unknown: Vec<String>,
}

/// What asking about one order brought, without the order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Brought {
    pub questions: usize,
    pub news: usize,
    pub unknown: Vec<String>,
}

impl Console {
    /// Asks Antom about every unsettled attempt of an order, and about what was sent and has no outcome yet.
    ///
    /// # Errors
    /// Only for what keeps the questions from being put; an answer that cannot be believed is told in `unknown`.
    pub async fn inquire(&self, order: &OrderId) -> Result<Asked, ConsoleError> {
        self.looking()?;
        self.ask_for(order).await
    }

    /// As [`Console::inquire`], for what was begun by somebody who may have got up meanwhile.
    pub(crate) async fn ask_for(&self, order: &OrderId) -> Result<Asked, ConsoleError> {
        let brought = self.ask_about(*order).await?;
        self.ask_intents_of(*order).await?;
        self.checkpoint()?;
        Ok(Asked {
            order: self.order_view(order)?,
            questions: brought.questions,
            news: brought.news,
            unknown: brought.unknown,
        })
    }

    /// Asks about every unsettled attempt and payment of an order. Money operations begin with this.
    pub(crate) async fn ask_about(&self, order: OrderId) -> Result<Brought, ConsoleError> {
        self.note_interrupted_sessions(order)?;
        let known = self.order(order)?;
        let account = self.account_of(&known.terms.account)?;
        let mut brought = Brought::default();
        for question in questions(&known) {
            brought.questions = brought.questions.saturating_add(1);
            match self.ask(order, &account, &question).await? {
                Learnt::New => brought.news = brought.news.saturating_add(1),
                Learnt::Same => {}
                Learnt::Nothing(why) => brought.unknown.push(why),
            }
        }
        Ok(brought)
    }
}

/// What is asked about an order.
///
/// Each attempt that left and is not proven dead, by its own id; and by Antom's id each payment that such an answer does
/// not cover, because Antom answers for the last payment of an attempt only.
fn questions(order: &Order) -> Vec<Question> {
    let mut questions = Vec::new();
    for session in order.sessions.iter().filter(|session| worth_asking(session)) {
        questions.push(Question::Attempt(session.request.clone()));
        let covered = covered(session);
        for payment in session.payments.iter().filter(|payment| covered != Some(&payment.id)) {
            let moving = order.intents_of(&payment.id).any(|intent| intent.stage.is_open());
            if moving || !matches!(payment.status, Status::Fail | Status::Cancelled) {
                questions.push(Question::Payment(payment.id.clone(), session.request.clone()));
            }
        }
    }
    questions
}

/// The payment Antom answers for when it is asked about the attempt. None where that cannot be told: of two that were
/// reported at the same moment either may be the last, and one that is never asked about would never settle.
fn covered(session: &Session) -> Option<&PaymentId> {
    let (last, earlier) = session.payments.split_last()?;
    let is_newest = earlier.iter().all(|payment| payment.last_reported_at < last.last_reported_at);
    is_newest.then_some(&last.id)
}

fn worth_asking(session: &Session) -> bool {
    match session.stage {
        // One that was refused may have a payment all the same: the answer that made it was lost.
        SessionStage::Requested | SessionStage::Refused(_) => session.is_undecided(),
        SessionStage::Sent
        | SessionStage::Issued { .. }
        | SessionStage::Answered
        | SessionStage::Unanswered(_)
        | SessionStage::Elsewhere => !session.is_proven_dead(),
    }
}
