//! Every time window, in one place (api.md section 5).
//!
//! Deadlines that Antom counts in days are counted in +08:00, a fixed offset without summer time, whatever zone the
//! machine or the store is in. A deadline is the first moment at which it is too late: one second before is in time.

use crate::intent::{Intent, Stage};
use crate::order::{HoldEnd, Payment, Session};
use crate::profiles::{CancelRule, Profile, profile};
use chrono::{DateTime, Days, FixedOffset, NaiveTime, TimeDelta, Utc};

/// Antom's zone, in seconds east of Greenwich.
const GATEWAY_EAST: i32 = 8 * 3600;
/// A hold lasts seven days after the authorisation where Antom gave no `authExpiryTime` (guide 1).
pub const HOLD: TimeDelta = TimeDelta::days(7);
/// Cards and Mercado Pago can be cancelled for seven days.
pub const CANCEL_DAYS: TimeDelta = TimeDelta::days(7);
/// A buyer who submitted before the session ended is auto-closed 14 minutes later; one minute on top, and then
/// nothing more can come of it.
pub const PROOF_DELAY: TimeDelta = TimeDelta::minutes(15);
/// An intent older than this is not sent again without a person.
pub const SEND_AGAIN: TimeDelta = TimeDelta::minutes(15);
/// An intent that could not leave for so long (no network, a full disk, a computer that was off) does not leave any more
/// without a person.
pub const UNSENT: TimeDelta = TimeDelta::hours(1);
/// The same amount on the same payment within this time needs a written reason.
pub const SAME_AMOUNT: TimeDelta = TimeDelta::hours(24);
/// An automatic capture that was not seen after this time goes to Attention.
pub const CAPTURE_OVERDUE: TimeDelta = TimeDelta::hours(1);
/// The longest life of a session.
pub const SESSION: TimeDelta = TimeDelta::hours(1);

/// The zone in which Antom counts days.
#[must_use]
pub fn gateway_zone() -> FixedOffset {
    FixedOffset::east_opt(GATEWAY_EAST).unwrap_or_else(|| chrono::Offset::fix(&Utc))
}

/// A moment as it stands in sentences: Antom's zone, with the offset shown.
#[must_use]
pub fn spoken(at: DateTime<Utc>) -> String {
    at.with_timezone(&gateway_zone()).format("%a %-d %b %Y, %H:%M %:z").to_string()
}

/// The same with its seconds, for what is waited for by the second.
#[must_use]
pub fn spoken_exactly(at: DateTime<Utc>) -> String {
    at.with_timezone(&gateway_zone()).format("%a %-d %b %Y, %H:%M:%S %:z").to_string()
}

/// A moment later by `wait`; the far end of time instead of an overflow.
#[must_use]
pub fn later(at: DateTime<Utc>, wait: TimeDelta) -> DateTime<Utc> {
    at.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// How much time lies between two moments; nothing where `to` is not the later one.
#[must_use]
pub fn between(from: DateTime<Utc>, to: DateTime<Utc>) -> TimeDelta {
    to.signed_duration_since(from).max(TimeDelta::zero())
}

/// Until when a payment can be cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CancelWindow {
    /// Before this moment.
    Until(DateTime<Utc>),
    /// While it is not paid, with no deadline of its own.
    WhileUnpaid,
    /// Its method is never cancelled.
    Never,
}

/// Until when a payment can be cancelled, by its method and the time it was paid.
///
/// T is the day on which the transaction happened in +08:00: the day it was paid, or the day it was made where it is
/// not paid yet.
#[must_use]
pub fn cancel_window(payment: &Payment) -> CancelWindow {
    let happened = counted_from(payment);
    match profile_of(payment).cancel {
        CancelRule::Never => CancelWindow::Never,
        CancelRule::BeforePaid => CancelWindow::WhileUnpaid,
        CancelRule::SevenDays | CancelRule::SevenDaysUncaptured => {
            CancelWindow::Until(later(happened, CANCEL_DAYS))
        }
        CancelRule::NextDay => CancelWindow::Until(next_day_quarter_past_midnight(happened)),
    }
}

