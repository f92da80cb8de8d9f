//! What an edit of a profile changes, in which direction, and what the guide says instead.

use super::{CancelRule, Sheet};
use serde::Serialize;

/// A part of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Aspect {
    /// Whether a success only holds the money.
    AuthorisesFirst,
    /// Whether refunds are possible.
    Refundable,
    /// Whether a part can be refunded.
    PartialRefunds,
    /// Whether several refunds are possible.
    MultipleRefunds,
    /// How long it can be cancelled.
    Cancel,
    /// How long it can be refunded.
    RefundDays,
    /// Whether a refund is answered at once.
    RefundsAtOnce,
    /// How long the buyer may take.
    SlowDays,
    /// Of what amounts are multiples.
    Step,
    /// The least amount.
    Minimum,
}

/// What a change does to what is permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ProfileDirection"))]
pub enum Direction {
    /// Less is permitted: it applies at once.
    Restricts,
    /// More is permitted than before: what the guide says is shown first.
    Loosens,
}

/// One changed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ProfileDifference"))]
pub struct Difference {
    /// Which.
    pub aspect: Aspect,
    /// In which direction.
    pub direction: Direction,
    /// What stands now.
    pub before: String,
    /// What would stand.
    pub after: String,
    /// What the guide says.
    pub guide: String,
}

impl Aspect {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::AuthorisesFirst,
        Self::Refundable,
        Self::PartialRefunds,
        Self::MultipleRefunds,
        Self::Cancel,
        Self::RefundDays,
        Self::RefundsAtOnce,
        Self::SlowDays,
        Self::Step,
        Self::Minimum,
    ];
}

/// Every part in which two lines differ, with what the table's own line says.
#[must_use]
pub fn differences(before: &Sheet, after: &Sheet, table: &Sheet) -> Vec<Difference> {
    Aspect::ALL
        .into_iter()
        .filter_map(|aspect| {
            let direction = direction(aspect, before, after)?;
            Some(Difference {
                aspect,
                direction,
                before: told(aspect, before),
                after: told(aspect, after),
                guide: told(aspect, table),
            })
        })
        .collect()
}

/// None where a part is the same.
fn direction(aspect: Aspect, before: &Sheet, after: &Sheet) -> Option<Direction> {
    let (old, new) = (&before.profile, &after.profile);
    match aspect {
        Aspect::AuthorisesFirst => more(new.authorises_first, old.authorises_first),
        Aspect::Refundable => more(old.refundable, new.refundable),
        Aspect::PartialRefunds => more(old.partial_refunds, new.partial_refunds),
        Aspect::MultipleRefunds => more(old.multiple_refunds, new.multiple_refunds),
        Aspect::Cancel => more(reach(old.cancel), reach(new.cancel)),
        // Without a figure Antom's own answer is the only end: the longest there is.
        Aspect::RefundDays => more(old.refund_days.unwrap_or(u16::MAX), new.refund_days.unwrap_or(u16::MAX)),
        // To expect a late answer is the more careful.
        Aspect::RefundsAtOnce => more(old.refunds_at_once, new.refunds_at_once),
        // To wait longer before an order counts as dead is the more careful.
        Aspect::SlowDays => more(new.slow_days.unwrap_or(0), old.slow_days.unwrap_or(0)),
        Aspect::Step if before.step == after.step => None,
        Aspect::Step => {
            let finer = after.step.checked_rem(before.step).is_none_or(|rest| rest != 0);
            Some(if finer { Direction::Loosens } else { Direction::Restricts })
        }
        Aspect::Minimum => more(after.minimum, before.minimum),
    }
}

fn more<T: Ord>(before: T, after: T) -> Option<Direction> {
    match after.cmp(&before) {
        std::cmp::Ordering::Less => Some(Direction::Restricts),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Direction::Loosens),
    }
}

/// How much a rule allows, the least first.
const fn reach(rule: CancelRule) -> u8 {
    match rule {
        CancelRule::Never => 0,
        CancelRule::BeforePaid => 1,
        CancelRule::NextDay => 2,
        CancelRule::SevenDaysUncaptured => 3,
        CancelRule::SevenDays => 4,
    }
}

/// What a line says about a part, as a sentence without its full stop.
#[must_use]
pub fn told(aspect: Aspect, sheet: &Sheet) -> String {
    let profile = &sheet.profile;
    let either = |yes: bool, one: &str, other: &str| (if yes { one } else { other }).to_owned();
    match aspect {
        Aspect::AuthorisesFirst => either(
            profile.authorises_first,
            "a success holds the money, a capture takes it",
            "a success takes the money",
        ),
        Aspect::Refundable => either(profile.refundable, "it can be refunded", "it cannot be refunded"),
        Aspect::PartialRefunds => {
            either(profile.partial_refunds, "a part can be refunded", "it is refunded in full or not at all")
        }
        Aspect::MultipleRefunds => {
            either(profile.multiple_refunds, "it can be refunded several times", "it is refunded once only")
        }
        Aspect::Cancel => cancel_told(profile.cancel).to_owned(),
        Aspect::RefundDays => match profile.refund_days {
            Some(days) => format!("it can be refunded for {days} days"),
            None => "no end of refunds is published; Antom's answer decides".to_owned(),
        },
        Aspect::RefundsAtOnce => {
            either(profile.refunds_at_once, "a refund is answered at once", "a refund may take days")
        }
        Aspect::SlowDays => match profile.slow_days {
            Some(days) => format!("the buyer may pay up to {days} days later"),
            None => "it is paid during the checkout".to_owned(),
        },
        Aspect::Step if sheet.step == 1 => "amounts are taken to the last minor unit".to_owned(),
        Aspect::Step => format!("amounts are multiples of {} minor units", sheet.step),
        Aspect::Minimum => format!("the least amount is {} minor units", sheet.minimum),
    }
}

const fn cancel_told(rule: CancelRule) -> &'static str {
    match rule {
        CancelRule::NextDay => "it can be cancelled until 00:15 +08:00 of the next day",
        CancelRule::SevenDaysUncaptured => "it can be cancelled for seven days while nothing is captured",
        CancelRule::SevenDays => "it can be cancelled for seven days",
        CancelRule::BeforePaid => "it can be cancelled only before it is paid",
        CancelRule::Never => "it cannot be cancelled",
    }
}
