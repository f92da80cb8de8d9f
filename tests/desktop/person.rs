//! A person at the window. What is done is the same; how it is pressed differs: by the mouse, or by the keyboard alone.

use crate::App;
use crate::page;
use crate::words::Words;
use serde_json::json;

/// How a person works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Points and clicks; types only what has to be typed.
    Mouse,
    /// Never touches the mouse.
    Keyboard,
}

impl Hand {
    /// Every journey is walked by both.
    pub const BOTH: [Self; 2] = [Self::Mouse, Self::Keyboard];
}

/// Every region and dialog.
const ANYWHERE: &str = "";

/// Longest way by Tab through a screen.
const FARTHEST: usize = 160;

/// A person who works in one way, and reads the window in one language.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    app: &'a App,
    hand: Hand,
    words: &'static Words,
}

impl<'a> Person<'a> {
    /// Somebody at this window, in English.
    pub fn at(app: &'a App, hand: Hand) -> Self {
        Self { app, hand, words: Words::of("en") }
    }

    /// The same person, for whom the window speaks a language now.
    pub fn in_language(self, language: &str) -> Self {
        Self { words: Words::of(language), ..self }
    }

    /// What the window says to them.
    pub fn say(&self, key: &str) -> &'static str {
        self.words.say(key)
    }

    /// The same with what stands in its placeholders.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.say_with(key, values)
    }

    /// What a rule tells them: English is the core's own sentence, and other languages have it in their catalogue.
    pub fn told(&self, english: &str, rule: &str, values: &[(&str, &str)]) -> String {
        self.words.rule(rule, values, english)
    }

    /// Sets in Settings how the window looks and what it speaks; the same person, who reads that language from now on.
    pub async fn sets_the_window(self, language: &str, theme: &str) -> Self {
        // Keys that are pressed before there is anything to see are lost.
        self.app.see("button", self.say("nav.settings")).await;
        self.go_to(self.say("nav.settings")).await;
        self.choose(self.say("settings.theme"), self.say(&format!("settings.theme.{theme}"))).await;
        self.choose(self.say("settings.language"), called(language)).await;
        let then = self.in_language(language);
        self.app.see("heading", then.say("nav.settings")).await;
        self.app
            .until(&format!("{theme} theme"), || async { (self.app.theme().await == theme).then_some(()) })
            .await;
        then
    }

    /// The window they are at.
    pub const fn app(&self) -> &'a App {
        self.app
    }

    /// How they work.
    pub const fn hand(&self) -> Hand {
        self.hand
    }

    /// An order number of their own, so that the two ways of a journey do not meet: `RF-M`, `RF-K`.
    pub fn order(&self, stem: &str) -> String {
        format!("{stem}-{}", if self.hand == Hand::Mouse { "M" } else { "K" })
    }

    /// Goes to a screen: by the rail, or by its name in the palette.
    pub async fn go_to(&self, screen: &str) {
        if self.hand == Hand::Mouse {
            self.press("button", screen).await;
        } else {
            self.app.press("Ctrl+k").await;
            self.app.see("combobox", self.say("palette.title")).await;
            self.app.type_text(screen).await;
            self.take_option(screen).await;
        }
    }

    /// Opens an order beside the list of payments, and answers what its place is called.
    pub async fn open(&self, reference: &str) -> String {
        if self.hand == Hand::Mouse {
            self.go_to(self.say("nav.payments")).await;
            self.write(self.say("payments.search"), reference).await;
            self.row(reference).await;
        } else {
            self.app.press("Ctrl+k").await;
            self.app.see("combobox", self.say("palette.title")).await;
            self.app.type_text(reference).await;
            self.take_option(reference).await;
        }
        let place = self.say_with("detail.label", &[("reference", reference)]);
        self.app.see("region", &place).await;
        place
    }

    /// Presses a button, a link, a menu item, once it can be pressed.
    pub async fn press(&self, role: &str, name: &str) {
        if self.hand == Hand::Mouse {
            self.click(role, name).await;
            return;
        }
        if role == "menuitem" {
            self.walk(role, name, "Down").await;
        } else {
            self.walk(role, name, "Tab").await;
        }
        self.app.press(if matches!(role, "button" | "checkbox") { "Space" } else { "Enter" }).await;
    }

    /// Chooses one of several in sight.
    pub async fn pick(&self, name: &str) {
        if self.hand == Hand::Mouse {
            self.click("radio", name).await;
            return;
        }
        self.walk_until("radio", name, "Tab", |(here, at)| here || at.starts_with("input")).await;
        self.walk("radio", name, "Right").await;
    }

    /// Writes a text into a field, in the place of what stood there.
    pub async fn write(&self, name: &str, text: &str) {
        if self.hand == Hand::Mouse {
            self.click("textbox", name).await;
        } else {
            self.walk("textbox", name, "Tab").await;
        }
        self.app.press("Ctrl+a").await;
        self.app.type_text(text).await;
    }

    /// Chooses in the system's own list.
    pub async fn choose(&self, list: &str, word: &str) {
        if self.hand == Hand::Mouse {
            self.app.choose(list, word).await;
            return;
        }
        self.walk("combobox", list, "Tab").await;
        self.app.type_text(word).await;
        self.app
            .until(&format!("{word:?} that is chosen"), || async {
                (self.app.run(page::CHOSEN).await == json!(word)).then_some(())
            })
            .await;
    }

    /// Goes to the row of a list that a text stands in; a press of it opens or selects it, as the list has it.
    pub async fn row(&self, text: &str) {
        if self.hand == Hand::Mouse {
            self.click("row", text).await;
        } else {
            self.row_by_keys(text).await;
            self.app.press("Enter").await;
        }
    }

    /// Presses a button in the row of a list that a text stands in. Only the row with the focus has its buttons on the
    /// way of Tab.
    pub async fn press_in_row(&self, text: &str, button: &str) {
        if self.hand == Hand::Keyboard {
            self.row_by_keys(text).await;
        }
        self.press("button", button).await;
    }

    /// Gives the focus to the row of a list that a text stands in.
    pub async fn row_by_keys(&self, text: &str) {
        self.walk_until("row", text, "Tab", |(here, at)| here || at.starts_with("row ")).await;
        self.app.press("Home").await;
        self.walk("row", text, "Down").await;
    }

    /// Waits until a text can be read in a place of the window.
    pub async fn reads(&self, place: &str, text: &str) {
        self.app
            .until(&format!("{text:?} in {place:?}"), || async move {
                self.app.text_in(place).await.contains(text).then_some(())
            })
            .await;
    }

    /// Waits until a place of the window says something some of whose placeholders hold what cannot be known before.
    pub async fn reads_around(&self, place: &str, key: &str, values: &[(&str, &str)]) {
        let said = &self.words.around(key, values);
        self.app
            .until(&format!("{said:?} in {place:?}"), || async move {
                said.stands_in(&self.app.text_in(place).await).then_some(())
            })
            .await;
    }

    /// Gives back some of the payment that is open, in SGD: fills in the dialog and sends it into the outbox.
    pub async fn give_back(&self, figure: &str, reason: &str) {
        self.press("button", self.say("detail.action.refund")).await;
        self.fill_in_refund(figure, reason).await;
        self.decide(&self.say_with("money.do.refund", &[("amount", &format!("SGD {figure}"))])).await;
    }

    /// Presses the button that moves money, and waits until it was decided and can still be stopped.
    pub async fn decide(&self, button: &str) {
        self.press("button", button).await;
        self.reads_around(ANYWHERE, "money.after.waits", &[]).await;
    }

    /// The stop window passes; waits until a word says what came of it, and closes the dialog.
    pub async fn sees_it_through(&self, word: &str) {
        self.app.stop_window_passes().await;
        self.app.read(word).await;
        self.press("button", self.say("common.close")).await;
    }

    /// Fills in the dialog of a refund.
    pub async fn fill_in_refund(&self, figure: &str, reason: &str) {
        self.write(self.say("money.amount"), figure).await;
        self.choose(self.say("money.reason.required"), reason).await;
    }

    async fn click(&self, role: &str, name: &str) {
        self.app
            .until(&format!("{role} {name:?} that takes a click"), || async move {
                self.app.usable(page::PRESSABLE, role, name).await?.click().await.ok()?;
                (self.app.run(page::MISSED).await == json!(false)).then_some(())
            })
            .await;
    }

    /// Takes an entry of the palette that a text stands in, once it is there.
    async fn take_option(&self, text: &str) {
        self.app.see("option", text).await;
        self.app
            .until(&format!("the entry {text:?} of the palette, chosen"), || async move {
                let chosen =
                    "return document.querySelector('[role=option][aria-selected=true]')?.innerText ?? ''";
                let chosen = self.app.run(chosen).await.as_str().unwrap_or_default().to_owned();
                if chosen.contains(text) && !chosen.contains('“') {
                    return Some(());
                }
                self.app.press("Down").await;
                None
            })
            .await;
        self.app.press("Enter").await;
    }

    /// Presses a key until something has the focus.
    async fn walk(&self, role: &str, name: &str, key: &str) {
        self.walk_until(role, name, key, |(here, _)| here).await;
    }

    async fn walk_until(&self, role: &str, name: &str, key: &str, arrived: fn((bool, &str)) -> bool) {
        self.app
            .until(&format!("{role} {name:?} that can be used"), || self.app.usable(page::USABLE, role, name))
            .await;
        let mut met = Vec::new();
        for _ in 0..FARTHEST {
            let focused = self.app.ask(page::FOCUSED, role, name).await;
            let (here, at) = (focused[0] == true, focused[1].as_str().unwrap_or_default().to_owned());
            if arrived((here, &at)) {
                return;
            }
            met.push(at);
            self.app.press(key).await;
        }
        met.dedup();
        panic!("{key} does not lead to the {role} {name:?}; it leads past {met:#?}");
    }
}

/// What a language calls itself in the list of languages.
fn called(language: &str) -> &'static str {
    if language == "zh-Hans" { "简体中文" } else { "English" }
}
