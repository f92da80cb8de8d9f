//! What needs a person.

use super::said::said;
use clap::{Args, Subcommand};

/// Arguments of `attention`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign attention                                what needs a person now
  countersign attention --json
  countersign attention snooze A-1001 --for 2h --reason 'The buyer calls back'
  countersign attention read A-1001")]
pub struct Attention {
    /// What is done about one of them. Without it they are listed.
    #[command(subcommand)]
    pub what: Option<What>,
}

/// What is done about a thing that needs a person.
#[derive(Debug, Subcommand)]
pub enum What {
    /// List what needs a person: doubles, holds that end, outcomes that are not known, late payments.
    ///
    /// Each has its advice and its id. Nothing is asked of Antom; countersign watch does that.
    #[command(after_help = "Examples:\n  countersign attention list\n  countersign attention list --json")]
    List,
    /// Put one out of the way for a while, with a reason. It cannot wait past its own deadline.
    #[command(
        after_help = "Examples:\n  countersign attention snooze A-1001 --for 2h --reason 'The buyer calls back'"
    )]
    Snooze(Snooze),
    /// Mark one as read that only has to be known, such as a late payment. The others are to be done.
    #[command(after_help = "Examples:\n  countersign attention read A-1001")]
    Read(Read),
}

/// Arguments of `attention snooze`.
#[derive(Debug, Args)]
pub struct Snooze {
    /// The id the list shows, or the order's number where the order needs one thing only.
    #[arg(value_name = "ID")]
    pub id: String,
    /// For how long: 45m, 2h, 1d.
    #[arg(long = "for", value_name = "TIME")]
    pub time: String,
    /// Why it can wait, for your colleagues.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
}

/// Arguments of `attention read`.
#[derive(Debug, Args)]
pub struct Read {
    /// The id the list shows, or the order's number where the order needs one thing only.
    #[arg(value_name = "ID")]
    pub id: String,
}
