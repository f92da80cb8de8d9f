//! Promise 10: nobody moves more than they may, and what takes two people is done once, as it was agreed to, by two.
//!
//! Every decision is judged when it appears, by what the facts before it say about people ([`House`]) and by who really
//! sat at the process that wrote it; and once more when the gateway's own book shows the money, whatever the ledger says
//! by then.

use crate::broken::{Broken, OrBroken};
use crate::house::{House, Told, right_to};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use console::Console;
use console::people::trail::TrailAsked;
use domain::digest::Digest;
use domain::fact::{Actor, Body};
use domain::ids::{ApprovalId, IntentId, OperatorId, PaymentId};
use domain::intent::{Requested, Step, Verb};
use domain::people::{Right, Subject};
use money::Money;
use simulator::{Book, Effect, Entry};
use std::collections::{BTreeMap, BTreeSet};

/// The days of the store are those of Singapore, where nobody set another zone.
const ZONE: TimeDelta = TimeDelta::hours(8);

/// What is known while a step is looked at.
pub(crate) struct Around<'a> {
    /// Who sat at the process that went on, by this world's own book.
    pub present: Option<&'a str>,
    /// Whether no clock of this world was ever wrong, so that moments of different processes can be compared.
    pub clocks_agree: bool,
    /// Whether a decision is known to move nothing any more.
    pub is_over: &'a dyn Fn(&IntentId) -> bool,
}

/// A decision to move money, as it was written down.
struct Move {
    seq: u64,
    verb: Verb,
    asker: OperatorId,
    /// Who answers for it: whoever agreed, or else whoever decided it alone.
    answers: OperatorId,
    alone: bool,
    day: NaiveDate,
    payment: PaymentId,
    amount: Money,
    operation: String,
    /// What whoever answers for it could refund in that day, and from when a second person was needed, at that moment.
    a_day: Option<u64>,
    second_from: Option<u64>,
    /// Whether it was sent.
    left: bool,
}

/// What was done under an approval that has to follow in the same moment.
struct Agreed {
    asker: OperatorId,
    what: Subject,
}

/// What was seen of promise 10 so far.
pub(crate) struct Permitted {
    pub house: House,
    read: u64,
    newest: Option<DateTime<Utc>>,
    moves: BTreeMap<IntentId, Move>,
    agreed: Option<Agreed>,
    /// Approvals that were given.
    pub given: u64,
    /// How many lines of the gateway's book were looked at.
    lines: usize,
    /// Refunds whose money is with the buyer, by our id.
    returned: BTreeSet<String>,
}

impl Permitted {
    /// Whoever moved in before the world began is taken as they are.
    ///
    /// # Errors
    /// Where the facts cannot be read.
    pub fn begin(observer: &Console) -> Result<Self, Broken> {
        let mut this = Self {
            house: House::default(),
            read: 0,
            newest: None,
            moves: BTreeMap::new(),
            agreed: None,
            given: 0,
            lines: 0,
            returned: BTreeSet::new(),
        };
        for fact in this.news(observer)? {
            this.house.hear(&fact);
        }
        Ok(this)
    }

    /// Looks at every fact that is new.
    ///
    /// # Errors
    /// What was not permitted.
    pub fn facts(&mut self, observer: &Console, around: &Around<'_>) -> Result<(), Broken> {
        for fact in self.news(observer)? {
            self.signed(&fact, around)?;
            self.fact(&fact, around)?;
            self.house.hear(&fact);
        }
        match self.agreed.take() {
            Some(agreed) => Err(wrong(format!("{:?} was done by two and nobody agreed to it", agreed.what))),
            None => Ok(()),
        }
    }

    /// The facts that were not read yet, oldest first. No fact is older than the one before it.
    fn news(&mut self, observer: &Console) -> Result<Vec<Told>, Broken> {
        let from = self.newest.and_then(|newest| newest.date_naive().checked_sub_days(Days::new(1)));
        let trail = observer.trail(&TrailAsked { from, ..TrailAsked::default() }).or_broken("the trail")?;
        let new = trail.proofs.iter().filter(|proof| proof.device_seq > self.read);
        let new = new.map(Told::of).collect::<Result<Vec<_>, _>>()?;
        if let Some(last) = new.last() {
            (self.read, self.newest) = (last.seq, Some(last.at));
        }
        Ok(new)
    }

