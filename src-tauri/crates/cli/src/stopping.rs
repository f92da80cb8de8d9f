//! Being asked to end: what runs until then ends in order, with its report.

use crate::failure::Failure;

/// Ends when the person (Ctrl-C) or the system (SIGTERM) asks this process to end.
///
/// # Errors
/// Where no signal can be waited for.
#[cfg(unix)]
pub fn asked_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the person asks this process to end.
///
/// # Errors
/// Where no signal can be waited for.
#[cfg(not(unix))]
pub fn asked_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        // Where no such signal can be had, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
