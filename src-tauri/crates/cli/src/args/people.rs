//! The people who work here: signing in, who there is, roles, policy, approvals.

use super::said::said;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Arguments of `sign-in`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign sign-in 'Priya Nair'                     the PIN is asked for and not shown
  countersign sign-in 'Priya Nair' < pin.txt           in a script: never as an argument

Commands of this user of the computer go on as that person, until 15 minutes after the last one, eight
hours at most, or countersign sign-out. Five wrong PINs, then a wait that doubles.")]
pub struct SignIn {
    /// The person's name.
    #[arg(value_name = "NAME")]
    pub name: String,
}

/// Arguments of `sign-out`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign sign-out
  countersign sign-out --seal                          nothing leaves until somebody signs in again")]
pub struct SignOut {
    /// Seal as well: nothing is asked of Antom and nothing leaves, in every process, until somebody signs in.
    #[arg(long)]
    pub seal: bool,
}

/// Commands about people.
#[derive(Debug, Subcommand)]
pub enum Operator {
    /// List who works here, with their roles and limits.
    #[command(after_help = "Examples:\n  countersign operator list\n  countersign operator list --json")]
    List,
    /// Add somebody. Their PIN is asked for, or read from stdin.
    ///
    /// The first person is an admin. From then on every command needs somebody who signed in.
    #[command(after_help = "\
Examples:
  countersign operator add 'Lena Hartmann' --role admin
  countersign operator add 'Priya Nair' --role shop < pin.txt
  countersign operator add 'Tom Bakker' --role shop --refund-limit 'SGD 50.00' \\
    --refund-day-limit 'SGD 200.00'

A PIN has six digits or more. Limits that are not named are the role's. Where the role leaves nothing to refund
in a day, as shop does, a limit for each refund needs one for the day beside it, and the other way round: alone
it would never count.")]
    Add(Add),
    /// Call somebody otherwise. What they did stays under the name they had then.
    #[command(after_help = "Examples:\n  countersign operator rename 'Priya Nair' 'Priya Menon'")]
    Rename(Rename),
    /// Give somebody another role, or limits of their own.
    #[command(after_help = "\
Examples:
  countersign operator role 'Priya Nair' finance
  countersign operator role 'Priya Nair' shop --refund-limit 'SGD 50.00' \\
    --refund-day-limit any

Limits that are not named are the role's. Where the role leaves nothing to refund in a day, as shop does, a limit for
each refund needs one for the day beside it, and the other way round: alone it would never count.")]
    Role(GiveRole),
    /// Let somebody not work for the time being. Their sessions end at once.
    #[command(after_help = "Examples:\n  countersign operator suspend 'Tom Bakker' --reason 'On leave'")]
    Suspend(Suspend),
    /// Let somebody work again.
    #[command(after_help = "Examples:\n  countersign operator reinstate 'Tom Bakker'")]
    Reinstate(Who),
    /// Set a new PIN: your own with the old one, somebody else's as whoever manages people, anybody's with the recovery
    /// code.
    #[command(after_help = "\
Examples:
  countersign operator pin 'Priya Nair'
  countersign operator pin 'Lena Hartmann' --recovery-code code.txt < pin.txt

On stdin your own old PIN stands in the first line, the new one in the second; for others the new one alone.")]
    Pin(Help),
    /// End somebody's wait after wrong PINs.
    #[command(after_help = "\
Examples:
  countersign operator release 'Priya Nair'
  countersign operator release 'Lena Hartmann' --recovery-code code.txt")]
    Release(Help),
}

/// Somebody.
#[derive(Debug, Args)]
pub struct Who {
    /// The person's name.
    #[arg(value_name = "NAME")]
    pub name: String,
}

/// Arguments of `operator pin` and `operator release`.
#[derive(Debug, Args)]
pub struct Help {
    /// The person's name.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// A file with the recovery code, in place of whoever manages people.
    #[arg(long, value_name = "FILE")]
    pub recovery_code: Option<PathBuf>,
}

