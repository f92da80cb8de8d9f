//! Random histories that follow the rules: people decide, the gateway does what it likes, answers get lost.
//!
//! The gateway of these histories refuses nothing by itself, so that only our rules keep money where it belongs.

use super::sgd;
use super::story::{Story, Truth, operation_of, transaction};
use crate::fact::{Body, CaptureMode, Fact};
use crate::ids::{IntentId, OperationId, PaymentId};
use crate::intent::{Finding, Intent, Stage, Step, Verb};
use crate::order::Order;
use crate::outcome::{Outcome, Verdict, WhyUnknown};
use crate::report::{Said, Status, TransactionKind};
use crate::rules::{self, Decision, Policy};
use proptest::prelude::*;

/// How the buyer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Card,
    Wallet,
}

/// What becomes of an operation that is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Done,
    Refused,
    UnclearButDone,
    UnclearAndNot,
    LostBeforeTheEffect,
    LostAfterTheEffect,
    Forged,
    UnderWay,
}

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Wait(u16),
    ChangeDesk(u8),
    MakeLink,
    BuyerPays(u8, Method),
    BuyerFails(u8),
    Ask,
    GatewayFinishes,
    Refund { payment: u8, percent: u8, reason: bool },
    Capture(u8),
    Cancel(u8),
    Release(Fate),
    SendAgain(Fate),
    Stop(u8),
    RefundElsewhere { payment: u8, percent: u8 },
    Close,
}

/// Random deeds, up to thirty and mostly after a beginning that brings money in.
pub fn arbitrary_deeds() -> impl Strategy<Value = (CaptureMode, Vec<Deed>)> {
    let mode = prop_oneof![Just(CaptureMode::Manual), Just(CaptureMode::Automatic)];
    (mode, beginning(), prop::collection::vec(deed(), 0..30)).prop_map(|(mode, mut deeds, rest)| {
        deeds.extend(rest);
        (mode, deeds)
    })
}

fn beginning() -> impl Strategy<Value = Vec<Deed>> {
    use Deed::{Ask, BuyerPays, Capture, MakeLink, Release};
    prop_oneof![
        1 => Just(vec![]),
        2 => Just(vec![MakeLink, BuyerPays(0, Method::Card), Ask]),
        4 => Just(vec![MakeLink, BuyerPays(0, Method::Wallet), Ask]),
        4 => Just(vec![MakeLink, BuyerPays(0, Method::Card), Ask, Capture(0), Release(Fate::Done), Ask]),
        1 => Just(vec![
            MakeLink, MakeLink, BuyerPays(0, Method::Wallet), BuyerPays(1, Method::Card), Ask,
        ]),
    ]
}

/// Mostly the first.
fn which() -> impl Strategy<Value = u8> {
    prop_oneof![6 => Just(0_u8), 1 => Just(1_u8), 1 => Just(2_u8)]
}

/// The facts of a random history that follows the rules. They are of one order, on up to three desks.
pub fn arbitrary_history() -> impl Strategy<Value = Vec<Fact>> {
    arbitrary_deeds().prop_map(|(mode, deeds)| play(mode, &deeds).facts)
}

fn deed() -> impl Strategy<Value = Deed> {
    let method = prop_oneof![Just(Method::Card), Just(Method::Wallet)];
    prop_oneof![
        3 => (0_u16..400).prop_map(Deed::Wait),
        1 => (0_u8..3).prop_map(Deed::ChangeDesk),
        3 => Just(Deed::MakeLink),
        4 => (which(), method).prop_map(|(session, method)| Deed::BuyerPays(session, method)),
        1 => which().prop_map(Deed::BuyerFails),
        4 => Just(Deed::Ask),
        2 => Just(Deed::GatewayFinishes),
        6 => (which(), 1_u8..=100, any::<bool>())
            .prop_map(|(payment, percent, reason)| Deed::Refund { payment, percent, reason }),
        3 => which().prop_map(Deed::Capture),
        2 => which().prop_map(Deed::Cancel),
        6 => fate().prop_map(Deed::Release),
        3 => fate().prop_map(Deed::SendAgain),
        1 => (0_u8..6).prop_map(Deed::Stop),
        1 => (which(), 1_u8..=100).prop_map(|(payment, percent)| Deed::RefundElsewhere { payment, percent }),
        1 => Just(Deed::Close),
    ]
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Done),
        1 => Just(Fate::Refused),
        1 => Just(Fate::UnclearButDone),
        1 => Just(Fate::UnclearAndNot),
        2 => Just(Fate::LostBeforeTheEffect),
        2 => Just(Fate::LostAfterTheEffect),
        1 => Just(Fate::Forged),
        1 => Just(Fate::UnderWay),
    ]
}

/// Plays deeds into a story.
#[must_use]
pub fn play(mode: CaptureMode, deeds: &[Deed]) -> Story {
    let mut story = Story::opened(mode);
    for deed in deeds {
        story.act(*deed);
    }
    story
}

