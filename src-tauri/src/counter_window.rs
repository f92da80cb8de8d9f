//! The window at the counter. It shows a page of this computer's loopback address in which Antom's SDK runs, and pages of
//! Antom's; it is in no capability, so nothing in it can ask this program for anything.

use crate::call::House;
use crate::counters::{is_counter, leads_elsewhere};
use console::sharing::mark_of;
use domain::account::Environment;
use std::sync::Arc;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindowBuilder, Window, async_runtime};

/// Width and height it opens with, in logical pixels: the frame of Antom's page fits.
const SIZE: (f64, f64) = (820.0, 860.0);

/// Opens the window of a counter in the place of one it had before.
///
/// # Errors
/// Where the system makes no window.
pub fn open<R: Runtime>(
    app: &AppHandle<R>,
    label: &str,
    address: &Url,
    environment: Environment,
) -> tauri::Result<()> {
    let house = Arc::clone(&app.state::<Arc<House>>());
    house.counters.is_at(label, address);
    if let Some(before) = app.get_webview_window(label) {
        before.navigate(address.clone())?;
        return before.set_focus();
    }
    let data = house.desks.home().path().join("webview");
    let mark = mark_of(environment).map(|mark| format!("{mark} · ")).unwrap_or_default();
    // The page is dressed as the window beside it; a system's theme it sees by itself.
    let theme = house.kept.preference("theme").filter(|theme| matches!(theme.as_str(), "light" | "dark"));
    let dress = theme.map(|theme| format!("document.documentElement.dataset.theme = '{theme}'"));
    let stays = Stays { app: app.clone(), house, label: label.to_owned(), environment };
    let opens_none = stays.clone();
    WebviewWindowBuilder::new(app, label, WebviewUrl::External(address.clone()))
        .title(format!("{mark}Counter · Countersign"))
        .inner_size(SIZE.0, SIZE.1)
        .data_directory(data)
        .general_autofill_enabled(false)
        .initialization_script(dress.unwrap_or_default())
        .on_navigation(move |url| stays.may_show(url))
        .on_new_window(move |url, _| {
            opens_none.may_show(&url);
            NewWindowResponse::Deny
        })
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()
        .map(drop)
}

/// A counter's window, which shows its own page and Antom's and stays there.
struct Stays<R: Runtime> {
    app: AppHandle<R>,
    house: Arc<House>,
    label: String,
    environment: Environment,
}

impl<R: Runtime> Clone for Stays<R> {
    fn clone(&self) -> Self {
        let Self { app, house, label, environment } = self;
        Self { app: app.clone(), house: Arc::clone(house), label: label.clone(), environment: *environment }
    }
}

impl<R: Runtime> Stays<R> {
    /// Whether it may show an address. Where it may not, staff read where the buyer was to go on, and the buyer that
    /// they can.
    fn may_show(&self, url: &Url) -> bool {
        if self.house.counters.may_show(&self.label, url, self.environment) {
            return true;
        }
        tracing::info!(host = url.host_str(), "the counter's window does not go there");
        if let Some(said) = leads_elsewhere(&self.house, self.environment, &self.label, url) {
            self.says(&said);
        }
        false
    }

    /// Writes a sentence into the page, once this call of the web view is over.
    fn says(&self, text: &str) {
        let text = serde_json::Value::from(text);
        let script = format!("document.getElementById('said').textContent = {text}");
        let (app, label) = (self.app.clone(), self.label.clone());
        async_runtime::spawn(async move {
            if let Some(view) = app.get_webview_window(&label)
                && let Err(error) = view.eval(script)
            {
                tracing::debug!(%error, "the counter's page could not be told");
            }
        });
    }
}

/// What Antom's pages kept for one buyer is not kept for the next.
pub fn forget_buyer<R: Runtime>(window: &Window<R>) {
    if !is_counter(window.label()) {
        return;
    }
    if let Some(view) = window.get_webview_window(window.label())
        && let Err(error) = view.clear_all_browsing_data()
    {
        tracing::warn!(%error, "what the counter's page kept could not be cleared");
    }
}
