//! A private key that somebody has goes into the keychain past the page: the web view's process never holds it, and neither
//! its text nor its DER stays in the program.

use crate::adding_an_account::details;
use crate::needle::{Form, Needle};
use crate::sight::in_memory;
use crate::waiting::until;
use crate::{App, Hand, Person};
use arboard::Clipboard;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::PrivateKey;
use rsa::pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding};

const TAKE: &str = "Take the key from the clipboard";

#[tokio::test]
async fn a_private_key_on_the_clipboard_never_passes_through_the_page() {
    let app = App::in_training().await;
    let person = &Person::at(&app, Hand::Keyboard);
    let gateway = app.command_line(&["account", "show", "training"])["gateway"].as_str().unwrap().to_owned();
    person.go_to("Keys").await;
    person.press("button", "Account").await;
    app.see("dialog", "Add an account to Training").await;
    details(person, "brought", "5X00000000000004", Some(&gateway)).await;
    person.pick("Take a private key from the clipboard").await;
    app.picture("key-from-clipboard").await;

    let mut clipboard = Clipboard::new().unwrap();
    clipboard.clear().unwrap();
    person.press("button", TAKE).await;
    app.read("No text could be read from the clipboard").await;
    clipboard.set_text("what somebody copied last").unwrap();
    person.press("button", TAKE).await;
    app.read_no_more("No text could be read from the clipboard").await;
    assert_eq!(
        clipboard.get_text().unwrap(),
        "what somebody copied last",
        "what is no key stays where it was"
    );

    let key = PrivateKey::new(&mut rand_for_rsa::rng(), 2048).unwrap();
    clipboard.set_text(key.to_pkcs8_pem(LineEnding::LF).unwrap().as_str()).unwrap();
    person.press("button", TAKE).await;
    app.see("button", "Copy public key").await;
    let public = STANDARD.encode(key.to_public_key().to_public_key_der().unwrap());
    assert_eq!(app.text_in("Public key, version 1").await.trim(), public, "it is the very key");
    until("empty clipboard", || async { clipboard_is_empty().then_some(()) }).await;
    drop(clipboard);

    let needles = Needle::of_key(key.to_pkcs8_der().unwrap().as_bytes());
    let here = in_memory(std::process::id(), &needles);
    assert!(
        here.of(Form::Primes) + here.of(Form::Words) > 0,
        "this search finds a key where there is one: {here:?}"
    );
    let pages = app.processes_of_the_page();
    assert!(!pages.is_empty(), "the page has a process of its own");
    for page in pages {
        let sight = in_memory(page, &needles);
        assert!(sight.found.is_empty(), "the page's process {page} holds {sight:?}");
    }
    for process in app.own_processes() {
        let sight = in_memory(process, &needles);
        let bare = sight.of(Form::Text) + sight.of(Form::Der);
        assert_eq!(bare, 0, "the key is still in the program: {sight:?}");
    }
    app.end().await;
}

fn clipboard_is_empty() -> bool {
    Clipboard::new().unwrap().get_text().map_or(true, |text| text.is_empty())
}
