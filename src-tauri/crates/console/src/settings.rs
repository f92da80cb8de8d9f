//! Settings of a ledger: a closed list, each with what it means, its default and what it may be.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::By;
use crate::view::unfit;
use chrono_tz::Tz;
use domain::fact::Body;
use domain::people::{Act, Right};
use domain::reminders;
use domain::rules::Policy;
use domain::rules::free_text::card_like;
use ledger::Ledger;
use serde::Serialize;
use std::collections::BTreeMap;

/// One setting as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SettingView {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// What it is when nobody set it.
    pub default: &'static str,
    /// What it means and what it may be.
    pub meaning: &'static str,
}

/// A setting there is.
struct Known {
    name: &'static str,
    default: &'static str,
    meaning: &'static str,
    check: fn(&str) -> Option<String>,
}

const ZONE: &str = "zone";
/// The zone where nobody set one.
const USUAL_ZONE: Tz = Tz::Asia__Singapore;
const STOP_WINDOW: &str = "stop-window";
const REQUEST_LIFE: &str = "request-life-days";
const MERCHANT: &str = "merchant";
const REMINDERS: &str = "reminders";

/// Longest name of a merchant, in characters.
const LONGEST_MERCHANT: usize = 64;

/// Longest stop window: seventy minutes, past the hour a session can live.
const LONGEST_STOP_WINDOW: u32 = 4_200;

const KNOWN: [Known; 5] = [
    Known {
        name: ZONE,
        default: "Asia/Singapore",
        meaning: "The store's time zone, by its IANA name, such as Asia/Singapore. Times are shown and dates are read in it.",
        check: |text| text.parse::<Tz>().ok().map(|zone| zone.name().to_owned()),
    },
    Known {
        name: STOP_WINDOW,
        default: "60",
        meaning: "Seconds in which a capture, cancel or refund can still be stopped before it leaves, 0 to 4200.",
        check: |text| {
            text.parse()
                .ok()
                .filter(|seconds| *seconds <= LONGEST_STOP_WINDOW)
                .map(|seconds: u32| seconds.to_string())
        },
    },
    Known {
        name: REQUEST_LIFE,
        default: "3",
        meaning: "Days a request for payment lives unless it is given its own life, 1 to 365.",
        check: |text| {
            text.parse().ok().filter(|days| (1..=365).contains(days)).map(|days: u32| days.to_string())
        },
    },
    Known {
        name: MERCHANT,
        default: "",
        meaning: "What the merchant is called, at most 64 characters. Empty: the short name of its account.",
        check: |text| {
            let fits = text.chars().count() <= LONGEST_MERCHANT && !text.chars().any(unfit);
            (fits && !card_like(text)).then(|| text.to_owned())
        },
    },
    Known {
        name: REMINDERS,
        default: "48,24,4,1",
        meaning: "Hours before a hold ends at which its capture is reminded of: any of 48, 24, 4 and 1, with commas. Empty: never.",
        check: |text| {
            let hours: Vec<String> = read_reminders(text)?.iter().map(ToString::to_string).collect();
            Some(hours.join(","))
        },
    },
];

/// Hours before the end of a hold, the most first and each once; none where the text holds anything else.
fn read_reminders(text: &str) -> Option<Vec<u8>> {
    let wanted: Vec<u8> = text
        .split(',')
        .map(str::trim)
        .filter(|hours| !hours.is_empty())
        .map(|hours| hours.parse().ok().filter(|hours| reminders::HOURS.contains(hours)))
        .collect::<Option<_>>()?;
    Some(reminders::HOURS.into_iter().filter(|hours| wanted.contains(hours)).collect())
}

