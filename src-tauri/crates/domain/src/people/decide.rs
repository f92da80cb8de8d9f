//! Whether somebody may do something now: alone, with a second person, or not at all, and who can lift it.

use super::{Act, Limits, Operator, People, Right, Saying};
use crate::ids::OperatorId;
use crate::intent::{Intent, Stage, Verb};
use crate::order::{Order, Payment};
use crate::rules::{Lift, Refusal, RefusalCode, act};
use money::{Currency, Money};
use std::collections::BTreeMap;

/// What somebody answers for today, in minor units of each currency: the refunds they decided alone and those of others
/// that they agreed to, unless they were stopped or refused.
pub type Spent = BTreeMap<Currency, u64>;

/// What went before, which counts beside an act itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Already {
    /// What the person answers for today.
    pub today: Spent,
    /// What the refunds of the payment come to that were decided before: done, on their way, waiting to leave. None for
    /// an act that refunds nothing.
    pub refunded: Option<Money>,
}

/// How something may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// By the person alone.
    Alone,
    /// With a second person's approval.
    WithSecond {
        /// Which rule asks for it.
        rule: Saying,
        /// Who could approve, at least one.
        approvers: Vec<OperatorId>,
    },
    /// With a written reason and the recovery code: a second person is asked for, and there is none.
    WithCode {
        /// Which rule asks for it.
        rule: Saying,
    },
}

/// Decides.
///
/// # Errors
/// Why not, and who can do it or lift it.
pub fn decide(
    people: &People,
    who: Option<&OperatorId>,
    what: &Act,
    already: &Already,
) -> Result<Standing, Refusal> {
    if people.is_empty() || *what == Act::Free {
        return Ok(Standing::Alone);
    }
    let person = signed_in(people, who)?;
    match what {
        Act::Free | Act::Anybody => Ok(Standing::Alone),
        Act::Any(rights) => {
            let held = people.rights_of(person);
            if rights.iter().any(|right| held.holds(*right)) {
                return Ok(Standing::Alone);
            }
            Err(rights.first().map_or_else(sign_in_needed, |right| right_missing(people, person, *right)))
        }
        Act::Promote => {
            held(people, person, Right::Keys)?;
            if !people.policy.promote {
                return Ok(Standing::Alone);
            }
            Ok(second_or_code(people, person, what, Saying::SecondForKeys))
        }
        Act::Move { verb, amount, despite_dispute, reasoned } => {
            let asked = Asked {
                verb: *verb,
                amount: *amount,
                despite_dispute: *despite_dispute,
                reasoned: *reasoned,
            };
            money(people, person, asked, what, already)
        }
    }
}

/// The person who is signed in and may work.
///
/// # Errors
/// Nobody is, or they are suspended.
pub fn signed_in<'a>(people: &'a People, who: Option<&OperatorId>) -> Result<&'a Operator, Refusal> {
    let person = who.and_then(|id| people.operator(id)).ok_or_else(sign_in_needed)?;
    if person.suspended {
        let said = Saying::Suspended { name: person.name.clone() };
        return Err(Refusal::of(RefusalCode::OperatorSuspended, said, ask(people.holders(Right::People))));
    }
    Ok(person)
}

/// That somebody holds a right.
///
/// # Errors
/// They do not, with the names of those who do.
pub fn held(people: &People, person: &Operator, right: Right) -> Result<(), Refusal> {
    if people.rights_of(person).holds(right) { Ok(()) } else { Err(right_missing(people, person, right)) }
}

/// Who could approve what this person asks for: somebody else who works now, who may approve, and who could do it
/// alone by their own rights and limits. What their limit of a day leaves is asked about when they agree.
#[must_use]
pub fn approvers<'a>(people: &'a People, asker: &OperatorId, what: &Act) -> Vec<&'a Operator> {
    people.active().filter(|other| other.id != *asker && could_approve(people, other, what)).collect()
}

