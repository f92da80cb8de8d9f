//! Counter checkout: a payment on this computer, the buyer at the desk (guides 3 and 4).
//!
//! Antom's own browser SDK runs unchanged in a page of an origin of its own, which has no other rights. Its event codes
//! come back as a fixed enumeration; they are shown to staff in words and have Antom asked. The result is always Antom's.

mod attend;
mod hosts;
mod page;
mod prefill;
mod server;
mod ticket;

pub use antom::event_code::EventCode;
pub use attend::{Ended, Happening};
pub use hosts::may_be_shown;
pub use page::{BUNDLE, BUNDLE_VERSION};
pub(crate) use prefill::cpf;
pub use prefill::{PageInput, Prefill};
pub use server::{Counter, Heard};
pub use ticket::Ticket;
