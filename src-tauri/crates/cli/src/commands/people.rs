//! The people who work here: signing in, who there is, roles, policy.

use crate::args::Everywhere;
use crate::args::people::{
    Add, GiveRole, Help, Limits as TypedLimits, MakeRole, Operator, Policy, Role, SetPolicy, SignIn, SignOut,
    VerbArg, YesNo,
};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::people as text;
use crate::typed;
use console::people::change::PersonChange;
use console::people::told::{LimitsView, PolicyView, RoleView};
use console::people::view::Person;
use domain::intent::Verb;
use domain::people::policy::{LOCK_MINUTES, LONGEST_WAIT_MINUTES};
use domain::people::{Limits, Right, RoleName};
use money::Money;
use std::ops::RangeInclusive;

/// Signs somebody in for a while.
///
/// # Errors
/// A wrong PIN, a wait, somebody unknown or suspended.
pub async fn sign_in(everywhere: &Everywhere, args: &SignIn, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_unseated(everywhere, out)?;
    desk.console.follow_clock().await?;
    let pin = one(typed::pins(out, &["PIN"])?)?;
    let person = desk.console.sign_in_for_a_while(&args.name, &pin)?;
    out.answer(&person, || format!("{} ({}) is signed in.", person.name, person.role))
}

/// Signs out, and seals where that was asked for.
///
/// # Errors
/// Where a seal was asked for and nobody is signed in.
pub async fn sign_out(everywhere: &Everywhere, args: &SignOut, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_unseated(everywhere, out)?;
    desk.console.follow_clock().await?;
    if args.seal {
        desk.console.sit_down_again()?;
        desk.console.seal()?;
    }
    let was = desk.console.get_up()?;
    out.answer(&serde_json::json!({ "signed_out": was || args.seal, "sealed": args.seal }), || {
        let sealed = if args.seal { " Nothing leaves until somebody signs in." } else { "" };
        if was || args.seal {
            format!("Nobody is signed in any more.{sealed}")
        } else {
            "Nobody was signed in.".to_owned()
        }
    })
}

/// Runs a command about people.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn operator(everywhere: &Everywhere, command: Operator, out: Output) -> Result<(), Failure> {
    match command {
        Operator::Pin(args) if args.recovery_code.is_some() => {
            return help(everywhere, &args, out, true).await;
        }
        Operator::Release(args) if args.recovery_code.is_some() => {
            return help(everywhere, &args, out, false).await;
        }
        _ => {}
    }
    let desk = Desk::open_quietly(everywhere, out).await?;
    let changed = |name: &str, change: PersonChange| -> Result<(), Failure> {
        let person = desk.console.change_person(name, change)?;
        out.answer(&person, || text::person(&person))
    };
    match command {
        Operator::List => {
            let people = desk.console.people()?;
            out.answer(&serde_json::json!({ "operators": people }), || text::people(&people))
        }
        Operator::Add(args) => add(&desk, &args),
        Operator::Rename(args) => changed(&args.name, PersonChange::Name(args.new)),
        Operator::Role(GiveRole { name, role, limits }) => {
            let limits = limits_over(&desk, &role, &limits)?;
            changed(&name, PersonChange::Role(RoleName(role), limits))
        }
        Operator::Suspend(args) => changed(&args.name, PersonChange::Suspend(args.reason)),
        Operator::Reinstate(args) => changed(&args.name, PersonChange::LetWork),
        Operator::Pin(args) => new_pin(&desk, &args.name),
        Operator::Release(args) => {
            desk.console.release_pin(&args.name, None)?;
            released(out, &args.name)
        }
    }
}

fn add(desk: &Desk, args: &Add) -> Result<(), Failure> {
    let limits = limits_over(desk, &args.role, &args.limits)?;
    let first = !desk.console.has_people()?;
    let pin = one(typed::pins(desk.out, &["New PIN, six digits or more"])?)?;
    let person = desk.console.add_person(&args.name, RoleName(args.role.clone()), limits, &pin)?;
    if first {
        desk.console.stay_for_a_while()?;
    }
    desk.out.answer(&person, || {
        let since = if first {
            format!(
                "\n{} is signed in here for now. From now on every command needs somebody who is: countersign sign-in NAME",
                person.name
            )
        } else {
            String::new()
        };
        format!("{}{since}", text::person(&person))
    })
}

