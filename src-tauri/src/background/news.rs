//! What a change of an order's word is worth telling a person at once.

use crate::contract::views::What;
use console::course::Course;
use domain::word::StateWord;

/// What there is to tell of how an order fared. What a person just did at this desk is no news.
pub(super) fn worth_telling(course: Course) -> Option<What> {
    use StateWord::{
        Authorised, Captured, CheckingWithAntom, Draft, Expired, Failed, Paid, WaitingForPayment,
    };
    let before = if course.was_in_doubt { CheckingWithAntom } else { course.before? };
    match (before, course.now?) {
        (before, now) if before == now => None,
        (CheckingWithAntom, _) => Some(What::Settled),
        (Draft | WaitingForPayment | Failed | Expired, Paid | Captured) => Some(What::Paid),
        (Draft | WaitingForPayment | Failed | Expired, Authorised) => Some(What::Authorised),
        (Draft | WaitingForPayment, Failed) => Some(What::Failed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use StateWord::{
        Authorised, Captured, CheckingWithAntom, Draft, Expired, Failed, Paid, PartRefunded, Refunded,
        WaitingForPayment,
    };

    fn course(before: StateWord, now: StateWord) -> Course {
        Course { before: Some(before), now: Some(now), was_in_doubt: false }
    }

    #[test]
    fn a_doubt_is_told_of_when_it_ends_and_an_answer_that_came_at_once_is_not() {
        let doubted = |before, now| worth_telling(Course { was_in_doubt: true, ..course(before, now) });
        assert_eq!(worth_telling(course(Paid, PartRefunded)), None, "answered at once");
        assert_eq!(doubted(PartRefunded, CheckingWithAntom), None, "the answer was lost");
        assert_eq!(worth_telling(course(CheckingWithAntom, Refunded)), Some(What::Settled));
        assert_eq!(doubted(Paid, Refunded), Some(What::Settled), "lost and found between two looks");
        assert_eq!(worth_telling(course(Refunded, Refunded)), None, "told once");
    }

    #[test]
    fn what_a_caller_waits_for_is_told_and_what_a_person_just_did_is_not() {
        for (before, now, what) in [
            (Draft, Paid, Some(What::Paid)),
            (WaitingForPayment, Paid, Some(What::Paid)),
            (WaitingForPayment, Captured, Some(What::Paid)),
            (WaitingForPayment, Authorised, Some(What::Authorised)),
            (WaitingForPayment, Failed, Some(What::Failed)),
            (Failed, Paid, Some(What::Paid)),
            (Expired, Paid, Some(What::Paid)),
            (CheckingWithAntom, Refunded, Some(What::Settled)),
            (CheckingWithAntom, CheckingWithAntom, None),
            (Paid, Refunded, None),
            (Authorised, Captured, None),
            (Draft, WaitingForPayment, None),
            (WaitingForPayment, Expired, None),
        ] {
            assert_eq!(worth_telling(course(before, now)), what, "{before} to {now}");
        }
    }

    #[test]
    fn what_had_happened_before_a_payment_was_imported_is_no_news() {
        assert_eq!(worth_telling(Course { before: None, ..course(Draft, Paid) }), None);
    }
}
