//! Adding people, and changing what they may do.
//!
//! Nobody can grant what they do not hold, nobody changes somebody who holds more than they do, and the last admin
//! cannot lose the role.

use super::decide::{ask, held, signed_in};
use super::operator::folded;
use super::policy::{LOCK_MINUTES, LONGEST_WAIT_MINUTES};
use super::right::More;
use super::role::{ADMIN, is_shipped};
use super::{ApprovalPolicy, Limits, Operator, People, Right, Rights, Role, RoleName, Saying};
use crate::fact::{Body, OperatorChanged};
use crate::ids::OperatorId;
use crate::rules::free_text;
use crate::rules::{Refusal, RefusalCode, act};
use chrono::{DateTime, Utc};

/// Longest name of a person or role, in characters.
const NAME_MAX: usize = 64;
/// Longest reason, in characters.
const REASON_MAX: usize = 256;

/// What somebody wants to change about the people here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Add somebody. The very first person is an admin, whoever asks.
    Add {
        /// Their new id.
        id: OperatorId,
        /// Their name.
        name: String,
        /// Their role.
        role: RoleName,
        /// Limits of their own.
        limits: Option<Limits>,
    },
    /// Call somebody otherwise.
    Rename {
        /// Whom.
        who: OperatorId,
        /// Their new name.
        name: String,
    },
    /// Give somebody another role or other limits.
    Role {
        /// Whom.
        who: OperatorId,
        /// Their role.
        role: RoleName,
        /// Limits of their own; none for the role's.
        limits: Option<Limits>,
    },
    /// Let somebody not work for the time being.
    Suspend {
        /// Whom.
        who: OperatorId,
        /// Why.
        reason: String,
    },
    /// Let somebody work again.
    LetWork {
        /// Whom.
        who: OperatorId,
    },
    /// Help somebody who cannot sign in: end their wait after wrong PINs, or give them a new one.
    Help {
        /// Whom.
        who: OperatorId,
    },
    /// Make a role, or change one that was made.
    MakeRole(Role),
    /// Remove a role that nobody has.
    RemoveRole(RoleName),
    /// Change from when a second person is needed.
    Policy(ApprovalPolicy),
}

/// Decides about a change, and gives the fact to append.
///
/// # Errors
/// Why not, and who could.
pub fn decide(
    people: &People,
    who: Option<&OperatorId>,
    change: Change,
    now: DateTime<Utc>,
) -> Result<Body, Refusal> {
    if people.is_empty() {
        return first(people, change, now);
    }
    let person = signed_in(people, who)?;
    let right = if matches!(change, Change::Policy(_)) { Right::Policy } else { Right::People };
    held(people, person, right)?;
    let maker = Maker { people, rights: people.rights_of(person) };
    match change {
        Change::Add { id, name, role, limits } => {
            let operator = Operator { id, name, role, limits, suspended: false, added_at: now };
            maker.add(operator)
        }
        Change::Rename { who, name } => {
            let known = maker.beneath(&who)?;
            let name = free_name(people, &name, Some(&who))?;
            Ok(changed(Operator { name, ..known }, None))
        }
        Change::Role { who, role, limits } => {
            let known = maker.beneath(&who)?;
            let operator = Operator { role, limits, ..known };
            maker.may_grant(&operator)?;
            maker.leaves_an_admin(&operator)?;
            Ok(changed(operator, None))
        }
        Change::Suspend { who, reason } => {
            let known = maker.beneath(&who)?;
            if known.suspended {
                let lift =
                    act(format!("to let them work again: countersign operator reinstate {}", known.name));
                return Err(Refusal::of(
                    RefusalCode::OperatorSuspended,
                    Saying::Suspended { name: known.name },
                    lift,
                ));
            }
            let operator = Operator { suspended: true, ..known };
            maker.leaves_an_admin(&operator)?;
            let reason = reason_of(&reason)?;
            Ok(changed(operator, Some(reason)))
        }
        Change::LetWork { who } => {
            let operator = Operator { suspended: false, ..maker.known(&who)? };
            maker.may_grant(&operator)?;
            Ok(changed(operator, None))
        }
        Change::Help { who } => {
            maker.beneath(&who).map(|known| Body::OperatorReleased { operator: known.id })
        }
        Change::MakeRole(role) => maker.make_role(role),
        Change::RemoveRole(role) => maker.remove_role(role),
        Change::Policy(policy) => fit(policy),
    }
}

/// The first person there is: an admin, whatever was asked for. Only this can be done while there is nobody.
fn first(people: &People, change: Change, now: DateTime<Utc>) -> Result<Body, Refusal> {
    let Change::Add { id, name, role, limits: None } = change else {
        return Err(Refusal::of(
            RefusalCode::UnknownOperator,
            Saying::NobodyYet,
            act("add the first person, an admin: countersign operator add NAME --role admin"),
        ));
    };
    if role.0 != ADMIN {
        return Err(Refusal::of(RefusalCode::RoleUnfit, Saying::FirstIsAdmin, act("add an admin first")));
    }
    let name = free_name(people, &name, None)?;
    let operator = Operator { id, name, role, limits: None, suspended: false, added_at: now };
    Ok(Body::OperatorAdded(Box::new(operator)))
}

/// Whoever makes the change, with what they hold.
struct Maker<'a> {
    people: &'a People,
    rights: Rights,
}

