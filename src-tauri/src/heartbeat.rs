//! Whether a window lives. Its page says twice that it can be seen: when it is drawn, upon which the window is shown,
//! and when it was painted. A web view that stays blank (a driver that does not fit, a process that died) would be a
//! grey window without a word; here a native message says what to do.

use crate::graphics;
use crate::words::{self, Word};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager, Runtime, WebviewWindow, async_runtime};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

/// How long a page may take to be drawn, on a slow computer with a cold disk.
const PATIENCE: Duration = Duration::from_secs(30);

/// A sign of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    /// The page is drawn.
    First,
    /// It was painted, or says once more that it is there.
    Later,
}

/// How often each window was heard.
#[derive(Debug, Default)]
pub struct Heartbeats(Mutex<HashMap<String, u32>>);

impl Heartbeats {
    fn expect(&self, label: &str) {
        self.lock().insert(label.to_owned(), 0);
    }

    fn heard(&self, label: &str) -> Beat {
        let mut beats = self.lock();
        let count = beats.entry(label.to_owned()).or_default();
        *count = count.saturating_add(1);
        if *count == 1 { Beat::First } else { Beat::Later }
    }

    fn count(&self, label: &str) -> u32 {
        self.lock().get(label).copied().unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Begins to wait for a window that was just made.
pub fn expect<R: Runtime>(window: &WebviewWindow<R>) {
    window.state::<Heartbeats>().expect(window.label());
    hear_its_end(window);
    let window = window.clone();
    async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        if is_blank(&window) {
            tell_blank(window.app_handle());
        }
    });
}

/// The page of a window spoke.
pub fn heard<R: Runtime>(window: &WebviewWindow<R>) -> Beat {
    window.state::<Heartbeats>().heard(window.label())
}

/// Whether the page of a window ever spoke.
pub fn was_heard<R: Runtime>(window: &WebviewWindow<R>) -> bool {
    window.state::<Heartbeats>().count(window.label()) > 0
}

/// A window nobody looks at is not painted, and that is no fault.
fn is_blank<R: Runtime>(window: &WebviewWindow<R>) -> bool {
    if window.get_webview_window(window.label()).is_none() {
        return false;
    }
    match window.state::<Heartbeats>().count(window.label()) {
        0 => true,
        1 => window.is_visible().unwrap_or(false) && window.is_focused().unwrap_or(false),
        _ => false,
    }
}

/// WebKit draws in a process of its own; where that ends, the window stands there empty.
#[cfg(target_os = "linux")]
fn hear_its_end<R: Runtime>(window: &WebviewWindow<R>) {
    let app = window.app_handle().clone();
    let hearing = window.with_webview(move |view| {
        webkit2gtk::WebViewExt::connect_web_process_terminated(&view.inner(), move |_, _| {
            tell(&app, Word::PageGone)
        });
    });
    if let Err(error) = hearing {
        tracing::warn!(%error, "the end of the page's process would not be heard");
    }
}

/// Elsewhere the system starts the process again by itself.
#[cfg(not(target_os = "linux"))]
fn hear_its_end<R: Runtime>(_window: &WebviewWindow<R>) {}

fn tell_blank<R: Runtime>(app: &AppHandle<R>) {
    tell(app, Word::PageBlank);
}

/// The message is the system's own: what draws pages cannot be trusted to draw this one.
fn tell<R: Runtime>(app: &AppHandle<R>, what: Word) {
    let say = words::of(app);
    let again = app.clone();
    app.dialog()
        .message(say.word(what))
        .title("Countersign")
        .kind(MessageDialogKind::Error)
        .buttons(MessageDialogButtons::OkCancelCustom(say.word(Word::StartAgain), say.word(Word::Close)))
        .show(move |start_again| {
            if start_again {
                graphics::start_again_without_the_driver();
                again.request_restart();
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_speaks_is_first_drawn_and_then_painted() {
        let beats = Heartbeats::default();
        beats.expect("sandbox");
        assert_eq!(beats.count("sandbox"), 0);
        assert_eq!(beats.heard("sandbox"), Beat::First);
        assert_eq!(beats.heard("sandbox"), Beat::Later);
        beats.expect("sandbox");
        assert_eq!(beats.heard("sandbox"), Beat::First, "a window that was opened again begins anew");
    }
}
