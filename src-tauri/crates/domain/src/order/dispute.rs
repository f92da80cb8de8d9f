//! A buyer's bank takes a payment up (api.md section 6). Antom tells how it goes on by notifications only, which overtake
//! each other: the first may come after the last.

use crate::order::Payment;

/// After these a dispute does not go on.
const ENDS: [&str; 4] = ["DISPUTE_CANCELLED", "DISPUTE_JUDGED", "DISPUTE_ACCEPTED", "RDR_RESOLVED"];
/// Before this there is none.
const BEGINNING: &str = "DISPUTE_CREATED";

impl Payment {
    /// Whether a dispute on it is open: raised, and neither withdrawn nor decided.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.disputes.iter().any(|(_, event)| !ends(event))
    }

    /// An event of a dispute, by its `disputeNotificationType`. What is told late is not the last that happened.
    pub(crate) fn dispute_told(&mut self, dispute: String, event: String) {
        match self.disputes.iter_mut().find(|(id, _)| *id == dispute) {
            Some((_, last)) if how_far(&event) < how_far(last) => {}
            Some((_, last)) => *last = event,
            None => self.disputes.push((dispute, event)),
        }
    }
}

fn ends(event: &str) -> bool {
    ENDS.contains(&event)
}

/// How far a dispute is with an event: it begins, goes on, and ends.
fn how_far(event: &str) -> u8 {
    match event {
        BEGINNING => 0,
        _ if ends(event) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use crate::order::Payment;
    use crate::testing::{at, payment};

    fn paid() -> Payment {
        payment("CARD", at("2026-11-02T09:00:00Z"))
    }

    /// The last event of a dispute after these were told, and whether it is open.
    fn told(events: &[&str]) -> (String, bool) {
        let mut payment = paid();
        for event in events {
            payment.dispute_told("d-1".to_owned(), (*event).to_owned());
        }
        let [(_, last)] = payment.disputes.as_slice() else { panic!("{:?}", payment.disputes) };
        (last.clone(), payment.is_disputed())
    }

    fn open(event: &str) -> (String, bool) {
        (event.to_owned(), true)
    }

    fn ended(event: &str) -> (String, bool) {
        (event.to_owned(), false)
    }

    #[test]
    fn a_dispute_is_where_it_came_to_whatever_is_told_first() {
        assert_eq!(told(&["DISPUTE_CREATED", "DEFENSE_SUPPLIED"]), open("DEFENSE_SUPPLIED"));
        assert_eq!(told(&["DEFENSE_SUPPLIED", "DISPUTE_CREATED"]), open("DEFENSE_SUPPLIED"));
        assert_eq!(told(&["DEFENSE_DUE_ALERT", "DEFENSE_SUPPLIED"]), open("DEFENSE_SUPPLIED"));
        assert_eq!(told(&["DISPUTE_CREATED", "A_NEW_KIND"]), open("A_NEW_KIND"));
    }

    #[test]
    fn a_dispute_that_ended_is_not_open_again_by_what_was_told_late() {
        for end in ["DISPUTE_CANCELLED", "DISPUTE_JUDGED", "DISPUTE_ACCEPTED", "RDR_RESOLVED"] {
            assert_eq!(told(&["DISPUTE_CREATED", end]), ended(end));
            assert_eq!(told(&[end, "DISPUTE_CREATED", "DEFENSE_SUPPLIED"]), ended(end));
        }
        assert_eq!(told(&["DISPUTE_ACCEPTED", "DISPUTE_JUDGED"]), ended("DISPUTE_JUDGED"));
    }

    #[test]
    fn another_dispute_of_the_same_payment_is_open_by_itself() {
        let mut payment = paid();
        payment.dispute_told("d-1".to_owned(), "DISPUTE_JUDGED".to_owned());
        payment.dispute_told("d-2".to_owned(), "DISPUTE_CREATED".to_owned());
        assert!(payment.is_disputed());
    }
}
