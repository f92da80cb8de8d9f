//! Three people share one computer: everybody under their own name, nobody beyond their limit, and a second person where
//! one is not enough. Walked by mouse and by the keyboard alone, in both languages and both themes, each time in a home
//! of its own: a first admin is made once.

use crate::phone_order;
use crate::staff::{DANIEL, LENA, PRIYA, Staff};
use crate::waiting::until;
use crate::{App, Hand, Person};
use serde_json::json;

/// Longer than any stop window, in seconds.
const LONG: u64 = 4_200;

#[tokio::test]
async fn three_people_share_one_computer_by_mouse_in_english_and_in_the_light() {
    share_one_computer(Hand::Mouse, "en", "light").await;
}

#[tokio::test]
async fn three_people_share_one_computer_by_mouse_in_chinese_and_in_the_dark() {
    share_one_computer(Hand::Mouse, "zh-Hans", "dark").await;
}

#[tokio::test]
async fn three_people_share_one_computer_by_the_keyboard_alone_in_english_and_in_the_dark() {
    share_one_computer(Hand::Keyboard, "en", "dark").await;
}

#[tokio::test]
async fn three_people_share_one_computer_by_the_keyboard_alone_in_chinese_and_in_the_light() {
    share_one_computer(Hand::Keyboard, "zh-Hans", "light").await;
}

async fn share_one_computer(hand: Hand, language: &str, theme: &str) {
    let app = App::in_training().await;
    let person = &Person::at(&app, hand).sets_the_window(language, theme).await;
    let (alone, over) = (person.order("ALONE"), person.order("OVER"));
    app.paid(&alone, "SGD 30.00").await;
    app.paid(&over, "SGD 200.00").await;

    let code = the_first_admin_is_made_with_the_recovery_code(person).await;
    one_person_alone_gives_the_recovery_code_in_place_of_a_second(person, &alone, &code).await;
    people_are_added_with_roles_and_a_limit(person).await;
    person.locks(LENA).await;
    assert_eq!(app.theme().await, theme, "while nobody is here");
    nobody_sits_down_with_a_wrong_pin(person).await;
    phone_order::a_phone_order_turns_paid_in_the_open_panel_by_itself(person).await;
    a_lock_in_the_middle_of_a_form_loses_nothing_and_shows_nobody_else(person).await;
    more_than_a_limit_is_asked_for(person, &over).await;
    finance_approves_it_and_it_is_sent_once(person, &over).await;
    assert_eq!(app.theme().await, theme, "whoever sits here");
    app.end().await;
}

async fn the_first_admin_is_made_with_the_recovery_code(person: &Person<'_>) -> String {
    person.go_to(person.say("people.title")).await;
    person.press("button", person.say("people.first.to-settings")).await;
    let code = person.takes_the_recovery_code().await;
    person.go_to(person.say("people.title")).await;
    person.write(person.say("people.name"), LENA.name).await;
    person.writes_a_pin(LENA.pin).await;
    person.write(person.say("recovery.code"), &code).await;
    person.press("button", person.say("people.first.do")).await;
    person.reads(&person.place_of(LENA), person.say("role.admin")).await;
    code
}

async fn one_person_alone_gives_the_recovery_code_in_place_of_a_second(
    person: &Person<'_>,
    order: &str,
    code: &str,
) {
    let app = person.app();
    app.refunds_need_a_second_person(true).await;
    asks_for_a_refund(person, order, "12.00").await;
    app.read(person.say("second.code")).await;
    person.write(person.say("recovery.code"), code).await;
    person.decide(&person.say_with("money.do.refund", &[("amount", "SGD 12.00")])).await;
    person.sees_it_through(person.say("money.after.done.refund")).await;
    assert_eq!(app.antom().moved(order).await, ["paid SGD 3000", "refunded SGD 1200"]);
    app.refunds_need_a_second_person(false).await;
}

/// Opens the refund of an order and fills it in.
async fn asks_for_a_refund(person: &Person<'_>, order: &str, figure: &str) {
    person.open(order).await;
    person.press("button", person.say("detail.action.refund")).await;
    person.fill_in_refund(figure, person.say("money.reason.returned")).await;
}

async fn people_are_added_with_roles_and_a_limit(person: &Person<'_>) {
    person.go_to(person.say("people.title")).await;
    person.press("button", person.say("people.add")).await;
    person.write(person.say("people.name"), DANIEL.name).await;
    person.choose(person.say("people.role"), person.say("role.finance")).await;
    is_added(person, DANIEL, person.say("role.finance")).await;

    person.press("button", person.say("people.add")).await;
    person.write(person.say("people.name"), PRIYA.name).await;
    person.press("checkbox", person.say("people.limits.own")).await;
    person.choose(person.say("people.limit.refund-day"), person.say("people.limit.any")).await;
    let [add, each] = ["people.amount.add", "people.limit.refund-each"].map(|key| person.say(key));
    person.press("button", &format!("{add}: {each}")).await;
    person.choose(person.say("people.amount.currency"), "SGD").await;
    person.write(&person.say_with("people.amount", &[("currency", "SGD")]), "50.00").await;
    is_added(person, PRIYA, &person.say_with("people.limit.most", &[("amounts", "SGD 50.00")])).await;
}

