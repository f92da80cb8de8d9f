//! A desktop that is not there but for a clipboard, for tests of what commands do with it.

use super::Outside;
use crate::contract::{Answer, CommandError};
use crate::ears::Ear;
use crate::place::Place;
use console::{ExitClass, SecretText};
use domain::account::Environment;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use tauri::Url;

/// No windows and no programs. What was copied can be asked for.
#[derive(Clone, Default)]
pub struct Bare {
    copied: Arc<Mutex<Vec<String>>>,
    has_no_clipboard: bool,
}

impl Bare {
    /// One whose system has not even a clipboard.
    pub fn without_clipboard() -> Self {
        Self { has_no_clipboard: true, ..Self::default() }
    }

    /// What was copied, in this order.
    pub fn copied(&self) -> MutexGuard<'_, Vec<String>> {
        self.copied.lock().unwrap()
    }
}

fn missing(code: &'static str) -> CommandError {
    CommandError::new(ExitClass::Usage, code, "There is no desktop.", "Use one.")
}

impl Outside for Bare {
    fn open_window(&self, _: Place) -> Answer<()> {
        Err(missing("no-window"))
    }

    fn open_counter(&self, _: &str, _: &Url, _: Environment) -> Answer<()> {
        Err(missing("no-window"))
    }

    fn ready(&self, _: Place) -> Answer<()> {
        Err(missing("no-window"))
    }

    fn ear(&self, _: Place, _: &str) -> Answer<Ear> {
        Err(missing("no-window"))
    }

    fn copy(&self, text: &str) -> Answer<()> {
        if self.has_no_clipboard {
            return Err(missing("no-clipboard"));
        }
        self.copied().push(text.to_owned());
        Ok(())
    }

    fn paste(&self) -> Answer<SecretText> {
        Err(missing("no-clipboard"))
    }

    fn empty_clipboard(&self) -> Answer<()> {
        Err(missing("no-clipboard"))
    }

    fn open_address(&self, _: &str, _: Environment) -> Answer<()> {
        Err(missing("no-program"))
    }

    fn ask_where_to_write(&self, _: Place, _: &str) -> Option<PathBuf> {
        None
    }

    fn ask_which_to_read(&self, _: Place) -> Option<PathBuf> {
        None
    }

    fn let_go(&self, _: Environment) {}

    fn dress(&self, _: Place, _: &str) {}
}
