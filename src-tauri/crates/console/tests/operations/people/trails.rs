use super::{DANIEL, LENA, PRIYA, add, code, sits, staffed};
use crate::shop::{Shop, refund};
use console::people::trail::TrailAsked;
use simulator::Span;

#[tokio::test]
async fn a_trail_tells_what_somebody_did_and_what_they_approved_with_its_place_on_the_chain() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 40_000).await;
    sits(&console, PRIYA);
    let prepared = console.prepare(refund(order, 12_000)).await.unwrap();
    let ask = console.ask_approval(prepared.token, None).unwrap();
    sits(&console, DANIEL);
    let prepared = console.consider_approval(&ask.id).await.unwrap();
    console.give_approval(&ask.id, prepared.token).await.unwrap();
    let of = |name: &str| TrailAsked { person: Some(name.into()), ..TrailAsked::default() };
    let daniels = console.trail(&of(DANIEL)).unwrap();
    let kinds: Vec<&str> = daniels.entries.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["RefundRequested", "RefundQueued", "ApprovalGiven"]);
    assert!(
        daniels.entries[..2]
            .iter()
            .all(|entry| entry.actor == PRIYA && entry.approver.as_deref() == Some(DANIEL))
    );
    let priyas = console.trail(&of(PRIYA)).unwrap();
    assert_eq!(priyas.entries[0].kind, "ApprovalAsked");
    for entry in daniels.entries.iter().chain(&priyas.entries) {
        assert!(console.verify(Some(&entry.head)).unwrap().whole, "{}", entry.head);
    }
    let lines = daniels.lines().unwrap();
    let hashes: Vec<_> = daniels.proofs.iter().map(|proof| proof.hash.clone()).collect();
    let documents: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (last, facts) = documents.split_last().unwrap();
    assert_eq!(facts.iter().map(|fact| fact["hash"].as_str().unwrap()).collect::<Vec<_>>(), hashes);
    assert_eq!(last["head"], daniels.head.as_str());
    let forged = daniels.entries[0].head.replace(":1", ":2");
    assert!(!console.verify(Some(&forged)).is_ok_and(|verified| verified.whole), "{forged}");
    let everything = console.trail(&TrailAsked::default()).unwrap();
    assert_eq!(everything.proofs.len(), everything.entries.len());
    assert!(
        everything.proofs.windows(2).all(|two| two[1].previous.as_ref() == Some(&two[0].hash)),
        "one chain, whole"
    );
}

#[tokio::test]
async fn a_trail_is_of_whole_days_of_the_store() {
    let (shop, console) = staffed().await;
    let today = console.now().with_timezone(&console.zone().unwrap()).date_naive();
    shop.pass(Span::hours(24));
    let (order, _) = shop.paid(&console, 1_000).await;
    let of = |from, to| console.trail(&TrailAsked { person: Some(LENA.into()), from, to }).unwrap().entries;
    assert!(of(None, Some(today)).iter().all(|entry| entry.order.is_none()));
    assert!(of(Some(today.succ_opt().unwrap()), None).iter().any(|entry| entry.order == Some(order)));
    assert!(of(None, today.pred_opt()).is_empty());
}

#[tokio::test]
async fn a_person_who_is_called_like_the_computers_user_has_done_none_of_what_that_user_did() {
    let (shop, console) = Shop::open().await;
    shop.paid(&console, 1_000).await;
    let meis = TrailAsked { person: Some("Mei".into()), ..TrailAsked::default() };
    assert!(!console.trail(&meis).unwrap().entries.is_empty(), "the computer's user asked for the money");
    add(&console, "Mei", "admin", None);
    console.set_setting("stop-window", "30").unwrap();
    let kinds: Vec<String> =
        console.trail(&meis).unwrap().entries.into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, ["SettingChanged"]);
}

#[tokio::test]
async fn everybody_reads_their_own_trail_and_nobody_elses_without_the_right() {
    let (_shop, console) = staffed().await;
    sits(&console, PRIYA);
    let of = |name: &str| TrailAsked { person: Some(name.into()), ..TrailAsked::default() };
    console.trail(&of(PRIYA)).unwrap();
    assert_eq!(code(console.trail(&of(DANIEL))), "right-missing");
    assert_eq!(code(console.trail(&TrailAsked::default())), "right-missing");
    sits(&console, DANIEL);
    console.trail(&of(PRIYA)).unwrap();
}
