//! The window over `console`: windows, commands, tray and notifications of the desktop. No rule of payments stands
//! here, and nothing else knows Tauri.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod arguments;
mod background;
mod call;
#[cfg(test)]
#[allow(clippy::unwrap_in_result, reason = "a test may fail loudly")]
mod closed;
mod commands;
mod contract;
mod counter_window;
mod counters;
mod desks;
mod dispatch;
mod ears;
mod ending;
mod graphics;
mod heartbeat;
mod kept;
mod notices;
mod outside;
mod place;
#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_in_result,
    reason = "a test may fail loudly"
)]
mod rights;
mod training;
mod tray;
mod waking;
mod windows;
mod words;

use arguments::Arguments;
use clap::Parser;
use std::alloc::System;
use std::process::ExitCode;
use zeroizing_alloc::ZeroAlloc;

/// Keys pass through libraries that do not wipe what they give back: the one of the keychain, the bus, arithmetic on large
/// numbers. Here every byte is wiped when it is given back.
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_env("COUNTERSIGN_LOG"))
        .with_writer(std::io::stderr)
        .init();
    graphics::prepare();
    match app::run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(%error, "Countersign could not start");
            app::say_why(&error);
            ExitCode::FAILURE
        }
    }
}
