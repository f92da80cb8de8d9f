use crate::shop::{Shop, refund, whole};
use console::{Console, ConsoleError};
use domain::ids::OrderId;
use domain::intent::Verb;
use simulator::Effect;
use std::sync::Arc;

/// Prepares, confirms, settles; whatever is refused on the way is no error of the test.
async fn try_to_refund(console: Arc<Console>, order: OrderId, minor: u64) -> Result<String, ConsoleError> {
    let prepared = console.prepare(refund(order, minor)).await?;
    let intent = console.confirm(prepared.token, None).await?;
    Ok(console.settle(&intent.id).await?.stage)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_processes_racing_for_one_remainder_never_send_more_than_it() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    let racers: Vec<_> = (0..6).map(|_| Arc::new(shop.another())).collect();
    let tasks: Vec<_> =
        racers.iter().map(|racer| tokio::spawn(try_to_refund(Arc::clone(racer), order, 3_000))).collect();
    let mut done = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(stage) => done += usize::from(stage == "done"),
            Err(error) => assert!(
                ["changed-meanwhile", "more-than-available", "ledger-busy"].contains(&error.code().as_str()),
                "{error}"
            ),
        }
    }
    assert_eq!(done, 1);
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
    assert_eq!(shop.totals(payment.as_str()).kept(), 1_000);
    assert!(console.verify(None).unwrap().whole, "the chain is one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_capture_and_a_cancel_racing_for_one_hold_do_not_both_leave() {
    let (shop, console) = Shop::open().await;
    let (order, payment) = shop.authorised(&console, 4_000).await;
    let (one, two) = (shop.another(), shop.another());
    let capture = one.prepare(whole(order, Verb::Capture)).await.unwrap();
    let cancel = two.prepare(whole(order, Verb::Cancel)).await.unwrap();
    let (capture, cancel) = tokio::join!(one.confirm(capture.token, None), two.confirm(cancel.token, None));
    let winners = [capture, cancel].into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(winners.len(), 1);
    for (console, intent) in [(&one, &winners[0]), (&two, &winners[0])] {
        console.settle(&intent.id).await.unwrap();
    }
    let totals = shop.totals(payment.as_str());
    assert!(totals.sound() && totals.captured + totals.released == 4_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_intent_settled_by_many_tasks_is_sent_once() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let console = Arc::new(console);
    let prepared = console.prepare(refund(order, 500)).await.unwrap();
    let intent = console.confirm(prepared.token, None).await.unwrap().id;
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let console = Arc::clone(&console);
            tokio::spawn(async move { console.settle(&intent).await.unwrap() })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let settled = console.settle(&intent).await.unwrap();
    assert_eq!((settled.stage.as_str(), settled.attempts), ("done", 1));
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}