/// Whether somebody's rights reach what they are asked to approve.
#[must_use]
pub fn could_approve(people: &People, person: &Operator, what: &Act) -> bool {
    let rights = people.rights_of(person);
    rights.holds(Right::Approve)
        && match what {
            Act::Free | Act::Anybody => true,
            Act::Any(any) => any.iter().any(|right| rights.holds(*right)),
            Act::Promote => rights.holds(Right::Keys),
            Act::Move { verb, amount, despite_dispute, .. } => {
                let reaches = match verb {
                    Verb::Capture => rights.holds(Right::Capture) && rights.limits.capture.allows(*amount),
                    Verb::Cancel => rights.holds(Right::Cancel),
                    Verb::Refund => rights.holds(Right::Refund) && rights.limits.refund_each.allows(*amount),
                };
                reaches && (!despite_dispute || rights.holds(Right::OverrideBlock))
            }
        }
}

/// The right a verb needs.
#[must_use]
pub const fn right_of(verb: Verb) -> Right {
    match verb {
        Verb::Capture => Right::Capture,
        Verb::Cancel => Right::Cancel,
        Verb::Refund => Right::Refund,
    }
}

#[derive(Clone, Copy)]
struct Asked {
    verb: Verb,
    amount: Money,
    despite_dispute: bool,
    reasoned: bool,
}

/// Moving money: the right, the reason, the limits, the policy, in this order. The first rule that asks for a second
/// person is told.
fn money(
    people: &People,
    person: &Operator,
    asked: Asked,
    what: &Act,
    already: &Already,
) -> Result<Standing, Refusal> {
    let right = right_of(asked.verb);
    held(people, person, right)?;
    if people.policy.reasons.contains(&asked.verb) && !asked.reasoned {
        let said = Saying::AlwaysReasoned { verb: right };
        return Err(Refusal::of(RefusalCode::ReasonNeeded, said, act("write why")));
    }
    if let Some(rule) = above_limit(people, person, asked, &already.today) {
        return second(people, person, what, rule);
    }
    if asked.despite_dispute {
        let rule = Saying::DisputeOpen;
        if !people.rights_of(person).holds(Right::OverrideBlock) {
            return second(people, person, what, rule);
        }
        if people.policy.dispute {
            return written(second_or_code(people, person, what, rule), asked);
        }
    }
    if let Some(rule) = policy_asks(people, asked.verb, asked.amount, already.refunded) {
        return written(second_or_code(people, person, what, rule), asked);
    }
    Ok(Standing::Alone)
}

/// Whether policy asks for a second person. Of a refund counts what it brings the refunds of its payment to: two halves
/// of an amount are that amount.
fn policy_asks(people: &People, verb: Verb, amount: Money, refunded: Option<Money>) -> Option<Saying> {
    let from = people.policy.from(verb);
    if from.reached(amount) {
        return Some(Saying::SecondFrom { verb: right_of(verb), amount });
    }
    let sum = refunded?.checked_add(amount).ok().filter(|sum| from.reached(*sum))?;
    Some(Saying::SecondFromSum { amount, sum, from: from.least(sum.currency())? })
}

/// Whether a refund may still leave as it was decided. Refunds that were made elsewhere while it waited count: where it
/// is they that bring the sum to what needs a second person, nobody was asked.
///
/// # Errors
/// The rule, and that it is to be asked for again.
pub fn still_alone(people: &People, order: &Order, intent: &Intent) -> Result<(), Refusal> {
    if people.is_empty() || intent.verb != Verb::Refund {
        return Ok(());
    }
    let (before, meanwhile) = refunded_around(order, intent);
    let amount = intent.requested.amount;
    let asked_then = policy_asks(people, Verb::Refund, amount, Some(before)).is_some();
    let all = before.checked_add(meanwhile).unwrap_or(before);
    match policy_asks(people, Verb::Refund, amount, Some(all)) {
        Some(rule) if !asked_then => {
            let lift = act("ask for it again; somebody else has to agree now");
            Err(Refusal::of(RefusalCode::ApprovalNeeded, rule, lift))
        }
        _ => Ok(()),
    }
}

