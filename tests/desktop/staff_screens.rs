//! The screens of people, locks and approvals: axe looks at each in both themes, and each can be read in a small window,
//! at 200 % and in Chinese.

use crate::looks::{CHINESE, CHINESE_TWICE, DARK, LIGHT, SMALL_LIGHT, TWICE};
use crate::staff::{DANIEL, LENA, PRIYA, Staff};
use crate::walk::Walk;
use crate::{App, Hand, Person};

const ORDER: &str = "WALK-2";

/// Keeps a dialog that is open, and closes it.
async fn keep_dialog(walk: &mut Walk<'_>, name: &str, title: &str) {
    walk.app.see("dialog", title).await;
    walk.keep(name).await;
    walk.app.press("Escape").await;
    walk.app.no_dialog().await;
}

async fn reach(walk: &Walk<'_>, name: &str) {
    Person::at(walk.app, Hand::Mouse).go_to(walk.say(name)).await;
    walk.app.see("heading", walk.say(name)).await;
}

async fn first_admin(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    let code = app.has_a_recovery_code().await;
    app.go('o', walk.say("people.title")).await;
    app.see("textbox", walk.say("recovery.code")).await;
    walk.keep("people-first").await;
    person.write(walk.say("people.name"), LENA.name).await;
    person.write(walk.say("people.pin"), LENA.pin).await;
    person.write(walk.say("people.pin.again"), LENA.pin).await;
    person.write(walk.say("recovery.code"), &code).await;
    person.press("button", walk.say("people.first.do")).await;
    app.see("region", &place(walk, LENA)).await;
}

/// A refund that one person alone may do with the recovery code only, looked at and not done.
async fn with_the_code(walk: &mut Walk<'_>) {
    let app = walk.app;
    app.refunds_need_a_second_person(true).await;
    refund(walk, "12.00").await;
    app.see("textbox", walk.say("recovery.code")).await;
    walk.keep("refund-with-code").await;
    app.press("Escape").await;
    app.no_dialog().await;
    app.refunds_need_a_second_person(false).await;
}

/// Opens the dialog of a refund and fills it in.
async fn refund(walk: &Walk<'_>, figure: &str) {
    let person = Person::at(walk.app, Hand::Mouse);
    walk.app.command(walk.say("payments.title")).await;
    walk.app.see("heading", walk.say("payments.title")).await;
    crate::walk::open(walk, ORDER, "").await;
    person.press("button", walk.say("detail.action.refund")).await;
    person.write(walk.say("money.amount"), figure).await;
    person.choose(walk.say("money.reason.required"), walk.say("money.reason.returned")).await;
}

fn place(walk: &Walk<'_>, who: Staff) -> String {
    walk.words.say_with("people.detail", &[("name", who.name)])
}

async fn people(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    app.adds(DANIEL, "finance").await;
    app.adds(PRIYA, "shop").await;
    reach(walk, "people.title").await;
    person.press("button", PRIYA.name).await;
    app.see("region", &place(walk, PRIYA)).await;
    walk.keep("people").await;
    person.press("button", walk.say("people.add")).await;
    person.press("checkbox", walk.say("people.limits.own")).await;
    keep_dialog(walk, "people-add", walk.say("people.add.title")).await;
    person.press("button", walk.say("people.pin.new")).await;
    let title = walk.words.say_with("people.pin.title", &[("name", PRIYA.name)]);
    keep_dialog(walk, "people-pin", &title).await;
    person.press("button", walk.say("common.more")).await;
    person.press("menuitem", walk.say("people.suspend")).await;
    let title = walk.words.say_with("people.suspend.title", &[("name", PRIYA.name)]);
    keep_dialog(walk, "people-suspend", &title).await;
    person.press("button", walk.say("people.roles")).await;
    app.see("heading", walk.say("people.roles")).await;
    walk.keep("people-roles").await;
    person.press("button", walk.say("people.role.make")).await;
    keep_dialog(walk, "people-role", walk.say("people.role.make.title")).await;
    person.press("button", walk.say("people.policy")).await;
    app.see("button", walk.say("people.policy.keep")).await;
    walk.keep("people-policy").await;
}

async fn lock(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    app.press("Ctrl+l").await;
    app.read(walk.say("lock.who")).await;
    walk.keep("lock").await;
    person.pick(PRIYA.name).await;
    app.see("region", PRIYA.name).await;
    person.write(walk.say("lock.pin"), DANIEL.pin).await;
    app.press("Enter").await;
    app.until("wrong PIN that is told", || async {
        let told = "return document.querySelector('[aria-invalid=true]') !== null";
        (app.run(told).await == true).then_some(())
    })
    .await;
    walk.keep("lock-wrong").await;
    person.press("button", walk.say("lock.forgotten")).await;
    app.see("textbox", walk.say("lock.new-pin")).await;
    walk.keep("lock-forgotten").await;
    person.press("button", walk.say("lock.have-pin")).await;
    sign_in(walk, PRIYA).await;
}

async fn sign_in(walk: &Walk<'_>, who: Staff) {
    let person = Person::at(walk.app, Hand::Mouse);
    person.pick(who.name).await;
    walk.app.see("region", who.name).await;
    person.write(walk.say("lock.pin"), who.pin).await;
    walk.app.press("Enter").await;
    walk.app.read_no_more(walk.say("lock.who")).await;
}

async fn approval(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    refund(walk, "80.00").await;
    app.see("button", walk.say("second.ask")).await;
    walk.keep("refund-asked").await;
    person.press("button", walk.say("second.ask")).await;
    app.no_dialog().await;
    reach(walk, "attention.title").await;
    app.see("button", walk.say("approvals.withdraw")).await;
    walk.keep("approval-mine").await;
    app.press("Ctrl+l").await;
    app.read(walk.say("lock.who")).await;
    sign_in(walk, DANIEL).await;
    reach(walk, "attention.title").await;
    app.see("button", walk.say("approvals.look")).await;
    walk.keep("approval-to-give").await;
    person.press("button", walk.say("approvals.look")).await;
    let approve = walk.words.say_with("approvals.give", &[("amount", "SGD 80.00")]);
    app.usable_soon("button", &approve).await;
    walk.keep("approval-dialog").await;
    app.press("Escape").await;
    app.no_dialog().await;
}

async fn everywhere(walk: &mut Walk<'_>) {
    walk.app.paid(ORDER, "SGD 200.00").await;
    first_admin(walk).await;
    with_the_code(walk).await;
    people(walk).await;
    lock(walk).await;
    approval(walk).await;
}

#[tokio::test]
async fn locks_people_and_approvals_can_be_read_in_both_themes_small_and_at_200_percent() {
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    app.type_text("gt").await;
    app.read_no_more("Be the buyer").await;
    let mut walk = Walk::begin(&app, "en", &[LIGHT, DARK, SMALL_LIGHT, TWICE]);
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}

#[tokio::test]
async fn locks_people_and_approvals_can_be_read_in_chinese_in_a_small_window_and_at_200_percent() {
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    app.type_text("gt").await;
    app.read_no_more("Be the buyer").await;
    app.command("Show the window in Chinese").await;
    let mut walk = Walk::begin(&app, "zh-Hans", &[CHINESE, CHINESE_TWICE]);
    app.wear(CHINESE).await;
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}
