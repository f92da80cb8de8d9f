//! What can be used in the window now, and what can be read in a part of it.

use crate::App;
use crate::page;
use fantoccini::elements::Element;

impl App {
    /// What has this role and name and can be used now.
    pub async fn usable(&self, script: &str, role: &str, name: &str) -> Option<Element> {
        self.element(&self.ask(script, role, name).await)
    }

    /// The same for a button or whatever else is pressed, now.
    pub async fn usable_now(&self, role: &str, name: &str) -> Option<Element> {
        self.usable(page::USABLE, role, name).await
    }

    /// Waits until something of this role and name can be used.
    pub async fn usable_soon(&self, role: &str, name: &str) -> Element {
        self.until(&format!("{role} {name:?} that can be used"), || self.usable_now(role, name)).await
    }

    /// Everything that can be read in a region or dialog of this name now.
    pub async fn text_in(&self, place: &str) -> String {
        self.ask(page::TEXT, "", place).await.as_str().unwrap_or_default().to_owned()
    }

    /// Chooses an entry of a list of the system, as a click on it does: the list has the focus first. Without it the web view
    /// compares with what a person chose last, and tells the page nothing where a new form had set it back meanwhile.
    pub async fn choose(&self, list: &str, word: &str) {
        let found = self.see("combobox", list).await;
        self.ask(page::FOCUS, "combobox", list).await;
        found.select_by_label(word).await.unwrap();
    }
}
