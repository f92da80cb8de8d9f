//! From a message of a page to the command it names, and back. The list of commands is the contract's own.

use crate::call::{Call, House};
use crate::commands;
#[allow(clippy::wildcard_imports, reason = "the list names every type of the contract")]
use crate::contract::types::*;
use crate::contract::{Answer, CommandError};
use crate::outside::Outside;
use crate::place::Place;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use tauri::ipc::{Invoke, InvokeBody, InvokeError};
use tauri::{AppHandle, Manager, Runtime, async_runtime};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($input:ty) -> $output:ty;)*) => {
        /// The name of every command.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Runs the command of this name; none where there is none.
        fn run(name: &str, call: Call, input: Value) -> Option<Answer<Value>> {
            match name {
                $(stringify!($name) => Some(answer::<$input, $output, _>(input, |input| commands::$name(call, input))),)*
                _ => None,
            }
        }
    };
}
include!("contract/commands.rs");

/// Answers every message of every page. Tauri has compared it with the access list by now.
pub fn handle<R: Runtime>(invoke: Invoke<R>) -> bool
where
    AppHandle<R>: Outside,
{
    let message = &invoke.message;
    let webview = message.webview_ref();
    let place = Place::of_label(webview.label());
    let name = message.command().to_owned();
    if !NAMES.contains(&name.as_str()) {
        return false;
    }
    let Some(place) = place else {
        invoke.resolver.invoke_error(InvokeError::from(CommandError::not_from_here()));
        return true;
    };
    let app = webview.app_handle().clone();
    let call = Call { place, house: Arc::clone(&app.state::<Arc<House>>()), outside: Arc::new(app) };
    let input = input_of(message.payload());
    invoke.resolver.respond_async(async move {
        // Commands read and write the ledger, which takes its time: never on a thread that carries messages.
        let ran = async_runtime::spawn_blocking(move || run(&name, call, input)).await;
        match ran {
            Ok(Some(answer)) => answer.map_err(InvokeError::from),
            Ok(None) | Err(_) => Err(InvokeError::from(broken())),
        }
    });
    true
}

fn input_of(payload: &InvokeBody) -> Value {
    match payload {
        InvokeBody::Json(json) => json.get("input").cloned().unwrap_or_default(),
        InvokeBody::Raw(_) => Value::Null,
    }
}

fn answer<I, O, F>(input: Value, command: impl FnOnce(I) -> F) -> Answer<Value>
where
    I: DeserializeOwned,
    O: Serialize,
    F: Future<Output = Answer<O>>,
{
    let input = serde_json::from_value(input).map_err(|error| CommandError::unreadable(&error))?;
    let output = async_runtime::block_on(command(input))?;
    serde_json::to_value(output).map_err(|error| CommandError::unreadable(&error))
}

/// A command that ended without an answer is a fault of this program; what it did is on file all the same.
fn broken() -> CommandError {
    CommandError::new(
        console::ExitClass::Unknown,
        "window-fault",
        "This program stumbled over a fault of its own.",
        "Nothing is lost: what was decided is written down. Look at the order again before you repeat anything.",
    )
}
