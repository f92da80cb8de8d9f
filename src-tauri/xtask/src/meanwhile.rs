//! Steps that run while others do. What keeps one processor busy runs beside them; what needs nothing but processors
//! runs beneath them, at the lowest priority, in the time in which they wait for programs, clocks and disks.

use crate::failure::Failure;
use crate::program;
use crate::scratch::Scratch;
use crate::steps::verdict;
use crate::stopwatch::Stopwatch;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// A program that runs while others do. Dropped before its end, it is stopped.
pub struct Other {
    name: &'static str,
    child: Child,
    told: PathBuf,
    took: Stopwatch,
    _home: Scratch,
}

impl Other {
    /// Starts it beside the steps that follow. What it tells is held back until it has ended.
    ///
    /// # Errors
    /// It cannot be started, or there is no room for what it tells.
    pub fn beside(name: &'static str, command: Command) -> Result<Self, Failure> {
        Self::start(name, "beside", command)
    }

    /// Starts it beneath them.
    ///
    /// # Errors
    /// As for [`Other::beside`].
    pub fn beneath(name: &'static str, command: &Command) -> Result<Self, Failure> {
        Self::start(name, "beneath", program::last_served(command))
    }

    fn start(name: &'static str, place: &str, mut command: Command) -> Result<Self, Failure> {
        let home = Scratch::new()?;
        let told = home.path().join("told");
        let started = told_into(&told, &mut command);
        let child =
            started.map_err(|error| Failure::new(format!("{name} could not be started: {error}.")))?;
        println!("== {name}: begins {place} the steps that follow");
        Ok(Self { name, child, told, took: Stopwatch::start(), _home: home })
    }

    /// Whether it has ended.
    pub fn is_over(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|status| status.is_some())
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
        println!("== {}: {} ({}, while others ran)", self.name, verdict(&result), self.took);
        result
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        // Both fail only for what has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn told_into(told: &Path, command: &mut Command) -> io::Result<Child> {
    let told = File::create(told)?;
    let also = told.try_clone()?;
    command.stdout(told).stderr(also).spawn()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::thread;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn what_runs_beneath_has_the_lowest_priority_and_what_runs_beside_that_of_the_others() {
        let home = Scratch::new().unwrap();
        let said = |name: &str| home.path().join(name);
        let nice = |name: &str| sh(&format!("nice > {}", said(name).display()));
        Other::beneath("a", &nice("beneath")).unwrap().end().unwrap();
        Other::beside("a", nice("beside")).unwrap().end().unwrap();
        nice("ours").status().unwrap();
        let read = |name: &str| fs::read_to_string(said(name)).unwrap();
        assert_eq!(read("beneath"), "19\n");
        assert_eq!(read("beside"), read("ours"));
    }

    #[test]
    fn how_it_ended_is_passed_on() {
        let failed = Other::beneath("a step", &sh("echo no; exit 5")).unwrap().end().unwrap_err();
        assert_eq!(failed.exit_code(), 5);
        assert!(failed.to_string().contains("a step"), "{failed}");
        let missing = Command::new("no-program-has-this-name-countersign");
        assert!(Other::beneath("another", &missing).and_then(Other::end).is_err());
    }

    #[test]
    fn it_is_over_once_it_has_ended() {
        let home = Scratch::new().unwrap();
        let door = home.path().join("door");
        let waiting = format!("mkfifo {0}; read line < {0}", door.display());
        let mut other = Other::beside("waiting", sh(&waiting)).unwrap();
        while !door.exists() {
            thread::yield_now();
        }
        assert!(!other.is_over());
        fs::write(&door, "open\n").unwrap();
        while !other.is_over() {
            thread::yield_now();
        }
        other.end().unwrap();
    }

    #[test]
    fn it_stops_where_nobody_waits_for_it() {
        let endless = Other::beneath("endless", &sh("exec sleep 1000")).unwrap();
        let process = format!("/proc/{}", endless.child.id());
        assert!(fs::exists(&process).unwrap());
        drop(endless);
        assert!(!fs::exists(&process).unwrap());
    }
}
