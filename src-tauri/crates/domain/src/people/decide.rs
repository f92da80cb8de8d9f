//! Whether somebody may do something now: alone, with a second person, or not at all, and who can lift it.

use super::{Act, Limits, Operator, People, Right, Saying};
use crate::ids::OperatorId;
use crate::intent::Verb;
use crate::rules::{Lift, Refusal, RefusalCode, act};
use money::{Currency, Money};
use std::collections::BTreeMap;

/// What somebody answers for today, in minor units of each currency: the refunds they decided alone and those of others
/// that they agreed to, unless they were stopped or refused.
pub type Spent = BTreeMap<Currency, u64>;

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
    spent: &Spent,
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
            money(people, person, asked, what, spent)
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
    spent: &Spent,
) -> Result<Standing, Refusal> {
    let right = right_of(asked.verb);
    held(people, person, right)?;
    if people.policy.reasons.contains(&asked.verb) && !asked.reasoned {
        let said = Saying::AlwaysReasoned { verb: right };
        return Err(Refusal::of(RefusalCode::ReasonNeeded, said, act("write why")));
    }
    if let Some(rule) = above_limit(people, person, asked, spent) {
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
    if people.policy.from(asked.verb).reached(asked.amount) {
        let rule = Saying::SecondFrom { verb: right, amount: asked.amount };
        return written(second_or_code(people, person, what, rule), asked);
    }
    Ok(Standing::Alone)
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
