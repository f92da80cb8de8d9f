//! What the rules about people say, each as a code with the figures, names and times that belong to it: whoever speaks
//! another language than this crate has a sentence of its own for each.

use super::Right;
use crate::windows::spoken_exactly;
use chrono::{DateTime, Utc};
use money::Money;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing the rules about people say. A window has a sentence for each, in each of its languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "each sentence below says what its names, amounts and times are")]
pub enum Saying {
    /// Somebody is suspended.
    Suspended { name: String },
    /// Somebody lacks a right.
    MayNot { name: String, role: String, right: Right },
    /// This is never done without a written reason here.
    AlwaysReasoned { verb: Right },
    /// Another key signs only with a second person.
    SecondForKeys,
    /// A dispute is open.
    DisputeOpen,
    /// From this amount on a second person is needed.
    SecondFrom { verb: Right, amount: Money },
    /// With this refund the refunds of one payment come to a sum from which a second person is needed.
    SecondFromSum { amount: Money, sum: Money, from: Money },
    /// An amount is above somebody's limit.
    AboveLimit { verb: Right, amount: Money, most: Money },
    /// A refund is above what is left of somebody's day.
    AboveDay { amount: Money, most: Money, left: Money },
    /// What a rule asks for nobody else here can give.
    NobodyApproves { rule: Box<Saying> },
    /// Nobody could be the second person, and the code that stands in takes a written reason.
    CodeTakesReason { rule: Box<Saying> },
    /// Nobody could be the second person: the recovery code stands in.
    CodeStandsIn { rule: Box<Saying> },
    /// The key that signs is changed with the recovery code.
    CodeForKeys,
    /// The recovery code is another ledger's.
    CodeOfAnotherLedger,

    /// Nobody has to agree to this.
    NoApprovalNeeded,
    /// Somebody asked about the same already.
    AskedAlready { name: String, sentence: String },
    /// Whoever asked may not do it any more.
    AskerMayNot { name: String },
    /// A refusal has a reason.
    RefusalReasoned,
    /// Only whoever asked takes it back.
    AskedByAnother { name: String },
    /// Nobody approves what they ask for themselves.
    OwnRequest,
    /// Somebody may not agree to this.
    MayNotApprove { name: String, role: String },
    /// Somebody agreed already.
    ApprovedBy { name: String },
    /// Somebody refused it already.
    RefusedBy { name: String },
    /// Whoever asked took it back.
    TakenBackBy { name: String },
    /// Nobody answered in time.
    Lapsed,
    /// It was asked before the ledger was restored.
    BeforeRestore,

    /// There is nobody yet.
    NobodyYet,
    /// The first person is an admin.
    FirstIsAdmin,
    /// Nobody has this name.
    NobodyCalled { name: String },
    /// Whoever is meant is not here any more.
    NobodyThere,
    /// There is no such role.
    NoRole { role: String },
    /// Somebody would hold a right that the giver lacks.
    HoldsRight { name: String, right: Right },
    /// Somebody would hold higher limits than the giver.
    HoldsLimits { name: String },
    /// The last admin stays one.
    LastAdmin { name: String },
    /// A role cannot be called so.
    RoleName { role: String },
    /// The role was not made here.
    RoleNotMade { role: String },
    /// Somebody has the role.
    RoleHeld { name: String, role: String },
    /// A name is empty, or cannot be shown.
    NameEmpty,
    /// The name is somebody's, or was.
    NameTaken { name: String },
    /// A suspension has a reason.
    SuspensionReasoned,
    /// How long a request for approval may wait.
    LapseRange,
    /// After how long a window may lock.
    LockRange,

    /// The PIN is not the person's; so many tries are left.
    PinWrong { left: u32 },
    /// Too many wrong PINs were typed; another try counts from then on.
    PinWait { until: DateTime<Utc> },
    /// The person has no PIN on this computer.
    PinMissing { name: String },
    /// What was typed is no PIN.
    PinShape,
    /// The first PIN anybody would try.
    PinEasy,
}

