//! What happens next, in a sentence, and the one right thing to do.

use super::StateWord;
use crate::counter::Sdk;
use crate::fact::CaptureMode;
use crate::order::{Order, Payment, SessionStage};
use crate::report::Status;
use crate::windows::{self, spoken};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The one right thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Action {
    /// Make the link of a draft.
    MakeLink,
    /// Give the link to the buyer.
    CopyLink,
    /// Take the payment on this computer: there is a session, and no link to give.
    TakeAtCounter,
    /// Make a new session of the same request.
    SendAgain,
    /// Take the held money.
    Capture,
    /// Give money back.
    Refund,
    /// Ask for the money anew.
    NewRequest,
    /// Ask Antom now instead of waiting for the next check.
    AskNow,
    /// Nothing.
    Nothing,
}

/// What happens next, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// One sentence for people. Times are in +08:00 with the offset shown.
    pub sentence: String,
    /// The one right action.
    pub action: Action,
}

fn step(sentence: impl Into<String>, action: Action) -> NextStep {
    NextStep { sentence: sentence.into(), action }
}

impl Order {
    /// What happens next with this order, and the one right thing to do.
    #[must_use]
    pub fn next_step(&self, now: DateTime<Utc>) -> NextStep {
        let standing = self.standing_payment();
        match self.word(now) {
            StateWord::CheckingWithAntom => step(
                "Antom is asked until the outcome is known; nothing is sent twice meanwhile.",
                Action::AskNow,
            ),
            StateWord::Draft => step("The link has not been asked for yet.", Action::MakeLink),
            StateWord::WaitingForPayment => self.next_while_waiting(now),
            StateWord::Authorised => self.next_while_held(standing),
            StateWord::Paid | StateWord::Captured | StateWord::PartRefunded => {
                self.next_while_taken(standing, now)
            }
            StateWord::Refunded => step("Everything that was taken was given back.", Action::Nothing),
            StateWord::Cancelled => self.after_a_lapse().unwrap_or_else(|| {
                step("The payment was cancelled; no money stays with you.", Action::Nothing)
            }),
            StateWord::Expired => self.after_a_lapse().unwrap_or_else(|| {
                step("Nothing was paid, and nothing more can come of it.", Action::NewRequest)
            }),
            StateWord::Failed => self.next_after_failure(now),
        }
    }

    fn next_while_waiting(&self, now: DateTime<Utc>) -> NextStep {
        let under_way = self.standing_payments().find(|payment| payment.status == Status::Pending);
        if let Some(payment) = under_way {
            let method = payment.method.as_deref().unwrap_or("a slow method");
            let told = format!("The buyer chose {method} and pays outside the checkout; this can take days.");
            return step(told, Action::AskNow);
        }
        // The page of a `pay` can be opened while its payment counts as under way.
        let page = self.live_session(now).map(|live| &live.request);
        let paying = |payment: &Payment| {
            payment.status == Status::Processing && page.is_none_or(|page| payment.request != *page)
        };
        if self.standing_payments().any(paying) {
            return step("The buyer is paying; Antom tells the outcome within minutes.", Action::AskNow);
        }
        if let (Some(live), true) = (self.live_session(now), self.closed.is_some()) {
            let told = format!(
                "Nothing more is offered; the link can still be paid until {}.",
                spoken(live.ends_at)
            );
            return step(told, Action::AskNow);
        }
        if let Some(live) = self.live_session(now) {
            // A session for one method has no page to send a link to (guide 3).
            let (where_to, action) = if self.terms.counter == Some(Sdk::OneMethod) {
                ("at the counter", Action::TakeAtCounter)
            } else {
                ("by the link", Action::CopyLink)
            };
            return step(format!("The buyer can pay {where_to} until {}.", spoken(live.ends_at)), action);
        }
        if self.is_over(now) {
            return step(
                "Nothing more is offered; old links are watched until it is proven that nothing was paid.",
                Action::AskNow,
            );
        }
        match self.newest_session().map(|session| &session.stage) {
            Some(SessionStage::Sent) => step("Antom is being asked for a link.", Action::Nothing),
            Some(SessionStage::Unanswered(_)) if self.terms.by_pay.is_some() => step(
                "Whether the payment was made is not known; Antom is asked before anything is sent again.",
                Action::SendAgain,
            ),
            Some(SessionStage::Unanswered(_)) => {
                step("The link was not made; a new attempt takes a new request id.", Action::SendAgain)
            }
            _ => {
                let told = format!(
                    "No checkout is open; the request can be sent again until {}.",
                    spoken(self.terms.lives_until)
                );
                step(told, Action::SendAgain)
            }
        }
    }