    /// What is signed by a person was done where that person sat, and by nobody without a name. A link that was asked for
    /// earlier is made for whoever asked, who may have got up since; it moves nothing.
    fn signed(&self, fact: &Told, around: &Around<'_>) -> Result<(), Broken> {
        if let Actor::Person(user) = &fact.actor {
            return Err(wrong(format!("{user}, who never signed in, did {}", fact.body.name())));
        }
        let Some(signed) = fact.present().filter(|_| !is_of_a_request(&fact.body)) else { return Ok(()) };
        if around.present == Some(signed.name.as_str()) {
            return Ok(());
        }
        let sits = around.present.unwrap_or("nobody");
        Err(wrong(format!("{} is signed by {} where {sits} sits", fact.body.name(), signed.name)))
    }

    fn fact(&mut self, fact: &Told, around: &Around<'_>) -> Result<(), Broken> {
        match &fact.body {
            Body::Intent { verb, intent, step: Step::Requested(requested) } => {
                self.decided(fact, *intent, *verb, requested, around)
            }
            // Before anything leaves: whoever asked for it may work still. What left once is not called back.
            Body::Intent {
                intent, step: step @ (Step::Released | Step::Sent { attempt: 1, .. }), ..
            } => {
                let known = self.moves.get_mut(intent);
                let known = known.ok_or_else(|| wrong(format!("{intent} goes on and nobody decided it")))?;
                known.left = matches!(step, Step::Sent { .. });
                self.house.works_still(known.asker)
            }
            Body::ApprovalGiven { approval, subject } => self.given(fact, approval, subject, around),
            Body::ApprovalAsked(asked) => match &asked.subject {
                Subject::Move { verb, .. } => self.held_by(fact, right_to(*verb)).map(drop),
                Subject::Promote { .. } => Ok(()),
            },
            Body::ApprovalRefused { approval, .. } => {
                let by = self.held_by(fact, Right::Approve)?;
                self.answered(approval, |asker| asker != by)
            }
            Body::ApprovalWithdrawn { approval } => {
                let by = fact.by().map(|by| by.id);
                self.answered(approval, |asker| Some(asker) == by)
            }
            Body::OperatorAdded(_)
            | Body::OperatorChanged(_)
            | Body::RoleChanged(_)
            | Body::RoleRemoved { .. } => self.held_by(fact, Right::People).map(drop),
            Body::PolicyChanged(_) => self.held_by(fact, Right::Policy).map(drop),
            _ => Ok(()),
        }
    }

    /// Whoever signed a fact, where they held a right then.
    fn held_by(&self, fact: &Told, right: Right) -> Result<OperatorId, Broken> {
        let by = fact.by().ok_or_else(|| wrong(format!("nobody signed {}", fact.body.name())))?;
        self.house.holds(by.id, right)?;
        Ok(by.id)
    }

    /// What is answered waits for an answer, and of somebody who may give it.
    fn answered(&self, approval: &ApprovalId, may: impl FnOnce(OperatorId) -> bool) -> Result<(), Broken> {
        match self.house.waiting(approval) {
            Some(asked) if may(asked.by) => Ok(()),
            Some(_) => Err(wrong(format!("{approval} was answered by the wrong person"))),
            None => Err(wrong(format!("{approval} was answered and did not wait"))),
        }
    }