impl Console {
    /// Every setting with its value.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn settings(&self) -> Result<Vec<SettingView>, ConsoleError> {
        let set = self.read(Ledger::settings)?;
        Ok(KNOWN.iter().map(|known| view(known, &set)).collect())
    }

    /// One setting.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with the settings there are.
    pub fn setting(&self, name: &str) -> Result<SettingView, ConsoleError> {
        let set = self.read(Ledger::settings)?;
        Ok(view(known(name)?, &set))
    }

    /// Changes a setting.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with what it may be.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<SettingView, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Policy]))?;
        let known = known(name)?;
        let value = (known.check)(value.trim()).ok_or_else(|| {
            ConsoleError::field(known.name, format!("{value:?} does not fit"), known.meaning)
        })?;
        if self.setting(name)?.value != value {
            self.write(|pen| {
                let body = Body::SettingChanged { name: known.name.to_owned(), value };
                pen.append(None, By::Person, body)
            })?;
            self.checkpoint()?;
        }
        self.setting(name)
    }

    /// The store's time zone.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn zone(&self) -> Result<Tz, ConsoleError> {
        Ok(zone_of(&self.read(Ledger::settings)?))
    }

    /// What the merchant is called: by the setting, else by the account that was added first, else by the environment.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn merchant(&self) -> Result<String, ConsoleError> {
        let set = self.setting(MERCHANT)?.value;
        if !set.is_empty() {
            return Ok(set);
        }
        let accounts = self.read(Ledger::accounts)?;
        let named = accounts.first().map(|account| account.name.to_string());
        Ok(named.unwrap_or_else(|| self.environment.to_string()))
    }

    /// Hours before the end of a hold at which its capture is reminded of, the most first.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn reminder_hours(&self) -> Result<Vec<u8>, ConsoleError> {
        Ok(read_reminders(&self.setting(REMINDERS)?.value).unwrap_or_default())
    }

    /// The figures the rules decide by.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn policy(&self) -> Result<Policy, ConsoleError> {
        Ok(policy_of(&self.read(Ledger::settings)?))
    }
}

/// The store's time zone, as these settings give it.
pub(crate) fn zone_of(set: &BTreeMap<String, String>) -> Tz {
    set.get(ZONE).map_or(USUAL_ZONE, |zone| zone.parse().unwrap_or(Tz::UTC))
}

/// The figures the rules decide by, as these settings give them.
pub(crate) fn policy_of(set: &BTreeMap<String, String>) -> Policy {
    let set_to = |name: &str| set.get(name).map(String::as_str);
    let usual = Policy::default();
    Policy {
        stop_window_seconds: set_to(STOP_WINDOW)
            .and_then(|value| value.parse().ok())
            .unwrap_or(usual.stop_window_seconds),
        request_life_days: set_to(REQUEST_LIFE)
            .and_then(|value| value.parse().ok())
            .unwrap_or(usual.request_life_days),
        ..usual
    }
}

fn known(name: &str) -> Result<&'static Known, ConsoleError> {
    KNOWN.iter().find(|known| known.name == name).ok_or_else(|| {
        let names: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
        ConsoleError::field(
            "setting",
            format!("there is no setting named {name:?}"),
            format!("Choose one of: {}.", names.join(", ")),
        )
    })
}

fn view(known: &Known, set: &BTreeMap<String, String>) -> SettingView {
    let value = set.get(known.name).cloned().unwrap_or_else(|| known.default.to_owned());
    SettingView { name: known.name, value, default: known.default, meaning: known.meaning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_the_setting_may_have_and_the_rules_agree() {
        for known in &KNOWN {
            assert_eq!((known.check)(known.default).as_deref(), Some(known.default), "{}", known.name);
        }
        assert_eq!(KNOWN[0].default, USUAL_ZONE.name());
        let usual = Policy::default();
        assert_eq!(usual.stop_window_seconds.to_string(), KNOWN[1].default);
        assert_eq!(usual.request_life_days.to_string(), KNOWN[2].default);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (name, value) in [
            (ZONE, "Mars"),
            (STOP_WINDOW, "4201"),
            (STOP_WINDOW, "-1"),
            (REQUEST_LIFE, "0"),
            (MERCHANT, "a\nb"),
            (REMINDERS, "24,2"),
            (REMINDERS, "48;24"),
        ] {
            assert_eq!((known(name).unwrap().check)(value), None, "{name} {value}");
        }
        assert!(known("colour").is_err());
    }

    #[test]
    fn reminders_are_put_in_order_and_said_once() {
        let check = known(REMINDERS).unwrap().check;
        for (typed, kept) in [("1, 24,1", "24,1"), ("48,24,4,1", "48,24,4,1"), ("", ""), (" , ", "")] {
            assert_eq!(check(typed).as_deref(), Some(kept), "{typed}");
        }
    }
}