/// Limits as they are typed.
#[derive(Debug, Args)]
pub struct Limits {
    /// The most of one capture, such as 'SGD 500.00', or any. May be repeated, once for each currency.
    #[arg(long, value_name = "AMOUNT|any")]
    pub capture_limit: Vec<String>,
    /// The most of one refund. Where the role leaves nothing for a day, --refund-day-limit is needed too.
    #[arg(long, value_name = "AMOUNT|any")]
    pub refund_limit: Vec<String>,
    /// The most of all refunds of one day. Where the role leaves nothing for each, --refund-limit is needed too.
    #[arg(long, value_name = "AMOUNT|any")]
    pub refund_day_limit: Vec<String>,
}

/// Arguments of `operator add`.
#[derive(Debug, Args)]
pub struct Add {
    /// The person's name.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Their role: shop, finance, admin, or one that was made here.
    #[arg(long, value_name = "ROLE")]
    pub role: String,
    /// Limits of their own, in place of the role's.
    #[command(flatten)]
    pub limits: Limits,
}

/// Arguments of `operator rename`.
#[derive(Debug, Args)]
pub struct Rename {
    /// The person's name.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The new one.
    #[arg(value_name = "NEW")]
    pub new: String,
}

/// Arguments of `operator role`.
#[derive(Debug, Args)]
pub struct GiveRole {
    /// The person's name.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The role.
    #[arg(value_name = "ROLE")]
    pub role: String,
    /// Limits of their own, in place of the role's.
    #[command(flatten)]
    pub limits: Limits,
}

/// Arguments of `operator suspend`.
#[derive(Debug, Args)]
pub struct Suspend {
    /// The person's name.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Why.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
}

/// Commands about roles.
#[derive(Debug, Subcommand)]
pub enum Role {
    /// List the roles with what they let people do.
    #[command(after_help = "Examples:\n  countersign role list\n  countersign role list --json")]
    List,
    /// Make a role, or change one that was made here. Nobody can give what they do not hold.
    #[command(after_help = "\
Examples:
  countersign role make till --right requests --right contacts --right refund \\
    --refund-limit 'SGD 20.00' --refund-day-limit 'SGD 100.00'

Rights: requests, contacts, capture, cancel, refund, override-block, approve, export, keys, people, policy,
restore.")]
    Make(MakeRole),
    /// Remove a role that nobody has.
    #[command(after_help = "Examples:\n  countersign role remove till")]
    Remove(RemoveRole),
}

/// Arguments of `role make`.
#[derive(Debug, Args)]
pub struct MakeRole {
    /// Its name.
    #[arg(value_name = "ROLE")]
    pub role: String,
    /// What it lets people do. May be repeated.
    #[arg(long = "right", value_name = "RIGHT", required = true)]
    pub rights: Vec<String>,
    /// How far; without a limit nothing is moved without approval.
    #[command(flatten)]
    pub limits: Limits,
}

/// Arguments of `role remove`.
#[derive(Debug, Args)]
pub struct RemoveRole {
    /// Its name.
    #[arg(value_name = "ROLE")]
    pub role: String,
}

/// Commands about policy.
#[derive(Debug, Subcommand)]
pub enum Policy {
    /// Show from when a second person is needed, where a reason is, and after how long a window locks.
    #[command(after_help = "Examples:\n  countersign policy show\n  countersign policy show --json")]
    Show,
    /// Change it. What is not named stays.
    #[command(after_help = "\
Examples:
  countersign policy set --refund-from 'SGD 500.00' --refund-from 'HKD 3,000.00'
  countersign policy set --refund-from never --reason refund --reason cancel
  countersign policy set --promote no --lapses-after 2h
  countersign policy set --lock-after 10m

A currency that is not named needs a second person for any amount. Of a refund counts what the refunds of its payment come
to with it, earlier ones included, also those that somebody agreed to: two refunds of SGD 300.00 are one of SGD 600.00.")]
    Set(SetPolicy),
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// What moves money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerbArg {
    /// Taking what is held.
    Capture,
    /// Calling a payment off.
    Cancel,
    /// Giving back.
    Refund,
}

