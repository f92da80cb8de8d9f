//! Moving money: capture, cancel and refund, always by prepare and confirm.
//!
//! * [`Console::prepare`] asks Antom afresh, lets the domain decide and gives a sentence to confirm;
//!   [`Console::dry_run`] only says what would happen.
//! * [`Console::confirm`] decides once more inside one transaction and writes the intent down.
//! * [`Console::settle`] waits the stop window, releases, sends and asks until the outcome is known.
//! * [`Console::outbox`], [`Console::stop`], [`Console::recover`] and [`Console::watch`] look after what is
//!   open; [`Console::watch_plan`] says what is asked next, [`Console::look_at`] and [`Console::wake`] hurry it.
//!
//! Inside, `run` is the only road to Antom's money calls. An intent goes from stage to stage on disk; whatever is
//! interrupted between two steps is found there again.

mod ask;
mod asking;
mod body;
mod confirm;
mod confirmation;
mod decide;
mod hold;
mod outbox;
mod prepare;
mod recover;
mod release;
mod run;
mod schedule;
pub(crate) mod send;
mod settle;
mod unasked;
mod watch;

pub use ask::{Ask, MOST_REASON};
pub(crate) use confirmation::Proposal;
pub use confirmation::{Confirmations, Token};
pub use prepare::{Once, Prepared, RefusalView, WouldDo};
pub use recover::Recovered;
pub use watch::{NextCall, NotAsked, Rung, WatchEvent, WatchOptions, WatchPlan, WatchReport, Why};

pub(crate) use hold::Moving;
pub(crate) use schedule::Schedule;
pub(crate) use watch::Watching;
