//! How sessions come to be, are answered and are shared.

use super::Building;
use crate::by_pay;
use crate::fact::{Body, Fact, SessionRequested};
use crate::ids::PaymentRequestId;
use crate::order::{Payment, Session, SessionStage};
use crate::outcome::WhyUnknown;
use crate::windows::{SESSION, later};
use chrono::{DateTime, TimeDelta, Utc};

impl Building {
    pub(super) fn found_session(&mut self, fact: &Fact, requested: &SessionRequested) {
        if self.order.session(&requested.request).is_some() {
            return;
        }
        self.order.sessions.push(Session {
            request: requested.request.clone(),
            follows: requested.follows.clone(),
            requested_at: fact.at,
            ends_at: requested.ends_at,
            life: life(requested.ends_at.signed_duration_since(fact.at)),
            body: Some(requested.body),
            by_pay: requested.operation == by_pay::OPERATION,
            stage: SessionStage::Requested,
            shared: Vec::new(),
            answered_at: None,
            payments: Vec::new(),
        });
    }

    /// The session of a request. One that was never asked for here was made elsewhere; its end is not known, so it
    /// counts as live for the longest life a session can have.
    pub(super) fn session_or_elsewhere(
        &mut self,
        request: &PaymentRequestId,
        at: DateTime<Utc>,
    ) -> Option<&mut Session> {
        if self.order.session(request).is_none() {
            self.order.sessions.push(Session {
                request: request.clone(),
                follows: None,
                requested_at: at,
                ends_at: later(at, SESSION),
                life: SESSION,
                body: None,
                by_pay: false,
                stage: SessionStage::Elsewhere,
                shared: Vec::new(),
                answered_at: None,
                payments: Vec::new(),
            });
        }
        self.order.sessions.iter_mut().find(|session| session.request == *request)
    }

    /// What was made elsewhere began when its first payment was made, not when somebody here heard of it: a history made
    /// again from nothing has the days it had before. Antom's time never moves it after what we heard.
    pub(super) fn date_what_was_made_elsewhere(&mut self) {
        let elsewhere = |session: &&mut Session| session.stage == SessionStage::Elsewhere;
        for session in self.order.sessions.iter_mut().filter(elsewhere) {
            let made = session.payments.iter().map(made_at).min();
            session.requested_at = made.map_or(session.requested_at, |made| made.min(session.requested_at));
        }
        if self.order.imported {
            let begun = self.order.sessions.iter().map(|session| session.requested_at).min();
            self.order.opened_at =
                begun.map_or(self.order.opened_at, |begun| begun.min(self.order.opened_at));
        }
    }

    pub(super) fn apply_session(&mut self, fact: &Fact) {
        match &fact.body {
            Body::SessionSent { request } => {
                self.move_session(request, fact.at, SessionStage::Sent);
            }
            Body::SessionIssued { request, session, ends_at, link, evidence } => {
                if evidence.verified {
                    let issued = SessionStage::Issued { session: session.clone(), link: *link };
                    self.move_session(request, fact.at, issued);
                    if let Some(session) = self.session_or_elsewhere(request, fact.at) {
                        session.ends_at = *ends_at;
                    }
                } else {
                    self.move_session(request, fact.at, SessionStage::Unanswered(WhyUnknown::Unsigned));
                }
            }
            Body::SessionRefused { request, verdict, evidence } => {
                let stage = if evidence.verified {
                    SessionStage::Refused(verdict.clone())
                } else {
                    SessionStage::Unanswered(WhyUnknown::Unsigned)
                };
                self.move_session(request, fact.at, stage);
            }
            Body::SessionUnanswered { request, why, .. } => {
                self.move_session(request, fact.at, SessionStage::Unanswered(why.clone()));
                self.may_have_begun_until(request, fact.at);
            }
            Body::LinkShared { request, channel } => {
                let shared = self.order.sessions.iter_mut().find(|session| session.request == *request);
                if let Some(session) = shared {
                    session.shared.push(channel.clone());
                }
            }
            _ => {}
        }
    }

    /// A request that nobody answered may have reached Antom late: the computer slept, the process was stopped. Its
    /// session then lives from when it arrived, which was before it was given up.
    fn may_have_begun_until(&mut self, request: &PaymentRequestId, given_up: DateTime<Utc>) {
        let found = self.order.sessions.iter_mut().find(|session| session.request == *request);
        if let Some(session) = found.filter(|it| matches!(it.stage, SessionStage::Unanswered(_))) {
            session.ends_at = session.ends_at.max(later(given_up, session.life));
        }
    }

    pub(super) fn move_session(
        &mut self,
        request: &PaymentRequestId,
        at: DateTime<Utc>,
        stage: SessionStage,
    ) {
        if let Some(session) = self.session_or_elsewhere(request, at)
            && certainty(&stage) > certainty(&session.stage)
        {
            session.stage = stage;
        }
    }
}

/// How long a session lives that was asked for with so much to its end. What no session has was written by a clock that was
/// wrong; the longest life is the safe one then.
fn life(asked: TimeDelta) -> TimeDelta {
    if (TimeDelta::zero()..=SESSION).contains(&asked) { asked } else { SESSION }
}

/// When a payment was made, whenever it was paid: what is pending today keeps its day when it is paid.
fn made_at(payment: &Payment) -> DateTime<Utc> {
    payment.created_at.or(payment.paid_at).unwrap_or(payment.first_reported_at)
}

/// How much a session's stage says. A stage gives way only to one that says more: a signed issue outweighs a signed
/// refusal, because a link that exists can be paid; both outweigh "not answered".
const fn certainty(stage: &SessionStage) -> u8 {
    match stage {
        SessionStage::Requested => 0,
        SessionStage::Sent => 1,
        SessionStage::Unanswered(_) => 2,
        SessionStage::Elsewhere => 3,
        SessionStage::Refused(_) => 4,
        SessionStage::Answered => 5,
        SessionStage::Issued { .. } => 6,
    }
}
