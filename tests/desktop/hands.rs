//! Two hands on the keyboard: what a person does in the window without ever touching a mouse.

use crate::App;
use crate::waiting::until;
use serde_json::json;

/// How often a person presses Tab before they give up on reaching something.
const MOST_TABS: usize = 80;

impl App {
    /// Goes to a screen by `g` and its letter, from a list or from nothing in particular.
    pub async fn go(&self, letter: char, heading: &str) {
        self.type_text(&format!("g{letter}")).await;
        self.see("heading", heading).await;
    }

    /// Opens the palette and runs the first thing whose words hold what is typed.
    pub async fn command(&self, words: &str) {
        self.press("Ctrl+k").await;
        self.see("dialog", "").await;
        self.type_text(words).await;
        until(&format!("command {words:?} of the palette"), || async move {
            let chosen =
                "return document.querySelector('[role=option][aria-selected=true]')?.innerText ?? ''";
            self.run(chosen).await.as_str().is_some_and(|text| text.contains(words)).then_some(())
        })
        .await;
        self.press("Enter").await;
        self.no_dialog().await;
    }

    /// Presses Tab until what has this role and name has the focus.
    pub async fn tab_to(&self, role: &str, name: &str) {
        self.see(role, name).await;
        for _ in 0..MOST_TABS {
            for element in self.all(role, name).await {
                if self.has_focus(&element).await {
                    return;
                }
            }
            self.press("Tab").await;
        }
        panic!("{MOST_TABS} times Tab does not lead to {role} {name:?}");
    }

    /// Closes a dialog, and goes on where the hands were before it.
    pub async fn leave_dialog(&self, role: &str, name: &str) {
        self.press("Escape").await;
        self.no_dialog().await;
        until(&format!("focus back on {role} {name:?}"), || async move {
            let there = self.all(role, name).await.into_iter().next()?;
            self.has_focus(&there).await.then_some(())
        })
        .await;
    }

    /// Waits until no dialog is open.
    pub async fn no_dialog(&self) {
        until("end of the dialog", || async move { self.all("dialog", "").await.is_empty().then_some(()) })
            .await;
    }

    /// Waits until what appears and disappears has done so: what moves on and on is left alone, as the ring of a
    /// countdown does, which is drawn anew every second and takes a second for it.
    pub async fn stands_still(&self) {
        let still = "const moves = document.getAnimations().some((one) =>
              one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity
              && one.transitionProperty !== 'stroke-dasharray');
            const faint = [...document.querySelectorAll('[role=dialog], [role=menu]')].some((one) =>
              one.checkVisibility() && getComputedStyle(one).opacity !== '1');
            return !moves && !faint";
        until(
            "page that stands still",
            || async move { (self.run(still).await == json!(true)).then_some(()) },
        )
        .await;
    }
}
