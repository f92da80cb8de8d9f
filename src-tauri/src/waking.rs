//! The computer wakes, or its network comes back: what waits is asked about at once. How the system says so is its own
//! matter; the console knows only "wake". Where a system says nothing, the console sees its clock jump, and the first
//! answer that comes through ends every pause.

#[cfg(target_os = "linux")]
mod linux;

use crate::call::House;
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime};

/// Listens for as long as the program runs, and wakes everything that is open.
#[cfg(target_os = "linux")]
pub fn begin<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    std::thread::spawn(move || {
        let heard = linux::bus().and_then(|bus| linux::listen(&bus, || wake(&app)));
        if let Err(error) = heard {
            tracing::debug!(%error, "the system bus does not tell of sleep and network");
        }
    });
}

/// Nothing is listened to here: the jump of the clock tells of sleep.
#[cfg(not(target_os = "linux"))]
pub fn begin<R: Runtime>(_app: &AppHandle<R>) {}

#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nobody tells of it yet"))]
fn wake<R: Runtime>(app: &AppHandle<R>) {
    tracing::info!("the computer woke, or its network came back");
    for console in app.state::<Arc<House>>().desks.all() {
        console.wake();
    }
}
