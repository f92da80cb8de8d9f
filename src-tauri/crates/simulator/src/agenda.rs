//! What is going to happen by itself, and when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// An effect that the passing of time brings. Each is checked against the state it meets: an order that was paid in
/// the meantime does not close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Due {
    /// An attempt that was not finished closes (guide 4: 14 minutes by default).
    OrderClose(String),
    /// The checkout session ends.
    SessionEnd(String),
    /// The gateway captures a hold by itself.
    AutoCapture(String),
    /// A capture in process ends.
    CaptureDone(String),
    /// A refund in process ends.
    RefundDone(String),
    /// A hold that nobody captured is released.
    HoldLapse(String),
    /// A slow method's money arrives.
    SlowSettle(String),
}

/// The agenda, in the order of time; what falls on one instant keeps the order in which it was entered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Line>", into = "Vec<Line>")]
pub(crate) struct Agenda {
    lines: BTreeMap<(Moment, u64), Due>,
    entered: u64,
}

#[derive(Clone, Serialize, Deserialize)]
struct Line {
    at: Moment,
    due: Due,
}

impl Agenda {
    pub(crate) fn enter(&mut self, at: Moment, due: Due) {
        self.entered = self.entered.saturating_add(1);
        self.lines.insert((at, self.entered), due);
    }

    /// Takes the next effect that is due by `now`.
    pub(crate) fn take(&mut self, now: Moment) -> Option<(Moment, Due)> {
        let first = self.lines.first_entry()?;
        let (at, _) = *first.key();
        (at <= now).then(|| (at, first.remove()))
    }
}

impl From<Vec<Line>> for Agenda {
    fn from(lines: Vec<Line>) -> Self {
        let mut agenda = Self::default();
        lines.into_iter().for_each(|line| agenda.enter(line.at, line.due));
        agenda
    }
}

impl From<Agenda> for Vec<Line> {
    fn from(agenda: Agenda) -> Self {
        agenda.lines.into_iter().map(|((at, _), due)| Line { at, due }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_come_in_the_order_of_time_and_then_of_entry() {
        let mut agenda = Agenda::default();
        for (at, name) in [(20, "c"), (10, "a"), (10, "b"), (30, "d")] {
            agenda.enter(Moment::from_millis(at), Due::OrderClose(name.to_owned()));
        }
        let saved = serde_json::to_string(&agenda).unwrap();
        let mut agenda: Agenda = serde_json::from_str(&saved).unwrap();
        let mut names = Vec::new();
        while let Some((_, Due::OrderClose(name))) = agenda.take(Moment::from_millis(25)) {
            names.push(name);
        }
        assert_eq!(names, ["a", "b", "c"]);
    }
}