impl Story {
    /// Plays one deed.
    pub fn act(&mut self, deed: Deed) {
        let policy = Policy::default();
        let (order, now) = (self.order(), self.now);
        match deed {
            Deed::Wait(minutes) => {
                self.minutes(i64::from(minutes));
            }
            Deed::ChangeDesk(desk) => self.desk = u128::from(desk),
            Deed::MakeLink => {
                if rules::reissue::decide(&order, true, &policy, now).is_permitted() {
                    self.link(&format!("req-{}", order.sessions.len() + 1));
                }
            }
            Deed::BuyerPays(session, method) => self.buyer_pays(&order, session, method),
            Deed::BuyerFails(session) => {
                if let Some(session) = order.sessions.get(usize::from(session)) {
                    let payment = format!("pay-x{}", self.facts.len());
                    self.paid(session.request.as_str(), &payment, "CARD", Status::Fail);
                }
            }
            Deed::Ask => self.ask(&order),
            Deed::GatewayFinishes => {
                for truth in &mut self.truth {
                    truth.refunds.values_mut().for_each(|(_, under_way)| *under_way = false);
                }
            }
            Deed::Refund { payment, percent, reason } => {
                let Some(id) = nth(&order, payment) else { return };
                let amount = sgd(40 * u64::from(percent));
                let reason = reason.then_some("as agreed with the buyer");
                if rules::refund::decide(&order, &id, amount, reason, &policy, now).is_permitted() {
                    self.intent(Verb::Refund, id.as_str(), amount, reason);
                }
            }
            Deed::Capture(payment) => {
                let Some(id) = nth(&order, payment) else { return };
                if rules::capture::decide(&order, &id, &policy, now).is_permitted() {
                    self.intent(Verb::Capture, id.as_str(), sgd(4000), None);
                }
            }
            Deed::Cancel(payment) => {
                let Some(id) = nth(&order, payment) else { return };
                if rules::cancel::decide(&order, &id, &policy, now).is_permitted() {
                    self.intent(Verb::Cancel, id.as_str(), sgd(4000), None);
                }
            }
            Deed::Release(fate) => self.release(fate),
            Deed::SendAgain(fate) => self.send_again(fate),
            Deed::Stop(nth) => {
                let Some(intent) = order.intents.get(usize::from(nth)) else { return };
                if rules::stop(&order, &intent.id).is_permitted() {
                    self.step(intent.verb, intent.id, Step::Stopped { why: "a slip".into(), code: None });
                }
            }
            Deed::RefundElsewhere { payment, percent } => self.refund_elsewhere(&order, payment, percent),
            Deed::Close => {
                if rules::stop_offering::decide(&order, &policy, now).is_permitted() {
                    self.push(Body::OrderClosed { reason: None });
                }
            }
        }
    }

    fn buyer_pays(&mut self, order: &Order, session: u8, method: Method) {
        let Some(session) = order.sessions.get(usize::from(session)) else { return };
        if self.now >= session.ends_at || self.truth.iter().any(|truth| truth.request == session.request) {
            return;
        }
        let payment = format!("pay-{}", self.truth.len() + 1);
        let method = match method {
            Method::Card => "CARD",
            Method::Wallet => "ALIPAY_CN",
        };
        let said = self.payment_said(&payment, method, Status::Success);
        let request = session.request.clone();
        let automatic = order.terms.capture_mode == CaptureMode::Automatic;
        // An automatic capture carries the id of its payment request (guide 4).
        let captured = automatic.then(|| OperationId(request.to_string()));
        self.truth.push(Truth { request, said, captured, cancelled: false, refunds: Default::default() });
    }

    /// Everything Antom knows is told, and what it does not know is found never to have been placed.
    fn ask(&mut self, order: &Order) {
        for truth in self.truth.clone() {
            let said = told(&truth);
            self.report(truth.request.as_str(), Said::Payment(Box::new(said)));
        }
        for intent in order.intents.iter().filter(|intent| intent.is_checking()) {
            if !self.has_happened(intent) {
                self.never_placed(intent);
            }
        }
    }

    fn never_placed(&mut self, intent: &Intent) {
        let operation = intent.requested.operation.clone();
        if intent.verb == Verb::Refund {
            self.report(intent.requested.request.as_str(), Said::RefundNeverPlaced { operation });
        } else {
            self.found(intent.verb, intent.id, Finding::NeverPlaced);
        }
    }

    fn has_happened(&self, intent: &Intent) -> bool {
        self.truth.iter().filter(|truth| truth.said.payment == intent.requested.payment).any(|truth| {
            match intent.verb {
                Verb::Capture => truth.captured.is_some(),
                Verb::Cancel => truth.cancelled,
                Verb::Refund => truth.refunds.contains_key(&intent.requested.operation),
            }
        })
    }