fn new_pin(desk: &Desk, name: &str) -> Result<(), Failure> {
    let own = desk.console.sitting()?.is_some_and(|person: Person| person.name == name);
    if own {
        let mut typed = typed::pins(desk.out, &["Your PIN", "New PIN"])?.into_iter();
        if let (Some(old), Some(new)) = (typed.next(), typed.next()) {
            desk.console.change_pin(name, &old, &new)?;
            desk.console.stay_for_a_while()?;
        }
    } else {
        desk.console.set_pin(name, &one(typed::pins(desk.out, &["New PIN"])?)?, None)?;
    }
    pin_is_set(desk.out, name)
}

/// What the recovery code lets whoever keeps it do, whether or not somebody is signed in.
async fn help(everywhere: &Everywhere, args: &Help, out: Output, pin: bool) -> Result<(), Failure> {
    let desk = Desk::open_unseated(everywhere, out)?;
    desk.console.follow_clock().await?;
    let code =
        args.recovery_code.as_deref().map(|file| typed::secret("--recovery-code", file)).transpose()?;
    if pin {
        let new = one(typed::pins(out, &["New PIN"])?)?;
        desk.console.set_pin(&args.name, &new, code.as_ref())?;
        return pin_is_set(out, &args.name);
    }
    desk.console.release_pin(&args.name, code.as_ref())?;
    released(out, &args.name)
}

fn pin_is_set(out: Output, name: &str) -> Result<(), Failure> {
    out.answer(&serde_json::json!({ "pin_set": name }), || format!("{name} has a new PIN."))
}

fn released(out: Output, name: &str) -> Result<(), Failure> {
    out.answer(&serde_json::json!({ "released": name }), || format!("{name} need not wait any longer."))
}

/// Runs a command about roles.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn role(everywhere: &Everywhere, command: Role, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_quietly(everywhere, out).await?;
    match command {
        Role::List => {}
        Role::Make(MakeRole { role, rights, limits }) => {
            let rights: Vec<Right> = rights.iter().map(|right| a_right(right)).collect::<Result<_, _>>()?;
            let limits = limits_read(&limits, LimitsView::of(&Limits::default()))?;
            desk.console.make_role(RoleView { name: role, rights, limits }.read())?;
        }
        Role::Remove(args) => desk.console.remove_role(RoleName(args.role))?,
    }
    let roles = desk.console.roles()?;
    out.answer(&serde_json::json!({ "roles": roles }), || text::roles(&roles))
}

fn a_right(text: &str) -> Result<Right, Failure> {
    text.parse().map_err(|error: domain::people::right::UnknownRight| {
        Failure::usage("bad-field", format!("{text:?}: {error}."), "Choose one of these.")
    })
}

/// Runs a command about policy.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn policy(everywhere: &Everywhere, command: Policy, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_quietly(everywhere, out).await?;
    if let Policy::Set(args) = command {
        let policy = policy_read(args, desk.console.approval_policy()?)?;
        desk.console.set_approval_policy(policy.read())?;
    }
    let policy = desk.console.approval_policy()?;
    out.answer(&policy, || text::policy(&policy))
}

fn policy_read(args: SetPolicy, was: PolicyView) -> Result<PolicyView, Failure> {
    let yes = |typed: Option<YesNo>, was: bool| typed.map_or(was, |typed| typed == YesNo::Yes);
    let minutes = |name: &'static str, typed: Option<&str>, range: &RangeInclusive<u32>| {
        typed.map(|time| typed::minutes(name, time, range)).transpose()
    };
    let lapses = minutes("--lapses-after", args.lapses_after.as_deref(), &(1..=LONGEST_WAIT_MINUTES))?;
    let lapses_after_minutes = lapses.unwrap_or(was.lapses_after_minutes);
    let lock = minutes("--lock-after", args.lock_after.as_deref(), &LOCK_MINUTES)?;
    let lock_after_minutes = lock.unwrap_or(was.lock_after_minutes);
    let reasons = if args.no_reasons {
        Vec::new()
    } else if args.reason.is_empty() {
        was.reasons
    } else {
        args.reason.into_iter().map(verb).collect()
    };
    Ok(PolicyView {
        capture: amounts(&args.capture_from, "never", was.capture)?,
        cancel: amounts(&args.cancel_from, "never", was.cancel)?,
        refund: amounts(&args.refund_from, "never", was.refund)?,
        promote: yes(args.promote, was.promote),
        dispute: yes(args.dispute, was.dispute),
        lapses_after_minutes,
        reasons,
        lock_after_minutes,
    })
}

