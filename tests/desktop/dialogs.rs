//! The smaller pages: every dialog and wizard that asks somebody something, and what a decision about money looks like
//! until it is done. Each can be read at 200 %, and in Chinese in the dark.

use crate::looks::{CHINESE, LIGHT, TWICE};
use crate::walk::{Walk, back_to_the_list, open};
use crate::{App, Hand, Person};

/// Keeps a dialog that is open, and closes it.
async fn keep_dialog(walk: &mut Walk<'_>, name: &str, title: &str) {
    walk.app.see("dialog", title).await;
    walk.keep(name).await;
    walk.app.press("Escape").await;
    walk.app.no_dialog().await;
}

/// Goes to a screen by the rail, from wherever the focus is.
async fn reach(walk: &Walk<'_>, name: &str, heading: &str) {
    Person::at(walk.app, Hand::Mouse).go_to(walk.say(name)).await;
    walk.app.see("heading", walk.say(heading)).await;
}

/// Chooses from the further actions of what is open, by the keyboard: the focus has to come back to them.
async fn further(walk: &Walk<'_>, action: &str) {
    let person = Person::at(walk.app, Hand::Keyboard);
    person.press("button", walk.say("common.more")).await;
    person.press("menuitem", walk.say(action)).await;
}

async fn attention(walk: &mut Walk<'_>) {
    let app = walk.app;
    reach(walk, "attention.title", "attention.title").await;
    app.read("A-1021").await;
    Person::at(app, Hand::Keyboard).row_by_keys("A-1021").await;
    app.press("h").await;
    app.see("dialog", walk.say("attention.snooze.title")).await;
    walk.keep("snooze").await;
    app.press("Escape").await;
    app.no_dialog().await;
}

async fn payment(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    app.go('p', walk.say("payments.title")).await;
    open(walk, "Plant stand", "Paul Yeo").await;
    person.press("button", walk.say("detail.evidence")).await;
    app.see("region", walk.say("detail.evidence.body")).await;
    walk.keep("evidence").await;
    further(walk, "detail.more.note").await;
    app.see("textbox", walk.say("detail.note.label")).await;
    walk.keep("note").await;
    person.press("button", walk.say("common.cancel")).await;
    further(walk, "detail.more.forget").await;
    app.see("dialog", walk.say("detail.forget.title")).await;
    walk.keep("forget-buyer").await;
    app.leave_dialog("button", walk.say("common.more")).await;
    back_to_the_list(walk).await;
}

/// A refund from its decision to its end.
async fn refund(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    app.paid("WALK-1", "SGD 10.00").await;
    open(walk, "WALK-1", "").await;
    person.press("button", walk.say("detail.action.refund")).await;
    person.write(walk.say("money.amount"), "12.00").await;
    app.read(&walk.words.say_with("money.amount.over", &[("available", "SGD 10.00")])).await;
    walk.keep("refund-too-much").await;
    person.write(walk.say("money.amount"), "4.00").await;
    person.choose(walk.say("money.reason.required"), walk.say("money.reason.returned")).await;
    let amount = walk.words.say_with("money.do.refund", &[("amount", "SGD 4.00")]);
    person.press("button", &amount).await;
    app.see("button", walk.say("common.stop")).await;
    walk.keep("refund-leaves").await;
    app.stop_window_passes().await;
    app.see("button", walk.say("common.close")).await;
    app.read(walk.say("money.after.done.refund")).await;
    walk.keep("refund-done").await;
    person.press("button", walk.say("common.close")).await;
    app.no_dialog().await;
}

