//! Finding and running other programs.

use crate::failure::Failure;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The cargo that runs us, so that nested builds use the same toolchain.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where a program of this name lies on the `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    find_in(name, &env::var_os("PATH")?)
}

fn find_in(name: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(name)).find(|candidate| is_program(candidate))
}

#[cfg(unix)]
fn is_program(candidate: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(candidate).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(candidate: &Path) -> bool {
    candidate.is_file() || candidate.with_extension("exe").is_file()
}

/// Runs a command with our own input and output, and answers once it has ended well.
///
/// # Errors
/// The program cannot be started, or it ends with another code than 0 (which is passed on).
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let name = name_of(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::ended(&name, status)),
        Err(error) => Err(Failure::new(format!("`{name}` could not be started: {error}."))),
    }
}

/// Runs a command that tells of its progress on standard error, and answers what it printed on standard output.
///
/// # Errors
/// As [`run`], or it printed what is no text.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let name = name_of(command);
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure::new(format!("`{name}` could not be started: {error}.")))?;
    if !output.status.success() {
        return Err(Failure::ended(&name, output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::new(format!("What `{name}` printed is no text.")))
}

/// The same command at the lowest priority: it has what nobody else wants of the processors.
pub fn last_served(command: &Command) -> Command {
    let mut last = Command::new("nice");
    last.args(["-n", "19"]).arg(command.get_program()).args(command.get_args());
    carry_over(command, &mut last);
    last
}

/// Gives a command the folder and the environment of another.
pub fn carry_over(from: &Command, to: &mut Command) {
    if let Some(folder) = from.get_current_dir() {
        to.current_dir(folder);
    }
    for (name, value) in from.get_envs() {
        match value {
            Some(value) => to.env(name, value),
            None => to.env_remove(name),
        };
    }
}

/// Whether a command ends well; its output is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn name_of(command: &Command) -> String {
    Path::new(command.get_program())
        .file_name()
        .map_or_else(|| command.get_program().to_string_lossy(), OsStr::to_string_lossy)
        .into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_on_the_path_is_found_and_a_made_up_one_is_not() {
        assert!(find("sh").is_some());
        assert!(find("no-program-has-this-name-countersign").is_none());
    }

    #[test]
    fn a_folder_and_a_file_that_cannot_be_run_are_no_programs() {
        assert!(!is_program(Path::new("/")));
        assert!(!is_program(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")));
    }

    #[test]
    fn a_failing_program_passes_its_exit_code_on() {
        let failure = run(Command::new("sh").args(["-c", "exit 5"])).unwrap_err();
        assert_eq!(failure.exit_code(), 5);
        assert!(failure.to_string().contains("`sh`"));
    }

    #[test]
    fn a_program_that_does_not_exist_is_a_failure_that_names_it() {
        let failure = run(&mut Command::new("no-program-has-this-name-countersign")).unwrap_err();
        assert!(failure.to_string().contains("no-program-has-this-name-countersign"));
    }
}
