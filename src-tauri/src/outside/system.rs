//! The real desktop, as Tauri reaches it.

use super::{Outside, may_be_opened};
use crate::background::Background;
use crate::contract::{Answer, CommandError};
use crate::counter_window;
use crate::ears::Ear;
use crate::place::Place;
use crate::windows;
use console::{ExitClass, SecretText};
use domain::account::Environment;
use std::path::PathBuf;
use std::str::FromStr;
use tauri::ipc::{Channel, InvokeResponseBody, JavaScriptChannelId};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

impl<R: Runtime> Outside for AppHandle<R> {
    fn open_window(&self, place: Place) -> Answer<()> {
        windows::open(self, place).map_err(|error| no_window(&error))
    }

    fn open_counter(&self, label: &str, address: &Url, environment: Environment) -> Answer<()> {
        counter_window::open(self, label, address, environment).map_err(|error| no_window(&error))
    }

    fn ready(&self, place: Place) -> Answer<()> {
        windows::ready(&window(self, place)?).map_err(|error| no_window(&error))
    }

    fn ear(&self, place: Place, channel: &str) -> Answer<Ear> {
        let id = JavaScriptChannelId::from_str(channel).map_err(|error| {
            CommandError::new(ExitClass::Usage, "bad-input", error, "Open this window again.")
        })?;
        let channel: Channel<InvokeResponseBody> = id.channel_on(window(self, place)?.as_ref().clone());
        Ok(Box::new(move |message| channel.send(InvokeResponseBody::Json(message)).is_ok()))
    }

    fn copy(&self, text: &str) -> Answer<()> {
        self.clipboard().write_text(text).map_err(|error| {
            CommandError::outside("no-clipboard", &error, "Select the text and copy it by hand.")
        })
    }

    fn paste(&self) -> Answer<SecretText> {
        let text = self.clipboard().read_text().map(SecretText::new).map_err(|_| nothing_on_clipboard())?;
        if text.is_blank() { Err(nothing_on_clipboard()) } else { Ok(text) }
    }

    fn empty_clipboard(&self) -> Answer<()> {
        self.clipboard()
            .clear()
            .map_err(|error| CommandError::outside("no-clipboard", &error, "Copy another text."))
    }

    fn open_address(&self, address: &str, from: Environment) -> Answer<()> {
        if !may_be_opened(address, from) {
            return Err(CommandError::new(
                ExitClass::Refused,
                "address-not-opened",
                "This address does not belong to Antom or to a program for sharing, so it is not opened.",
                "Copy it, and look at it closely before you open it yourself.",
            ));
        }
        self.opener().open_url(address, None::<&str>).map_err(|error| {
            CommandError::outside(
                "no-program",
                &error,
                "Copy the text instead, and paste it where it is to go.",
            )
        })
    }

    fn ask_where_to_write(&self, place: Place, name: &str) -> Option<PathBuf> {
        let dialog = self.dialog().file().set_file_name(name);
        let dialog = match self.get_webview_window(place.label()) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        };
        dialog.blocking_save_file()?.into_path().ok()
    }

    fn ask_which_to_read(&self, place: Place) -> Option<PathBuf> {
        let dialog = self.dialog().file();
        let dialog = match self.get_webview_window(place.label()) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        };
        dialog.blocking_pick_file()?.into_path().ok()
    }

    fn let_go(&self, environment: Environment) {
        self.state::<Background>().end(environment);
    }

    fn dress(&self, place: Place, theme: &str) {
        if let Some(window) = self.get_webview_window(place.label()) {
            windows::dress(&window, Some(theme));
        }
    }
}

fn window<R: Runtime>(app: &AppHandle<R>, place: Place) -> Answer<WebviewWindow<R>> {
    app.get_webview_window(place.label()).ok_or_else(CommandError::not_from_here)
}

fn nothing_on_clipboard() -> CommandError {
    CommandError::new(
        ExitClass::Usage,
        "clipboard-empty",
        "No text could be read from the clipboard.",
        "Copy the private key where it is kept, from its first line to its last, and try again.",
    )
}

fn no_window(error: &tauri::Error) -> CommandError {
    CommandError::outside("no-window", error, "Close Countersign and start it again.")
}
