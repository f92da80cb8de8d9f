//! When an order becomes Expired by the mere passing of time.

use super::StateWord;
use crate::order::Order;
use chrono::{DateTime, TimeDelta, Utc};

impl Order {
    /// The word until [`Order::expires_at`]: what the facts tell while the request's own life is not over. It is not the
    /// word as of the last fact, which a clock that is ahead may have dated after the end.
    #[must_use]
    pub fn word_before_expiry(&self) -> StateWord {
        let over_at = self.over_at();
        self.word(over_at.checked_sub_signed(TimeDelta::nanoseconds(1)).unwrap_or(over_at))
    }

    /// The moment from which the word is Expired although no further fact arrives; in the past where it is Expired
    /// already. `None` where proof is missing or the order has something else to tell.
    #[must_use]
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        let over_at = self.over_at();
        if self.word_before_expiry() == StateWord::Expired {
            // A hold that is known to have lapsed does not wait for the request's own end.
            return Some(self.moved_at);
        }
        (self.word(over_at) == StateWord::Expired).then_some(over_at)
    }

    /// The end of the request's own life: when it was closed, or its end.
    fn over_at(&self) -> DateTime<Utc> {
        let closed = self.closed.as_ref().map(|closed| closed.at);
        closed.map_or(self.terms.lives_until, |closed| closed.min(self.terms.lives_until))
    }
}
