//! When a person is reminded that a hold ends.

use crate::ids::PaymentId;
use crate::intent::Verb;
use crate::order::Order;
use chrono::{DateTime, TimeDelta, Utc};

/// Hours before the end of a hold at which its capture can be reminded of.
pub const HOURS: [u8; 4] = [48, 24, 4, 1];

/// The reminder that is right at `now`: of those whose moment has come the last one, so that somebody who comes back to
/// the computer hears one reminder and not three. None before the first, and none once the hold is over.
#[must_use]
pub fn current(ends_at: DateTime<Utc>, hours: &[u8], now: DateTime<Utc>) -> Option<u8> {
    let left = ends_at.signed_duration_since(now);
    if left <= TimeDelta::zero() {
        return None;
    }
    hours.iter().copied().filter(|hours| left <= TimeDelta::hours(i64::from(*hours))).min()
}

/// Whether a hold is left to a person: nothing was decided that will take the money or give it back.
#[must_use]
pub fn is_left_to_a_person(order: &Order, payment: &PaymentId) -> bool {
    [Verb::Capture, Verb::Cancel]
        .into_iter()
        .flat_map(|verb| order.intents_to(verb, payment))
        .all(|intent| !intent.stage.is_open())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test")]

    use super::*;
    use crate::fact::CaptureMode;
    use crate::intent::Step;
    use crate::report::Status;
    use crate::testing::{Story, sgd};
    use proptest::prelude::*;

    fn at(hours: i64, seconds: i64) -> Option<u8> {
        let end = DateTime::<Utc>::UNIX_EPOCH;
        current(end, &HOURS, end - TimeDelta::hours(hours) + TimeDelta::seconds(seconds))
    }

    #[test]
    fn a_reminder_is_right_from_its_moment_until_the_next() {
        assert_eq!(at(48, -1), None);
        assert_eq!((at(48, 0), at(24, -1)), (Some(48), Some(48)));
        assert_eq!((at(24, 0), at(4, 0), at(1, 0)), (Some(24), Some(4), Some(1)));
        assert_eq!((at(0, -1), at(0, 0), at(0, 1)), (Some(1), None, None));
    }

    #[test]
    fn only_the_chosen_hours_count() {
        let end = DateTime::<Utc>::UNIX_EPOCH;
        assert_eq!(current(end, &[24], end - TimeDelta::hours(2)), Some(24));
        assert_eq!(current(end, &[], end - TimeDelta::minutes(1)), None);
    }

    #[test]
    fn a_hold_is_left_to_a_person_until_something_takes_or_frees_it_and_again_once_that_was_stopped() {
        let mut story = Story::opened(CaptureMode::Manual);
        story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
        let left = |story: &Story| is_left_to_a_person(&story.order(), &"pay-1".into());
        assert!(left(&story));
        for verb in [Verb::Capture, Verb::Cancel] {
            let intent = story.intent(verb, "pay-1", sgd(4000), None);
            assert!(!left(&story), "{verb:?}");
            story.step(verb, intent, Step::Stopped { why: "not yet".into(), code: None });
            assert!(left(&story), "{verb:?}");
        }
    }

    proptest! {
        #[test]
        fn the_hours_told_only_fall_as_time_passes(early in 1_i64..300_000, step in 0_i64..300_000) {
            let end = DateTime::<Utc>::UNIX_EPOCH;
            let told = |left: i64| current(end, &HOURS, end - TimeDelta::seconds(left));
            if let (Some(before), Some(after)) = (told(early + step), told(early)) {
                prop_assert!(after <= before);
            }
        }
    }
}
