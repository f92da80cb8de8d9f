//! Reminders of holds that end: each is said once, also where the computer was off when its moment came, and where two
//! processes look at the same time.

use crate::Console;
use crate::error::ConsoleError;
use crate::view::shown;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use domain::reminders::{HOURS, current, is_left_to_a_person};
use domain::windows::later;
use ledger::desk::EVERYBODY;
use ledger::{Held, Kept};
use money::Money;
use serde::{Deserialize, Serialize};

/// The beginning of what the desk remembers about them.
const BEGINNING: &str = "reminder:";

/// A hold that moved its end by more than this is reminded of again. Antom's own moment in place of an estimated one
/// differs by seconds.
const MOVED: TimeDelta = TimeDelta::hours(1);

/// Money is held, and has to be captured soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// `paymentId`.
    pub payment: String,
    /// How much.
    pub amount: Money,
    /// Which reminder it is: hours before the end.
    pub hours: u8,
    /// The first moment at which it is too late.
    pub ends_at: DateTime<Utc>,
}

/// What was said about one hold.
#[derive(Serialize, Deserialize)]
struct Told {
    hours: u8,
    ends_at: DateTime<Utc>,
}

impl Console {
    /// The reminders that fall due now. Whoever asks has them: no other call, and no other process, gets them again.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading or writing.
    pub fn due_reminders(&self) -> Result<Vec<Reminder>, ConsoleError> {
        let (now, hours) = (self.prudent_now(), self.reminder_hours()?);
        let longest = HOURS.iter().copied().max().unwrap_or_default();
        let horizon = later(now, TimeDelta::hours(i64::from(longest)));
        let holds = self.read(|ledger| ledger.holds(now, horizon))?;
        let told = self.read(|ledger| ledger.kept_with(EVERYBODY, BEGINNING))?;
        let over = |kept: &Kept| !holds.iter().any(|held| name_of(held) == kept.name);
        let is_quiet = due(&holds, &told, &hours, now).is_empty() && !told.iter().any(over);
        if is_quiet {
            return Ok(Vec::new());
        }
        self.write(|pen| {
            // Another process may have said some of them between the look and this transaction.
            let told = pen.writer.kept_with(EVERYBODY, BEGINNING)?;
            for kept in told.iter().filter(|kept| over(kept)) {
                pen.writer.let_go(EVERYBODY, &kept.name)?;
            }
            let mut reminders = Vec::new();
            for (held, hours) in due(&holds, &told, &hours, now) {
                let order = pen.order(held.order)?;
                if !is_left_to_a_person(&order, &held.payment) {
                    continue;
                }
                let value = serde_json::to_string(&Told { hours, ends_at: held.ends_at })
                    .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
                pen.writer.keep(EVERYBODY, &name_of(held), &value, now)?;
                reminders.push(Reminder {
                    order: held.order,
                    reference: shown(&order.terms.reference),
                    payment: held.payment.to_string(),
                    amount: held.amount,
                    hours,
                    ends_at: held.ends_at,
                });
            }
            Ok(reminders)
        })
    }
}

/// The holds with a reminder that was not said yet.
fn due<'a>(holds: &'a [Held], told: &[Kept], hours: &[u8], now: DateTime<Utc>) -> Vec<(&'a Held, u8)> {
    let said = |held: &Held, hours: u8| {
        let kept = told.iter().find(|kept| kept.name == name_of(held));
        let told = kept.and_then(|kept| serde_json::from_str::<Told>(&kept.value).ok());
        told.is_some_and(|told| told.hours <= hours && held.ends_at <= later(told.ends_at, MOVED))
    };
    holds
        .iter()
        .filter_map(|held| Some((held, current(held.ends_at, hours, now)?)))
        .filter(|(held, hours)| !said(held, *hours))
        .collect()
}

fn name_of(held: &Held) -> String {
    format!("{BEGINNING}{}:{}", held.order, held.payment)
}
