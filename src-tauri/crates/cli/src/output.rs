//! The only place that writes to the terminal. Answers go to stdout, everything else to stderr; with `--json` stdout
//! carries one document per line and stderr nothing but an error.

use crate::failure::Failure;
use crate::text::candidates::candidates;
use serde::Serialize;
use std::io::{self, ErrorKind, IsTerminal, Write};

/// How this run speaks.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
    colour: bool,
}

/// A colour of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Money is where it should be.
    Good,
    /// Something waits for a person or has a deadline.
    Waiting,
    /// The outcome is not known.
    Checking,
    /// It failed or was refused.
    Bad,
    /// Of less weight.
    Quiet,
    /// Of more weight.
    Strong,
}

impl Tone {
    const fn code(self) -> &'static str {
        match self {
            Self::Good => "32",
            Self::Waiting => "33",
            Self::Checking => "35",
            Self::Bad => "31",
            Self::Quiet => "2",
            Self::Strong => "1",
        }
    }
}

impl Output {
    /// As asked for: colour only where stdout is a terminal and `NO_COLOR` is not set (<https://no-color.org>).
    #[must_use]
    pub fn new(json: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
        Self { json, colour: !json && !refused && io::stdout().is_terminal() }
    }

    /// Whether answers are JSON.
    #[must_use]
    pub fn is_json(self) -> bool {
        self.json
    }

    /// A text in a tone, where there is colour.
    #[must_use]
    pub fn paint(self, tone: Tone, text: &str) -> String {
        if self.colour { format!("\u{1b}[{}m{text}\u{1b}[0m", tone.code()) } else { text.to_owned() }
    }

    /// Light on dark whatever the ground of the terminal is, line by line, where there is colour.
    #[must_use]
    pub fn on_dark(self, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        text.lines().map(|line| format!("\u{1b}[40;97m{line}\u{1b}[0m\n")).collect()
    }

    /// The answer of a command: one document with `--json`, else the text.
    ///
    /// # Errors
    /// Where stdout cannot be written. A reader that went away is no error.
    pub fn answer<T: Serialize>(self, value: &T, human: impl FnOnce() -> String) -> Result<(), Failure> {
        if self.json { self.document(value) } else { self.text(&human()) }
    }

    /// One JSON document on a line of stdout.
    ///
    /// # Errors
    /// As [`Output::answer`].
    pub fn document<T: Serialize>(self, value: &T) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(io::Error::other)?;
        self.bytes(format!("{text}\n").as_bytes())
    }

    /// A text on stdout, with a line end.
    ///
    /// # Errors
    /// As [`Output::answer`].
    pub fn text(self, text: &str) -> Result<(), Failure> {
        self.bytes(format!("{}\n", text.trim_end_matches('\n')).as_bytes())
    }

    /// Bytes on stdout as they are.
    ///
    /// # Errors
    /// As [`Output::answer`].
    pub fn bytes(self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::answer_lost(&error)),
            _ => Ok(()),
        }
    }

    /// Something worth knowing on stderr, for people only.
    pub fn note(self, text: &str) {
        if !self.json {
            to_stderr(&format!("{text}\n"));
        }
    }

    /// Overwrites the last line of stderr, for a countdown. Call it on a terminal only.
    pub fn redraw(self, text: &str) {
        to_stderr(&format!("\r\u{1b}[2K{text}"));
    }

    /// A question on stderr, without a line end.
    pub fn question(self, text: &str) {
        to_stderr(text);
    }

    /// A failure on stderr.
    pub fn failure(self, failure: &Failure) {
        if self.json {
            to_stderr(&format!("{}\n", failure.json()));
            return;
        }
        to_stderr(&format!("{}\n", failure.message));
        if !failure.candidates.is_empty() {
            to_stderr(&format!("{}\n", candidates(&failure.candidates, failure.zone)));
        }
        if !failure.remedy.is_empty() {
            to_stderr(&format!("{}\n", failure.remedy));
        }
    }
}

/// Nobody can be told that stderr cannot be written.
fn to_stderr(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes());
    let _ = stderr.flush();
}