async fn request(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    reach(walk, "nav.request", "request.title").await;
    person.write(walk.say("request.amount"), "1186.50").await;
    person.write(walk.say("request.description"), "Deck boots").await;
    person.write(walk.say("request.buyer.email"), "hana.sato@example.com").await;
    app.press("Ctrl+Enter").await;
    person.press("button", walk.say("request.qr.enlarge")).await;
    let title = walk.words.say_with("request.qr.title", &[("amount", "SGD 1,186.50")]);
    keep_dialog(walk, "large-code", &title).await;
    person.press("button", walk.say("request.again")).await;
    app.see("button", walk.say("request.old.after")).await;
    keep_dialog(walk, "old-link", "").await;
    person.press("button", walk.say("detail.more.stop")).await;
    app.see("button", walk.say("detail.stop.do")).await;
    keep_dialog(walk, "stop-offering", "").await;
}

async fn keys(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    reach(walk, "nav.keys", "nav.keys").await;
    app.read(walk.say("key.fingerprint")).await;
    further(walk, "key.remove").await;
    let title = walk.words.say_with("remove.title", &[("account", "training")]);
    keep_dialog(walk, "remove-account", &title).await;
    further(walk, "key.show").await;
    let title = walk.words.say_with("new-key.show.title", &[("version", "1")]);
    keep_dialog(walk, "public-key", &title).await;
    person.press("button", walk.say("key.new")).await;
    app.see("dialog", walk.say("new-key.title.training")).await;
    walk.keep("new-key").await;
    person.press("button", walk.say("pair.do.generate")).await;
    app.see("button", walk.say("pair.copy")).await;
    walk.keep("new-key-made").await;
    app.press("Escape").await;
    app.no_dialog().await;
    let [version, old] = [("version", "2"), ("old", "1")];
    app.read(&walk.words.say_with("rotation.title", &[version])).await;
    walk.keep("rotation").await;
    person.press("button", &walk.words.say_with("rotation.drop", &[version, old])).await;
    let title = walk.words.say_with("drop.title", &[version]);
    keep_dialog(walk, "drop-key", &title).await;
    person.press("button", &walk.words.say_with("rotation.prove", &[version])).await;
    person.press("button", &walk.words.say_with("rotation.promote", &[version])).await;
    let title = walk.words.say_with("promote.title", &[version]);
    keep_dialog(walk, "promote-key", &title).await;
}

async fn settings(walk: &mut Walk<'_>) {
    let app = walk.app;
    let person = Person::at(app, Hand::Mouse);
    reach(walk, "nav.settings", "nav.settings").await;
    person.press("button", walk.say("settings.verify.do")).await;
    app.see("button", walk.say("settings.verify.copy")).await;
    walk.keep("verified").await;
    person.press("button", walk.say("ways.correct")).await;
    keep_dialog(walk, "correct-method", "").await;
    person.press("button", walk.say("settings.code.make")).await;
    app.see("button", walk.say("recovery.show")).await;
    walk.keep("recovery-code").await;
    person.press("button", walk.say("recovery.show")).await;
    app.see("button", walk.say("recovery.written")).await;
    walk.keep("recovery-code-shown").await;
    person.press("button", walk.say("recovery.written")).await;
    app.read(walk.say("recovery.type")).await;
    walk.keep("recovery-code-typed").await;
    person.press("button", walk.say("recovery.later")).await;
    app.no_dialog().await;
}

async fn everywhere(walk: &mut Walk<'_>) {
    payment(walk).await;
    refund(walk).await;
    request(walk).await;
    keys(walk).await;
    settings(walk).await;
    attention(walk).await;
}

#[tokio::test]
async fn every_dialog_can_be_read_and_at_200_percent() {
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    app.type_text("gt").await;
    app.read_no_more("Be the buyer").await;
    let mut walk = Walk::begin(&app, "en", &[LIGHT, TWICE]);
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}

#[tokio::test]
async fn every_dialog_can_be_read_in_chinese_in_the_dark() {
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    app.type_text("gt").await;
    app.read_no_more("Be the buyer").await;
    app.command("Show the window in Chinese").await;
    let mut walk = Walk::begin(&app, "zh-Hans", &[CHINESE]);
    everywhere(&mut walk).await;
    walk.end();
    app.end().await;
}
