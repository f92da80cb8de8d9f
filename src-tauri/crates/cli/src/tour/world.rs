//! The tour's own world: a home, a simulator as a child process, and commands run as a person would type them.

use crate::commands::training::Control;
use crate::failure::{Failure, UNEXPECTED};
use crate::output::{Output, Tone};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// No command of the tour takes nearly this long; one that does hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Everything the tour has.
pub struct World {
    out: Output,
    program: PathBuf,
    home: PathBuf,
    steps: u32,
    commands: u32,
    fingerprint: Option<String>,
}

/// What a command ended with.
pub struct Ended {
    /// The exit code; none where it was ended by a signal.
    pub exit: Option<i32>,
    /// The document on stdout.
    pub answer: Value,
    /// The error on stderr.
    pub error: Value,
}

impl World {
    /// A world in this home, which is run by this very program.
    ///
    /// # Errors
    /// Where the program cannot find itself.
    pub fn new(out: Output, home: PathBuf) -> Result<Self, Failure> {
        Ok(Self { out, program: std::env::current_exe()?, home, steps: 0, commands: 0, fingerprint: None })
    }

    /// Its home.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The merchant key that was made.
    #[must_use]
    pub fn fingerprint(&self) -> Option<&str> {
        self.fingerprint.as_deref()
    }

    /// Remembers the merchant key that was made.
    pub fn made_key(&mut self, fingerprint: &str) {
        self.fingerprint = Some(fingerprint.to_owned());
    }

    /// How many steps were told and how many commands run.
    #[must_use]
    pub fn counted(&self) -> (u32, u32) {
        (self.steps, self.commands)
    }

    /// Begins a step.
    ///
    /// # Errors
    /// Where stdout cannot be written.
    pub fn step(&mut self, title: &str, text: &str) -> Result<(), Failure> {
        self.steps = self.steps.saturating_add(1);
        let head = self.out.paint(Tone::Strong, &format!("{}. {title}", self.steps));
        self.say(&format!("\n{head}\n{text}"))
    }

    /// Tells something.
    ///
    /// # Errors
    /// Where stdout cannot be written.
    pub fn say(&self, text: &str) -> Result<(), Failure> {
        if self.out.is_json() { Ok(()) } else { self.out.text(text) }
    }

    /// Tells what came of a command.
    ///
    /// # Errors
    /// Where stdout cannot be written.
    pub fn outcome(&self, text: &str) -> Result<(), Failure> {
        self.say(&format!("    {} {text}", self.out.paint(Tone::Good, "→")))
    }

    /// Runs a command that must succeed.
    ///
    /// # Errors
    /// Where it does not; its own error is told.
    pub fn run(&mut self, words: &[&str]) -> Result<Value, Failure> {
        let ended = self.try_run(words)?;
        if ended.exit == Some(0) { Ok(ended.answer) } else { Err(surprise(words, &ended)) }
    }

    /// Runs a command that must end with this code.
    ///
    /// # Errors
    /// Where it ends otherwise.
    pub fn run_to(&mut self, words: &[&str], code: &str) -> Result<Ended, Failure> {
        let ended = self.try_run(words)?;
        let told = ended.error.pointer("/error/code").and_then(Value::as_str);
        if told == Some(code) { Ok(ended) } else { Err(surprise(words, &ended)) }
    }

    /// Runs a command, whatever it ends with.
    ///
    /// # Errors
    /// Where it cannot be started or hangs.
    pub fn try_run(&mut self, words: &[&str]) -> Result<Ended, Failure> {
        self.commands = self.commands.saturating_add(1);
        self.say(&format!("\n  {}", self.out.paint(Tone::Strong, &format!("$ {}", typed(words)))))?;
        let mut command = self.command(words);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (stdout, stderr) = (read_all(child.stdout.take()), read_all(child.stderr.take()));
        let answer = wait_for(&stdout, &mut child, words)?;
        let error = wait_for(&stderr, &mut child, words)?;
        let exit = child.wait()?.code();
        Ok(Ended { exit, answer: document(&answer), error: document(&error) })
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--json").args(words).env("COUNTERSIGN_HOME", &self.home);
        // The reader's own choices must not steer the tour.
        for name in ["COUNTERSIGN_ENVIRONMENT", "COUNTERSIGN_ACCOUNT", "COUNTERSIGN_LOG"] {
            command.env_remove(name);
        }
        command
    }

    /// Starts a command that tells one line after another until it ends.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn start(&mut self, words: &[&str]) -> Result<Live, Failure> {
        self.commands = self.commands.saturating_add(1);
        self.say(&format!("\n  {}", self.out.paint(Tone::Strong, &format!("$ {}", typed(words)))))?;
        let mut child = self
            .command(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            std::thread::spawn(move || {
                // The receiver is gone only when the tour has given up.
                let lines = BufReader::new(stdout).lines().map_while(Result::ok);
                lines.map(|line| document(line.as_bytes())).try_for_each(|line| sender.send(line)).ok();
            });
        }
        Ok(Live { words: typed(words), lines, seen: Vec::new(), child: Running(child) })
    }

    /// Starts the simulator and reads what it prints.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start_simulator(&mut self) -> Result<Simulator, Failure> {
        let words = ["simulator", "--listen", "127.0.0.1:0", "--checkout", "127.0.0.1:0"];
        self.say(&format!("\n  {}", self.out.paint(Tone::Strong, &format!("$ {}", typed(&words)))))?;
        let mut child =
            self.command(&words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let lines = child.stdout.take().map(BufReader::new);
        let guard = Running(child);
        let mut first = String::new();
        if let Some(mut lines) = lines {
            lines.read_line(&mut first)?;
        }
        let told = document(first.as_bytes());
        let (address, token) = (text(&told, "/gateway_url")?, text(&told, "/control_token")?);
        Ok(Simulator { control: Control::new(&address, &token)?, address, token, _running: guard })
    }
}

