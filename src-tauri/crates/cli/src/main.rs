//! `countersign`: the command line over the console.
//!
//! There is no logic here. A command reads what was typed (`args`, `typed`), calls the console, and shows its answer
//! (`text`, `output`). The tour is a script of public commands.

mod args;
mod commands;
mod desk;
mod failure;
mod output;
mod qr;
mod stopping;
mod text;
mod topics;
mod tour;
mod typed;

use args::CommandLine;
use clap::Parser;
use clap::error::ErrorKind;
use failure::Failure;
use output::Output;
use std::alloc::System;
use std::process::ExitCode;
use zeroizing_alloc::ZeroAlloc;

/// Keys pass through libraries that do not wipe what they give back: the one of the keychain, the bus, arithmetic on large
/// numbers. Here every byte is wiped when it is given back.
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    let typed = CommandLine::try_parse();
    let json = match &typed {
        Ok(line) => line.everywhere.json,
        // The line could not be read, and how its mistake is told depends on a word of that line.
        Err(_) => std::env::args_os().skip(1).take_while(|word| word != "--").any(|word| word == "--json"),
    };
    let out = Output::new(json);
    let done = typed.map_or_else(|error| not_read(out, &error), |line| run(line, out));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            out.failure(&failure);
            ExitCode::from(failure.exit)
        }
    }
}

fn run(line: CommandLine, out: Output) -> Result<(), Failure> {
    log_to_stderr();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(commands::run(line, out))
}

/// What the libraries have to say, for whoever asks with `COUNTERSIGN_LOG` (such as `console=debug`).
fn log_to_stderr() {
    let Ok(filter) = tracing_subscriber::EnvFilter::try_from_env("COUNTERSIGN_LOG") else { return };
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Help that was asked for is an answer; a mistake is a failure like every other.
fn not_read(out: Output, error: &clap::Error) -> Result<(), Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => out.text(&error.to_string()),
        kind => {
            let text = error.to_string();
            if !out.is_json() {
                let usage = Failure::usage("usage", text.trim_end(), "");
                return Err(usage);
            }
            let message = match kind {
                ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                    "The command is not complete.".to_owned()
                }
                _ => failure::sentence(&mistake(&text)),
            };
            Err(Failure::usage("usage", message, "Add --help to the command to see what it takes."))
        }
    }
}

/// The mistake in one line: the first line of what clap says, and what it lists below.
fn mistake(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let listed: Vec<&str> = lines.take_while(|line| line.starts_with("  ")).map(str::trim).collect();
    if listed.is_empty() { first.to_owned() } else { format!("{first} {}", listed.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_names_what_is_missing() {
        let error = CommandLine::try_parse_from(["countersign", "request", "new", "--json"]).unwrap_err();
        let told = mistake(&error.to_string());
        assert!(
            told.contains("--amount <AMOUNT>, --description <TEXT>") && !told.contains("error:"),
            "{told}"
        );
        let error = CommandLine::try_parse_from(["countersign", "--environment", "moon"]).unwrap_err();
        let told = mistake(&error.to_string());
        assert!(told.contains("moon") && told.contains("production"), "{told}");
    }
}
