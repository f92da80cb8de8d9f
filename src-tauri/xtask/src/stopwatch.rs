//! How long something took.

use std::fmt;
use std::time::{Duration, Instant};

/// Runs from its start on; shown in tenths of a second, as `61.2 s`.
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts it.
    #[expect(
        clippy::disallowed_methods,
        reason = "a developer command reports how long its steps took; nothing ships"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl fmt::Display for Stopwatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&seconds(self.0.elapsed()))
    }
}

fn seconds(duration: Duration) -> String {
    format!("{}.{} s", duration.as_secs(), duration.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_printed_in_tenths_of_a_second() {
        assert_eq!(seconds(Duration::from_millis(61_250)), "61.2 s");
    }
}
