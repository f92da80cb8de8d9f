//! `tests/mutants/*.txt`: what became of the mutants of every file. It is kept with the code, so that hours of one
//! machine are not spent again on the next.

use super::found::Found;
use super::source::{Source, State};
use crate::failure::Failure;
use crate::place;
use std::path::{Path, PathBuf};

/// What stands above the files.
const HEAD: &str = "\
# Written by `cargo xtask attack mutants`. A line for each file that is mutated: its path, the name git gives what it says
# before its tests, the name of the package with whose tests its survivors were played last, and how many mutants were
# caught, never ended and did not compile. Below it stands what survived.
";

/// What became of the mutants of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which file, as it was.
    pub source: Source,
    /// The name of the package, tests included, when its survivors were played.
    pub tests: String,
    /// How many a test noticed.
    pub caught: usize,
    /// How many kept the tests from ending.
    pub hung: usize,
    /// How many did not compile.
    pub unviable: usize,
    /// What no test noticed.
    pub survivors: Vec<String>,
}

impl Entry {
    /// What was found when all mutants of a file were played.
    pub fn of(source: &Source, tests: &str, found: Found) -> Self {
        Self {
            source: source.clone(),
            tests: tests.to_owned(),
            caught: found.caught.len(),
            hung: found.hung.len(),
            unviable: found.unviable.len(),
            survivors: found.missed,
        }
    }

    /// What was found when its survivors were played again. Others that were played beside them count once, as before;
    /// a survivor that nothing is told of stays one.
    fn settle(&mut self, tests: &str, again: &Found) {
        let before = self.survivors.len();
        self.survivors.retain(|mutant| !again.caught.contains(mutant));
        let without_caught = self.survivors.len();
        self.survivors.retain(|mutant| !again.hung.contains(mutant));
        self.caught = self.caught.saturating_add(before.saturating_sub(without_caught));
        self.hung = self.hung.saturating_add(without_caught.saturating_sub(self.survivors.len()));
        tests.clone_into(&mut self.tests);
    }

    fn written(&self) -> String {
        let Self { source, tests, caught, hung, unviable, survivors } = self;
        let survived = survivors.iter().map(|mutant| format!("  {mutant}\n"));
        format!("{} {} {tests} {caught} {hung} {unviable}\n", source.path, source.name)
            + &survived.collect::<String>()
    }

    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split(' ');
        let mut field = || fields.next().map(str::to_owned);
        Some(Self {
            source: Source { path: field()?, name: field()? },
            tests: field()?,
            caught: field()?.parse().ok()?,
            hung: field()?.parse().ok()?,
            unviable: field()?.parse().ok()?,
            survivors: Vec::new(),
        })
    }
}

/// What became of the mutants of a part so far.
#[derive(Debug)]
pub struct Record {
    path: PathBuf,
    /// By the path of the file.
    entries: Vec<Entry>,
}

impl Record {
    /// What is known of the files of a part as they are; of one that was changed nothing is.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(part: &str, state: &State) -> Result<Self, Failure> {
        let path = place::top().join("tests").join("mutants").join(format!("{part}.txt"));
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            text => text.map_err(|error| cannot("read", &path, &error))?,
        };
        let entries = known(&text, state)
            .ok_or_else(|| Failure::new(format!("{} is not what was written there.", path.display())))?;
        Ok(Self { path, entries })
    }

    /// What is known, file by file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The files with survivors that were not played with these tests.
    pub fn to_play_again(&self, tests: &str) -> impl Iterator<Item = &Entry> {
        self.entries().filter(move |entry| !entry.survivors.is_empty() && entry.tests != tests)
    }

    /// Whether the mutants of this file were played.
    pub fn knows(&self, source: &Source) -> bool {
        self.entries().any(|entry| entry.source == *source)
    }

    /// Keeps what was found in a file that was played as a whole.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&mut self, entry: Entry) -> Result<(), Failure> {
        self.entries.push(entry);
        self.entries.sort_by(|one, other| one.source.path.cmp(&other.source.path));
        self.write()
    }

    /// Keeps what was found when the survivors of a file were played again.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn settle(&mut self, source: &Source, tests: &str, again: &Found) -> Result<(), Failure> {
        self.entries
            .iter_mut()
            .filter(|entry| entry.source == *source)
            .for_each(|entry| entry.settle(tests, again));
        self.write()
    }

    fn write(&self) -> Result<(), Failure> {
        let text = written(&self.entries);
        let folder = self.path.parent().unwrap_or(&self.path);
        // Whoever stops a run may do so while it writes: what was there before must not be lost.
        let new = self.path.with_extension("new");
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&new, text))
            .and_then(|()| std::fs::rename(&new, &self.path))
            .map_err(|error| cannot("written", &self.path, &error))
    }
}

fn cannot(done: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} cannot be {done}: {error}.", path.display()))
}

fn written(entries: &[Entry]) -> String {
    entries.iter().fold(HEAD.to_owned(), |all, entry| all + &entry.written())
}

/// What a text tells of the files as they are; of one that was changed since it tells nothing.
fn known(text: &str, state: &State) -> Option<Vec<Entry>> {
    let mut entries = entries(text)?;
    entries.retain(|entry| state.files.contains(&entry.source));
    Some(entries)
}

fn entries(text: &str) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            Some(survivor) => entries.last_mut()?.survivors.push(survivor.to_owned()),
            None => entries.push(Entry::parse(line)?),
        }
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(survivors: &[&str]) -> Entry {
        let source = Source { path: "src/a.rs".to_owned(), name: "a1".to_owned() };
        let missed = survivors.iter().map(|name| (*name).to_owned()).collect();
        Entry::of(&source, "t1", Found { caught: vec![String::new(); 18], missed, ..Found::default() })
    }

    #[test]
    fn what_is_written_is_read_again() {
        let all = [entry(&["src/a.rs:1:2: replace < with <= in a", "src/a.rs:9:2: y"]), entry(&[])];
        assert_eq!(entries(&written(&all)).unwrap(), all);
        assert!(entries("src/a.rs a1 t1 eighteen 0 0").is_none() && entries("  nobody's").is_none());
    }

    #[test]
    fn what_is_caught_when_it_is_played_again_survives_no_more() {
        let mut one = entry(&["x", "y", "z"]);
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        one.settle(
            "t2",
            &Found { caught: names(&["x", "another"]), hung: names(&["z"]), ..Found::default() },
        );
        assert_eq!((one.caught, one.hung, one.tests.as_str()), (19, 1, "t2"), "others are counted once");
        assert_eq!(one.survivors, ["y"]);
    }

    #[test]
    fn of_a_file_that_was_changed_nothing_is_known() {
        let state = |name: &str| State {
            files: vec![Source { path: "src/a.rs".to_owned(), name: name.to_owned() }],
            tests: "t1".to_owned(),
        };
        let text = written(&[entry(&["x"])]);
        assert_eq!(known(&text, &state("a1")).unwrap().len(), 1);
        assert!(known(&text, &state("a2")).unwrap().is_empty());
    }
}
