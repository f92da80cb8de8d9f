//! A disk on which one call fails.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Which calls count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Write,
    Sync,
    Open,
    Full,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Write, Self::Sync, Self::Open, Self::Full];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Sync => "sync",
            Self::Open => "open",
            Self::Full => "full",
        }
    }

    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Write => "one write",
            Self::Sync => "one sync",
            Self::Open => "one open",
            Self::Full => "every write from one on: the disk is full",
        }
    }
}

/// The library that lets calls fail, and the folder whose files it is about.
pub struct Disk {
    library: PathBuf,
    count: PathBuf,
    folder: PathBuf,
}

impl Disk {
    /// Builds the library, beside the folder.
    pub fn under(folder: &Path, place: &Path) -> Self {
        let library = place.join("failing.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/io/failing.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .arg("-ldl")
            .status();
        assert!(built.is_ok_and(|built| built.success()), "a C compiler builds the library");
        Self { library, count: place.join("failing.count"), folder: folder.to_owned() }
    }

    /// The command, with its calls counted and none failing.
    pub fn counting<'a>(&self, command: &'a mut Command, kind: Kind) -> &'a mut Command {
        self.failing(command, kind, 0)
    }

    /// The command, with one call failing.
    pub fn failing<'a>(&self, command: &'a mut Command, kind: Kind, at: u64) -> &'a mut Command {
        command
            .env("LD_PRELOAD", &self.library)
            .env("FAILING_UNDER", &self.folder)
            .env("FAILING_KIND", kind.name())
            .env("FAILING_AT", at.to_string())
            .env("FAILING_COUNT", &self.count)
    }

    /// How many calls counted in the last command.
    pub fn counted(&self) -> u64 {
        std::fs::read_to_string(&self.count).unwrap().trim().parse().unwrap()
    }
}
