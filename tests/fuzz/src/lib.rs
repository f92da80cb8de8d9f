//! Everything that reads from outside, fed with mutations of what it reads well: answers, notifications, signature
//! headers, keys, amounts, searches, reports, codes and backups.
//!
//! It runs on the stable compiler, in one process and without instrumentation. What guides it is what a reader answers:
//! an input that led to an answer not seen before is mutated further ([`hunt`]). A reader must come back, with a value or
//! an error: a panic, half a minute of silence or memory without bounds is a find. Finds are kept in `corpus/` and read by
//! every test run.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "an attack may fail loudly and look at the clock, and an input that overflows it is no find"
)]

mod backups;
mod gateway;
pub mod hunt;
mod people;

use std::path::{Path, PathBuf};

/// Something that reads from outside.
pub struct Target {
    /// What it reads.
    pub name: &'static str,
    /// Its part of all inputs, in a thousand: what is slow to read is read less often.
    pub share: u64,
    /// Reads an input and says how it came out, in words that stand for what was reached and never repeat the input.
    pub read: fn(&[u8]) -> String,
    /// What it reads well and no file can hold, because it differs from run to run.
    pub made: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "bodies", share: 190, read: gateway::bodies, made: Vec::new },
    Target { name: "answers", share: 180, read: gateway::answers, made: Vec::new },
    Target { name: "notifications", share: 180, read: gateway::notifications, made: Vec::new },
    Target { name: "headers", share: 180, read: gateway::headers, made: Vec::new },
    Target { name: "reports", share: 60, read: gateway::reports, made: Vec::new },
    Target { name: "keys", share: 9, read: gateway::keys, made: gateway::made_keys },
    Target { name: "amounts", share: 90, read: people::amounts, made: Vec::new },
    Target { name: "searches", share: 80, read: people::searches, made: Vec::new },
    Target { name: "codes", share: 30, read: people::codes, made: Vec::new },
    Target { name: "backups", share: 1, read: backups::backups, made: backups::made },
];

/// Where the inputs of a target are kept.
#[must_use]
pub fn folder(target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name)
}

/// The inputs a target begins with: those that are kept, by name, and those that are made.
///
/// # Errors
/// The folder cannot be read.
pub fn corpus(target: &Target) -> std::io::Result<Vec<Vec<u8>>> {
    let mut inputs = (target.made)();
    let folder = folder(target);
    if folder.is_dir() {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        paths.sort();
        for path in paths {
            inputs.push(std::fs::read(path)?);
        }
    }
    Ok(inputs)
}
