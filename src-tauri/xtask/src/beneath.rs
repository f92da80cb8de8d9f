//! Steps that need nothing but processors: they run beneath the others, at the lowest priority, in the time in which those
//! wait for programs, clocks and disks.

use crate::failure::Failure;
use crate::program;
use crate::scratch::Scratch;
use crate::steps::verdict;
use crate::stopwatch::Stopwatch;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// A program that runs beneath the others. Dropped before its end, it is stopped.
pub struct Beneath {
    name: &'static str,
    child: Child,
    told: PathBuf,
    took: Stopwatch,
    _home: Scratch,
}

impl Beneath {
    /// Starts it. What it tells is held back until it has ended.
    ///
    /// # Errors
    /// It cannot be started, or there is no room for what it tells.
    pub fn start(name: &'static str, command: &Command) -> Result<Self, Failure> {
        let home = Scratch::new()?;
        let told = home.path().join("told");
        let started = start(command, &told);
        let child =
            started.map_err(|error| Failure::new(format!("{name} could not be started: {error}.")))?;
        println!("== {name}: begins beneath the steps that follow");
        Ok(Self { name, child, told, took: Stopwatch::start(), _home: home })
    }

    /// Waits until it has ended, and shows what it told.
    ///
    /// # Errors
    /// It ended with another code than 0 (which is passed on).
    pub fn end(mut self) -> Result<(), Failure> {
        println!("== {}: waited for", self.name);
        let status = self.child.wait();
        print!("{}", String::from_utf8_lossy(&fs::read(&self.told).unwrap_or_default()));
        let result = match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::ended(self.name, status)),
            Err(error) => Err(Failure::new(format!("{} could not be waited for: {error}.", self.name))),
        };
        println!("== {}: {} ({}, beneath others)", self.name, verdict(&result), self.took);
        result
    }
}

impl Drop for Beneath {
    fn drop(&mut self) {
        // Both fail only for what has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(command: &Command, told: &Path) -> io::Result<Child> {
    let told = File::create(told)?;
    let also = told.try_clone()?;
    program::last_served(command).stdout(told).stderr(also).spawn()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn what_runs_beneath_has_the_lowest_priority() {
        let home = Scratch::new().unwrap();
        let said = home.path().join("said");
        let ran = Beneath::start("a", &sh(&format!("nice > {}", said.display()))).unwrap();
        ran.end().unwrap();
        assert_eq!(fs::read_to_string(said).unwrap(), "19\n");
    }

    #[test]
    fn how_it_ended_is_passed_on() {
        let failed = Beneath::start("a step", &sh("echo no; exit 5")).unwrap().end().unwrap_err();
        assert_eq!(failed.exit_code(), 5);
        assert!(failed.to_string().contains("a step"), "{failed}");
        let missing = Command::new("no-program-has-this-name-countersign");
        assert!(Beneath::start("another", &missing).and_then(Beneath::end).is_err());
    }

    #[test]
    fn it_stops_where_nobody_waits_for_it() {
        let endless = Beneath::start("endless", &sh("exec sleep 1000")).unwrap();
        let process = format!("/proc/{}", endless.child.id());
        assert!(fs::exists(&process).unwrap());
        drop(endless);
        assert!(!fs::exists(&process).unwrap());
    }
}
