//! What was struck, and how far it had come.

use crate::act::Act;
use crate::aftermath::Reached;
use crate::round::Told;
use std::collections::BTreeMap;
use std::fmt;

/// What happened to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Struck {
    /// It had ended already.
    Nothing,
    Killed,
    /// Frozen, while another process watched, and let go on.
    Thawed,
    /// Frozen, while another process watched, and killed.
    KilledFrozen,
}

#[derive(Debug, Default)]
pub struct Tally {
    rounds: BTreeMap<(Act, Struck, Reached), u64>,
}

impl Tally {
    pub fn note(&mut self, told: Told) {
        *self.rounds.entry((told.act, told.struck, told.reached)).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (kind, count) in &other.rounds {
            *self.rounds.entry(*kind).or_default() += count;
        }
    }

    /// How many acts there were.
    pub fn rounds(&self) -> u64 {
        self.count(|_, _| true)
    }

    /// How many of them were struck before the program had ended.
    pub fn struck(&self) -> u64 {
        self.count(|struck, _| struck != Struck::Nothing)
    }

    pub fn killed(&self) -> u64 {
        self.count(|struck, _| matches!(struck, Struck::Killed | Struck::KilledFrozen))
    }

    pub fn thawed(&self) -> u64 {
        self.count(|struck, _| struck == Struck::Thawed)
    }

    fn count(&self, which: impl Fn(Struck, Reached) -> bool) -> u64 {
        self.rounds
            .iter()
            .filter(|((_, struck, reached), _)| which(*struck, *reached))
            .map(|(_, count)| count)
            .sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| struck | nothing written | decided | at Antom |")?;
        write!(f, "|---|---:|---:|---:|")?;
        let rows = [
            ("killed", Struck::Killed),
            ("frozen, then killed", Struck::KilledFrozen),
            ("frozen, then thawed", Struck::Thawed),
            ("had ended", Struck::Nothing),
        ];
        for (name, row) in rows {
            let count = |column| self.count(|struck, reached| struck == row && reached == column);
            let (nothing, decided, antom) =
                (count(Reached::Nothing), count(Reached::Decided), count(Reached::Antom));
            write!(f, "\n| {name} | {nothing} | {decided} | {antom} |")?;
        }
        Ok(())
    }
}
