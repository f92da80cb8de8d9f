//! A disk on which one call fails, or before one of whose calls the power does.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Which calls count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Write,
    Sync,
    Open,
    Full,
    Power,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Write, Self::Sync, Self::Open, Self::Full, Self::Power];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Sync => "sync",
            Self::Open => "open",
            Self::Full => "full",
            Self::Power => "power",
        }
    }

    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Write => "one write",
            Self::Sync => "one sync",
            Self::Open => "one open",
            Self::Full => "every write from one on: the disk is full",
            Self::Power => "the power: what was not synced is lost, all or some of it",
        }
    }

    /// How many calls there are to strike, where so many counted: the power also fails when the program has ended.
    pub const fn strikes(self, counted: u64) -> u64 {
        match self {
            Self::Power => counted + 1,
            _ => counted,
        }
    }

    /// In how many ways each is struck: without power names of files are lost with all that was not synced, or they hold
    /// and chance decides about the bytes.
    pub const fn ways(self) -> u64 {
        match self {
            Self::Power => 2,
            _ => 1,
        }
    }
}

/// The libraries that let calls and the power fail, and the folder whose files they are about.
pub struct Disk {
    failing: PathBuf,
    losing: PathBuf,
    count: PathBuf,
    aside: PathBuf,
    folder: PathBuf,
}

impl Disk {
    /// Builds the libraries, beside the folder.
    pub fn under(folder: &Path, place: &Path) -> Self {
        let aside = place.join("aside");
        std::fs::create_dir(&aside).unwrap();
        Self {
            failing: built("failing.c", place),
            losing: built("losing.c", place),
            count: place.join("failing.count"),
            aside,
            folder: folder.to_owned(),
        }
    }

    /// The command, with its calls counted and none failing.
    pub fn counting<'a>(&self, command: &'a mut Command, kind: Kind) -> &'a mut Command {
        self.failing(command, kind, 0, 0)
    }

    /// The command, with one call failing, in one of the ways of its kind.
    pub fn failing<'a>(&self, command: &'a mut Command, kind: Kind, at: u64, way: u64) -> &'a mut Command {
        if kind == Kind::Power {
            return command
                .env("LD_PRELOAD", &self.losing)
                .env("LOSING_UNDER", &self.folder)
                .env("LOSING_AT", at.to_string())
                .env("LOSING_SEED", (at * kind.ways() + way).to_string())
                .env("LOSING_ASIDE", &self.aside)
                .env("LOSING_COUNT", &self.count);
        }
        command
            .env("LD_PRELOAD", &self.failing)
            .env("FAILING_UNDER", &self.folder)
            .env("FAILING_KIND", kind.name())
            .env("FAILING_AT", at.to_string())
            .env("FAILING_COUNT", &self.count)
    }

    /// A disk that keeps everything would prove nothing: without power a file that was not synced is gone, and one that
    /// was is whole.
    pub fn loses_and_keeps(&self) {
        let file = self.folder.join("trial");
        let copy = |more: &[&str]| {
            let mut command = Command::new("dd");
            command.args(["if=/dev/zero", "bs=100", "count=9", "status=none"]).args(more);
            command.arg(format!("of={}", file.display()));
            command
        };
        for (more, way, left) in [([].as_slice(), 0, None), (&["conv=fsync"], 1, Some(900))] {
            assert!(self.counting(&mut copy(more), Kind::Power).status().unwrap().success());
            std::fs::remove_file(&file).unwrap();
            let end = self.counted() + 1;
            self.failing(&mut copy(more), Kind::Power, end, way).status().unwrap();
            assert_eq!(std::fs::metadata(&file).ok().map(|data| data.len()), left, "{more:?}");
        }
        std::fs::remove_file(&file).unwrap();
    }

    /// How many calls counted in the last command.
    pub fn counted(&self) -> u64 {
        std::fs::read_to_string(&self.count).unwrap().trim().parse().unwrap()
    }
}

/// Builds a library.
fn built(source: &str, place: &Path) -> PathBuf {
    let library = place.join(source).with_extension("so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/io").join(source);
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl")
        .status();
    assert!(built.is_ok_and(|built| built.success()), "a C compiler builds the library");
    library
}
