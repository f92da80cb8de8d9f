//! The window at the counter. It shows a page of this computer's loopback address in which Antom's SDK runs, and pages of
//! Antom's; it is in no capability, so nothing in it can ask this program for anything.

use crate::call::House;
use crate::counters::is_counter;
use console::sharing::mark_of;
use domain::account::Environment;
use std::sync::Arc;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindowBuilder, Window};

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
    let of = label.to_owned();
    WebviewWindowBuilder::new(app, label, WebviewUrl::External(address.clone()))
        .title(format!("{mark}Counter · Countersign"))
        .inner_size(SIZE.0, SIZE.1)
        .data_directory(data)
        .general_autofill_enabled(false)
        .on_navigation(move |url| {
            let shown = house.counters.may_show(&of, url, environment);
            if !shown {
                tracing::info!(host = url.host_str(), "the counter's window does not go there");
            }
            shown
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()
        .map(drop)
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
