//! How an outcome that is not known becomes known: by asking, never by guessing.
//!
//! A refund is asked for by its own id (inquiryRefund), a capture is looked for among the payment's transactions, a
//! cancel shows in the payment's status. "Never seen" is believed after three signed answers with fifteen seconds
//! between them (api.md section 3.6).

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Bytes, Called, Heard, body_of};
use crate::learn::{Learnt, NOT_THERE, Question, Understood, understand};
use crate::operation::schedule::{Asking, Brought, UNSEEN_PROOF};
use crate::operation::send::append;
use crate::record::{By, Pen};
use crate::report::refund_said;
use antom::operation::{InquiryPayment, InquiryRefund, InquiryRefundRequest, InquiryRefundResponse};
use domain::account::Account;
use domain::fact::Body;
use domain::ids::{IntentId, OrderId, PaymentId};
use domain::intent::{Finding, Intent, Stage, Step, Verb};
use domain::order::Order;
use domain::outcome::{Outcome, WhyUnknown};
use domain::report::{PaymentSaid, Report, Said, Source, Status, Transaction};

/// What one asking about an intent told.
enum Told {
    /// Signed: it is not there.
    Unseen(Bytes),
    /// Signed: Antom is at it.
    UnderWay,
    /// Settled, or nothing that can be believed; the state of the intent tells which.
    Else,
}

impl Console {
    /// Asks about everything of an order that left and has no outcome yet. Nothing is sent again here.
    ///
    /// # Errors
    /// Only for what keeps the questions from being put or the answers from being written down.
    pub(crate) async fn ask_intents_of(&self, order: OrderId) -> Result<(), ConsoleError> {
        let open: Vec<IntentId> = self.order(order)?.open_intents().map(|intent| intent.id).collect();
        for intent in open {
            let Some(_grip) = self.moving.begin(intent) else { continue };
            self.ask_about_intent(intent).await?;
        }
        Ok(())
    }

    /// Asks once about one intent, where there is something to ask.
    pub(super) async fn ask_about_intent(&self, id: IntentId) -> Result<(), ConsoleError> {
        let (order, intent) = self.find_intent(&id)?;
        if intent.stage == Stage::Sent && !self.note_interrupted(&order, &intent)? {
            return Ok(());
        }
        let (order, intent) = self.find_intent(&id)?;
        if intent.stage == Stage::Checking { self.ask_once(&order, &intent).await } else { Ok(()) }
    }

    /// One asking about an intent whose outcome is not known.
    pub(super) async fn ask_once(&self, order: &Order, intent: &Intent) -> Result<(), ConsoleError> {
        let account = self.account_of(&order.terms.account)?;
        let told = match intent.verb {
            Verb::Refund => self.ask_refund(order, intent, &account).await?,
            Verb::Capture | Verb::Cancel => self.ask_payment(order, intent, &account).await?,
        };
        let attempt = attempt_of(intent);
        match told {
            Told::Unseen(bytes) => {
                let asking = self.schedule.asked(intent.id, attempt, self.steady(), Brought::Unseen);
                self.conclude_never_placed(order, intent, asking, &bytes)?;
            }
            Told::UnderWay => drop(self.schedule.asked(intent.id, attempt, self.steady(), Brought::UnderWay)),
            Told::Else => drop(self.schedule.asked(intent.id, attempt, self.steady(), Brought::Nothing)),
        }
        Ok(())
    }

    async fn ask_refund(
        &self,
        order: &Order,
        intent: &Intent,
        account: &Account,
    ) -> Result<Told, ConsoleError> {
        let request = InquiryRefundRequest {
            refund_request_id: Some(intent.requested.operation.to_string()),
            ..InquiryRefundRequest::default()
        };
        let called = self.call::<InquiryRefund>(account, &body_of::<InquiryRefund>(&request)?).await?;
        match read_refund(&called, intent) {
            RefundHeard::There(transaction) => {
                if let Some(bytes) = &called.bytes {
                    self.learn_refund(order, intent, &transaction, bytes)?;
                }
                let under_way = matches!(transaction.status, Status::Processing | Status::Pending);
                Ok(if under_way { Told::UnderWay } else { Told::Else })
            }
            RefundHeard::NotThere => Ok(called.bytes.map_or(Told::Else, Told::Unseen)),
            RefundHeard::Nothing => Ok(Told::Else),
        }
    }

    /// Asks for a refund whose decision was lost with the history it stood in. True where Antom has it, which is on file
    /// then.
    pub(crate) async fn learn_lost_refund(
        &self,
        order: &Order,
        lost: &Intent,
        account: &Account,
    ) -> Result<bool, ConsoleError> {
        self.ask_refund(order, lost, account).await?;
        let order = self.order(order.id)?;
        let refunds = order.payment(&lost.requested.payment).map(|payment| payment.refunds.as_slice());
        Ok(refunds.is_some_and(|refunds| refunds.iter().any(|it| it.operation == lost.requested.operation)))
    }

    /// Writes down what Antom says about a refund, once for each word it says.
    fn learn_refund(
        &self,
        order: &Order,
        intent: &Intent,
        transaction: &Transaction,
        bytes: &Bytes,
    ) -> Result<(), ConsoleError> {
        self.write(|pen| {
            let order = pen.order(order.id)?;
            if knows(&order, &intent.requested.payment, transaction) {
                return Ok(());
            }
            let said = Said::Refund { transaction: transaction.clone() };
            report(pen, &order, intent, said, bytes)
        })
    }

