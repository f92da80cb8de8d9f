//! The person at this computer: where their history lies unless they say otherwise, and what they are called.
//!
//! The command line and the window ask here, so that both mean the same home and write the same name.

use crate::home::Home;
use domain::fact::Actor;
use std::path::PathBuf;

/// The variable that names another home.
pub const HOME_VARIABLE: &str = "COUNTERSIGN_HOME";
/// The variable that names an environment.
pub const ENVIRONMENT_VARIABLE: &str = "COUNTERSIGN_ENVIRONMENT";

/// The home of this user in the data directory of the platform; none where the platform gives none.
#[must_use]
pub fn home() -> Option<Home> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        std::env::home_dir().map(|home| home.join("Library/Application Support"))
    } else {
        set("XDG_DATA_HOME").or_else(|| std::env::home_dir().map(|home| home.join(".local/share")))
    };
    data.map(|data| Home::new(data.join("countersign")))
}

/// Who acts, until there are people: the user of the operating system.
#[must_use]
pub fn actor() -> Actor {
    Actor::Person(
        whoami::username()
            .ok()
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "unknown user".to_owned()),
    )
}

/// What this computer is called; empty where the system does not say.
#[must_use]
pub fn device() -> String {
    whoami::hostname().unwrap_or_default()
}
