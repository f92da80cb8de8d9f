//! The wall clock: the one place where the simulator reads the computer's time.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::moment::Moment;

/// The computer's time now. Everything below the servers is given the time instead of asking for it.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the servers must learn the time somewhere, and this is where")]
pub(crate) fn wall() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
