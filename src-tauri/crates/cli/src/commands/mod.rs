//! What each command does: read, call the console, show.

mod account;
mod approvals;
mod attention;
mod counter;
mod key;
mod ledger;
mod list;
mod method;
mod money;
mod operation;
mod outbox;
mod payment;
mod people;
mod receive;
mod request;
mod settings;
mod shape;
mod share;
pub mod simulator;
pub mod training;
mod watch;

use crate::args::{Command, CommandLine};
use crate::failure::Failure;
use crate::output::Output;

/// Runs the command that was typed.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(line: CommandLine, out: Output) -> Result<(), Failure> {
    let CommandLine { everywhere, command } = line;
    match command {
        Command::Simulator(args) => simulator::run(&args, out).await,
        Command::Account(command) => account::run(&everywhere, command, out).await,
        Command::Key(command) => key::run(&everywhere, command, out).await,
        Command::Request(command) => request::run(&everywhere, *command, out).await,
        Command::Counter(args) => counter::run(&everywhere, &args, out).await,
        Command::Payment(command) => payment::run(&everywhere, command, out).await,
        Command::Method(command) => method::run(&everywhere, command, out).await,
        Command::Outbox(command) => outbox::run(&everywhere, command, out).await,
        Command::Attention(command) => attention::run(&everywhere, command, out).await,
        Command::Watch(args) => watch::run(&everywhere, &args, out).await,
        Command::Receive(args) => receive::run(&everywhere, &args, out).await,
        Command::SignIn(args) => people::sign_in(&everywhere, &args, out).await,
        Command::SignOut(args) => people::sign_out(&everywhere, &args, out).await,
        Command::Operator(command) => people::operator(&everywhere, command, out).await,
        Command::Role(command) => people::role(&everywhere, command, out).await,
        Command::Policy(command) => people::policy(&everywhere, command, out).await,
        Command::Approval(command) => approvals::run(&everywhere, command, out).await,
        Command::Ledger(command) => ledger::run(&everywhere, command, out).await,
        Command::Settings(command) => settings::run(&everywhere, command, out).await,
        Command::Tour(args) => crate::tour::run(&args, out).await,
        Command::Completions(args) => shape::completions(&args, out),
        Command::Man(_) => shape::man(out),
        Command::Help(args) => shape::help(&args, out),
    }
}