const fn verb(typed: VerbArg) -> Verb {
    match typed {
        VerbArg::Capture => Verb::Capture,
        VerbArg::Cancel => Verb::Cancel,
        VerbArg::Refund => Verb::Refund,
    }
}

/// Limits of somebody's own, over the role's; none where none were typed.
fn limits_over(desk: &Desk, role: &str, typed: &TypedLimits) -> Result<Option<Limits>, Failure> {
    if typed.capture_limit.is_empty() && typed.refund_limit.is_empty() && typed.refund_day_limit.is_empty() {
        return Ok(None);
    }
    let known = desk.console.roles()?.into_iter().find(|known| known.name == role);
    let usual = known.map_or_else(LimitsView::default, |known| known.limits);
    Ok(Some(limits_read(typed, usual)?.read()))
}

fn limits_read(typed: &TypedLimits, usual: LimitsView) -> Result<LimitsView, Failure> {
    let limits = LimitsView {
        capture: amounts(&typed.capture_limit, "any", usual.capture)?,
        refund_each: amounts(&typed.refund_limit, "any", usual.refund_each)?,
        refund_day: amounts(&typed.refund_day_limit, "any", usual.refund_day)?,
    };
    let (each, day) = (limits.refund_each.as_deref(), limits.refund_day.as_deref());
    if !typed.refund_limit.is_empty() && typed.refund_day_limit.is_empty() && !reaches(each, day) {
        return Err(would_never_count("each refund", "a day's refunds", "--refund-day-limit"));
    }
    if !typed.refund_day_limit.is_empty() && typed.refund_limit.is_empty() && !reaches(day, each) {
        return Err(would_never_count("a day's refunds", "each refund", "--refund-limit"));
    }
    Ok(limits)
}

/// Whether one limit of refunds leaves something in every currency in which the other does. A limit that leaves nothing
/// has nothing to be reached.
fn reaches(typed: Option<&[Money]>, other: Option<&[Money]>) -> bool {
    let leaves = |limit: &[Money], of: &Money| {
        limit.iter().any(|most| most.currency() == of.currency() && most.minor() > 0)
    };
    match (typed, other) {
        (_, None) => true,
        (None, Some(other)) => other.iter().any(|most| most.minor() > 0),
        (Some(typed), Some(other)) => {
            typed.iter().filter(|most| most.minor() > 0).all(|most| leaves(other, most))
        }
    }
}

/// A limit that alone would leave everything to approval is not what anybody means who types it.
fn would_never_count(typed: &str, other: &str, option: &str) -> Failure {
    Failure::usage(
        "bad-field",
        format!("A limit for {typed} alone would never count: for {other} nothing is left without approval."),
        format!("Name both: add {option} AMOUNT, or {option} any."),
    )
}

/// Amounts by currency; none for the word that means all of them; what was before where nothing was typed.
fn amounts(typed: &[String], all: &str, was: Option<Vec<Money>>) -> Result<Option<Vec<Money>>, Failure> {
    match typed {
        [] => Ok(was),
        [only] if only == all => Ok(None),
        several => several.iter().map(|text| typed::amount(text, None)).collect::<Result<_, _>>().map(Some),
    }
}

/// The only PIN that was asked for.
fn one(pins: Vec<console::SecretText>) -> Result<console::SecretText, Failure> {
    let missing = || Failure::usage("bad-field", "No PIN was typed.", "Type it, or give it on stdin.");
    pins.into_iter().next().ok_or_else(missing)
}