/// What the other refunds of a payment came to when one was decided, and those that were made elsewhere since then. What
/// was decided here later counted this one, and had its own approval where it needed one.
fn refunded_around(order: &Order, intent: &Intent) -> (Money, Money) {
    let zero = Money::zero(intent.requested.amount.currency());
    let add = |sum: Money, amount: Money| sum.checked_add(amount).unwrap_or(sum);
    let payment = &intent.requested.payment;
    let ours = order
        .intents_to(Verb::Refund, payment)
        .filter(|other| other.requested.decided_on < intent.requested.decided_on)
        .filter(|other| !matches!(other.stage, Stage::Stopped | Stage::Refused))
        .map(|other| other.requested.amount);
    // No fact is older than the one before it: after a clock that was ahead it may have been decided earlier than stands
    // there, but not after it could leave.
    let decided_at = intent.not_before.map_or(intent.requested_at, |due| due.min(intent.requested_at));
    let mut before = ours.fold(zero, add);
    let mut meanwhile = zero;
    for refund in order.payment(payment).into_iter().flat_map(Payment::refunds_seen) {
        let is_ours = order
            .intents_to(Verb::Refund, payment)
            .any(|other| other.requested.operation == refund.operation);
        match refund.at {
            _ if is_ours => {}
            Some(at) if at >= decided_at => meanwhile = add(meanwhile, refund.amount),
            _ => before = add(before, refund.amount),
        }
    }
    (before, meanwhile)
}

/// What the recovery code stands in for has a written reason.
fn written(standing: Standing, asked: Asked) -> Result<Standing, Refusal> {
    let Standing::WithCode { rule } = &standing else { return Ok(standing) };
    if asked.reasoned {
        return Ok(standing);
    }
    let said = Saying::CodeTakesReason { rule: Box::new(rule.clone()) };
    Err(Refusal::of(RefusalCode::ReasonNeeded, said, act("write why")))
}

/// Which limit of the person an amount passes.
fn above_limit(people: &People, person: &Operator, asked: Asked, spent: &Spent) -> Option<Saying> {
    let limits = people.rights_of(person).limits;
    let each = match asked.verb {
        Verb::Capture => &limits.capture,
        Verb::Refund => &limits.refund_each,
        Verb::Cancel => return None,
    };
    if !each.allows(asked.amount) {
        let most = each.most(asked.amount.currency())?;
        return Some(Saying::AboveLimit { verb: right_of(asked.verb), amount: asked.amount, most });
    }
    if asked.verb != Verb::Refund {
        return None;
    }
    above_day(&limits, asked.amount, spent)
}

/// That a refund passes what somebody's limit of a day leaves.
pub(super) fn above_day(limits: &Limits, amount: Money, spent: &Spent) -> Option<Saying> {
    let most = limits.refund_day.most(amount.currency())?;
    let today = spent.get(&amount.currency()).copied().unwrap_or_default();
    let left = most.minor().saturating_sub(today);
    (amount.minor() > left).then(|| {
        let left = Money::from_minor(left, amount.currency()).unwrap_or(most);
        Saying::AboveDay { amount, most, left }
    })
}

/// A second person; where nobody could be one, no: a limit of somebody's own is lifted by nobody but a person.
fn second(people: &People, person: &Operator, what: &Act, rule: Saying) -> Result<Standing, Refusal> {
    let approvers: Vec<OperatorId> =
        approvers(people, &person.id, what).into_iter().map(|other| other.id).collect();
    if approvers.is_empty() {
        let said = Saying::NobodyApproves { rule: Box::new(rule) };
        return Err(Refusal::of(RefusalCode::LimitPassed, said, ask(people.holders(Right::People))));
    }
    Ok(Standing::WithSecond { rule, approvers })
}

/// A second person; where nobody could be one, the recovery code.
fn second_or_code(people: &People, person: &Operator, what: &Act, rule: Saying) -> Standing {
    second(people, person, what, rule.clone()).unwrap_or(Standing::WithCode { rule })
}

fn sign_in_needed() -> Refusal {
    Refusal::new(
        RefusalCode::SignInNeeded,
        "nobody is signed in",
        act("sign in: countersign sign-in NAME, or the lock screen of the window"),
    )
}

fn right_missing(people: &People, person: &Operator, right: Right) -> Refusal {
    let said = Saying::MayNot { name: person.name.clone(), role: person.role.to_string(), right };
    Refusal::of(RefusalCode::RightMissing, said, ask(people.holders(right)))
}

/// "Ask …" with the names of those who can help.
pub(super) fn ask(names: Vec<String>) -> Lift {
    if names.is_empty() { Lift::Never } else { Lift::People(names) }
}
