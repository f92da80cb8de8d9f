//! Every open payment is watched, within the rate of calls that is the watcher's own.

use crate::Trouble;
use crate::shop::Shop;
use console::operation::{WatchEvent, WatchOptions};
use domain::ids::OrderId;
use std::collections::HashMap;
use std::time::Duration;

/// Calls that go out at once after a quiet time, and so many a second after that.
const BURST: u64 = 20;
const A_SECOND: u64 = 5;

/// Watches for so long; what must hold is the rate, and that nobody is asked about twice while others were never asked
/// about.
pub(crate) async fn watch(shop: &Shop, seconds: u64) -> Result<String, Trouble> {
    let mut asked: HashMap<OrderId, u64> = HashMap::new();
    let mut tell = |event: &WatchEvent| {
        if let WatchEvent::Asked { order, .. } = event {
            *asked.entry(*order).or_default() += 1;
        }
    };
    let stop = tokio::time::sleep(Duration::from_secs(seconds));
    let report = shop.console.watch_telling(WatchOptions::default(), stop, &mut tell).await?;
    let most = BURST + A_SECOND * (seconds + 1);
    if report.questions > most {
        return Err(
            format!("{} questions in {seconds} s, where {most} are the most", report.questions).into()
        );
    }
    let repeated = asked.values().filter(|times| **times > 1).count();
    if repeated > 0 && asked.len() < report.open_orders {
        return Err(format!("{repeated} orders were asked about twice, and others never").into());
    }
    if let Some(trouble) = report.trouble.first() {
        return Err(format!("while it watched: {trouble}").into());
    }
    Ok(format!(
        "{} questions, {:.1} a second, about {} orders; at most {most} were allowed",
        report.questions,
        report.questions as f64 / seconds as f64,
        asked.len(),
    ))
}
