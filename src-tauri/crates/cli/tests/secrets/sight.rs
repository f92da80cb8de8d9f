//! Where it was looked, and what was seen there.

use crate::needle::{Form, Needle, count};
use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Child;
use std::time::Duration;

/// Bytes of a memory that are read at once; needles are shorter than what two pieces share.
const PIECE: usize = 1 << 20;
const SHARED: usize = 256;

/// What was seen in places of one kind.
#[derive(Debug, Default, Clone)]
pub struct Sight {
    pub places: u64,
    pub bytes: u64,
    pub found: BTreeMap<Form, u64>,
}

impl Sight {
    pub fn add(&mut self, other: &Self) {
        self.places += other.places;
        self.bytes += other.bytes;
        for (form, count) in &other.found {
            *self.found.entry(*form).or_default() += count;
        }
    }

    pub fn of(&self, form: Form) -> u64 {
        self.found.get(&form).copied().unwrap_or_default()
    }

    /// Looks through some bytes. Those before `new` were looked through already.
    fn look(&mut self, bytes: &[u8], new: usize, needles: &[Needle]) {
        for needle in needles {
            let from = new.saturating_sub(needle.bytes.len() - 1);
            let found = count(&bytes[from..], &needle.bytes);
            if found > 0 {
                *self.found.entry(needle.form).or_default() += found;
            }
        }
        self.bytes += u64::try_from(bytes.len() - new).unwrap_or_default();
    }
}

/// What a program said.
pub fn in_text(text: &[u8], needles: &[Needle]) -> Sight {
    let mut sight = Sight { places: 1, ..Sight::default() };
    sight.look(text, 0, needles);
    sight
}

/// Every file under a folder.
pub fn in_files(folder: &Path, needles: &[Needle]) -> Sight {
    let mut sight = Sight::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sight.add(&in_files(&path, needles));
        } else {
            sight.add(&in_text(&std::fs::read(&path).unwrap(), needles));
        }
    }
    sight
}

/// Everything a process has written to. What moves while it is read may be missed: halt it where that matters.
pub fn in_memory(pid: u32, needles: &[Needle]) -> Sight {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let open = |what| File::open(format!("/proc/{pid}/{what}")).unwrap();
    let (memory, pages) = (open("mem"), open("pagemap"));
    let mut sight = Sight { places: 1, ..Sight::default() };
    for (from, to) in maps.lines().filter_map(writable).flat_map(|region| used(&pages, region)) {
        look_from(&memory, from, to, needles, &mut sight);
    }
    assert!(sight.bytes > 0, "the memory of a process can be read");
    sight
}

/// The range of a region, where it is one that can be written and read.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (range, may) = (words.next()?, words.next()?);
    let (from, to) = range.split_once('-')?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    may.starts_with("rw").then_some((number(from)?, number(to)?))
}

/// Bytes of a page, and bits of its entry: it is in memory, or on a disk for the time being.
const PAGE: u64 = 4096;
const THERE: u64 = 1 << 63 | 1 << 62;

/// The stretches of a region that were ever written to. A web view reserves a hundred times as much.
fn used(pages: &File, (from, to): (u64, u64)) -> Vec<(u64, u64)> {
    let mut entries = vec![0; usize::try_from((to - from) / PAGE * 8).unwrap()];
    pages.read_exact_at(&mut entries, from / PAGE * 8).unwrap();
    let mut stretches: Vec<(u64, u64)> = Vec::new();
    for (entry, at) in entries.chunks_exact(8).zip((from..to).step_by(usize::try_from(PAGE).unwrap())) {
        if u64::from_ne_bytes(entry.try_into().unwrap()) & THERE == 0 {
            continue;
        }
        match stretches.last_mut() {
            Some((_, end)) if *end == at => *end += PAGE,
            _ => stretches.push((at, at + PAGE)),
        }
    }
    stretches
}

fn look_from(memory: &File, from: u64, to: u64, needles: &[Needle], sight: &mut Sight) {
    let (mut at, mut piece, mut kept) = (from, vec![0; PIECE], 0);
    while at < to {
        let most = usize::try_from(to - at).unwrap().min(PIECE - kept);
        // What no page stands behind cannot be read, and holds nothing.
        let Ok(read @ 1..) = memory.read_at(&mut piece[kept..kept + most], at) else { return };
        sight.look(&piece[..kept + read], kept, needles);
        at += u64::try_from(read).unwrap();
        let end = kept + read;
        let keep = end.min(SHARED);
        piece.copy_within(end - keep..end, 0);
        kept = keep;
    }
}

/// Waits until a process is halted; false where it ended instead.
pub fn is_halted(child: &Child) -> bool {
    loop {
        match state(child) {
            Some('T') => return true,
            Some('Z') | None => return false,
            Some(_) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// The state of a process as the kernel has it; none where it is gone.
pub fn state(child: &Child) -> Option<char> {
    let told = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // It follows the name, which stands in brackets and may hold anything.
    told.rsplit_once(") ")?.1.chars().next()
}
