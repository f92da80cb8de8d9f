//! The outbox and watching.

use clap::{Args, Subcommand};

/// Commands about the outbox.
#[derive(Debug, Subcommand)]
pub enum Outbox {
    /// List captures, cancels and refunds that are not settled.
    #[command(after_help = "Examples:\n  countersign outbox list\n  countersign outbox list --json")]
    List,
    /// Stop one that has not left yet. Nothing is sent then.
    #[command(after_help = "\
Examples:
  countersign outbox stop 0b1e7c52-6a8e-4f0e-9a44-1b0f5a7c2d10
  countersign outbox stop A-1001                       the only one of that order")]
    Stop(Stop),
}

/// Arguments of `outbox stop`.
#[derive(Debug, Args)]
pub struct Stop {
    /// The id outbox list shows, or the order's number when it has one in the outbox only.
    #[arg(value_name = "ID")]
    pub id: String,
}

/// Arguments of `watch`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign watch                    until Ctrl-C
  countersign watch --until-quiet      until nothing is open
  countersign watch --once             everything that is due now, once; for a timer
  countersign watch --json             a line for each thing as it happens
  countersign watch --plan             what would be asked, and when; nothing is asked

With --json each line has `what` and `at`: asked, intent (it moved), settled, order (Antom said something new), \
closed (nothing about the order is open any more), unreachable, reachable, trouble. The last line is the report \
(countersign help json).

It needs nobody to be signed in: asking goes on, and what people decided is sent. While nobody is, no order and no amount \
is shown. Only where it was sealed nothing goes on until somebody signs in.
With --once it ends with exit code 9 where Antom could not be asked about something.
Ctrl-C or SIGTERM ends it with its report.")]
pub struct Watch {
    /// End as soon as nothing is open.
    #[arg(long, conflicts_with = "once")]
    pub until_quiet: bool,
    /// Ask once about everything that is due, then end.
    #[arg(long)]
    pub once: bool,
    /// Ask nothing: say what a watch that began now would ask, and when.
    #[arg(long, conflicts_with_all = ["once", "until_quiet"])]
    pub plan: bool,
}
