//! The windows: one for each environment, hidden until its page can be seen, and closed to everything but our page.

use crate::call::House;
use crate::heartbeat;
use crate::place::Place;
use domain::account::Environment;
use std::sync::Arc;
use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Manager, Runtime, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Width and height a window opens with, and the least it can have, in logical pixels.
const SIZE: (f64, f64) = (1360.0, 850.0);
const LEAST: (f64, f64) = (760.0, 560.0);

/// The ground of the page, `--bg` of its tokens: what is seen before anything is drawn must not flash.
const LIGHT_GROUND: Color = Color(0xf1, 0xf4, 0xf4, 0xff);
const DARK_GROUND: Color = Color(0x0e, 0x14, 0x16, 0xff);

/// No script of a page with commands changes what every object has. Done here and not for every window of the program,
/// because Antom's SDK at the counter does not load where this is frozen.
const FROZEN: &str = "Object.freeze(Object.prototype)";

/// Opens the window of a place, or brings it to the front.
///
/// # Errors
/// Where the system makes no window.
pub fn open<R: Runtime>(app: &AppHandle<R>, place: Place) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(place.label()) {
        return to_the_front(&window);
    }
    let window = build(app, place)?;
    let house = app.state::<Arc<House>>();
    dress(&window, house.kept.preference("theme").as_deref());
    heartbeat::expect(&window);
    if place != Place::Welcome {
        remember_open(app);
    }
    Ok(())
}

fn build<R: Runtime>(app: &AppHandle<R>, place: Place) -> tauri::Result<WebviewWindow<R>> {
    let data = app.state::<Arc<House>>().desks.home().path().join("webview");
    WebviewWindowBuilder::new(app, place.label(), WebviewUrl::default())
        .title(place.title())
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(LEAST.0, LEAST.1)
        .visible(false)
        .data_directory(data)
        .zoom_hotkeys_enabled(true)
        .general_autofill_enabled(false)
        .initialization_script(FROZEN)
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()
}

/// Nothing but the page that is built into this program may be shown in a window that has commands.
fn is_our_page(url: &Url) -> bool {
    let ours = if cfg!(any(windows, target_os = "android")) {
        url.scheme() == "http" && url.host_str() == Some("tauri.localhost")
    } else {
        url.scheme() == "tauri" && url.host_str() == Some("localhost")
    };
    ours || url.as_str() == "about:blank"
}

/// The page can be seen: the window is shown the first time, and known to be painted the second. The window that
/// welcomed stays until another can be seen.
///
/// # Errors
/// Where the window is gone.
pub fn ready<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    if heartbeat::heard(window) == heartbeat::Beat::First {
        window.show()?;
        window.set_focus()?;
        if window.label() != Place::Welcome.label()
            && let Some(welcome) = window.get_webview_window(Place::Welcome.label())
        {
            welcome.close()?;
        }
    }
    Ok(())
}

/// Shows a window that may be hidden, minimised or behind others.
///
/// # Errors
/// Where the window is gone.
pub fn to_the_front<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    if !heartbeat::was_heard(window) {
        return Ok(()); // it shows itself as soon as there is something to see
    }
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

/// Paints the ground of a window in a theme: `light`, `dark`, or for anything else the system's.
pub fn dress<R: Runtime>(window: &WebviewWindow<R>, theme: Option<&str>) {
    let chosen = match theme {
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        _ => None,
    };
    // A window that cannot be painted is painted by its page a moment later.
    window.set_theme(chosen).ok();
    let shown = chosen.or_else(|| window.theme().ok());
    let ground = if shown == Some(Theme::Dark) { DARK_GROUND } else { LIGHT_GROUND };
    window.set_background_color(Some(ground)).ok();
}

/// Brings every window to the front, and opens those of last time where none is open.
pub fn show_all<R: Runtime>(app: &AppHandle<R>) {
    let windows = app.webview_windows();
    let shown = if windows.is_empty() {
        let house = app.state::<Arc<House>>();
        first_places(None, &house.kept.open(), &house.desks.home().set_up())
            .into_iter()
            .try_for_each(|place| open(app, place))
    } else {
        windows.values().try_for_each(to_the_front)
    };
    if let Err(error) = shown {
        tracing::warn!(%error, "a window could not be shown");
    }
}

/// The environments whose windows are open.
pub fn open_environments<R: Runtime>(app: &AppHandle<R>) -> Vec<Environment> {
    console::home::ENVIRONMENTS
        .into_iter()
        .filter(|environment| app.get_webview_window(environment.name()).is_some())
        .collect()
}

/// Remembers which windows are open, for the next start.
pub fn remember_open<R: Runtime>(app: &AppHandle<R>) {
    let open = open_environments(app);
    if !open.is_empty() {
        app.state::<Arc<House>>().kept.remember_open(&open);
    }
}

/// The windows a start opens: the one named, else those that were open last, else the first that is set up.
#[must_use]
pub fn first_places(named: Option<Environment>, last: &[Environment], set_up: &[Environment]) -> Vec<Place> {
    if let Some(named) = named {
        return vec![Place::In(named)];
    }
    let again: Vec<Place> =
        last.iter().copied().filter(|environment| set_up.contains(environment)).map(Place::In).collect();
    if !again.is_empty() {
        return again;
    }
    // Where money is real a person would rather see that first.
    vec![set_up.last().copied().map_or(Place::Welcome, Place::In)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use Environment::{Production, Sandbox, Training};

    #[test]
    fn a_start_opens_what_is_named_or_was_open_or_is_set_up() {
        let all = [Training, Sandbox, Production];
        assert_eq!(first_places(Some(Sandbox), &[Production], &all), [Place::In(Sandbox)]);
        assert_eq!(
            first_places(None, &[Training, Production], &all),
            [Place::In(Training), Place::In(Production)]
        );
        assert_eq!(first_places(None, &[Sandbox], &[Training]), [Place::In(Training)]);
        assert_eq!(first_places(None, &[], &all), [Place::In(Production)]);
        assert_eq!(first_places(None, &[], &[]), [Place::Welcome]);
    }

    #[test]
    fn nothing_but_the_built_in_page_is_shown() {
        let shown = |url: &str| is_our_page(&Url::parse(url).unwrap());
        for foreign in
            ["https://example.com/", "file:///etc/passwd", "data:text/html,x", "tauri://elsewhere/"]
        {
            assert!(!shown(foreign), "{foreign}");
        }
        let ours = if cfg!(windows) { "http://tauri.localhost/index.html" } else { "tauri://localhost/" };
        assert!(shown(ours));
    }
}
