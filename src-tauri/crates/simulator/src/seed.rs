//! Chance and identifiers drawn from one seed, so that the same seed gives the same run.

use std::collections::BTreeMap;

use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};

/// A stream of draws per label. Each draw is SHA-256 over the seed, the label and a counter, so the streams do not
/// disturb each other and the whole state is a handful of numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Seed {
    seed: u64,
    drawn: BTreeMap<String, u64>,
}

impl Seed {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, drawn: BTreeMap::new() }
    }

    pub(crate) fn value(&self) -> u64 {
        self.seed
    }

    /// 32 fresh bytes of the stream `label`, and how many draws came before.
    pub(crate) fn draw(&mut self, label: &str) -> (Vec<u8>, u64) {
        let count = self.drawn.entry(label.to_owned()).or_insert(0);
        let before = *count;
        *count = count.saturating_add(1);
        let text = format!("{}:{label}:{before}", self.seed);
        (digest::digest(&digest::SHA256, text.as_bytes()).as_ref().to_vec(), before)
    }

    /// Twelve digits that never repeat within a stream: four by chance, eight counted.
    pub(crate) fn digits(&mut self, label: &str) -> String {
        let (bytes, count) = self.draw(label);
        let chance = number(&bytes).checked_rem(10_000).unwrap_or_default();
        format!("{chance:04}{count:08}")
    }

    /// True with a chance of `percent` in a hundred.
    pub(crate) fn chance(&mut self, label: &str, percent: u8) -> bool {
        let (bytes, _) = self.draw(label);
        number(&bytes).checked_rem(100).unwrap_or_default() < u64::from(percent)
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().take(7).fold(0, |sum: u64, byte| sum.saturating_mul(256).saturating_add(u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_another_seed_does_not() {
        let (mut one, mut two, mut other) = (Seed::new(7), Seed::new(7), Seed::new(8));
        let first: Vec<String> = (0..20).map(|_| one.digits("payment")).collect();
        assert_eq!(first, (0..20).map(|_| two.digits("payment")).collect::<Vec<_>>());
        assert_ne!(first, (0..20).map(|_| other.digits("payment")).collect::<Vec<_>>());
    }

    #[test]
    fn a_chance_of_none_never_comes_and_a_chance_of_all_always_does() {
        let mut seed = Seed::new(1);
        assert!((0..200).all(|_| !seed.chance("fault", 0)));
        assert!((0..200).all(|_| seed.chance("fault", 100)));
        let half = (0..1000).filter(|_| seed.chance("fault", 50)).count();
        assert!((400..600).contains(&half), "{half}");
    }
}
