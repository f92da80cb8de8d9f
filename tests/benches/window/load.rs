//! How busy the machine was while something was measured.

use std::time::{Duration, Instant};

/// The kernel's counts at the beginning.
pub struct Load {
    began: Instant,
    waited: Option<Duration>,
}

impl Load {
    /// Begins to count.
    pub fn begin() -> Self {
        Self { began: Instant::now(), waited: waited() }
    }

    /// The share of the time since then in which something that could have run waited for a processor, ours and others',
    /// and how many ran or waited in the last minute.
    pub fn told(&self) -> String {
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load = load.split(' ').next().unwrap_or("?").to_owned();
        match (self.waited, waited()) {
            (Some(before), Some(now)) => {
                let share = (now - before).as_secs_f64() / self.began.elapsed().as_secs_f64();
                format!("load {load}, something waited for a processor in {:.0} % of the time", share * 1e2)
            }
            _ => format!("load {load}"),
        }
    }
}

/// How long something waited for a processor since the machine started; none where the kernel does not count it.
fn waited() -> Option<Duration> {
    let pressure = std::fs::read_to_string("/proc/pressure/cpu").ok()?;
    let total = pressure.lines().next()?.rsplit_once("total=")?.1;
    Some(Duration::from_micros(total.parse().ok()?))
}
