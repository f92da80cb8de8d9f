//! What the processes of the window take, by the kernel's own count.

use crate::Home;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What an idle window takes: bytes, and the share of a processor.
pub struct Idle {
    /// Every process of the window.
    pub all: u64,
    /// Its own process.
    pub core: u64,
    /// Processor time of all of them, in seconds of a second.
    pub processor: f64,
}

/// Nobody touches a window for so long, and as long again it is watched.
pub async fn idle(main: i32, seconds: u64) -> Idle {
    let pause = Duration::from_secs(seconds);
    tokio::time::sleep(pause).await;
    let before = processor(main);
    tokio::time::sleep(pause).await;
    let used = processor(main) - before;
    let family = family_of(main);
    for process in &family {
        let name = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
        eprintln!("  {:>4} MB {}", pss(*process) / 1_000_000, name.trim());
    }
    let all = family.into_iter().map(pss).sum();
    Idle { all, core: pss(main), processor: used / seconds as f64 }
}

/// The files that a process and everything it started have mapped.
pub fn files_of(main: i32) -> Vec<PathBuf> {
    let maps = |process| std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default();
    let lines: String = family_of(main).into_iter().map(maps).collect();
    let files: BTreeSet<PathBuf> =
        lines.lines().filter_map(|line| Some(PathBuf::from(line.get(line.find('/')?..)?))).collect();
    files.into_iter().filter(|path| path.is_file()).collect()
}

/// The environment of the youngest process that a window started: what the kernel tells of the window's own lacks what it
/// set itself.
pub fn environment_of(main: i32) -> Vec<(String, String)> {
    let youngest = family_of(main).into_iter().next_back().unwrap_or(main);
    let environment = std::fs::read(format!("/proc/{youngest}/environ")).unwrap_or_default();
    let environment = String::from_utf8_lossy(&environment).into_owned();
    let variables = environment.split('\0').filter_map(|variable| variable.split_once('='));
    variables.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Proportional set size of a process, in bytes.
pub fn pss(process: i32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find(|line| line.starts_with("Pss:"));
    let kib: u64 = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default();
    kib * 1024
}

/// The window's own process in a home.
pub fn main_of(home: &Home) -> Option<i32> {
    let home = home.path().display().to_string();
    all().into_iter().find(|process| {
        let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).into_owned();
        let mut words = line.split('\0');
        words.next().is_some_and(|first| first.ends_with("countersign-desktop"))
            && words.any(|word| word == home)
    })
}

/// When a process began, in milliseconds since 1970.
pub fn began(process: i32) -> f64 {
    let ticks: f64 = stat(process, 21).expect("a process that runs");
    let up = std::fs::read_to_string("/proc/uptime").unwrap();
    let up: f64 = up.split_whitespace().next().and_then(|up| up.parse().ok()).unwrap();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    (now - up + ticks / TICKS) * 1e3
}

/// Ticks of the kernel's counts in a second, on every Linux.
const TICKS: f64 = 100.0;

/// Seconds of processor time that all processes of a window have used.
fn processor(main: i32) -> f64 {
    let used = |process| stat(process, 13).unwrap_or_default() + stat(process, 14).unwrap_or_default();
    family_of(main).into_iter().map(used).sum::<f64>() / TICKS
}

/// A process and everything it started.
fn family_of(main: i32) -> Vec<i32> {
    let mut family = vec![main];
    let everybody = all();
    let mut grown = true;
    while grown {
        let children = everybody.iter().filter(|process| {
            !family.contains(process)
                && stat(**process, 3).is_some_and(|parent| family.contains(&(parent as i32)))
        });
        let children: Vec<i32> = children.copied().collect();
        grown = !children.is_empty();
        family.extend(children);
    }
    family
}

/// A field of `/proc/…/stat`, by its place from 0.
fn stat(process: i32, place: usize) -> Option<f64> {
    let text = std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat")).ok()?;
    // The name may hold blanks; what follows it begins with the third field.
    let (_, rest) = text.rsplit_once(") ")?;
    rest.split_whitespace().nth(place.checked_sub(2)?)?.parse().ok()
}

fn all() -> Vec<i32> {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}
