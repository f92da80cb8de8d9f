//! Three people share one computer: everybody under their own name, nobody beyond their limit, and a second person where
//! one is not enough. Walked by mouse, and in a home of its own by the keyboard alone: a first admin is made once.

use crate::phone_order;
use crate::staff::{DANIEL, LENA, PRIYA};
use crate::waiting::until;
use crate::{App, Hand, Person};

/// Longer than any stop window, in seconds.
const LONG: u64 = 4_200;

#[tokio::test]
async fn three_people_share_one_computer_by_mouse() {
    share_one_computer(Hand::Mouse).await;
}

#[tokio::test]
async fn three_people_share_one_computer_by_the_keyboard_alone() {
    share_one_computer(Hand::Keyboard).await;
}

async fn share_one_computer(hand: Hand) {
    let app = App::in_training().await;
    let person = &Person::at(&app, hand);
    let (alone, over) = (person.order("ALONE"), person.order("OVER"));
    app.paid(&alone, "SGD 30.00").await;
    app.paid(&over, "SGD 200.00").await;

    let code = the_first_admin_is_made_with_the_recovery_code(person).await;
    one_person_alone_gives_the_recovery_code_in_place_of_a_second(person, &alone, &code).await;
    people_are_added_with_roles_and_a_limit(person).await;
    person.locks(LENA).await;
    nobody_sits_down_with_a_wrong_pin(person).await;
    phone_order::a_phone_order_turns_paid_in_the_open_panel_by_itself(person).await;
    a_lock_in_the_middle_of_a_form_loses_nothing_and_shows_nobody_else(person).await;
    more_than_a_limit_is_asked_for(person, &over).await;
    finance_approves_it_and_it_is_sent_once(person, &over).await;
    app.end().await;
}

async fn the_first_admin_is_made_with_the_recovery_code(person: &Person<'_>) -> String {
    person.go_to("People").await;
    person.press("button", "Go to Settings").await;
    let code = person.takes_the_recovery_code().await;
    person.go_to("People").await;
    person.write("Name", LENA.name).await;
    person.writes_a_pin(LENA.pin).await;
    person.write("Recovery code", &code).await;
    person.press("button", "Make the first admin").await;
    person.reads(&LENA.place(), "Admin").await;
    code
}

async fn one_person_alone_gives_the_recovery_code_in_place_of_a_second(
    person: &Person<'_>,
    order: &str,
    code: &str,
) {
    let app = person.app();
    app.refunds_need_a_second_person(true).await;
    person.open(order).await;
    person.press("button", "Refund…").await;
    person.fill_in_refund("12.00", "Goods came back").await;
    app.read("Nobody else here can approve it").await;
    person.write("Recovery code", code).await;
    person.decide("Refund SGD 12.00").await;
    person.sees_it_through("Returned.").await;
    assert_eq!(app.antom().moved(order).await, ["paid SGD 3000", "refunded SGD 1200"]);
    app.refunds_need_a_second_person(false).await;
}

async fn people_are_added_with_roles_and_a_limit(person: &Person<'_>) {
    let app = person.app();
    person.go_to("People").await;
    person.press("button", "Person").await;
    person.write("Name", DANIEL.name).await;
    person.choose("Role", "Finance").await;
    person.writes_a_pin(DANIEL.pin).await;
    person.press("button", "Add the person").await;
    person.reads(&DANIEL.place(), "Finance").await;
    app.no_dialog().await;

    person.press("button", "Person").await;
    person.write("Name", PRIYA.name).await;
    person.press("checkbox", "Limits of their own instead of the role’s").await;
    person.choose("Refunds of a day", "No limit").await;
    person.press("button", "A currency: Each refund").await;
    person.choose("Currency", "SGD").await;
    person.write("Amount in SGD", "50.00").await;
    person.writes_a_pin(PRIYA.pin).await;
    person.press("button", "Add the person").await;
    person.reads(&PRIYA.place(), "Up to SGD 50.00").await;
    app.no_dialog().await;
}

async fn nobody_sits_down_with_a_wrong_pin(person: &Person<'_>) {
    person.is_at_the_door(PRIYA).await;
    person.tries(DANIEL.pin).await;
    person.app().read("That PIN does not match. 4 tries left.").await;
    person.sits_down(PRIYA).await;
}

async fn a_lock_in_the_middle_of_a_form_loses_nothing_and_shows_nobody_else(person: &Person<'_>) {
    let app = person.app();
    person.go_to("New request").await;
    person.write("Amount", "77.10").await;
    person.write("Description, as the buyer will read it", "Two walnut trays").await;
    person.write("Buyer name", "Mei Wong").await;
    person.locks(PRIYA).await;
    let shown = app.text().await;
    for hidden in ["77.10", "walnut", "Mei Wong", "SGD"] {
        assert!(!shown.contains(hidden), "{hidden:?} is hidden while locked: {shown}");
    }

    person.sits_down(LENA).await;
    person.go_to("New request").await;
    assert_eq!(person.typed("Amount").await, "", "what somebody else wrote is theirs");
    person.locks(LENA).await;

    person.sits_down(PRIYA).await;
    person.go_to("New request").await;
    until("form as it was left", || async { (person.typed("Amount").await == "77.10").then_some(()) }).await;
    assert_eq!(person.typed("Description, as the buyer will read it").await, "Two walnut trays");
    assert_eq!(person.typed("Buyer name").await, "Mei Wong");
}

async fn more_than_a_limit_is_asked_for(person: &Person<'_>, order: &str) {
    let app = person.app();
    person.open(order).await;
    person.press("button", "Refund…").await;
    person.fill_in_refund("80.00", "Goods came back").await;
    app.read("above your limit of SGD 50.00 for a refund").await;
    app.read("Lena Hartmann or Daniel Okafor can approve it.").await;
    person.write("A few words to whoever approves", "See the photograph").await;
    person.press("button", "Ask for approval").await;
    app.no_dialog().await;
    person.go_to("Attention").await;
    person.reads("Waiting for approval", "Waits for Lena Hartmann or Daniel Okafor").await;
    app.antom().advance(LONG).await;
    assert_eq!(app.antom().moved(order).await, ["paid SGD 20000"], "asking sends nothing");
    person.locks(PRIYA).await;
}

async fn finance_approves_it_and_it_is_sent_once(person: &Person<'_>, order: &str) {
    let app = person.app();
    person.sits_down(DANIEL).await;
    person.go_to("Attention").await;
    person.reads("Waiting for approval", "Priya Nair asked").await;
    person.reads("Waiting for approval", "Why: Goods came back").await;
    person.reads("Waiting for approval", "See the photograph").await;
    person.press("button", "Look at it…").await;
    person.press("button", "Approve SGD 80.00").await;
    app.no_dialog().await;
    app.stop_window_passes().await;
    until("refund at Antom", || async { (app.antom().moved(order).await.len() == 2).then_some(()) }).await;

    let place = person.open(order).await;
    person.reads(&place, "Part-refunded").await;
    person.reads(&place, "Priya Nair, approved by Daniel Okafor").await;
    person.press("button", "Refund…").await;
    app.see("button", "All 120.00").await;
    person.press("button", "Go back").await;
    app.antom().advance(LONG).await;
    assert_eq!(app.antom().moved(order).await, ["paid SGD 20000", "refunded SGD 8000"], "once, and no more");
}