    /// Whoever decides holds the right; whoever answers for it stays within their limits; and what takes two is agreed to
    /// by somebody else who may agree.
    fn decided(
        &mut self,
        fact: &Told,
        intent: IntentId,
        verb: Verb,
        requested: &Requested,
        around: &Around<'_>,
    ) -> Result<(), Broken> {
        let asker = self.held_by(fact, right_to(verb))?;
        let answers = fact.present().map_or(asker, |present| present.id);
        let alone = fact.approver.is_none();
        if !alone {
            self.house.holds(answers, Right::Approve)?;
            self.house.holds(answers, right_to(verb))?;
            if answers == asker {
                return Err(wrong(format!("{intent} was agreed to by whoever asked for it")));
            }
        }
        let currency = requested.amount.currency();
        let new = Move {
            seq: fact.seq,
            verb,
            asker,
            answers,
            alone,
            day: day_of(fact.at),
            payment: requested.payment.clone(),
            amount: requested.amount,
            operation: requested.operation.0.clone(),
            a_day: self.house.most_a_day(answers, currency),
            second_from: self.house.second_from(verb, currency),
            left: false,
        };
        if requested.despite_dispute {
            self.house.holds(answers, Right::OverrideBlock)?;
            if alone && self.house.takes_two_despite_dispute() {
                return Err(wrong(format!("{intent} was decided by one person in spite of a dispute")));
            }
        }
        self.within_limits(&new, around)?;
        self.takes_no_second(&new, around)?;
        self.moves.insert(intent, new);
        if let (false, Some(order)) = (alone, fact.order) {
            let what = Subject::Move {
                verb,
                order,
                payment: requested.payment.clone(),
                amount: requested.amount,
                reason: requested.reason.clone(),
                despite_dispute: requested.despite_dispute,
            };
            self.agreed = Some(Agreed { asker, what });
        }
        Ok(())
    }

    fn within_limits(&self, new: &Move, around: &Around<'_>) -> Result<(), Broken> {
        let most = self.house.most_at_once(new.answers, new.verb, new.amount.currency());
        if most.is_some_and(|most| new.amount.minor() > most) {
            return Err(wrong(format!("{:?} of {} passes {most:?} at once", new.verb, new.amount)));
        }
        if new.verb != Verb::Refund {
            return Ok(());
        }
        let before = self.sum(|(id, old)| !(around.is_over)(id) && old.is_of_the_day_of(new));
        let sum = before + new.amount.minor();
        if new.a_day.is_some_and(|most| sum > most) {
            return Err(wrong(format!("a refund of {} makes {sum} of {:?} a day", new.amount, new.a_day)));
        }
        Ok(())
    }

    /// What somebody does alone takes no second person: neither by itself nor, of a refund, with what its payment gave
    /// back before.
    fn takes_no_second(&self, new: &Move, around: &Around<'_>) -> Result<(), Broken> {
        let before = match new.verb {
            Verb::Refund => self.sum(|(id, old)| !(around.is_over)(id) && old.gives_back_of(&new.payment)),
            Verb::Capture | Verb::Cancel => 0,
        };
        let sum = before + new.amount.minor();
        if new.alone && new.second_from.is_some_and(|from| sum >= from) {
            return Err(wrong(format!(
                "{:?} of {} alone, {sum} in all, and {:?} takes two",
                new.verb, new.amount, new.second_from
            )));
        }
        Ok(())
    }

    fn sum(&self, counts: impl Fn((&IntentId, &Move)) -> bool) -> u64 {
        self.moves.iter().filter(|(id, old)| counts((id, old))).map(|(_, old)| old.amount.minor()).sum()
    }

    /// An approval is of what was done in the same moment, word for word, and was waiting for an answer.
    fn given(
        &mut self,
        fact: &Told,
        approval: &ApprovalId,
        exact: &Digest,
        around: &Around<'_>,
    ) -> Result<(), Broken> {
        let by = self.held_by(fact, Right::Approve)?;
        self.answered(approval, |asker| asker != by)?;
        let done = self.agreed.take().ok_or_else(|| wrong(format!("{approval} was given for nothing")))?;
        let asked = self.house.waiting(approval).ok_or_else(|| wrong("nothing was asked"))?;
        if asked.what.subject != done.what || asked.by != done.asker || asked.what.digest != *exact {
            return Err(wrong(format!("{:?} was agreed to, {:?} was done", asked.what.subject, done.what)));
        }
        if around.clocks_agree && fact.at > asked.what.lapses_at {
            return Err(wrong(format!("{approval} was given after {}", asked.what.lapses_at)));
        }
        self.given += 1;
        Ok(())
    }

