//! What lies outside of the house: windows, the clipboard, other programs, the system's dialogs. Commands reach them
//! through [`Outside`], so that they can be run without a desktop.

mod address;
#[cfg(test)]
mod bare;
mod system;

use crate::contract::Answer;
use crate::ears::Ear;
use crate::place::Place;
use console::SecretText;
use domain::account::Environment;
use std::path::PathBuf;
use tauri::Url;

pub use address::may_be_opened;
#[cfg(test)]
pub use bare::Bare;

/// The desktop around this program.
pub trait Outside: Send + Sync {
    /// Opens the window of a place, or brings it to the front.
    ///
    /// # Errors
    /// Where the system makes no window.
    fn open_window(&self, place: Place) -> Answer<()>;

    /// Opens the window of a counter with its page, or gives it that page where it is open.
    ///
    /// # Errors
    /// Where the system makes no window.
    fn open_counter(&self, label: &str, address: &Url, environment: Environment) -> Answer<()>;

    /// The page of a window can be seen.
    ///
    /// # Errors
    /// Where the window is gone.
    fn ready(&self, place: Place) -> Answer<()>;

    /// The way to the page of a window, by what its script calls the channel.
    ///
    /// # Errors
    /// Where that names no channel, or the window is gone.
    fn ear(&self, place: Place, channel: &str) -> Answer<Ear>;

    /// Puts a text on the clipboard.
    ///
    /// # Errors
    /// Where the system has none.
    fn copy(&self, text: &str) -> Answer<()>;

    /// Takes the text that is on the clipboard.
    ///
    /// # Errors
    /// Where there is none.
    fn paste(&self) -> Answer<SecretText>;

    /// Leaves nothing on the clipboard.
    ///
    /// # Errors
    /// Where the system has none.
    fn empty_clipboard(&self) -> Answer<()>;

    /// Opens an address in the program the system has for it, where it is one of those that may be opened.
    ///
    /// # Errors
    /// Where it may not, or the system has no program for it.
    fn open_address(&self, address: &str, from: Environment) -> Answer<()>;

    /// Asks where to write a file; none where the dialog was closed. Never called on the thread of the windows.
    fn ask_where_to_write(&self, place: Place, name: &str) -> Option<PathBuf>;

    /// Asks which file to read; none where the dialog was closed. Never called on the thread of the windows.
    fn ask_which_to_read(&self, place: Place) -> Option<PathBuf>;

    /// Ends what goes on by itself for an environment, so that its ledger can be let go of.
    fn let_go(&self, environment: Environment);

    /// The look of a window is to be this: `light`, `dark` or the system's.
    fn dress(&self, place: Place, theme: &str);
}