    /// Whatever waits is decided once more; what is permitted leaves.
    fn release(&mut self, fate: Fate) {
        let waiting: Vec<(Verb, IntentId)> = self
            .order()
            .intents
            .iter()
            .filter(|intent| matches!(intent.stage, Stage::Queued | Stage::Released))
            .map(|intent| (intent.verb, intent.id))
            .collect();
        for (verb, id) in waiting {
            match rules::decide_again(&self.order(), &id, self.now) {
                Decision::Permitted(_) => {
                    self.step(verb, id, Step::Released);
                    self.leaves(verb, id, 1, fate);
                }
                Decision::Refused(refusal) => {
                    self.step(verb, id, Step::Stopped { why: refusal.reason, code: None });
                }
            }
        }
    }

    fn send_again(&mut self, fate: Fate) {
        let open: Vec<(Verb, IntentId, u32)> = self
            .order()
            .open_intents()
            .map(|intent| (intent.verb, intent.id, intent.sent.map_or(1, |(_, attempt, _)| attempt + 1)))
            .collect();
        for (verb, id, attempt) in open {
            if rules::send_again::decide(&self.order(), &id, self.now).is_permitted() {
                self.leaves(verb, id, attempt, fate);
            }
        }
    }

    fn leaves(&mut self, verb: Verb, id: IntentId, attempt: u32, fate: Fate) {
        self.send(verb, id, attempt);
        let order = self.order();
        let intent = order.intent(&id).unwrap().clone();
        // The same id twice is one operation: what has happened is answered again (api.md section 7).
        let happened = self.has_happened(&intent);
        let takes_effect =
            matches!(fate, Fate::Done | Fate::UnclearButDone | Fate::LostAfterTheEffect | Fate::UnderWay);
        if takes_effect && !happened {
            self.effect(&intent, fate == Fate::UnderWay && verb == Verb::Refund);
        }
        match fate {
            Fate::Done => self.answer(verb, id, Outcome::Succeeded, "SUCCESS"),
            Fate::Refused if happened => self.answer(verb, id, Outcome::Failed, "REPEAT_REQ_INCONSISTENT"),
            Fate::Refused => self.answer(verb, id, Outcome::Failed, "PROCESS_FAIL"),
            Fate::UnclearButDone | Fate::UnclearAndNot => {
                self.answer(verb, id, Outcome::Unknown, "UNKNOWN_EXCEPTION")
            }
            Fate::UnderWay => self.answer(verb, id, Outcome::Unknown, "REFUND_IN_PROCESS"),
            Fate::LostBeforeTheEffect | Fate::LostAfterTheEffect => self.no_answer(verb, id),
            Fate::Forged => {
                let verdict =
                    Verdict { outcome: Outcome::Succeeded, code: "SUCCESS".into(), message: String::new() };
                let evidence = self.forged();
                self.step(verb, id, Step::Answered { verdict, transaction: None, evidence });
                let (why, evidence) = (WhyUnknown::BadSignature, Some(self.forged()));
                self.step(verb, id, Step::Unanswered { why, evidence })
            }
        };
    }

    fn effect(&mut self, intent: &Intent, under_way: bool) {
        let Some(truth) = self.truth.iter_mut().find(|truth| truth.said.payment == intent.requested.payment)
        else {
            return;
        };
        match intent.verb {
            Verb::Capture => truth.captured = Some(operation_of(intent.id)),
            Verb::Cancel => truth.cancelled = true,
            Verb::Refund => {
                truth.refunds.insert(operation_of(intent.id), (intent.requested.amount, under_way));
            }
        }
    }

    /// Somebody refunds in the Dashboard. Antom lets only what is really left go, and we hear of it at once.
    fn refund_elsewhere(&mut self, order: &Order, payment: u8, percent: u8) {
        let Some(id) = nth(order, payment) else { return };
        // What the Dashboard cannot know: ours that left and may still arrive is not asked for there.
        let ours_open = order.intents_of(&id).any(|intent| intent.stage.is_open());
        let operation = OperationId(format!("dashboard-{}", self.facts.len()));
        let Some(truth) = self.truth.iter_mut().find(|truth| truth.said.payment == id) else { return };
        let amount = 40 * u64::from(percent);
        if ours_open || truth.refunded() + amount > truth.taken() {
            return;
        }
        truth.refunds.insert(operation, (sgd(amount), false));
        let (request, said) = (truth.request.clone(), told(truth));
        self.report(request.as_str(), Said::Payment(Box::new(said)));
    }
}

fn nth(order: &Order, n: u8) -> Option<PaymentId> {
    order.payments().nth(usize::from(n)).map(|payment| payment.id.clone())
}

/// What an inquiry would answer.
fn told(truth: &Truth) -> crate::report::PaymentSaid {
    let mut said = truth.said.clone();
    if truth.cancelled {
        said.status = Status::Cancelled;
    }
    let holds = said.method.as_deref() == Some("CARD");
    if let Some(operation) = truth.captured.clone().filter(|_| holds) {
        let captured = transaction(TransactionKind::Capture, Status::Success, operation, said.amount);
        said.transactions.push(captured);
    }
    for (operation, (amount, under_way)) in &truth.refunds {
        let status = if *under_way { Status::Processing } else { Status::Success };
        said.transactions.push(transaction(TransactionKind::Refund, status, operation.clone(), *amount));
    }
    said
}
