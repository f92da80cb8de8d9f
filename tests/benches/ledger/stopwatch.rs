//! Two clocks: the one on the wall, and the processor's count for this thread.
//!
//! On a machine that others use at the same time the wall tells how crowded it was; the processor's count tells what
//! the work takes.

use std::time::{Duration, Instant};

/// What something took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    pub wall: Duration,
    pub cpu: Duration,
}

/// A running measurement.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    wall: Instant,
    cpu: Duration,
}

impl Stopwatch {
    pub fn begin() -> Self {
        Self { wall: Instant::now(), cpu: processor() }
    }

    pub fn took(self) -> Took {
        let wall = self.wall.elapsed();
        Took { wall, cpu: processor().saturating_sub(self.cpu) }
    }
}

#[cfg(unix)]
fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(unix))]
fn processor() -> Duration {
    Duration::ZERO
}
