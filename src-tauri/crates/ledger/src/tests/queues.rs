use crate::fixture::{Shop, retold};
use chrono::{DateTime, TimeDelta};
use domain::fact::CaptureMode;
use domain::ids::{IntentId, OrderId};
use domain::intent::Verb;
use domain::outcome::Outcome;
use domain::report::{Said, Status};
use domain::testing::{Story, sgd};

/// A shop that holds the facts of one story.
fn told(story: &Story) -> (Shop, OrderId) {
    let mut shop = Shop::new();
    tell(&mut shop, story);
    (shop, story.order().id)
}

/// Appends what of a story is not on file yet.
fn tell(shop: &mut Shop, story: &Story) {
    let known = usize::try_from(shop.ledger.head().unwrap().facts).unwrap();
    let facts: Vec<_> = story.facts.iter().skip(known).map(retold).collect();
    shop.ledger.transact(|writer| writer.append_all(facts)).unwrap();
}

fn held_by_hand() -> Story {
    let mut story = Story::opened(CaptureMode::Manual);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
    story
}

#[test]
fn a_hold_is_in_its_queue_until_it_is_captured() {
    let mut story = held_by_hand();
    let (mut shop, order) = told(&story);
    let (first, last) = (DateTime::UNIX_EPOCH, story.now + TimeDelta::days(30));
    let holds = shop.ledger.holds(first, last).unwrap();
    assert_eq!(holds.len(), 1);
    assert_eq!((holds[0].order, holds[0].amount), (order, sgd(4000)));
    assert_eq!(holds[0].ends_at, story.now + TimeDelta::days(7), "no end was given, so it is estimated");
    assert!(shop.ledger.holds(holds[0].ends_at, last).unwrap().is_empty());
    assert_eq!(shop.ledger.figures(story.now).unwrap().to_capture, 1);
    assert_eq!(shop.ledger.figures(holds[0].ends_at).unwrap().to_capture, 0);
    story.minutes(1).done(Verb::Capture, "pay-1", sgd(4000));
    tell(&mut shop, &story);
    assert!(shop.ledger.holds(first, last).unwrap().is_empty());
    assert_eq!(shop.ledger.figures(story.now).unwrap().to_capture, 0);
}

#[test]
fn what_antom_captures_by_itself_is_in_no_queue_of_a_person() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "CARD", Status::Success);
    let (shop, order) = told(&story);
    assert_eq!(shop.ledger.figures(story.now).unwrap().to_capture, 0);
    assert_eq!(shop.ledger.capturing_since(story.now).unwrap(), [order]);
    assert!(shop.ledger.capturing_since(story.now - TimeDelta::seconds(1)).unwrap().is_empty());
}

#[test]
fn a_row_shows_the_failure_and_whether_its_link_was_given_out() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1");
    let (mut shop, order) = told(&story);
    let row = |shop: &Shop| shop.ledger.summary(order, story.now).unwrap().unwrap();
    assert!(!row(&shop).shared && row(&shop).live_until.is_some());
    let mut failed = story.payment_said("pay-1", "CARD", Status::Fail);
    failed.result_code = Some("DO_NOT_HONOR".to_owned());
    story.push(domain::fact::Body::LinkShared { request: "req-1".into(), channel: "email".to_owned() });
    tell(&mut shop, &story);
    assert!(shop.ledger.summary(order, story.now).unwrap().unwrap().shared);
    story.report("req-1", Said::Payment(Box::new(failed)));
    tell(&mut shop, &story);
    let row = shop.ledger.summary(order, story.now).unwrap().unwrap();
    assert_eq!((row.word.as_str(), row.trouble.as_deref()), ("failed", Some("DO_NOT_HONOR")));
    story.minutes(1).paid("req-1", "pay-2", "GCASH", Status::Success);
    tell(&mut shop, &story);
    let row = shop.ledger.summary(order, story.now).unwrap().unwrap();
    assert_eq!((row.trouble, row.live_until, row.shared), (None, None, false), "the link is used up");
}

#[test]
fn links_are_found_by_when_they_end() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1");
    let (shop, order) = told(&story);
    let end = story.now + TimeDelta::hours(1);
    assert_eq!(shop.ledger.links_ending(story.now, end).unwrap(), [order]);
    assert!(shop.ledger.links_ending(end, end + TimeDelta::hours(1)).unwrap().is_empty());
}

