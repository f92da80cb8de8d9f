//! Which payments stand: of several in one session, and of several sessions of one order.

use super::{Order, Payment, Session};
use crate::ids::PaymentId;
use crate::report::Status;
use crate::windows::happened_at;
use crate::word::StateWord;
use chrono::{DateTime, Utc};

impl Order {
    /// The payment that speaks for its session: of several successes the last, which Antom keeps while it returns the
    /// earlier ones itself; without a success one that is under way, then a cancelled one, then a failed one.
    ///
    #[must_use]
    pub fn standing_of_session<'a>(&self, session: &'a Session) -> Option<&'a Payment> {
        session.payments.iter().max_by_key(|payment| (weight(payment), payment.place()))
    }

    /// The most telling payment of the order, by the order of [`StateWord::rank`]; of equals the later one.
    #[must_use]
    pub fn standing_payment(&self) -> Option<&Payment> {
        self.standing_payments().min_by(|a, b| {
            let (left, right) = (self.payment_word(a).rank(), self.payment_word(b).rank());
            left.cmp(&right).then_with(|| b.place().cmp(&a.place()))
        })
    }

    /// The payment that stands in each session that has one.
    pub fn standing_payments(&self) -> impl Iterator<Item = &Payment> {
        self.sessions.iter().filter_map(|session| self.standing_of_session(session))
    }

    /// Successes that a later success of the same session has displaced. Antom returns them by itself; a refund of
    /// ours on top would pay the buyer twice.
    pub fn same_session_successes(&self) -> impl Iterator<Item = &Payment> {
        self.sessions.iter().flat_map(move |session| {
            let standing = self.standing_of_session(session).map(|payment| &payment.id);
            session
                .payments
                .iter()
                .filter(move |payment| payment.status == Status::Success && Some(&payment.id) != standing)
        })
    }

    /// Whether Antom itself returns this payment; see [`Order::same_session_successes`].
    #[must_use]
    pub fn is_returned_by_antom(&self, payment: &Payment) -> bool {
        self.same_session_successes().any(|displaced| displaced.id == payment.id)
    }

    /// Whether two sessions of this order each have a success that was neither cancelled nor fully given back, nor a
    /// hold that is known to have lapsed. This is ours to cancel or refund.
    #[must_use]
    pub fn paid_twice(&self) -> bool {
        self.standing_successes().count() > 1
    }

    /// Standing successes that still keep the buyer's money.
    pub fn standing_successes(&self) -> impl Iterator<Item = &Payment> {
        self.standing_payments().filter(|payment| {
            payment.status == Status::Success
                && !matches!(self.word_of_success(payment), StateWord::Refunded | StateWord::Expired)
        })
    }

    /// Whether the order keeps a buyer's money, taken or held.
    #[must_use]
    pub fn keeps_money(&self) -> bool {
        self.standing_successes().next().is_some()
    }

    /// Whether the order keeps a buyer's money although it is closed, whenever that was paid: after it was closed, or
    /// before and learnt of too late.
    #[must_use]
    pub fn paid_although_closed(&self) -> bool {
        self.closed.is_some() && self.keeps_money()
    }

    /// Whether a dispute is open on one of its payments.
    #[must_use]
    pub fn disputed(&self) -> bool {
        self.payments().any(Payment::is_disputed)
    }
}

impl Payment {
    /// Where it stands among others, the oldest first. Antom tells times to the second. Of two payments of one second
    /// the one that was heard of first is the older: asked for an attempt, Antom answers for its last payment.
    pub(crate) fn place(&self) -> (DateTime<Utc>, DateTime<Utc>, &PaymentId) {
        (happened_at(self), self.first_reported_at, &self.id)
    }
}

const fn weight(payment: &Payment) -> u8 {
    match payment.status {
        Status::Success => 3,
        Status::Processing | Status::Pending | Status::Other(_) => 2,
        Status::Cancelled => 1,
        Status::Fail => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::fact::CaptureMode;
    use crate::report::Status;
    use crate::testing::Story;

    /// The payment that stands in a session with two, told one after the other.
    fn stands(first: Status, second: Status) -> String {
        let mut story = Story::opened(CaptureMode::Automatic);
        story.link("req-1").minutes(5).paid("req-1", "first", "CARD", first);
        story.minutes(5).paid("req-1", "second", "CARD", second);
        let order = story.order();
        let session = order.sessions.first().unwrap();
        order.standing_of_session(session).unwrap().id.0.clone()
    }

    #[test]
    fn a_success_stands_before_what_is_under_way_that_before_a_cancelled_one_and_last_a_failed_one() {
        let ranked = [Status::Success, Status::Processing, Status::Cancelled, Status::Fail];
        for (at, better) in ranked.iter().enumerate() {
            for worse in ranked.iter().skip(at + 1) {
                assert_eq!(stands(better.clone(), worse.clone()), "first", "{better:?} before {worse:?}");
                assert_eq!(stands(worse.clone(), better.clone()), "second", "{better:?} after {worse:?}");
            }
            assert_eq!(stands(better.clone(), better.clone()), "second", "of two {better:?} the later");
        }
    }
}
