//! A batch of refunds, as a script would run it.

use crate::Trouble;
use crate::shop::{Known, Shop, lock, price};
use console::operation::Ask;
use domain::intent::Verb;
use simulator::Effect;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How many run at a time.
const AT_A_TIME: usize = 4;

/// Each order is refunded in full. What must hold: the gateway's book has as many refunds, each of another payment and
/// of the whole price.
pub(crate) async fn batch(shop: &Arc<Shop>, orders: &[Known], refunds: usize) -> Result<String, Trouble> {
    let orders: Arc<[Known]> = orders.iter().take(refunds).cloned().collect();
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let hands = (0..AT_A_TIME).map(|_| {
        let (shop, orders, next) = (Arc::clone(shop), Arc::clone(&orders), Arc::clone(&next));
        tokio::spawn(async move {
            let mut took = Vec::new();
            while let Some(known) = orders.get(next.fetch_add(1, Ordering::Relaxed)) {
                took.push(refund(&shop, known).await?);
            }
            Ok::<_, Trouble>(took)
        })
    });
    let mut took = Vec::with_capacity(refunds);
    for hand in hands.collect::<Vec<_>>() {
        took.extend(hand.await??);
    }
    let all = began.elapsed();
    compare(shop, refunds)?;
    took.sort_unstable();
    let at = |hundredth: usize| took[(took.len() - 1) * hundredth / 100].as_secs_f64() * 1e3;
    Ok(format!(
        "{:.1} a second, each done after {:.0} / {:.0} ms ({:.0}); the gateway's book has {refunds}",
        refunds as f64 / all.as_secs_f64(),
        at(50),
        at(99),
        at(100),
    ))
}

async fn refund(shop: &Shop, known: &Known) -> Result<Duration, Trouble> {
    let began = Instant::now();
    let asked = Ask {
        order: known.order,
        payment: None,
        verb: Verb::Refund,
        amount: Some(price()?),
        reason: None,
        despite_dispute: false,
    };
    let prepared = shop.console.prepare(asked).await?;
    let intent = shop.console.confirm(prepared.token, None).await?;
    let settled = shop.console.settle(&intent.id).await?;
    if settled.stage != "done" {
        return Err(format!("a refund is {}: {}", settled.stage, settled.sentence).into());
    }
    Ok(began.elapsed())
}

fn compare(shop: &Shop, refunds: usize) -> Result<(), Trouble> {
    let price = price()?;
    let gateway = shop.gateway();
    let gateway = lock(&gateway);
    let booked: Vec<_> = gateway.book().of(Effect::Refunded).collect();
    let payments: HashSet<&str> = booked.iter().map(|entry| entry.payment_id.as_str()).collect();
    let whole =
        booked.iter().all(|entry| entry.amount.value == price.minor() && entry.amount.currency == "SGD");
    if booked.len() != refunds || payments.len() != refunds || !whole {
        return Err(format!(
            "{refunds} refunds were made; the book has {} of {} payments",
            booked.len(),
            payments.len()
        )
        .into());
    }
    Ok(())
}