#[test]
fn orders_are_marked_while_a_person_may_have_to_look_at_them() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "GCASH", Status::Success);
    let (mut shop, order) = told(&story);
    assert!(shop.ledger.marked().unwrap().is_empty());
    story.link("req-2").minutes(5).paid("req-2", "pay-2", "GCASH", Status::Success);
    tell(&mut shop, &story);
    assert_eq!(shop.ledger.marked().unwrap(), [order]);
    story.minutes(5).done(Verb::Refund, "pay-2", sgd(4000));
    tell(&mut shop, &story);
    assert!(shop.ledger.marked().unwrap().is_empty(), "given back, nothing is left to look at");
}

#[test]
fn an_order_whose_outcome_is_not_known_is_among_those_checked_and_counted() {
    let mut story = held_by_hand();
    let capture = story.intent(Verb::Capture, "pay-1", sgd(4000), None);
    let (mut shop, order) = told(&story);
    let figures = shop.ledger.figures(story.now).unwrap();
    assert_eq!((figures.outbox, figures.checking, figures.orders), (1, 0, 1));
    story.step(Verb::Capture, capture, domain::intent::Step::Released).send(Verb::Capture, capture, 1);
    story.no_answer(Verb::Capture, capture);
    tell(&mut shop, &story);
    assert_eq!(shop.ledger.checking().unwrap(), [order]);
    let figures = shop.ledger.figures(story.now).unwrap();
    assert_eq!((figures.outbox, figures.checking), (0, 1));
}

#[test]
fn pages_of_moves_follow_each_other_newest_first_without_a_gap() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "GCASH", Status::Success);
    let mut done: Vec<IntentId> = Vec::new();
    for nth in 0..5 {
        // Two of them move in the same moment.
        if nth != 2 {
            story.minutes(1);
        }
        done.push(story.done(Verb::Refund, "pay-1", sgd(100 + nth)));
    }
    let open = [
        story.minutes(1).intent(Verb::Refund, "pay-1", sgd(10), None),
        story.minutes(1).intent(Verb::Refund, "pay-1", sgd(11), None),
    ];
    let (shop, _) = told(&story);
    let all = |open: bool| {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = shop.ledger.moves(open, 2, after).unwrap();
            assert!(page.moves.len() <= 2);
            seen.extend(page.moves);
            match page.next {
                Some(next) => after = Some(next.to_string().parse().unwrap()),
                None => return seen,
            }
        }
    };
    let seen = all(false);
    assert!(seen.is_sorted_by(|one, other| (one.at, one.intent) > (other.at, other.intent)));
    let mut ids: Vec<IntentId> = seen.iter().map(|moved| moved.intent).collect();
    ids.sort_unstable();
    done.sort_unstable();
    assert_eq!(ids, done);
    let ids: Vec<IntentId> = all(true).iter().map(|moved| moved.intent).collect();
    assert_eq!(ids, [open[1], open[0]]);
    assert!("x".parse::<crate::MoveCursor>().is_err() && "7".parse::<crate::MoveCursor>().is_err());
}

#[test]
fn what_was_touched_since_a_place_is_told_once_and_by_whomever() {
    let mut shop = Shop::new();
    let one = shop.order("A-1001", "Ng Mei");
    let before = shop.ledger.touched_since(0).unwrap();
    assert_eq!((before.orders, before.house, before.facts), (vec![one], false, 1));
    let mut other = shop.again();
    let (two, note) = (shop.order("A-1002", "Tan"), domain::fact::Body::RecoveryCodeRenewed);
    let fact = shop.fact(None, note);
    other.transact(|writer| writer.append(fact)).unwrap();
    shop.note(two, "gift wrap");
    let touched = shop.ledger.touched_since(1).unwrap();
    assert_eq!((touched.orders, touched.house, touched.facts), (vec![two], true, 4));
    let nothing = shop.ledger.touched_since(4).unwrap();
    assert!(nothing.orders.is_empty() && !nothing.house);
}

#[test]
fn a_refused_capture_leaves_the_hold_in_its_queue() {
    let mut story = held_by_hand();
    let capture = story.intent(Verb::Capture, "pay-1", sgd(4000), None);
    story.step(Verb::Capture, capture, domain::intent::Step::Released).send(Verb::Capture, capture, 1);
    story.answer(Verb::Capture, capture, Outcome::Failed, "RISK_REJECT");
    let (shop, _) = told(&story);
    assert_eq!(shop.ledger.figures(story.now).unwrap().to_capture, 1);
}
