//! From nothing to an account that works. Every mistake that costs somebody an afternoon is caught on the way.

use crate::{App, Hand, Person};
use serde_json::json;

/// Fills in the first page of an account and goes on.
pub async fn details(person: &Person<'_>, name: &str, client: &str, gateway: Option<&str>) {
    person.write("Short name", name).await;
    person.write("Client ID", client).await;
    if let Some(gateway) = gateway {
        person.write("The simulator's address", gateway).await;
    }
    person.write("Where buyers come back to", "https://shop.example.com/thank-you").await;
    person.press("button", "Go on").await;
}

/// Makes the key pair; its public half, as it is to be handed to Antom.
async fn pair(person: &Person<'_>) -> String {
    person.press("button", "Make the key pair").await;
    person.app().see("button", "Copy public key").await;
    person.app().text_in("Public key, version 1").await.trim().to_owned()
}

/// One's own key is no key of Antom's, and the page is not left with it.
async fn own_key_is_refused(person: &Person<'_>, own: &str) {
    person.write("Antom's public key", own).await;
    person.press("button", "Go on").await;
    person.app().read("key given as Antom's is the public half of your own key").await;
    assert!(person.app().all("button", "Test the connection").await.is_empty());
}

#[tokio::test]
async fn an_id_of_the_other_environment_and_ones_own_key_as_antoms_are_caught() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    let mouse = &Person::at(&app, Hand::Mouse);
    mouse.press("button", "Add the Production account").await;
    app.look_at("Countersign").await;
    app.see("heading", "Add an account to Production").await;
    details(mouse, "shop", "SANDBOX_5X00000000000001", None).await;
    app.read("client id belongs to Antom's sandbox").await;
    details(mouse, "shop", "5X00000000000001", None).await;
    let own = pair(mouse).await;
    mouse.press("button", "I pasted it, go on").await;
    own_key_is_refused(mouse, &own).await;

    app.call("open_environment", json!({ "environment": "sandbox" })).await.unwrap();
    app.look_at("SANDBOX · Countersign").await;
    app.see("heading", "Add an account to Sandbox").await;
    let keys = &Person::at(&app, Hand::Keyboard);
    details(keys, "trial", "5X00000000000001", None).await;
    app.read("client id does not belong to Antom's sandbox").await;
    details(keys, "trial", "SANDBOX_5X00000000000001", None).await;
    let own = pair(keys).await;
    keys.press("button", "I pasted it, go on").await;
    own_key_is_refused(keys, &own).await;
    app.end().await;
}

#[tokio::test]
async fn training_begins_by_the_keyboard_and_takes_a_further_account_once_its_connection_works() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    Person::at(&app, Hand::Keyboard).press("button", "Start with Training").await;
    app.comes_to_training().await;
    app.see("heading", "Payments").await;
    for hand in Hand::BOTH {
        an_account_is_added(&Person::at(&app, hand)).await;
    }
    app.end().await;
}

async fn an_account_is_added(person: &Person<'_>) {
    let app = person.app();
    let (name, client) = match person.hand() {
        Hand::Mouse => ("second", "5X00000000000002"),
        Hand::Keyboard => ("third", "5X00000000000003"),
    };
    let gateway = app.command_line(&["account", "show", "training"])["gateway"].as_str().unwrap().to_owned();
    person.go_to("Keys").await;
    person.press("button", "Account").await;
    app.see("dialog", "Add an account to Training").await;
    details(person, name, client, Some("https://open-sea-global.alipay.com")).await;
    app.read("Training speaks to the built-in simulator only").await;
    details(person, name, client, Some(&gateway)).await;
    let own = pair(person).await;
    person.press("button", "Go on").await;
    own_key_is_refused(person, &own).await;
    let antoms = app.antom().get("key").await["antom_public_key"].as_str().unwrap().to_owned();
    person.write("Antom's public key", &antoms).await;
    person.press("button", "Go on").await;

    // The simulator was given the public half: there is no Dashboard in Training.
    person.press("button", "Test the connection").await;
    app.read("Connection works with version 1").await;
    person.press("button", "Add the account").await;
    app.read(&format!("Account {name} added")).await;
    app.no_dialog().await;
    let shown = app.command_line(&["account", "show", name]);
    assert_eq!(shown["client_id"], client, "{shown}");
}
