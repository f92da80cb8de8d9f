use crate::shop::{Shop, refund};
use console::operation::Once;
use console::{Console, ScriptInput};
use simulator::Effect;

#[tokio::test]
async fn a_script_run_twice_pays_once_and_gets_the_first_outcome() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let script = ScriptInput::new("refund-2026-11").unwrap();
    let ask = refund(order, 4_000);
    assert!(console.first_outcome(&ask, &script).unwrap().is_none());
    let prepared = console.prepare(ask.clone()).await.unwrap();
    let first = console.confirm(prepared.token, Some(script.clone())).await.unwrap();
    let first = console.settle(&first.id).await.unwrap();
    assert_eq!(first.stage, "done");
    let again = console.first_outcome(&ask, &script).unwrap().unwrap();
    assert_eq!((again.id, again.stage.as_str()), (first.id, "done"), "although nothing is left to refund");
    let other = shop.another();
    assert_eq!(other.first_outcome(&ask, &script).unwrap().unwrap().id, first.id, "in any process");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}

#[tokio::test]
async fn the_same_key_with_other_parameters_is_refused() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let script = ScriptInput::new("k").unwrap();
    let prepared = console.prepare(refund(order, 100)).await.unwrap();
    console.confirm(prepared.token, Some(script.clone())).await.unwrap();
    let other = refund(order, 101);
    assert_eq!(console.first_outcome(&other, &script).unwrap_err().code(), "script-key-reused");
    let prepared = console.prepare(other).await.unwrap();
    assert_eq!(console.confirm(prepared.token, Some(script)).await.unwrap_err().code(), "script-key-reused");
    assert_eq!(console.outbox().unwrap().len(), 1);
}

#[tokio::test]
async fn two_confirmations_under_one_key_become_one_intent() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let script = ScriptInput::new("k").unwrap();
    let other = shop.another();
    let one = console.prepare(refund(order, 100)).await.unwrap();
    let two = other.prepare(refund(order, 100)).await.unwrap();
    let one = console.confirm(one.token, Some(script.clone())).await.unwrap();
    let two = other.confirm(two.token, Some(script)).await.unwrap();
    assert_eq!(one.id, two.id);
    assert_eq!(console.outbox().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_run_one_script_at_once_all_get_its_first_outcome() {
    let (shop, console) = Shop::open().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let script = ScriptInput::new("k").unwrap();
    let run = |console: Console, script: ScriptInput| async move {
        let intent = match console.prepare_once(refund(order, 4_000), &script).await? {
            Once::Before(first) => first,
            Once::Now(prepared) => console.confirm(prepared.token, Some(script)).await?,
        };
        console.settle(&intent.id).await
    };
    let racers: Vec<_> = (0..6).map(|_| tokio::spawn(run(shop.another(), script.clone()))).collect();
    let mut answered = Vec::new();
    for racer in racers {
        answered.push(racer.await.unwrap().unwrap().id);
    }
    answered.dedup();
    assert_eq!(answered.len(), 1, "whoever came second is told of the first");
    assert_eq!(console.settle(&answered[0]).await.unwrap().stage, "done");
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
}