/// A command that runs and tells lines. Dropping it ends it.
pub struct Live {
    words: String,
    lines: mpsc::Receiver<Value>,
    seen: Vec<Value>,
    child: Running,
}

impl Live {
    /// The next line it tells.
    ///
    /// # Errors
    /// Where it tells none in time.
    pub fn line(&mut self) -> Result<Value, Failure> {
        let line = self.lines.recv_timeout(PATIENCE);
        line.map_err(|_| unexpected(format!("This command told nothing: {}", self.words)))
    }

    /// Reads on until it tells something of this kind.
    ///
    /// # Errors
    /// Where it does not in time.
    pub fn until(&mut self, what: &str) -> Result<(), Failure> {
        loop {
            let line = self.line()?;
            let found = line.pointer("/what").and_then(Value::as_str) == Some(what);
            self.seen.push(line);
            if found {
                return Ok(());
            }
        }
    }

    /// Every line after the first, once it has ended by itself and well.
    ///
    /// # Errors
    /// Where it does not.
    pub fn end(mut self) -> Result<Vec<Value>, Failure> {
        let mut told = std::mem::take(&mut self.seen);
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => told.push(line),
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    return Err(unexpected(format!("This command did not end: {}", self.words)));
                }
            }
        }
        must(self.child.0.wait()?.success(), &format!("this command ends well: {}", self.words))?;
        Ok(told)
    }
}

/// A simulator that runs until this is dropped.
pub struct Simulator {
    /// Its control interface.
    pub control: Control,
    /// Its address.
    pub address: String,
    /// Its control token.
    pub token: String,
    _running: Running,
}

/// A child process that ends with the tour, however the tour ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn read_all<R: Read + Send + 'static>(pipe: Option<R>) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        if matches!(read, Some(Ok(_)) | None) {
            // The receiver is gone only when the tour has given up.
            let _ = sender.send(bytes);
        }
    });
    receiver
}

fn wait_for(pipe: &mpsc::Receiver<Vec<u8>>, child: &mut Child, words: &[&str]) -> Result<Vec<u8>, Failure> {
    pipe.recv_timeout(PATIENCE).map_err(|_| {
        let _ = child.kill();
        let _ = child.wait();
        unexpected(format!("This command did not end: {}", typed(words)))
    })
}

/// The last line that is a document; an empty one is nothing.
fn document(bytes: &[u8]) -> Value {
    let text = String::from_utf8_lossy(bytes);
    text.lines().rev().find_map(|line| serde_json::from_str(line).ok()).unwrap_or_default()
}

/// A command as a shell would take it.
#[must_use]
pub fn typed(words: &[&str]) -> String {
    let plain = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:=+@,".contains(c))
    };
    let quoted = words.iter().map(|word| {
        if plain(word) { (*word).to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
    });
    std::iter::once("countersign".to_owned()).chain(quoted).collect::<Vec<_>>().join(" ")
}

/// A text of a document.
///
/// # Errors
/// Where it is not there: the output is not what is documented.
pub fn text(document: &Value, place: &str) -> Result<String, Failure> {
    let found = document.pointer(place).and_then(Value::as_str).map(str::to_owned);
    found.ok_or_else(|| unexpected(format!("An answer lacks {place}: {document}")))
}

/// Fails the tour where something is not as it must be.
///
/// # Errors
/// Where `holds` is false.
pub fn must(holds: bool, what: &str) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(unexpected(format!("The tour expected otherwise: {what}"))) }
}

fn surprise(words: &[&str], ended: &Ended) -> Failure {
    let said = ended.error.pointer("/error/message").and_then(Value::as_str).unwrap_or("it gave no reason");
    let exit = ended.exit.map_or_else(|| "by a signal".to_owned(), |exit| format!("with exit code {exit}"));
    unexpected(format!(
        "This command ended otherwise than the tour expects, {exit}: {}\n{said}",
        typed(words)
    ))
}

/// Something the tour cannot go on with.
#[must_use]
pub fn unexpected(message: String) -> Failure {
    Failure::with_exit(
        UNEXPECTED,
        "tour-failed",
        message,
        "Run it again with --keep DIR and look around in that home.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_printed_so_that_a_shell_takes_them() {
        let words = ["request", "new", "--amount", "SGD 40.00", "--name", "O'Neil", ""];
        assert_eq!(typed(&words), "countersign request new --amount 'SGD 40.00' --name 'O'\\''Neil' ''");
    }

    #[test]
    fn the_last_document_counts() {
        assert_eq!(document(b"{\"a\":1}\n{\"a\":2}\n"), serde_json::json!({ "a": 2 }));
        assert_eq!(document(b""), Value::Null);
    }
}
