//! How much processor time this process has used. On a machine that does other work too, that says what the wall clock
//! cannot.

use std::time::Duration;

/// User and system time of all threads so far.
#[cfg(unix)]
pub fn used() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// Where there is no such clock, the time that passed stands in for it: measure on a machine that does nothing else.
#[cfg(not(unix))]
pub fn used() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
