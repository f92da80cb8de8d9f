//! Putting the program together: one process for each home, its plugins, its windows, its end.

use crate::arguments::Arguments;
use crate::background::{self, Background};
use crate::call::House;
use crate::counter_window;
use crate::counters::{Counters, is_counter};
use crate::desks::Desks;
use crate::dispatch;
use crate::ears::Ears;
use crate::ending;
use crate::graphics;
use crate::heartbeat::Heartbeats;
use crate::kept::Kept;
use crate::notices;
use crate::outside::Outside;
use crate::place::Place;
use crate::tray;
use crate::waking;
use crate::windows;
use console::{Home, Ports, this_user};
use domain::account::Environment;
use money::Language;
use sha2::{Digest, Sha256};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tauri::{App, AppHandle, Manager, RunEvent, Runtime, WindowEvent, Wry, async_runtime};
use tauri_plugin_window_state::StateFlags;
use vault::{SystemVault, Vault};

/// How long the keychain may take: a person may be typing its password.
const PATIENCE_WITH_KEYCHAIN: Duration = Duration::from_secs(60);

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum CannotStart {
    /// This user has no home directory, and none was named.
    #[error("this user has no home directory; name one with --home")]
    NoHome,
    /// The home cannot be used.
    #[error("the home cannot be used: {0}; name another with --home, or give this user access to it")]
    Home(#[from] std::io::Error),
    /// The desktop does not let it.
    #[error("{0}")]
    Tauri(#[from] tauri::Error),
}

/// Runs until the program ends.
///
/// # Errors
/// [`CannotStart`].
pub fn run(arguments: &Arguments) -> Result<ExitCode, CannotStart> {
    let home = arguments.home()?.ok_or(CannotStart::NoHome)?;
    home.make()?;
    let key = key_of(&home);
    let mut context = tauri::generate_context!();
    // One process for each home: what the system tells programs apart by carries the home in it.
    let identifier = format!("{}.{key}", context.config().identifier);
    context.config_mut().identifier = identifier;
    let named = arguments.environment();
    let window_file = home.path().join("window-state.json").to_string_lossy().into_owned();
    let app = tauri::Builder::<Wry>::new()
        .plugin(tauri_plugin_single_instance::init(|app, words, _| another_start(app, &words)))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_filename(window_file)
                // The counters of every order would add up.
                .with_filter(|label| !is_counter(label))
                .with_state_flags(
                    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN,
                )
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_notification::init())
        .manage(Heartbeats::default())
        .manage(Background::default())
        .invoke_handler(dispatch::handle)
        .on_window_event(|window, event| match (event, Place::of_label(window.label())) {
            (WindowEvent::Destroyed, Some(place)) => closed(window.app_handle(), place),
            (WindowEvent::Destroyed, None) => {
                window.state::<Arc<House>>().counters.left(window.label());
            }
            (WindowEvent::CloseRequested { .. }, None) => counter_window::forget_buyer(window),
            _ => {}
        })
        .setup(move |app| {
            furnish(app, home);
            graphics::keep_still_what_would_stop();
            // First of all: what takes longest goes on in processes of its own meanwhile.
            open_first(app.handle(), named)?;
            tray::make(app.handle());
            notices::hear_clicks(app.handle());
            waking::begin(app.handle());
            Ok(())
        })
        .build(context)?;
    let code = app.run_return(on_event);
    Ok(u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The part of a name that tells one home from another: letters and digits, beginning with a letter, as buses want it.
fn key_of(home: &Home) -> String {
    let path = std::fs::canonicalize(home.path()).unwrap_or_else(|_| home.path().to_owned());
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("h{hex}")
}

fn furnish(app: &mut App, home: Home) {
    let watched = app.handle().clone();
    let desks = Desks::new(
        home.clone(),
        Box::new(ports),
        Box::new(move |console| background::begin(&watched, console)),
    );
    app.manage(Arc::new(House {
        desks: Arc::new(desks),
        ears: Arc::new(Ears::default()),
        kept: Kept::of(&home, language_of_computer()),
        counters: Counters::default(),
    }));
}

/// The language the computer is set to, where the window speaks it.
fn language_of_computer() -> Language {
    sys_locale::get_locale().map_or(Language::English, |tag| Language::of_tag(&tag))
}

fn ports(environment: Environment) -> Ports {
    let vault: Arc<dyn Vault> = Arc::new(SystemVault::with_time_limit(PATIENCE_WITH_KEYCHAIN));
    Ports::system(environment, vault, this_user::actor())
}

fn open_first<R: Runtime>(app: &AppHandle<R>, named: Option<Environment>) -> tauri::Result<()> {
    let house = app.state::<Arc<House>>();
    if named == Some(Environment::Training) && house.desks.home().set_up().is_empty() {
        begin_training(app);
        return windows::open(app, Place::Welcome);
    }
    let set_up = house.desks.home().set_up();
    let places = windows::first_places(named, &house.kept.open(), &set_up);
    // The history is opened while the web view, which takes longer, reads the page.
    for environment in places.iter().filter_map(|place| place.environment()) {
        if set_up.contains(&environment) {
            house.desks.open_ahead(environment);
        }
    }
    places.into_iter().try_for_each(|place| windows::open(app, place))
}

/// Training was asked for where nothing is set up: it begins behind the window that welcomes, and takes its place.
fn begin_training<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    async_runtime::spawn_blocking(move || {
        let house = Arc::clone(&app.state::<Arc<House>>());
        let begun = async_runtime::block_on(async {
            let console = house.desks.open_or_set_up(Environment::Training).await?;
            house.desks.training().begin(&console, &|how_far| house.ears.tell_beginning(how_far)).await
        });
        match begun.and_then(|()| app.open_window(Place::In(Environment::Training))) {
            Ok(()) => {}
            Err(error) => {
                tracing::warn!(code = error.code, message = error.message, "Training did not begin")
            }
        }
    });
}

/// Somebody started the program again for this home: its window comes to the front.
fn another_start<R: Runtime>(app: &AppHandle<R>, words: &[String]) {
    let shown = match Arguments::environment_of(words) {
        Some(environment) => windows::open(app, Place::In(environment)),
        None => {
            windows::show_all(app);
            Ok(())
        }
    };
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be shown to another start");
    }
}

fn closed<R: Runtime>(app: &AppHandle<R>, place: Place) {
    let house = app.state::<Arc<House>>();
    house.ears.close(place);
    if let Place::In(environment) = place
        && let Some(console) = house.desks.opened_before(environment)
    {
        console.look_at(None);
    }
    windows::remember_open(app);
}

fn on_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    // No code: the last window was closed. With a code somebody asked to quit, and was asked back where need be.
    if let RunEvent::ExitRequested { code: None, api, .. } = event {
        if ending::keeps_running(app) {
            api.prevent_exit();
        } else if ending::waiting(app) > 0 {
            api.prevent_exit();
            ending::asked_to_quit(app);
        }
    }
}

/// Says in a terminal why the program does not start; without one the system's own log has it.
#[allow(clippy::print_stderr, reason = "there is no window to say it in")]
pub fn say_why(error: &CannotStart) {
    eprintln!("{error}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_homes_are_two_programs_and_one_home_is_one_however_it_is_written() {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir(place.path().join("a")).unwrap();
        std::fs::create_dir(place.path().join("b")).unwrap();
        let key = |path: &str| key_of(&Home::new(place.path().join(path)));
        assert_ne!(key("a"), key("b"));
        assert_eq!(key("a"), key("b/../a"));
        assert!(key("a").starts_with('h') && key("a").chars().all(|letter| letter.is_ascii_alphanumeric()));
    }
}
