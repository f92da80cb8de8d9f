//! What an empty form begins with: what the last request was made with, as far as that is likely to be right again.

use super::draft::{RequestDraft, capture_mode};
use crate::Console;
use crate::error::ConsoleError;
use chrono::{DateTime, Utc};
use domain::fact::{CaptureMode, Terms};
use domain::profiles::{EXPRESS, ways};
use ledger::Ledger;
use ledger::search::{Page, Query};
use money::Currency;
use serde::Serialize;
use std::collections::BTreeMap;

/// What an empty form begins with.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestDefaults {
    /// The accounts there are.
    pub accounts: Vec<String>,
    /// The one that is likely meant; none where there is none.
    pub account: Option<String>,
    /// What the merchant is called.
    pub merchant: String,
    /// Every currency, by its code.
    pub currencies: Vec<&'static str>,
    /// The one that is likely meant.
    pub currency: &'static str,
    /// The order number suggested.
    pub reference: String,
    /// Ways to pay that fit a currency.
    pub methods: BTreeMap<&'static str, Vec<MethodChoice>>,
    /// Languages of the payment page.
    pub locales: Vec<LocaleChoice>,
    /// How cards are likely captured.
    #[serde(with = "capture_mode")]
    #[cfg_attr(feature = "typescript", ts(type = "'AUTOMATIC' | 'MANUAL'"))]
    pub capture_mode: CaptureMode,
    /// Days the request lives.
    pub life_days: u16,
    /// A draft that was kept; none where there is none.
    pub kept: Option<Kept>,
}

/// A way to pay that can be offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MethodChoice {
    /// As Antom spells it.
    pub method: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// It authorises first and is captured later.
    pub authorises_first: bool,
    /// It may stand on the page above the others (guide 0).
    pub express: bool,
}

/// A language of the payment page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LocaleChoice {
    /// As Antom spells it.
    pub locale: &'static str,
    /// What its readers call it.
    pub label: &'static str,
}

/// A draft that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Kept {
    /// It.
    pub draft: RequestDraft,
    /// When.
    pub at: DateTime<Utc>,
}

/// Languages of the regions whose ways to pay are known here. Antom falls back on English for one it does not have.
const LOCALES: [LocaleChoice; 12] = [
    LocaleChoice { locale: "en_US", label: "English" },
    LocaleChoice { locale: "zh_CN", label: "简体中文" },
    LocaleChoice { locale: "zh_HK", label: "繁體中文（香港）" },
    LocaleChoice { locale: "zh_TW", label: "繁體中文（台灣）" },
    LocaleChoice { locale: "ja_JP", label: "日本語" },
    LocaleChoice { locale: "ko_KR", label: "한국어" },
    LocaleChoice { locale: "id_ID", label: "Bahasa Indonesia" },
    LocaleChoice { locale: "ms_MY", label: "Bahasa Melayu" },
    LocaleChoice { locale: "th_TH", label: "ไทย" },
    LocaleChoice { locale: "vi_VN", label: "Tiếng Việt" },
    LocaleChoice { locale: "es_ES", label: "Español" },
    LocaleChoice { locale: "pt_BR", label: "Português (Brasil)" },
];

/// The languages that are offered, as Antom spells them.
pub(crate) fn known_languages() -> Vec<&'static str> {
    LOCALES.iter().map(|choice| choice.locale).collect()
}

impl Console {
    /// What an empty form begins with.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn request_defaults(&self) -> Result<RequestDefaults, ConsoleError> {
        self.looking()?;
        let accounts = self.read(Ledger::accounts)?;
        let last = self.last_terms()?;
        let account = last
            .as_ref()
            .and_then(|last| accounts.iter().find(|account| account.name == last.account))
            .or(accounts.first());
        let settled = account
            .and_then(|account| account.settlement_currency.as_deref())
            .and_then(|code| Currency::from_code(code).ok());
        let currency = last.as_ref().map(|last| last.amount.currency()).or(settled).unwrap_or(Currency::SGD);
        Ok(RequestDefaults {
            account: account.map(|account| account.name.to_string()),
            accounts: accounts.iter().map(|account| account.name.to_string()).collect(),
            merchant: self.merchant()?,
            currencies: Currency::all().iter().map(|currency| currency.code()).collect(),
            currency: currency.code(),
            reference: self.suggest_reference()?,
            methods: Currency::all().iter().map(|currency| (currency.code(), choices(*currency))).collect(),
            locales: LOCALES.to_vec(),
            capture_mode: last.map_or(CaptureMode::Automatic, |last| last.capture_mode),
            life_days: self.policy()?.request_life_days,
            kept: self.kept_draft()?,
        })
    }

    /// The terms of the newest order.
    fn last_terms(&self) -> Result<Option<Terms>, ConsoleError> {
        let (zone, now) = (self.zone()?, self.now());
        let page = Page { limit: 1, before: None };
        let newest = self.read(|ledger| ledger.search(&Query::everything(zone), page, now))?;
        let Some(row) = newest.rows.first() else { return Ok(None) };
        Ok(Some(self.order(row.id)?.terms))
    }
}

fn choices(currency: Currency) -> Vec<MethodChoice> {
    ways(currency)
        .into_iter()
        .map(|way| MethodChoice {
            method: way.method,
            label: way.label,
            authorises_first: way.authorises_first,
            express: EXPRESS.contains(&way.method),
        })
        .collect()
}