/// 00:15 +08:00 on the day after `at` (guide 2).
#[must_use]
pub fn next_day_quarter_past_midnight(at: DateTime<Utc>) -> DateTime<Utc> {
    let day = at.with_timezone(&gateway_zone()).date_naive();
    day.checked_add_days(Days::new(1))
        .zip(NaiveTime::from_hms_opt(0, 15, 0))
        .and_then(|(day, time)| day.and_time(time).and_local_timezone(gateway_zone()).single())
        .map_or(at, |deadline| deadline.with_timezone(&Utc))
}

/// The end of a hold: `authExpiryTime`, or seven days after the authorisation, marked as estimated.
#[must_use]
pub fn hold_end(payment: &Payment) -> HoldEnd {
    payment
        .hold_ends_at
        .unwrap_or_else(|| HoldEnd { at: later(counted_from(payment), HOLD), estimated: true })
}

/// The first moment at which a refund is too late; `None` where no figure is published for the method.
#[must_use]
pub fn refund_end(payment: &Payment) -> Option<DateTime<Utc>> {
    let days = profile_of(payment).refund_days?;
    let wait = TimeDelta::try_days(i64::from(days))?;
    Some(later(counted_from(payment), wait))
}

/// The moment from which a signed "nothing was paid" is proof that this session will never be paid.
///
/// Slow methods are paid days after the checkout, so once such a payment was begun their own limit counts.
#[must_use]
pub fn proof_from(session: &Session) -> DateTime<Utc> {
    let slow = session.payments.iter().filter_map(|payment| profile_of(payment).slow_days).max();
    let wait = slow.and_then(|days| TimeDelta::try_days(i64::from(days))).unwrap_or(PROOF_DELAY);
    later(session.ends_at, wait.max(PROOF_DELAY))
}

/// Whether the buyer can no longer open the checkout of a session.
#[must_use]
pub fn session_is_over(session: &Session, now: DateTime<Utc>) -> bool {
    now >= session.ends_at
}

/// The moment deadlines count from: when it was paid, else when it was made, else the earliest at which it can have been.
#[must_use]
pub fn counted_from(payment: &Payment) -> DateTime<Utc> {
    payment.paid_at.or(payment.created_at).unwrap_or(payment.earliest)
}

/// When a payment happened: when it was paid, else when it was made, else when we first heard of it.
#[must_use]
pub fn happened_at(payment: &Payment) -> DateTime<Utc> {
    payment.paid_at.or(payment.created_at).unwrap_or(payment.first_reported_at)
}

/// The moment from which an intent is not sent again without a person. Its age counts from the end of its stop
/// window, the first moment at which it could leave. When it was decided may stand later in the journal than it was: no
/// fact is older than the one before it, and that may have been written by a clock that was ahead.
#[must_use]
pub fn send_again_end(intent: &Intent) -> DateTime<Utc> {
    later(intent.not_before.unwrap_or(intent.requested_at), SEND_AGAIN)
}

/// The moment from which an intent that has never left does not leave without a person. What it was decided on is
/// forgotten by then: whoever decided it may have settled the matter in another way.
#[must_use]
pub fn leave_end(intent: &Intent) -> DateTime<Utc> {
    later(intent.not_before.unwrap_or(intent.requested_at), UNSENT)
}

/// Whether an intent that has never left waits for a person instead of leaving by itself.
#[must_use]
pub fn waited_too_long(intent: &Intent, now: DateTime<Utc>) -> bool {
    matches!(intent.stage, Stage::Queued | Stage::Released) && now >= leave_end(intent)
}