    /// Who decided what has not left yet.
    pub fn have_something_waiting(&self) -> impl Iterator<Item = OperatorId> {
        self.moves.values().filter(|known| !known.left).map(|known| known.asker)
    }

    /// What the gateway did is what somebody decided, and the money that really went back keeps the limits too.
    ///
    /// # Errors
    /// What was not permitted.
    pub fn book(&mut self, book: &Book) -> Result<(), Broken> {
        let entries = book.entries();
        for entry in entries.get(self.lines..).unwrap_or_default() {
            let Some(operation) = entry.request_id.as_deref().filter(|_| is_ours(entry)) else { continue };
            let decided = self.moves.values().find(|known| known.operation == operation);
            let decided = decided.ok_or_else(|| wrong(format!("nobody decided {operation}")))?;
            if entry.amount.value != decided.amount.minor() || entry.payment_id != decided.payment.0 {
                return Err(wrong(format!("{operation} was decided otherwise than it was done")));
            }
            match entry.effect {
                Effect::Refunded => self.returned.insert(operation.to_owned()),
                Effect::RefundFailed => self.returned.remove(operation),
                _ => false,
            };
            self.went_back(decided)?;
        }
        self.lines = entries.len();
        Ok(())
    }

    fn went_back(&self, of: &Move) -> Result<(), Broken> {
        let back = |known: &&Move| self.returned.contains(&known.operation);
        let day: Vec<&Move> =
            self.moves.values().filter(back).filter(|known| known.is_of_the_day_of(of)).collect();
        let sum: u64 = day.iter().map(|known| known.amount.minor()).sum();
        // Of a limit that was changed in the day, the highest counts.
        let most = day.iter().map(|known| known.a_day.unwrap_or(u64::MAX)).max();
        if most.is_some_and(|most| sum > most) {
            return Err(wrong(format!("{sum} went back in a day of at most {most:?}")));
        }
        let alone = self.moves.values().filter(back).filter(|known| known.alone);
        for last in alone.filter(|known| known.gives_back_of(&of.payment)) {
            let until = |known: &&Move| known.gives_back_of(&last.payment) && known.seq <= last.seq;
            let sum: u64 =
                self.moves.values().filter(back).filter(until).map(|known| known.amount.minor()).sum();
            if last.second_from.is_some_and(|from| sum >= from) {
                return Err(wrong(format!(
                    "{sum} of {} went back by one person, and {:?} takes two",
                    last.payment.0, last.second_from
                )));
            }
        }
        Ok(())
    }
}

impl Move {
    fn is_of_the_day_of(&self, other: &Self) -> bool {
        self.verb == Verb::Refund
            && self.answers == other.answers
            && self.day == other.day
            && self.amount.currency() == other.amount.currency()
    }

    fn gives_back_of(&self, payment: &PaymentId) -> bool {
        self.verb == Verb::Refund && self.payment == *payment
    }
}

/// Whether a line of the gateway's book is about a capture or a refund that somebody decided; an automatic capture goes
/// by the id of its session.
fn is_ours(entry: &Entry) -> bool {
    matches!(entry.effect, Effect::Captured | Effect::Refunded | Effect::RefundFailed)
        && entry.request_id.as_deref() != Some(&entry.payment_request_id)
}

/// Whether a fact is about asking a buyer to pay.
const fn is_of_a_request(body: &Body) -> bool {
    matches!(
        body,
        Body::OrderOpened(_)
            | Body::OrderClosed { .. }
            | Body::SessionRequested(_)
            | Body::SessionSent { .. }
            | Body::SessionIssued { .. }
            | Body::SessionRefused { .. }
            | Body::SessionUnanswered { .. }
    )
}

fn day_of(at: DateTime<Utc>) -> NaiveDate {
    (at + ZONE).date_naive()
}

fn wrong(sentence: impl std::fmt::Display) -> Broken {
    Broken::new(format!("promise 10: {sentence}"))
}