    fn next_while_held(&self, payment: Option<&Payment>) -> NextStep {
        if self.terms.capture_mode == CaptureMode::Automatic {
            return step("Antom is capturing; do not ship before the capture is confirmed.", Action::Nothing);
        }
        let Some(payment) = payment else { return step("The money is held.", Action::Capture) };
        let hold = windows::hold_end(payment);
        let estimated = if hold.estimated { " (estimated)" } else { "" };
        let (amount, until) = (payment.amount, spoken(hold.at));
        let told = match self.failed_capture(payment) {
            None => format!("{amount} is held until {until}{estimated}; capture it before then."),
            Some(failed) => {
                let code = failed.verdict.as_ref().map(|verdict| format!(" ({})", verdict.code));
                let code = code.unwrap_or_default();
                format!(
                    "Antom refused the capture{code} and took nothing. {amount} stays held until {until}{estimated}: do \
                     what the refusal says before then, or cancel the payment to release the hold."
                )
            }
        };
        step(told, Action::Capture)
    }

    /// Where a hold lapsed.
    fn after_a_lapse(&self) -> Option<NextStep> {
        let hold = self.lapsed_holds().next()?;
        let told = format!(
            "The hold of {} ended on {} and nothing was captured; the money is with the buyer again.",
            hold.amount,
            spoken(windows::hold_end(hold).at)
        );
        Some(step(told, Action::NewRequest))
    }

    fn next_while_taken(&self, payment: Option<&Payment>, now: DateTime<Utc>) -> NextStep {
        if self.paid_twice() {
            return step("Two links of this order were paid; give one of the payments back.", Action::Refund);
        }
        let book = payment.and_then(|payment| self.book(&payment.id));
        let Some(book) = book else { return step("The money was taken.", Action::Refund) };
        if book.available.is_zero() {
            return step("Refunds of everything that was taken are on their way.", Action::Nothing);
        }
        let open = payment.and_then(windows::refund_end).filter(|end| *end > now);
        let until = open.map(|end| format!(" until {}", spoken(end))).unwrap_or_default();
        step(
            format!("{} was taken; up to {} can be refunded{until}.", book.taken, book.available),
            Action::Refund,
        )
    }

    fn next_after_failure(&self, now: DateTime<Utc>) -> NextStep {
        let code = self.failure_code().map(|code| format!(" ({code})")).unwrap_or_default();
        // One payment failed; the order asks for the next one under a new id (guide 1).
        if self.terms.by_pay.is_some() && !self.is_over(now) {
            let told =
                format!("It failed{code}; no money moved. The same order can be paid by another payment.");
            return step(told, Action::SendAgain);
        }
        let told = match self.live_session(now) {
            Some(live) => format!(
                "The payment failed{code}; the page may take another try until {}.",
                spoken(live.ends_at)
            ),
            None => format!("It failed{code}; no money moved."),
        };
        step(told, Action::NewRequest)
    }

    /// `paymentResultCode` of the payment that failed last, or `resultCode` of a link that Antom refused to make.
    #[must_use]
    pub fn failure_code(&self) -> Option<&str> {
        let session = self.newest_session()?;
        match (&session.stage, self.standing_of_session(session)) {
            (_, Some(payment)) => payment.result_code.as_deref(),
            (SessionStage::Refused(verdict), None) => Some(verdict.code.as_str()),
            _ => None,
        }
    }
}
