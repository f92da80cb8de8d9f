//! The people of a shop: how they come to be, how one sits down where another sat, and what they are called.

use crate::{App, Hand, Person};
use serde_json::json;
use std::io::Write;
use std::process::Stdio;

/// Manages people and may do everything.
pub const LENA: Staff = Staff { name: "Lena Hartmann", pin: "739105" };
/// Finance.
pub const DANIEL: Staff = Staff { name: "Daniel Okafor", pin: "402918" };
/// Shop, with a limit for refunds of her own.
pub const PRIYA: Staff = Staff { name: "Priya Nair", pin: "618274" };

/// Somebody who works in the shop.
#[derive(Clone, Copy)]
pub struct Staff {
    pub name: &'static str,
    pub pin: &'static str,
}

const CODE: &str =
    "return [...document.querySelectorAll('output span')].map((group) => group.textContent).join('-')";
const CHOSEN: &str = "return document.querySelector('[role=radio][aria-checked=true]')?.innerText ?? ''";

impl Person<'_> {
    /// What the place of somebody beside the list of people is called.
    pub fn place_of(&self, who: Staff) -> String {
        self.say_with("people.detail", &[("name", who.name)])
    }

    /// Has the recovery code shown, writes it down and types it back.
    pub async fn takes_the_recovery_code(&self) -> String {
        let app = self.app();
        self.press("button", self.say("settings.code.make")).await;
        self.press("button", self.say("recovery.show")).await;
        app.see("button", self.say("recovery.written")).await;
        let code = app.run(CODE).await.as_str().unwrap_or_default().to_owned();
        assert_eq!(code.split('-').count(), 7, "seven groups are shown: {code:?}");
        self.press("button", self.say("recovery.written")).await;
        self.write(self.say("recovery.code"), &code).await;
        self.press("button", self.say("recovery.confirm")).await;
        app.no_dialog().await;
        code
    }

    /// Types a new PIN twice.
    pub async fn writes_a_pin(&self, pin: &str) {
        self.write(self.say("people.pin"), pin).await;
        self.write(self.say("people.pin.again"), pin).await;
    }

    /// Gets up: by the strip, or by Ctrl L.
    pub async fn locks(&self, who: Staff) {
        if self.hand() == Hand::Mouse {
            self.press("button", who.name).await;
            self.press("menuitem", self.say("lock.now")).await;
        } else {
            self.app().press("Ctrl+l").await;
        }
        self.app().read(self.say("lock.who")).await;
    }

    /// Chooses somebody on the lock screen: by a click, or by the arrows.
    pub async fn is_at_the_door(&self, who: Staff) {
        let app = self.app();
        if self.hand() == Hand::Mouse {
            self.pick(who.name).await;
        } else {
            app.tab_to("textbox", self.say("lock.pin")).await;
            while !chosen(app).await.contains(who.name) {
                let before = chosen(app).await;
                app.press("Down").await;
                app.until("somebody else who is chosen", || async {
                    (chosen(app).await != before).then_some(())
                })
                .await;
            }
        }
        app.see("region", who.name).await;
    }

    /// Signs in at the lock screen.
    pub async fn sits_down(&self, who: Staff) {
        self.is_at_the_door(who).await;
        self.tries(who.pin).await;
        self.app().see("button", who.name).await;
        self.app().read_no_more(self.say("lock.who")).await;
    }

    /// What stands in a field.
    pub async fn typed(&self, field: &str) -> String {
        let field = self.app().usable_soon("textbox", field).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Types a PIN, which may be wrong.
    pub async fn tries(&self, pin: &str) {
        self.write(self.say("lock.pin"), pin).await;
        match self.hand() {
            Hand::Mouse => self.press("button", self.say("lock.unlock")).await,
            Hand::Keyboard => self.app().press("Enter").await,
        }
    }
}

async fn chosen(app: &App) -> String {
    app.run(CHOSEN).await.as_str().unwrap_or_default().to_owned()
}

impl App {
    /// A confirmed recovery code, as a person at the window comes to one.
    pub async fn has_a_recovery_code(&self) -> String {
        let shown = self.call("renew_recovery_code", json!({})).await.unwrap();
        self.call("confirm_recovery_code", json!({ "code": shown["code"] })).await.unwrap();
        shown["code"].as_str().unwrap().to_owned()
    }

    /// The first admin, who sits here from then on.
    pub async fn has_a_first_admin(&self) {
        let code = self.has_a_recovery_code().await;
        let lena =
            json!({ "name": LENA.name, "role": "admin", "limits": null, "pin": LENA.pin, "code": code });
        self.call("add_person", lena).await.unwrap();
        // The strip has their name and a way to lock as soon as the window has heard of it.
        self.see("button", LENA.name).await;
    }

    /// Somebody signs in in another process: the PIN goes in by standard input.
    pub fn signs_in_on_the_command_line(&self, who: Staff) {
        let words = ["--environment", "training", "sign-in", who.name];
        let mut command = self.command_line_of(self.home().path(), &words);
        let mut running = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        running.stdin.take().unwrap().write_all(format!("{}\n", who.pin).as_bytes()).unwrap();
        assert!(running.wait().unwrap().success(), "{} signs in", who.name);
    }

    /// From any amount on a refund needs a second person; or none does.
    pub async fn refunds_need_a_second_person(&self, any: bool) {
        let refund = any.then(|| json!([]));
        let policy = json!({
            "capture": null, "cancel": null, "refund": refund, "promote": true, "dispute": true,
            "lapses_after_minutes": 240, "reasons": [], "lock_after_minutes": 3,
        });
        self.call("set_policy", json!({ "policy": policy })).await.unwrap();
    }

    /// Somebody is added by whoever sits here; shop staff with a limit of SGD 50 for each refund.
    pub async fn adds(&self, who: Staff, role: &str) {
        let fifty = json!([{ "currency": "SGD", "value": "5000" }]);
        let limits =
            (role == "shop").then(|| json!({ "capture": [], "refund_each": fifty, "refund_day": null }));
        let person =
            json!({ "name": who.name, "role": role, "limits": limits, "pin": who.pin, "code": null });
        self.call("add_person", person).await.unwrap();
    }
}
