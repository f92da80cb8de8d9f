//! What the lock screen may know: who was here last, why it is locked, the tries that are left, the next hold.

use super::{DANIEL, LENA, PRIYA, code, sits, staffed};
use console::people::change::PersonChange;
use console::people::door::AtTheDoor;
use console::seat::LockedBy;
use console::{Console, SecretText};
use simulator::Span;

fn at_the_door(console: &Console, name: &str) -> AtTheDoor {
    console.door().unwrap().into_iter().find(|person| person.name == name).unwrap()
}

fn why(console: &Console) -> Option<LockedBy> {
    console.locked_since().unwrap().map(|left| left.why)
}

#[tokio::test]
async fn the_door_says_who_was_here_last_also_to_a_program_that_was_started_anew() {
    let (shop, console) = staffed().await;
    let last = |console: &Console| -> Vec<String> {
        console.door().unwrap().into_iter().filter(|person| person.was_last).map(|one| one.name).collect()
    };
    assert_eq!(last(&console), [LENA], "the first admin sits there from the beginning");
    sits(&console, PRIYA);
    sits(&console, DANIEL);
    console.sign_out();
    assert_eq!(last(&console), [DANIEL]);
    assert_eq!(last(&shop.another()), [DANIEL]);
}

#[tokio::test]
async fn the_lock_says_since_when_and_why_and_the_first_reason_holds() {
    let (shop, console) = staffed().await;
    sits(&console, DANIEL);
    console.sign_out_because(LockedBy::Sleep);
    let left = console.locked_since().unwrap().unwrap();
    assert_eq!((left.at, left.why), (console.now(), LockedBy::Sleep));
    shop.pass(Span::minutes(5));
    console.sign_out_because(LockedBy::Idle);
    assert_eq!(console.locked_since().unwrap(), Some(left), "nobody was there any more");
    assert_eq!(why(&shop.another()), None, "nobody has sat at a program that just began");
    sits(&console, LENA);
    assert_eq!(why(&console), None);
    console.seal().unwrap();
    assert_eq!((why(&console), why(&shop.another())), (Some(LockedBy::Sealed), Some(LockedBy::Sealed)));
}

#[tokio::test]
async fn whoever_is_suspended_where_they_sit_finds_it_locked_for_that() {
    let (shop, console) = staffed().await;
    let other = shop.another();
    sits(&other, DANIEL);
    sits(&console, LENA);
    console.change_person(DANIEL, PersonChange::Suspend("left".into())).unwrap();
    assert_eq!(why(&other), Some(LockedBy::Suspended));
}

#[tokio::test]
async fn the_door_says_how_many_tries_are_left() {
    let (shop, console) = staffed().await;
    console.sign_out();
    assert_eq!(at_the_door(&console, PRIYA).tries_left, 5);
    let wrong = || code(console.sign_in(PRIYA, &SecretText::new("111222".into())));
    assert_eq!(wrong(), "pin-wrong");
    assert_eq!(at_the_door(&console, PRIYA).tries_left, 4);
    (0..4).for_each(|_| drop(wrong()));
    assert_eq!(at_the_door(&console, PRIYA).tries_left, 0, "they have to wait");
    shop.pass(Span::seconds(31));
    assert_eq!(at_the_door(&console, PRIYA).tries_left, 1);
    sits(&console, PRIYA);
    assert_eq!(at_the_door(&console, PRIYA).tries_left, 5);
}

#[tokio::test]
async fn the_next_hold_is_told_while_nobody_is_signed_in() {
    let (shop, console) = staffed().await;
    assert_eq!(console.next_hold_ends().unwrap(), None);
    shop.authorised(&console, 4_000).await;
    let ends = console.holds().unwrap().holds[0].ends_at;
    console.sign_out();
    assert_eq!(console.next_hold_ends().unwrap(), Some(ends));
}

#[tokio::test]
async fn a_window_locks_after_what_the_policy_says() {
    let (_shop, console) = staffed().await;
    assert_eq!(console.locks_after_minutes().unwrap(), 3);
    sits(&console, LENA);
    let mut policy = console.approval_policy().unwrap();
    policy.lock_after_minutes = 10;
    console.set_approval_policy(policy.read()).unwrap();
    console.sign_out();
    assert_eq!(console.locks_after_minutes().unwrap(), 10);
}