impl fmt::Display for Saying {
    /// The sentence for people, without a capital and without a stop.
    #[allow(clippy::too_many_lines, reason = "one sentence after the other")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Suspended { name } => write!(f, "{name} is suspended"),
            Self::MayNot { name, role, right } => write!(f, "{name} ({role}) may not {}", right.told()),
            Self::AlwaysReasoned { verb } => write!(f, "here a {verb} has a written reason"),
            Self::SecondForKeys => f.write_str("another key signs only with a second person"),
            Self::DisputeOpen => f.write_str("a dispute is open"),
            Self::SecondFrom { verb, amount } => {
                write!(f, "a {verb} of {amount} needs a second person here")
            }
            Self::SecondFromSum { amount, sum, from } => write!(
                f,
                "with this {amount} the refunds of the payment come to {sum}, earlier ones counted, also those \
                 that somebody agreed to, and from {from} a refund needs a second person here"
            ),
            Self::AboveLimit { verb, amount, most } => {
                write!(f, "{amount} is above your limit of {most} for a {verb}")
            }
            Self::AboveDay { amount, most, left } => write!(
                f,
                "of your {most} a day for refunds {left} is left until midnight, and this is {amount}"
            ),
            Self::NobodyApproves { rule } => write!(f, "{rule}, and nobody else here can approve it"),
            Self::CodeTakesReason { rule } => {
                write!(f, "{rule}, and there is none: a written reason and the recovery code stand in")
            }
            Self::CodeStandsIn { rule } => {
                write!(f, "{rule}, and nobody else here could approve it: the recovery code stands in")
            }
            Self::CodeForKeys => f.write_str("only who keeps the recovery code changes the key that signs"),
            Self::CodeOfAnotherLedger => f.write_str("this recovery code belongs to another ledger"),
            Self::NoApprovalNeeded => f.write_str("this needs nobody's approval"),
            Self::AskedAlready { name, sentence } => write!(f, "{name} asked already: {sentence}"),
            Self::AskerMayNot { name } => write!(f, "{name} may not ask for this any more"),
            Self::RefusalReasoned => f.write_str("a refusal is kept with its reason"),
            Self::AskedByAnother { name } => write!(f, "{name} asked for this"),
            Self::OwnRequest => f.write_str("nobody approves what they ask for themselves"),
            Self::MayNotApprove { name, role } => write!(f, "{name} ({role}) may not approve this"),
            Self::ApprovedBy { name } => write!(f, "{name} approved this already"),
            Self::RefusedBy { name } => write!(f, "{name} refused this already"),
            Self::TakenBackBy { name } => write!(f, "{name} took this back"),
            Self::Lapsed => f.write_str("nobody answered this in time"),
            Self::BeforeRestore => f.write_str("this was asked before the ledger was restored"),
            Self::NobodyYet => f.write_str("there is nobody here yet"),
            Self::FirstIsAdmin => f.write_str("the first person here is an admin, who adds the others"),
            Self::NobodyCalled { name } => write!(f, "nobody here is called {name:?}"),
            Self::NobodyThere => f.write_str("there is nobody of that name here"),
            Self::NoRole { role } => write!(f, "there is no role {role:?}"),
            Self::HoldsRight { name, right } => {
                write!(f, "{name} holds or would hold the right to {}, which you do not", right.told())
            }
            Self::HoldsLimits { name } => {
                write!(f, "{name} holds or would hold higher limits, which you do not")
            }
            Self::LastAdmin { name } => write!(f, "{name} is the last admin"),
            Self::RoleName { role } => write!(f, "{role:?} is no name for a role of your own"),
            Self::RoleNotMade { role } => write!(f, "there is no role {role:?} that was made here"),
            Self::RoleHeld { name, role } => write!(f, "{name} has the role {role}"),
            Self::NameEmpty => f.write_str("the person's name is empty or cannot be shown"),
            Self::NameTaken { name } => write!(f, "somebody here is called {name}, or was"),
            Self::SuspensionReasoned => f.write_str("a suspension is kept with its reason"),
            Self::LapseRange => f.write_str("a request for approval waits from one minute to seven days"),
            Self::LockRange => {
                f.write_str("a window locks after one minute to an hour in which nobody touches it")
            }
            Self::PinWrong { left } => {
                let tries = if *left == 1 { "try" } else { "tries" };
                write!(f, "that PIN does not match. {left} {tries} left")
            }
            Self::PinWait { until } => {
                write!(f, "too many wrong PINs; the next try counts at {}", spoken_exactly(*until))
            }
            Self::PinMissing { name } => write!(f, "{name} has no PIN on this computer"),
            Self::PinShape => f.write_str("a PIN has six digits or more, and nothing else"),
            Self::PinEasy => f.write_str("it is the first PIN anybody would try"),
        }
    }
}
