//! Other processes that work on a home while the window runs.

use crate::App;
use std::path::Path;
use std::process::{Child, Command, Stdio};

impl App {
    /// Begins a command line in another process and does not wait for it.
    pub fn begin_command_line(&self, words: &[&str]) -> Child {
        self.command_line_of(self.home().path(), words).stdout(Stdio::null()).spawn().unwrap()
    }

    /// A command line on a home: `--json`, and the words.
    pub fn command_line_of(&self, home: &Path, words: &[&str]) -> Command {
        let program = std::env::var_os("COUNTERSIGN_BIN").expect("COUNTERSIGN_BIN names the command line");
        let mut command = Command::new(program);
        command.args(["--json", "--home"]).arg(home).args(words);
        command
    }
}