    /// A capture and a cancel have no inquiry of their own; the payment tells.
    async fn ask_payment(
        &self,
        order: &Order,
        intent: &Intent,
        account: &Account,
    ) -> Result<Told, ConsoleError> {
        let question = Question::Payment(intent.requested.payment.clone(), intent.requested.request.clone());
        let called = self.call::<InquiryPayment>(account, &question.body()?).await?;
        if matches!(self.learn(order.id, &question, &called)?, Learnt::Nothing(_)) {
            return Ok(Told::Else);
        }
        let Understood::Said(said, _) = understand(&called, &question, Some(order.terms.amount)) else {
            return Ok(Told::Else);
        };
        let Said::Payment(said) = *said else { return Ok(Told::Else) };
        Ok(match called.bytes {
            Some(bytes) if lacks(&said, intent) => Told::Unseen(bytes),
            _ if is_under_way(&said, intent) => Told::UnderWay,
            _ => Told::Else,
        })
    }

    /// Believes "never seen" when it was said often enough.
    fn conclude_never_placed(
        &self,
        order: &Order,
        intent: &Intent,
        asking: Asking,
        bytes: &Bytes,
    ) -> Result<(), ConsoleError> {
        if asking.unseen < UNSEEN_PROOF {
            return Ok(());
        }
        self.write_never_placed(order, intent, bytes)?;
        self.schedule.due(intent.id, self.steady());
        Ok(())
    }

    fn write_never_placed(&self, order: &Order, intent: &Intent, bytes: &Bytes) -> Result<(), ConsoleError> {
        self.write(|pen| {
            let order = pen.order(order.id)?;
            let still = order
                .intent(&intent.id)
                .is_some_and(|now| now.stage == Stage::Checking && attempt_of(now) == attempt_of(intent));
            match (still, intent.verb) {
                (false, _) => Ok(()),
                (true, Verb::Refund) => {
                    let said = Said::RefundNeverPlaced { operation: intent.requested.operation.clone() };
                    report(pen, &order, intent, said, bytes)
                }
                (true, Verb::Capture | Verb::Cancel) => {
                    let evidence = pen.evidence(Some(order.id), bytes)?;
                    append(
                        pen,
                        &order,
                        intent,
                        By::Antom,
                        Step::Reported { finding: Finding::NeverPlaced, evidence },
                    )
                }
            }
        })
    }

    /// A sending whose process ended before the answer: what came of it is not known. True where that was written
    /// down, false where the sender lives and is waiting for its answer.
    pub(super) fn note_interrupted(&self, order: &Order, intent: &Intent) -> Result<bool, ConsoleError> {
        self.write(|pen| {
            let order = pen.order(order.id)?;
            let Some(intent) = order.intent(&intent.id).filter(|intent| intent.stage == Stage::Sent) else {
                return Ok(false);
            };
            // This process's own sendings are guarded by the grip the caller holds: none is under way.
            if self.hold(pen, intent.id)?.is_none() {
                return Ok(false);
            }
            let step = Step::Unanswered { why: WhyUnknown::Interrupted, evidence: None };
            append(pen, &order, intent, By::Countersign, step)?;
            Ok(true)
        })
    }
}

/// The number of the last sending; 0 before the first.
pub(super) fn attempt_of(intent: &Intent) -> u32 {
    intent.sent.map_or(0, |(_, attempt, _)| attempt)
}

enum RefundHeard {
    There(Box<Transaction>),
    NotThere,
    Nothing,
}

fn read_refund(called: &Called<InquiryRefundResponse>, intent: &Intent) -> RefundHeard {
    let Heard::Verified { response, verdict } = &called.heard else { return RefundHeard::Nothing };
    match (verdict.outcome, verdict.code.as_str()) {
        (Outcome::Succeeded, _) => refund_said(response, intent.requested.amount)
            .map_or(RefundHeard::Nothing, |said| RefundHeard::There(Box::new(said))),
        (Outcome::Failed, NOT_THERE) => RefundHeard::NotThere,
        _ => RefundHeard::Nothing,
    }
}

/// Whether a signed answer shows that the intent was never placed.
///
/// A cancel that was placed would show in the status. A capture counts as missing only where Antom lists the payment's
/// transactions at all: a list that is absent or empty proves nothing (api.md section 3.2).
fn lacks(said: &PaymentSaid, intent: &Intent) -> bool {
    match intent.verb {
        Verb::Cancel => matches!(said.status, Status::Success | Status::Processing | Status::Pending),
        Verb::Capture => {
            let listed = said.transactions.iter().any(|entry| entry.operation == intent.requested.operation);
            !listed && !said.transactions.is_empty()
        }
        Verb::Refund => false,
    }
}

/// Whether Antom lists the operation as not finished.
fn is_under_way(said: &PaymentSaid, intent: &Intent) -> bool {
    said.transactions.iter().any(|entry| {
        entry.operation == intent.requested.operation
            && matches!(entry.status, Status::Processing | Status::Pending)
    })
}

/// Whether the order has this word on this refund already.
fn knows(order: &Order, payment: &PaymentId, transaction: &Transaction) -> bool {
    order.payment(payment).is_some_and(|payment| {
        payment
            .refunds
            .iter()
            .any(|known| known.operation == transaction.operation && known.status == transaction.status)
    })
}

fn report(
    pen: &mut Pen<'_, '_, '_>,
    order: &Order,
    intent: &Intent,
    said: Said,
    bytes: &Bytes,
) -> Result<(), ConsoleError> {
    let evidence = pen.evidence(Some(order.id), bytes)?;
    let report =
        Report { request: intent.requested.request.clone(), source: Source::Inquiry, evidence, said };
    pen.append(Some(order.id), By::Antom, Body::PaymentReported(Box::new(report))).map(drop)
}
