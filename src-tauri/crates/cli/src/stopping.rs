//! Being asked to end: what runs until then ends in order, with its report.

use crate::failure::Failure;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Hears the person (Ctrl-C) and the system (SIGTERM) ask this process to end. From when there is one the process does
/// not end by itself any more: whoever makes one listens, or is about to end.
pub struct Stopping {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
}

impl Stopping {
    /// Begins to hear. What is asked before anybody listens is not lost.
    ///
    /// # Errors
    /// Where no signal can be waited for.
    #[cfg(unix)]
    pub fn begin() -> Result<Self, Failure> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Begins to hear.
    ///
    /// # Errors
    /// None on this system.
    #[cfg(not(unix))]
    pub fn begin() -> Result<Self, Failure> {
        Ok(Self {})
    }

    /// Ends when this process is asked to end; each time anew.
    #[cfg(unix)]
    pub async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Ends when the person asks this process to end; each time anew.
    #[cfg(not(unix))]
    pub async fn asked(&mut self) {
        // Where no such signal can be had, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Ends when this process is asked to end.
///
/// # Errors
/// Where no signal can be waited for.
pub fn asked_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    let mut stopping = Stopping::begin()?;
    Ok(async move { stopping.asked().await })
}