/// Gives a new person a PIN and adds them; what they may then stands in their place.
async fn is_added(person: &Person<'_>, who: Staff, may: &str) {
    person.writes_a_pin(who.pin).await;
    person.press("button", person.say("people.add.do")).await;
    person.reads(&person.place_of(who), may).await;
    person.app().no_dialog().await;
}

async fn nobody_sits_down_with_a_wrong_pin(person: &Person<'_>) {
    person.is_at_the_door(PRIYA).await;
    person.tries(DANIEL.pin).await;
    let told = person.told("That PIN does not match. 4 tries left.", "pin-wrong", &[("left", "4")]);
    person.app().read(&told).await;
    person.sits_down(PRIYA).await;
}

async fn a_lock_in_the_middle_of_a_form_loses_nothing_and_shows_nobody_else(person: &Person<'_>) {
    let app = person.app();
    let [amount, description, buyer] =
        ["request.amount", "request.description", "request.buyer.name"].map(|key| person.say(key));
    person.go_to(person.say("nav.request")).await;
    person.write(amount, "77.10").await;
    person.write(description, "Two walnut trays").await;
    person.write(buyer, "Mei Wong").await;
    person.locks(PRIYA).await;
    let shown = app.text().await;
    for hidden in ["77.10", "walnut", "Mei Wong", "SGD"] {
        assert!(!shown.contains(hidden), "{hidden:?} is hidden while locked: {shown}");
    }

    person.sits_down(LENA).await;
    person.go_to(person.say("nav.request")).await;
    assert_eq!(person.typed(amount).await, "", "what somebody else wrote is theirs");
    person.locks(LENA).await;

    person.sits_down(PRIYA).await;
    person.go_to(person.say("nav.request")).await;
    until("form as it was left", || async { (person.typed(amount).await == "77.10").then_some(()) }).await;
    assert_eq!(person.typed(description).await, "Two walnut trays");
    assert_eq!(person.typed(buyer).await, "Mei Wong");
}

async fn more_than_a_limit_is_asked_for(person: &Person<'_>, order: &str) {
    let app = person.app();
    asks_for_a_refund(person, order, "80.00").await;
    // The dialog is called after what goes back, and the limit stands nowhere else in it.
    person.reads("SGD 80.00", "SGD 50.00").await;
    let either = &either(person, [LENA, DANIEL]).await;
    person.reads("SGD 80.00", &person.say_with("second.who", &[("names", either)])).await;
    person.write(person.say("second.note"), "See the photograph").await;
    person.press("button", person.say("second.ask")).await;
    app.no_dialog().await;
    person.go_to(person.say("attention.title")).await;
    let waiting = person.say("approvals.title");
    person.reads(waiting, &person.say_with("approvals.others", &[("names", either)])).await;
    app.antom().advance(LONG).await;
    assert_eq!(app.antom().moved(order).await, ["paid SGD 20000"], "asking sends nothing");
    person.locks(PRIYA).await;
}

/// Two people of whom either will do, as the language of the window joins them.
async fn either(person: &Person<'_>, people: [Staff; 2]) -> String {
    let join = "const [names, done] = arguments;
                const { lang } = document.documentElement;
                done(new Intl.ListFormat(lang, { type: 'disjunction' }).format(names));";
    let joined = person.app().run_until_told(join, vec![json!(people.map(|who| who.name))]).await;
    joined.as_str().unwrap().to_owned()
}

async fn finance_approves_it_and_it_is_sent_once(person: &Person<'_>, order: &str) {
    let app = person.app();
    person.sits_down(DANIEL).await;
    person.go_to(person.say("attention.title")).await;
    what_is_asked_for_can_be_read(person).await;
    person.press("button", person.say("approvals.look")).await;
    person.press("button", &person.say_with("approvals.give", &[("amount", "SGD 80.00")])).await;
    app.no_dialog().await;
    app.stop_window_passes().await;
    until("refund at Antom", || async { (app.antom().moved(order).await.len() == 2).then_some(()) }).await;

    let place = person.open(order).await;
    person.reads(&place, person.say("state.part-refunded")).await;
    let both = [("actor", PRIYA.name), ("approver", DANIEL.name)];
    person.reads(&place, &person.say_with("timeline.both", &both)).await;
    person.press("button", person.say("detail.action.refund")).await;
    app.see("button", &person.say_with("money.amount.all", &[("amount", "120.00")])).await;
    person.press("button", person.say("money.back")).await;
    app.antom().advance(LONG).await;
    assert_eq!(app.antom().moved(order).await, ["paid SGD 20000", "refunded SGD 8000"], "once, and no more");
}

async fn what_is_asked_for_can_be_read(person: &Person<'_>) {
    let waiting = person.say("approvals.title");
    person.reads_around(waiting, "approvals.asked", &[("name", PRIYA.name)]).await;
    person.reads(waiting, "See the photograph").await;
    let why = person.say_with("approvals.why", &[("reason", person.say("money.reason.returned"))]);
    person.reads(waiting, &why).await;
}
