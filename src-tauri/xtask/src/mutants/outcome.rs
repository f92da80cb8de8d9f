//! What became of the mutants, and which of those that survived are explained.

use super::record::Entry;
use crate::failure::Failure;
use crate::place;
use std::collections::{BTreeMap, BTreeSet};

/// How many of a hundred mutants must be caught.
const CAUGHT_OF_HUNDRED: usize = 95;
/// Which mutants may survive, and why: a line each.
const EXPLAINED: &str = "tests/survivors.md";

/// Why a mutant may survive, by the mutant.
pub type Explained = BTreeMap<String, String>;

/// What became of the mutants of a part, all files together.
#[derive(Debug, Default)]
pub struct Outcome {
    caught: usize,
    /// The tests did not come to an end, which is noticed too.
    hung: usize,
    /// What did not compile. It counts neither way.
    unviable: usize,
    /// What no test noticed.
    survivors: Vec<String>,
}

impl Outcome {
    /// Adds up what became of the mutants of each file.
    pub fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut all = Self::default();
        for entry in entries {
            all.caught = all.caught.saturating_add(entry.caught);
            all.hung = all.hung.saturating_add(entry.hung);
            all.unviable = all.unviable.saturating_add(entry.unviable);
            all.survivors.extend_from_slice(&entry.survivors);
        }
        all
    }

    /// The part of its section that is made from the run.
    pub fn table(&self, explained: &Explained) -> String {
        let mut table = format!(
            "| caught | never ended | survived | of hundred, caught | did not compile |\n|---|---|---|---|---|\n\
             | {} | {} | {} | {} | {} |\n",
            self.caught,
            self.hung,
            self.survivors.len(),
            self.of_hundred(),
            self.unviable,
        );
        table.push_str(
            "\nWhat is caught is not played again as long as its file is the same; what survives is, with every change of \
             the tests.\n",
        );
        for survivor in self.unnoticed() {
            let why = explained.get(&survivor).map_or("not explained", String::as_str);
            table.push_str(&format!("\n- `{survivor}`: {why}"));
        }
        table
    }

    /// Whether enough were caught, and the others explained.
    ///
    /// # Errors
    /// What is missing.
    pub fn judge(&self, explained: &Explained) -> Result<(), Failure> {
        let unexplained = self.unnoticed().iter().filter(|mutant| !explained.contains_key(*mutant)).count();
        if self.of_hundred() < CAUGHT_OF_HUNDRED {
            return Err(Failure::new(format!(
                "Of a hundred mutants only {} were caught.",
                self.of_hundred()
            )));
        }
        if unexplained > 0 {
            return Err(Failure::new(format!(
                "{EXPLAINED} does not explain {unexplained} of those that survived."
            )));
        }
        Ok(())
    }

    /// What survived, without the place in its file: two of the same kind in one function are one to explain.
    fn unnoticed(&self) -> BTreeSet<String> {
        self.survivors.iter().map(|line| without_place(line)).collect()
    }

    /// Of a hundred that compiled, rounded down.
    fn of_hundred(&self) -> usize {
        let noticed = self.caught.saturating_add(self.hung);
        let all = noticed.saturating_add(self.survivors.len());
        noticed.saturating_mul(100).checked_div(all).unwrap_or(0)
    }
}

/// `file:line:column: what` without line and column, which move with every edit.
fn without_place(line: &str) -> String {
    let mut fields = line.splitn(4, ':');
    match (fields.next(), fields.next(), fields.next(), fields.next()) {
        (Some(file), Some(_), Some(_), Some(what)) => format!("{file}:{what}"),
        _ => line.to_owned(),
    }
}

/// The explanations: lines that begin with a mutant in backticks and say why after a colon.
///
/// # Errors
/// The file cannot be read.
pub fn explained() -> Result<Explained, Failure> {
    let path = place::top().join(EXPLAINED);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", path.display())))?;
    Ok(text.lines().filter_map(explanation).collect())
}

fn explanation(line: &str) -> Option<(String, String)> {
    let (mutant, why) = line.strip_prefix("- `")?.split_once("`: ")?;
    Some((mutant.to_owned(), why.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSED: &str = "src-tauri/crates/money/src/a.rs:12:5: replace half -> u64 with 0";

    fn outcome(caught: usize) -> Outcome {
        Outcome { caught, survivors: vec![MISSED.to_owned()], ..Outcome::default() }
    }

    #[test]
    fn a_mutant_is_the_same_when_its_line_moved() {
        assert_eq!(without_place(MISSED), without_place(&MISSED.replace(":12:5:", ":13:9:")));
        assert_eq!(without_place(MISSED), "src-tauri/crates/money/src/a.rs: replace half -> u64 with 0");
    }

    #[test]
    fn too_few_caught_or_one_unexplained_is_a_failure() {
        let line = format!("- `{}`: half of nothing is nothing", without_place(MISSED));
        let explained: Explained = explanation(&line).into_iter().collect();
        assert!(outcome(18).judge(&explained).unwrap_err().to_string().contains("94"));
        outcome(19).judge(&explained).unwrap();
        outcome(19).judge(&Explained::new()).unwrap_err();
        assert!(outcome(19).table(&explained).contains("half of nothing"));
        assert!(outcome(19).table(&Explained::new()).contains("not explained"));
    }
}