/// The profile of a payment's method, as it was corrected.
#[must_use]
pub fn profile_of(payment: &Payment) -> Profile {
    let table = profile(payment.method.as_deref(), payment.amount.currency());
    payment.correction.as_ref().map_or(table, |correction| correction.profile(table))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test")]

    use super::*;
    use crate::testing::{at, payment};
    use proptest::prelude::*;

    #[test]
    fn most_methods_are_cancelled_until_a_quarter_past_midnight_of_the_next_day_in_gmt_plus_8() {
        let paid = payment("GCASH", at("2026-11-25T23:59:59+08:00"));
        assert_eq!(cancel_window(&paid), CancelWindow::Until(at("2026-11-26T00:15:00+08:00")));
        let paid = payment("GCASH", at("2026-11-26T00:00:00+08:00"));
        assert_eq!(cancel_window(&paid), CancelWindow::Until(at("2026-11-27T00:15:00+08:00")));
    }

    #[test]
    fn a_payment_without_a_time_has_the_deadlines_of_the_earliest_at_which_it_can_have_been_paid() {
        let earliest = at("2026-11-25T11:00:00+08:00");
        let heard = at("2026-11-27T09:00:00+08:00");
        let silent =
            |method| Payment { paid_at: None, earliest, first_reported_at: heard, ..payment(method, heard) };
        assert_eq!(cancel_window(&silent("GCASH")), CancelWindow::Until(at("2026-11-26T00:15:00+08:00")));
        assert_eq!(hold_end(&silent("CARD")).at, earliest + HOLD);
        assert_eq!(happened_at(&silent("CARD")), heard, "shown is when it was heard of");
    }

    #[test]
    fn the_day_is_counted_in_gmt_plus_8_even_where_it_is_another_day_in_utc() {
        let paid = payment("GCASH", at("2026-11-25T15:59:59Z"));
        assert_eq!(cancel_window(&paid), CancelWindow::Until(at("2026-11-25T16:15:00Z")));
        let paid = payment("GCASH", at("2026-11-25T16:00:00Z"));
        assert_eq!(cancel_window(&paid), CancelWindow::Until(at("2026-11-26T16:15:00Z")));
    }

    #[test]
    fn cards_and_mercado_pago_have_seven_days_to_the_second() {
        let paid_at = at("2026-11-25T11:05:07+08:00");
        for method in ["CARD", "MERCADOPAGO_BR"] {
            let expected = CancelWindow::Until(at("2026-12-02T11:05:07+08:00"));
            assert_eq!(cancel_window(&payment(method, paid_at)), expected);
        }
    }

    #[test]
    fn a_hold_without_an_end_of_its_own_is_estimated_at_seven_days() {
        let mut held = payment("CARD", at("2026-11-25T11:05:00+08:00"));
        assert_eq!(hold_end(&held), HoldEnd { at: at("2026-12-02T11:05:00+08:00"), estimated: true });
        let given = HoldEnd { at: at("2026-11-30T11:05:00+08:00"), estimated: false };
        held.hold_ends_at = Some(given);
        assert_eq!(hold_end(&held), given);
    }

    #[test]
    fn refund_windows_are_those_of_the_method() {
        let paid_at = at("2026-01-01T00:00:00Z");
        assert_eq!(refund_end(&payment("GCASH", paid_at)), Some(at("2027-01-01T00:00:00Z")));
        assert_eq!(refund_end(&payment("PAGALEVE", paid_at)), Some(at("2026-04-01T00:00:00Z")));
        assert_eq!(refund_end(&payment("SOMETHING_NEW", paid_at)), None);
    }

    #[test]
    fn a_moment_is_spoken_in_antoms_zone_with_its_offset() {
        assert_eq!(spoken(at("2026-11-27T06:05:00Z")), "Fri 27 Nov 2026, 14:05 +08:00");
        assert_eq!(spoken_exactly(at("2026-11-27T06:05:09Z")), "Fri 27 Nov 2026, 14:05:09 +08:00");
    }

    proptest! {
        #[test]
        fn the_deadline_is_the_same_instant_from_whatever_zone_the_payment_is_told(
            seconds in 0_i64..4_000_000_000, east in -14_i32..=14,
        ) {
            let instant = DateTime::<Utc>::from_timestamp(seconds, 0).unwrap();
            let elsewhere = instant.with_timezone(&FixedOffset::east_opt(east * 3600).unwrap());
            prop_assert_eq!(
                next_day_quarter_past_midnight(elsewhere.with_timezone(&Utc)),
                next_day_quarter_past_midnight(instant)
            );
        }

        #[test]
        fn the_next_day_deadline_is_a_quarter_of_an_hour_to_a_day_and_a_quarter_away(seconds in 0_i64..4_000_000_000) {
            let paid = DateTime::<Utc>::from_timestamp(seconds, 0).unwrap();
            let wait = next_day_quarter_past_midnight(paid) - paid;
            prop_assert!(wait > TimeDelta::minutes(15));
            prop_assert!(wait <= TimeDelta::hours(24) + TimeDelta::minutes(15));
        }
    }
}
