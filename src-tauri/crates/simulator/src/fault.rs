//! Faults on demand: by operation, by chance or by script.

use serde::{Deserialize, Serialize};

use crate::seed::Seed;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The answer is held back for so many milliseconds (`ms`).
    Delay,
    /// Nothing happens and nobody answers.
    LostBeforeEffect,
    /// It happens and nobody answers.
    LostAfterEffect,
    /// It happens and a web server in between answers 500.
    #[serde(rename = "http_500_after_effect")]
    Http500AfterEffect,
    /// It happens and the answer is `UNKNOWN_EXCEPTION`, status U.
    AnswerUnknown,
    /// Nothing happens and the answer is `UNKNOWN_EXCEPTION`, status U.
    AnswerUnknownBeforeEffect,
    /// It happens and the answer's signature is wrong.
    BadSignature,
    /// It happens and the answer has no signature.
    NoSignature,
    /// It happens and the answer is a correctly signed page that is not JSON.
    Garbage,
    /// Nothing happens and the answer is `REQUEST_TRAFFIC_EXCEED_LIMIT`, status U.
    TrafficLimit,
    /// A notification is sent twice.
    DuplicateNotifications,
    /// A notification is held back for a minute, so that later ones overtake it.
    ReorderNotifications,
    /// Nothing goes wrong: a step of a script.
    None,
}

impl Kind {
    /// Everything that can go wrong, in the order of CONTROL.md.
    pub const ALL: [Self; 12] = [
        Self::Delay,
        Self::LostBeforeEffect,
        Self::LostAfterEffect,
        Self::Http500AfterEffect,
        Self::AnswerUnknown,
        Self::AnswerUnknownBeforeEffect,
        Self::BadSignature,
        Self::NoSignature,
        Self::Garbage,
        Self::TrafficLimit,
        Self::DuplicateNotifications,
        Self::ReorderNotifications,
    ];

    fn is_about_notifications(self) -> bool {
        matches!(self, Kind::DuplicateNotifications | Kind::ReorderNotifications)
    }
}

/// A fault in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Its number, for taking it away.
    pub id: u64,
    /// The operation's wire name, `*` for all, or the `notifyType` for notifications.
    pub operation: String,
    /// What goes wrong.
    pub kind: Kind,
    /// For a delay: how long, in milliseconds.
    pub ms: u64,
    /// Calls to let pass before the first.
    pub skip: u32,
    /// How many calls are still to suffer; `None` for all.
    pub times: Option<u32>,
    /// The chance of each call, in a hundred.
    pub percent: u8,
}

impl Fault {
    /// A fault that befalls every call of `operation` until it is taken away.
    #[must_use]
    pub fn always(operation: &str, kind: Kind) -> Self {
        Self { id: 0, operation: operation.to_owned(), kind, ms: 0, skip: 0, times: None, percent: 100 }
    }

    /// A fault that befalls the next `times` calls of `operation`.
    #[must_use]
    pub fn next(operation: &str, kind: Kind, times: u32) -> Self {
        Self { times: Some(times), ..Self::always(operation, kind) }
    }
}

/// What one call suffers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Suffering {
    pub(crate) kind: Option<Kind>,
    pub(crate) delay_ms: u64,
}

/// The faults in force, in the order in which they were set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Faults {
    list: Vec<Fault>,
    set: u64,
}

impl Faults {
    pub(crate) fn list(&self) -> &[Fault] {
        &self.list
    }

    pub(crate) fn add(&mut self, mut fault: Fault) -> u64 {
        self.set = self.set.saturating_add(1);
        fault.id = self.set;
        self.list.push(fault);
        self.set
    }

    /// Sets one fault per step, each for the call of its number.
    pub(crate) fn script(&mut self, operation: &str, steps: &[Kind], ms: u64) -> Vec<u64> {
        let numbered = (0_u32..).zip(steps);
        let faults: Vec<Fault> =
            numbered.map(|(skip, kind)| Fault { skip, ms, ..Fault::next(operation, *kind, 1) }).collect();
        faults.into_iter().map(|fault| self.add(fault)).collect()
    }

