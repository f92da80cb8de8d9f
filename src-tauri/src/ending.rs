//! How the program ends: with its last window, or from the tray, and never without a word while something waits in the
//! outbox.

use crate::call::House;
use crate::kept::KEEP_RUNNING;
use crate::tray;
use crate::words::{self, Word};
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime, async_runtime};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons};

/// Whether the program goes on although its last window was closed: the person chose so, and there is a tray to come
/// back from.
pub fn keeps_running<R: Runtime>(app: &AppHandle<R>) -> bool {
    let chosen = app.state::<Arc<House>>().kept.preference(KEEP_RUNNING);
    chosen.as_deref() == Some("on") && tray::is_there(app)
}

/// Ends the program, after a question where something waits in the outbox.
pub fn asked_to_quit<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    async_runtime::spawn_blocking(move || match waiting(&app) {
        0 => app.exit(0),
        count => ask(&app, count),
    });
}

/// How many decisions wait to leave, over everything that is open.
#[must_use]
pub fn waiting<R: Runtime>(app: &AppHandle<R>) -> usize {
    let consoles = app.state::<Arc<House>>().desks.all();
    let count = |console: &Arc<console::Console>| {
        console.pulse().map_or(0, |pulse| usize::try_from(pulse.outbox).unwrap_or(usize::MAX))
    };
    consoles.iter().map(count).fold(0, usize::saturating_add)
}

fn ask<R: Runtime>(app: &AppHandle<R>, count: usize) {
    let say = words::of(app);
    let quitting = app.clone();
    app.dialog()
        .message(say.with(Word::OutboxWaits, &count.to_string()))
        .title("Countersign")
        .buttons(MessageDialogButtons::OkCancelCustom(
            say.word(Word::QuitAnyway),
            say.word(Word::KeepRunning),
        ))
        .show(move |quit| {
            if quit {
                quitting.exit(0);
            }
        });
}