/// Arguments of `policy set`.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct SetPolicy {
    /// From which amount a capture needs a second person, or never. May be repeated, once for each currency.
    #[arg(long, value_name = "AMOUNT|never")]
    pub capture_from: Vec<String>,
    /// The same for a cancel.
    #[arg(long, value_name = "AMOUNT|never")]
    pub cancel_from: Vec<String>,
    /// The same for a refund: what the refunds of its payment come to with it.
    #[arg(long, value_name = "AMOUNT|never")]
    pub refund_from: Vec<String>,
    /// Whether promoting a key needs a second person.
    #[arg(long, value_enum, value_name = "yes|no")]
    pub promote: Option<YesNo>,
    /// Whether acting in spite of a dispute needs one.
    #[arg(long, value_enum, value_name = "yes|no")]
    pub dispute: Option<YesNo>,
    /// After how long a request that nobody answered lapses: 30m, 4h, 2d.
    #[arg(long, value_name = "TIME")]
    pub lapses_after: Option<String>,
    /// How long nobody touches a key or the mouse before a window locks: 1m to 60m.
    #[arg(long, value_name = "TIME")]
    pub lock_after: Option<String>,
    /// What is never done without a written reason. May be repeated.
    #[arg(long, value_enum, value_name = "VERB", conflicts_with = "no_reasons")]
    pub reason: Vec<VerbArg>,
    /// Nothing needs a written reason any more.
    #[arg(long)]
    pub no_reasons: bool,
}

/// Commands about approvals.
#[derive(Debug, Subcommand)]
pub enum Approval {
    /// List what waits for somebody's approval.
    #[command(after_help = "\
Examples:
  countersign approval list
  countersign approval list --all                      also what was answered in the last two weeks")]
    List(ListApprovals),
    /// Show one request.
    #[command(after_help = "Examples:\n  countersign approval show 0b7e")]
    Show(OfApproval),
    /// Ask somebody to approve that another key signs.
    #[command(after_help = "Examples:\n  countersign approval ask-promotion 3f9a01c2 --reason yearly")]
    AskPromotion(AskPromotion),
    /// Approve it, and do it: Antom is asked afresh and everything is checked once more.
    #[command(after_help = "\
Examples:
  countersign approval give 0b7e
  countersign approval give 0b7e --yes --detach        in a script")]
    Give(Give),
    /// Refuse it, with a reason.
    #[command(
        after_help = "Examples:\n  countersign approval refuse 0b7e --reason 'Ask for a photograph first'"
    )]
    Refuse(Refuse),
    /// Take back what you asked for.
    #[command(after_help = "Examples:\n  countersign approval withdraw 0b7e")]
    Withdraw(OfApproval),
}

/// Arguments of `approval list`.
#[derive(Debug, Args)]
pub struct ListApprovals {
    /// Also what was answered, taken back or lapsed.
    #[arg(long)]
    pub all: bool,
}

/// One request.
#[derive(Debug, Args)]
pub struct OfApproval {
    /// The id the list shows, or its first characters.
    #[arg(value_name = "ID")]
    pub id: String,
}

/// Arguments of `approval ask-promotion`.
#[derive(Debug, Args)]
pub struct AskPromotion {
    /// The first eight digits of the key's fingerprint, or more.
    #[arg(value_name = "FINGERPRINT")]
    pub fingerprint: String,
    /// Why another key is to sign.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: Option<String>,
    /// A few words to whoever approves.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Arguments of `approval give`.
#[derive(Debug, Args)]
pub struct Give {
    /// The id the list shows, or its first characters.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
    /// Do not wait: leave it in the outbox. countersign watch sends it, or the next command after the stop window.
    #[arg(long)]
    pub detach: bool,
}

/// Arguments of `approval refuse`.
#[derive(Debug, Args)]
pub struct Refuse {
    /// The id the list shows, or its first characters.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Why.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
}
