//! A display of our own, and what gives its windows the focus.

use crate::failure::Failure;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A display that nobody sees; it ends with the value.
pub struct Display {
    server: Child,
    /// Gives windows the focus and lets them come to the front, as every desktop does.
    windows: Child,
    /// What `DISPLAY` is to be.
    pub name: String,
}

impl Display {
    /// Starts it.
    ///
    /// # Errors
    /// A program of it cannot be started.
    pub fn open() -> Result<Self, Failure> {
        let no_display =
            |error: &dyn std::fmt::Display| Failure::new(format!("Xvfb could not be started: {error}."));
        // It writes the number it chose once it takes clients.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| no_display(&error))?;
        let mut line = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(|error| no_display(&error))?;
        }
        let number = line.trim();
        if number.is_empty() {
            return Err(no_display(&"it ended at once"));
        }
        let name = format!(":{number}");
        let windows = Command::new("openbox")
            .env("DISPLAY", &name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("openbox could not be started: {error}.")))?;
        Ok(Self { server, windows, name })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for child in [&mut self.windows, &mut self.server] {
            // Both fail only when it has ended already.
            child.kill().ok();
            child.wait().ok();
        }
    }
}
