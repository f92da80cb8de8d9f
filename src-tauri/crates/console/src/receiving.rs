//! Receiving what Antom tells by itself, for merchants who forward its calls to this computer.
//!
//! Asking stays the rule; this only makes it quicker, and it is the one way to learn of disputes. A call counts only once
//! its signature verified over the raw bytes and the path *configured at Antom*, and the prescribed reply is given only
//! when the fact is on disk. Everything else is answered 401 or 503, counted, and shown in Attention.

mod count;
mod server;
mod take;
mod told;

pub use count::Refused;
pub use server::{Address, Receiver};
pub use take::{NotTaken, Taken};