    pub(crate) fn clear(&mut self) {
        self.list.clear();
    }

    pub(crate) fn remove(&mut self, id: u64) -> bool {
        let before = self.list.len();
        self.list.retain(|fault| fault.id != id);
        before != self.list.len()
    }

    /// What a call of `operation` suffers: every delay, and of the rest the first.
    pub(crate) fn of_call(&mut self, operation: &str, seed: &mut Seed) -> Suffering {
        let mut suffering = Suffering::default();
        for kind_and_ms in self.strike(operation, seed, |kind| !kind.is_about_notifications()) {
            match kind_and_ms {
                (Kind::None, _) => {}
                (Kind::Delay, ms) => suffering.delay_ms = suffering.delay_ms.saturating_add(ms),
                (kind, _) if suffering.kind.is_none() => suffering.kind = Some(kind),
                _ => {}
            }
        }
        suffering
    }

    /// Whether a notification of `notify_type` suffers `kind`.
    pub(crate) fn of_notification(&mut self, notify_type: &str, kind: Kind, seed: &mut Seed) -> bool {
        !self.strike(notify_type, seed, |known| known == kind).is_empty()
    }

    fn strike(
        &mut self,
        operation: &str,
        seed: &mut Seed,
        concerned: impl Fn(Kind) -> bool,
    ) -> Vec<(Kind, u64)> {
        let mut struck = Vec::new();
        for fault in &mut self.list {
            if !concerned(fault.kind) || (fault.operation != "*" && fault.operation != operation) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip = fault.skip.saturating_sub(1);
            } else if fault.percent >= 100 || seed.chance("fault", fault.percent) {
                fault.times = fault.times.map(|left| left.saturating_sub(1));
                struck.push((fault.kind, fault.ms));
            }
        }
        self.list.retain(|fault| fault.times != Some(0));
        struck
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_for_the_next_calls_strikes_that_often_and_its_operation_only() {
        let (mut faults, mut seed) = (Faults::default(), Seed::new(1));
        faults.add(Fault::next("refund", Kind::LostAfterEffect, 2));
        assert_eq!(faults.of_call("capture", &mut seed).kind, None);
        assert_eq!(faults.of_call("refund", &mut seed).kind, Some(Kind::LostAfterEffect));
        assert_eq!(faults.of_call("refund", &mut seed).kind, Some(Kind::LostAfterEffect));
        assert_eq!(faults.of_call("refund", &mut seed).kind, None);
        assert!(faults.list().is_empty());
    }

    #[test]
    fn a_script_strikes_step_by_step() {
        let (mut faults, mut seed) = (Faults::default(), Seed::new(1));
        faults.script("*", &[Kind::None, Kind::Garbage, Kind::TrafficLimit], 0);
        let kinds: Vec<_> = (0..4).map(|_| faults.of_call("refund", &mut seed).kind).collect();
        assert_eq!(kinds, [None, Some(Kind::Garbage), Some(Kind::TrafficLimit), None]);
    }

    #[test]
    fn delays_add_up_beside_another_fault() {
        let (mut faults, mut seed) = (Faults::default(), Seed::new(1));
        faults.add(Fault { ms: 30, ..Fault::always("*", Kind::Delay) });
        faults.add(Fault { ms: 12, ..Fault::always("*", Kind::Delay) });
        faults.add(Fault::always("*", Kind::NoSignature));
        assert_eq!(
            faults.of_call("cancel", &mut seed),
            Suffering { kind: Some(Kind::NoSignature), delay_ms: 42 }
        );
    }

    #[test]
    fn the_same_seed_strikes_the_same_calls() {
        let run = |seed| {
            let (mut faults, mut seed) = (Faults::default(), Seed::new(seed));
            faults.add(Fault { percent: 30, ..Fault::always("*", Kind::Garbage) });
            (0..100).map(|_| faults.of_call("refund", &mut seed).kind.is_some()).collect::<Vec<_>>()
        };
        assert_eq!(run(5), run(5));
        assert_ne!(run(5), run(6));
        assert!(run(5).iter().any(|struck| *struck));
    }
}
