//! What can be typed. Only the shape of the command line stands here; what a command does is in `commands`.

pub mod account;
pub mod attention;
pub mod counter;
pub mod key;
pub mod ledger;
pub mod method;
pub mod outbox;
pub mod payment;
pub mod people;
pub mod receive;
pub mod request;
mod said;
pub mod shape;
pub mod simulator;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Antom payments from the command line: send links, capture, cancel and refund.
///
/// Countersign keeps the history on this computer, the keys in the operating system's keychain, and asks Antom until
/// every outcome is known. It never guesses.
#[derive(Debug, Parser)]
#[command(
    name = "countersign",
    version,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    max_term_width = 110,
    after_help = FIRST_STEPS
)]
pub struct CommandLine {
    /// What holds for every command.
    #[command(flatten)]
    pub everywhere: Everywhere,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

const FIRST_STEPS: &str = "\
First steps, in Training (no money moves):
  countersign tour                                   the whole journey, explained step by step
  countersign simulator                              Antom on this computer; leave it running
  countersign account add main --environment training \\
    --simulator http://127.0.0.1:8420 --simulator-token TOKEN
  countersign request new --amount 'SGD 12.50' --description 'Tea, 2 boxes' \\
    --order A-1001 --phone '+65 8123 4567'
  countersign request share A-1001 --qr terminal     the link, for the buyer
  countersign payment inquire A-1001                 ask Antom whether it is paid
  countersign payment refund A-1001 --amount 'SGD 2.50' \\
    --reason 'One box was damaged'

An order's number works wherever an ID is asked for.
Topics: countersign help search, help json, help exit-codes, help states, help environments, help scripts.";

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Everywhere {
    /// Answer in JSON, one document per line on stdout; errors as JSON on stderr (countersign help json).
    #[arg(long, global = true, help_heading = "Options of every command")]
    pub json: bool,
    /// Where Countersign keeps its history.
    ///
    /// Without it: the data directory of your platform, such as ~/.local/share/countersign.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "COUNTERSIGN_HOME",
        hide_env_values = true,
        help_heading = "Options of every command"
    )]
    pub home: Option<PathBuf>,
    /// Which world: training (the built-in simulator), sandbox or production. Needed only when several are set up.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "ENV",
        env = "COUNTERSIGN_ENVIRONMENT",
        hide_env_values = true,
        hide_possible_values = true,
        help_heading = "Options of every command"
    )]
    pub environment: Option<EnvironmentArg>,
    /// Which merchant account. Needed only when there are several; lists show that account's orders only.
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "COUNTERSIGN_ACCOUNT",
        hide_env_values = true,
        help_heading = "Options of every command"
    )]
    pub account: Option<String>,
}

/// An environment as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EnvironmentArg {
    /// The built-in simulator.
    Training,
    /// Antom's sandbox.
    Sandbox,
    /// Real money.
    Production,
}

impl From<EnvironmentArg> for domain::account::Environment {
    fn from(typed: EnvironmentArg) -> Self {
        match typed {
            EnvironmentArg::Training => Self::Training,
            EnvironmentArg::Sandbox => Self::Sandbox,
            EnvironmentArg::Production => Self::Production,
        }
    }
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a local Antom for training and for tests, with a payment page for the buyer.
    Simulator(simulator::Simulator),
    /// Merchant accounts: client id, gateway, and keys in the keychain.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Account(account::Account),
    /// The key pairs of an account.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Key(key::Key),
    /// Requests for payment: make a link, send it again, share it.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Request(Box<request::Request>),
    /// Take a payment on this computer, the buyer at the desk.
    Counter(counter::Counter),
    /// Payments: find them, ask Antom, capture, cancel, refund.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Payment(payment::Payment),
    /// Payment methods: what is known about them, what was corrected, and correcting it.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Method(method::Method),
    /// What was decided and is not settled: stop it while it still can be.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Outbox(outbox::Outbox),
    /// What needs a person: doubles, holds that end, outcomes that are not known, late payments.
    Attention(attention::Attention),
    /// Keep asking Antom until nothing is open, and send what is due in the outbox.
    Watch(outbox::Watch),
    /// Hear what Antom tells by itself, where its calls are forwarded to this computer.
    Receive(receive::Receive),
    /// Go on as somebody who works here, for a while.
    SignIn(people::SignIn),
    /// Nobody goes on here until somebody signs in again.
    SignOut(people::SignOut),
    /// The people who work here: names, PINs, roles, limits.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Operator(people::Operator),
    /// Roles: what people may do, and how far.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Role(people::Role),
    /// From when a second person is needed, where a reason is, and after how long a window locks.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Policy(people::Policy),
    /// What somebody asked somebody else to approve.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Approval(people::Approval),
    /// The history on this computer: check it, back it up, restore it.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Ledger(ledger::Ledger),
    /// The store's time zone, the stop window, how long a request lives.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Settings(ledger::Settings),
    /// The whole journey against the simulator, explained step by step, from nothing to a refunded payment.
    Tour(simulator::Tour),
    /// Completions for your shell, on stdout.
    Completions(shape::Completions),
    /// The manual page of every command, in roff, on stdout.
    Man(shape::Man),
    /// Help on a command or a topic.
    Help(shape::Help),
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// The narrowest terminal for which examples are written.
    const NARROW: usize = 80;

    /// A note beside a command stands behind three spaces or more, and may go on in the next line.
    fn without_note(line: &str) -> String {
        let typed = line.trim_start();
        let command = typed.split_once("   ").map_or(typed, |(command, _)| command);
        let indent = line.strip_suffix(typed).unwrap_or_default();
        format!("{indent}{command}")
    }

    fn examples_of(command: &clap::Command, lines: &mut Vec<String>) {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        lines.extend(help.lines().filter(|line| line.starts_with("  ")).map(without_note));
        command.get_subcommands().for_each(|inner| examples_of(inner, lines));
    }

    #[test]
    fn no_example_is_broken_where_it_is_copied_from() {
        let mut lines = Vec::new();
        examples_of(&CommandLine::command(), &mut lines);
        assert!(lines.len() > 60, "{}", lines.len());
        let broken: Vec<_> = lines.iter().filter(|line| line.chars().count() > NARROW).collect();
        assert!(broken.is_empty(), "longer than {NARROW} characters: {broken:#?}");
    }
}
