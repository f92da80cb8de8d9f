//! The tray: how much needs a person, and the way back to a closed window. A desktop without a tray does without.

use crate::background::Background;
use crate::call::House;
use crate::contract::views::{Screen, Shown};
use crate::ending;
use crate::notices;
use crate::windows;
use crate::words::{self, Word};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tauri::menu::{MenuBuilder, MenuItem, MenuItemBuilder};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Runtime};

const SHOW: &str = "show";
const ATTENTION: &str = "attention";
const QUIT: &str = "quit";

/// The tray, where there is one.
pub struct Tray<R: Runtime> {
    icon: TrayIcon<R>,
    attention: MenuItem<R>,
}

/// Makes the tray. Where the desktop or its library has none, the program runs without.
pub fn make<R: Runtime>(app: &AppHandle<R>) {
    // The library of trays ends the thread instead of answering where its part of the desktop is not installed.
    match catch_unwind(AssertUnwindSafe(|| build(app))) {
        Ok(Ok(tray)) => {
            app.manage(tray);
            // A history may have been open before there was a tray to count on.
            show_count(app, app.state::<Background>().counted());
        }
        Ok(Err(error)) => tracing::info!(%error, "there is no tray on this desktop"),
        Err(_) => tracing::info!("the library for trays is not installed here"),
    }
}

fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Tray<R>> {
    let say = words::of(app);
    let show = MenuItemBuilder::with_id(SHOW, say.word(Word::Show)).build(app)?;
    let attention = MenuItemBuilder::with_id(ATTENTION, say.word(Word::AttentionNone)).build(app)?;
    let quit = MenuItemBuilder::with_id(QUIT, say.word(Word::Quit)).build(app)?;
    let menu = MenuBuilder::new(app).items(&[&show, &attention]).separator().item(&quit).build()?;
    let icon = TrayIconBuilder::with_id("countersign")
        .icon(tauri::include_image!("../icons/tray.png"))
        .tooltip("Countersign")
        .menu(&menu)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()))
        .build(app)?;
    Ok(Tray { icon, attention })
}

fn chosen<R: Runtime>(app: &AppHandle<R>, item: &str) {
    match item {
        SHOW => windows::show_all(app),
        ATTENTION => show_attention(app),
        QUIT => ending::asked_to_quit(app),
        _ => {}
    }
}

/// Shows Attention where something needs a person; the last environment in the list is the one with real money.
fn show_attention<R: Runtime>(app: &AppHandle<R>) {
    let house = app.state::<Arc<House>>();
    match house.desks.all().last() {
        Some(console) => {
            notices::bring(app, console.environment(), Shown { screen: Screen::Attention, order: None });
        }
        None => windows::show_all(app),
    }
}

/// Whether there is a tray to come back from.
pub fn is_there<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.try_state::<Tray<R>>().is_some()
}

/// Shows how much needs a person, over all environments that are open.
pub fn show_count<R: Runtime>(app: &AppHandle<R>, count: u64) {
    let Some(tray) = app.try_state::<Tray<R>>() else { return };
    let say = words::of(app);
    let line = if count == 0 {
        say.word(Word::AttentionNone)
    } else {
        say.with(Word::AttentionCount, &count.to_string())
    };
    let title = if count == 0 { None } else { Some(count.to_string()) };
    // A panel that takes no text shows the mark alone.
    tray.attention.set_text(&line).ok();
    tray.icon.set_title(title).ok();
    tray.icon.set_tooltip(Some(format!("Countersign · {line}"))).ok();
}
