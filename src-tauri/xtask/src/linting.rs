//! `clippy`: no lint anywhere. Where everything is built from nothing, each crate of ours is linted when it is compiled
//! for the tests (`lint-and-compile`, as cargo's wrapper), and dependencies are not read once more for clippy alone.

use crate::failure::Failure;
use crate::{place, program};
use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Cargo's own name for a program that compiles the crates of a workspace.
pub const WRAPPER: &str = "RUSTC_WORKSPACE_WRAPPER";
const OURS: &str = "lint-and-compile";
/// Everything there is. `--all-targets` leaves out the tests that have steps of their own (`test = false`).
const EVERYTHING: [&[&str]; 2] = [&["--all-targets"], &["--test", "*"]];

/// Lints everything, or compiles it where that lints it too.
///
/// # Errors
/// There is a lint, or something does not compile.
pub fn run() -> Result<(), Failure> {
    let compiling = lints_what_it_compiles(env::var_os(WRAPPER).as_deref());
    EVERYTHING.iter().try_for_each(|targets| program::run(&mut linted(compiling, targets)))
}

fn linted(compiling: bool, targets: &[&str]) -> Command {
    let (verb, warnings): (_, &[&str]) =
        if compiling { ("build", &[]) } else { ("clippy", &["--", "-D", "warnings"]) };
    let mut command = place::at_top(program::cargo());
    command.args([verb, "--locked", "--workspace"]).args(targets).args(warnings);
    command
}

fn lints_what_it_compiles(wrapper: Option<&OsStr>) -> bool {
    wrapper.is_some_and(|wrapper| Path::new(wrapper).ends_with(OURS))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::fs;
    use std::process::Output;

    /// Compiles a library as cargo does.
    fn compiled(home: &Scratch, code: &str) -> Output {
        let (library, out) = (home.path().join("lib.rs"), home.path().join("out"));
        fs::write(&library, code).unwrap();
        fs::create_dir(&out).unwrap();
        Command::new(place::top().join("src-tauri/xtask").join(OURS))
            .args(["rustc", "--crate-name", "linted", "--edition=2024"])
            .arg(&library)
            .args(["--crate-type", "lib", "--emit=dep-info,metadata,link", "--error-format=json"])
            .args(["--json=diagnostic-rendered-ansi,artifacts,future-incompat", "--out-dir"])
            .arg(&out)
            .output()
            .unwrap()
    }

    #[test]
    fn what_is_compiled_is_linted_and_what_is_written_is_what_rustc_makes() {
        let home = Scratch::new().unwrap();
        let good = compiled(&home, "pub fn one() -> u8 {\n    1\n}\n");
        assert!(good.status.success(), "{good:?}");
        let told = String::from_utf8(good.stderr).unwrap();
        assert_eq!(told.matches("liblinted.rlib").count(), 1, "{told}");
        assert_eq!(told.matches("liblinted.rmeta").count(), 1, "{told}");
        assert!(home.path().join("out/liblinted.rlib").is_file());
    }

    #[test]
    fn what_clippy_warns_of_does_not_pass() {
        let home = Scratch::new().unwrap();
        let bad = compiled(&home, "pub fn one() -> u8 {\n    return 1;\n}\n");
        assert!(!bad.status.success());
        assert!(String::from_utf8(bad.stderr).unwrap().contains("clippy::needless_return"));
    }

    #[test]
    fn what_does_not_compile_does_not_pass() {
        let home = Scratch::new().unwrap();
        let bad = compiled(&home, "pub fn one() -> u8 {}\n");
        assert!(!bad.status.success());
        assert!(String::from_utf8(bad.stderr).unwrap().contains("mismatched types"));
    }

    #[test]
    fn only_a_wrapper_that_lints_spares_clippy() {
        let words = |command: Command| {
            command.get_args().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(linted(true, EVERYTHING[1])), "build --locked --workspace --test *");
        assert_eq!(
            words(linted(false, EVERYTHING[0])),
            "clippy --locked --workspace --all-targets -- -D warnings"
        );
        let ours = place::top().join("src-tauri/xtask").join(OURS);
        assert!(lints_what_it_compiles(Some(ours.as_os_str())));
        assert!(!lints_what_it_compiles(Some(OsStr::new("/usr/bin/sccache"))));
        assert!(!lints_what_it_compiles(None));
    }
}
