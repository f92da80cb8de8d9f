//! Waiting for a condition, never for time.

use std::future::Future;
use std::time::{Duration, Instant};

/// How long anything may take on a slow computer before the journey is lost.
pub const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Looks again and again until there is something, and stops the journey with `what` where there never is.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, look: impl FnMut() -> F) -> T {
    in_time(look).await.unwrap_or_else(|| panic!("{}", lost(what)))
}

/// The same, and the journey is not lost yet.
pub async fn in_time<T, F: Future<Output = Option<T>>>(look: impl FnMut() -> F) -> Option<T> {
    within(PATIENCE, look).await
}

/// The same for what takes longer.
pub async fn within<T, F: Future<Output = Option<T>>>(
    patience: Duration,
    mut look: impl FnMut() -> F,
) -> Option<T> {
    let began = Instant::now();
    loop {
        let seen = look().await;
        if seen.is_some() || began.elapsed() > patience {
            return seen;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// What is said of a journey that is lost.
pub fn lost(what: &str) -> String {
    format!("after {} s there was still no {what}", PATIENCE.as_secs())
}
