//! Waiting for a condition, never for time.

use std::future::Future;
use std::time::{Duration, Instant};

/// How long anything may take on a slow computer before the journey is lost.
pub const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Looks again and again until there is something, and stops the journey with `what` where there never is.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut look: impl FnMut() -> F) -> T {
    let began = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(began.elapsed() < PATIENCE, "after {} s there was still no {what}", PATIENCE.as_secs());
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
