//! What became of the mutants, and which of those that survived are explained.

use crate::failure::Failure;
use crate::place;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many of a hundred mutants must be caught.
const CAUGHT_OF_HUNDRED: usize = 95;
/// Which mutants may survive, and why: a line each.
const EXPLAINED: &str = "tests/survivors.md";

/// Why a mutant may survive, by the mutant.
pub type Explained = BTreeMap<String, String>;

/// What became of the mutants of a part.
#[derive(Debug, Default)]
pub struct Outcome {
    caught: Vec<String>,
    /// The tests did not come to an end, which is noticed too.
    hung: Vec<String>,
    /// What did not compile. It counts neither way.
    unviable: Vec<String>,
    /// What no test noticed.
    pub survivors: Vec<String>,
}

impl Outcome {
    /// Reads what cargo-mutants kept in each of these folders.
    ///
    /// # Errors
    /// One of its lists cannot be read.
    pub fn read(folders: impl Iterator<Item = PathBuf>) -> Result<Self, Failure> {
        let mut outcome = Self::default();
        for folder in folders {
            outcome.caught.extend(list(&folder, "caught.txt")?);
            outcome.hung.extend(list(&folder, "timeout.txt")?);
            outcome.unviable.extend(list(&folder, "unviable.txt")?);
            outcome.survivors.extend(list(&folder, "missed.txt")?);
        }
        Ok(outcome)
    }

    /// What became of the survivors when they were played again. Others that were played beside them count once, as
    /// before; a survivor that nothing is told of stays one.
    pub fn settle(&mut self, again: &Self) {
        let noticed = |by: &[String]| {
            let (noticed, left): (Vec<String>, Vec<String>) =
                std::mem::take(&mut self.survivors).into_iter().partition(|mutant| by.contains(mutant));
            self.survivors = left;
            noticed
        };
        let [caught, hung] = [&again.caught, &again.hung].map(|by| by.as_slice()).map(noticed);
        self.caught.extend(caught);
        self.hung.extend(hung);
    }

    /// The part of its section that is made from the run.
    pub fn table(&self, explained: &Explained) -> String {
        let mut table = format!(
            "| caught | never ended | survived | of hundred, caught | did not compile |\n|---|---|---|---|---|\n\
             | {} | {} | {} | {} | {} |\n",
            self.caught.len(),
            self.hung.len(),
            self.survivors.len(),
            self.of_hundred(),
            self.unviable.len(),
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
        let noticed = self.caught.iter().chain(&self.hung).count();
        let all = self.caught.iter().chain(&self.hung).chain(&self.survivors).count();
        noticed.saturating_mul(100).checked_div(all).unwrap_or(0)
    }
}

fn list(folder: &Path, name: &str) -> Result<Vec<String>, Failure> {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", path.display())))?;
    Ok(text.lines().map(str::to_owned).collect())
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
        Outcome {
            caught: vec![String::new(); caught],
            survivors: vec![MISSED.to_owned()],
            ..Outcome::default()
        }
    }

    #[test]
    fn what_is_caught_when_it_is_played_again_survives_no_more() {
        let mut all = outcome(18);
        all.settle(&Outcome { caught: vec!["another".to_owned()], ..Outcome::default() });
        assert_eq!((all.caught.len(), all.survivors.len()), (18, 1), "others are counted once");
        all.settle(&Outcome { caught: vec![MISSED.to_owned()], ..Outcome::default() });
        assert_eq!((all.caught.len(), all.survivors.len()), (19, 0));
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