impl Maker<'_> {
    fn add(&self, operator: Operator) -> Result<Body, Refusal> {
        let name = free_name(self.people, &operator.name, None)?;
        let operator = Operator { name, ..operator };
        self.may_grant(&operator)?;
        Ok(Body::OperatorAdded(Box::new(operator)))
    }

    fn known(&self, who: &OperatorId) -> Result<Operator, Refusal> {
        self.people.operator(who).cloned().ok_or_else(|| {
            Refusal::of(
                RefusalCode::UnknownOperator,
                Saying::NobodyThere,
                act("see who there is: countersign operator list"),
            )
        })
    }

    /// Somebody who holds nothing that the maker lacks, suspended or not.
    fn beneath(&self, who: &OperatorId) -> Result<Operator, Refusal> {
        let known = self.known(who)?;
        self.may_grant(&known)?;
        Ok(known)
    }

    /// That the maker holds everything somebody would hold.
    fn may_grant(&self, operator: &Operator) -> Result<(), Refusal> {
        if self.people.role(&operator.role).is_none() {
            let known: Vec<String> = self.people.roles().into_iter().map(|role| role.name.0).collect();
            let said = Saying::NoRole { role: operator.role.to_string() };
            let remedy = act(format!("choose one of {}", known.join(", ")));
            return Err(Refusal::of(RefusalCode::UnknownRole, said, remedy));
        }
        let granted = self.people.rights_of(&Operator { suspended: false, ..operator.clone() });
        self.covers(&granted, &operator.name)
    }

    fn covers(&self, granted: &Rights, whose: &str) -> Result<(), Refusal> {
        let Some(more) = self.rights.lack(granted) else { return Ok(()) };
        let name = whose.to_owned();
        let said = match more {
            More::Right(right) => Saying::HoldsRight { name, right },
            More::Limits => Saying::HoldsLimits { name },
        };
        let able = |operator: &&Operator| {
            let theirs = self.people.rights_of(operator);
            theirs.holds(Right::People) && theirs.lack(granted).is_none()
        };
        let could = self.people.active().filter(able).map(|operator| operator.name.clone()).collect();
        Err(Refusal::of(RefusalCode::GrantsMoreThanHeld, said, ask(could)))
    }

    /// That somebody can still manage people afterwards.
    fn leaves_an_admin(&self, changed: &Operator) -> Result<(), Refusal> {
        let admin = |operator: &Operator| operator.role.0 == ADMIN && !operator.suspended;
        let others = self.people.operators().any(|operator| operator.id != changed.id && admin(operator));
        if others || admin(changed) {
            return Ok(());
        }
        let said = Saying::LastAdmin { name: changed.name.clone() };
        Err(Refusal::of(RefusalCode::LastAdmin, said, act("make somebody else an admin first")))
    }

    fn make_role(&self, role: Role) -> Result<Body, Refusal> {
        let name = RoleName(folded(&role.name.0).replace(' ', "-"));
        free_text::check("the role's name", &name.0, NAME_MAX, RefusalCode::FieldTooLong)?;
        if name.0.is_empty() || is_shipped(&name) {
            let said = Saying::RoleName { role: name.0 };
            return Err(Refusal::of(RefusalCode::RoleUnfit, said, act("choose another name")));
        }
        if let Some(before) = self.people.role(&name) {
            self.covers(&before.rights, &name.0)?;
        }
        self.covers(&role.rights, &name.0)?;
        Ok(Body::RoleChanged(Box::new(Role { name, ..role })))
    }

    fn remove_role(&self, name: RoleName) -> Result<Body, Refusal> {
        let Some(role) = self.people.made.get(&name) else {
            let said = Saying::RoleNotMade { role: name.to_string() };
            let code = if is_shipped(&name) { RefusalCode::RoleUnfit } else { RefusalCode::UnknownRole };
            let lift = act("see the roles: countersign role list");
            return Err(Refusal::of(code, said, lift));
        };
        self.covers(&role.rights, &name.0)?;
        if let Some(holder) = self.people.operators().find(|operator| operator.role == name) {
            let said = Saying::RoleHeld { name: holder.name.clone(), role: name.0 };
            return Err(Refusal::of(RefusalCode::RoleUnfit, said, act("give them another role first")));
        }
        Ok(Body::RoleRemoved { role: name })
    }
}

fn changed(operator: Operator, reason: Option<String>) -> Body {
    Body::OperatorChanged(Box::new(OperatorChanged { operator, reason }))
}

/// A name that is nobody else's and never was: whoever takes another's name would stand where that one stood.
fn free_name(people: &People, name: &str, of: Option<&OperatorId>) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().any(char::is_control) {
        let lift = act("write the name as people say it");
        return Err(Refusal::of(RefusalCode::FieldMissing, Saying::NameEmpty, lift));
    }
    free_text::check("the name", &name, NAME_MAX, RefusalCode::FieldTooLong)?;
    let taken = people.names.get(&folded(&name)).is_some_and(|had| had.iter().any(|id| Some(id) != of));
    if taken {
        let said = Saying::NameTaken { name };
        return Err(Refusal::of(RefusalCode::NameTaken, said, act("add a letter or a second name")));
    }
    Ok(name)
}

fn reason_of(reason: &str) -> Result<String, Refusal> {
    free_text::check("the reason", reason, REASON_MAX, RefusalCode::ReasonTooLong)?;
    if reason.trim().is_empty() {
        return Err(Refusal::of(RefusalCode::ReasonNeeded, Saying::SuspensionReasoned, act("write why")));
    }
    Ok(reason.trim().to_owned())
}

fn fit(policy: ApprovalPolicy) -> Result<Body, Refusal> {
    let out_of_range =
        |said| Err(Refusal::of(RefusalCode::TimeOutOfRange, said, act("choose a time in between")));
    if !(1..=LONGEST_WAIT_MINUTES).contains(&policy.lapses_after_minutes) {
        return out_of_range(Saying::LapseRange);
    }
    if !LOCK_MINUTES.contains(&policy.lock_after_minutes) {
        return out_of_range(Saying::LockRange);
    }
    Ok(Body::PolicyChanged(Box::new(policy)))
}
