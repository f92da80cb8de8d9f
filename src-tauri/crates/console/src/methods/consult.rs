//! Asking Antom what a buyer can pay an amount with (consult; guide 1). It moves nothing, and the answer is kept for a
//! while: methods of an account change seldom.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Heard, body_of, verdict_of};
use crate::sentence;
use crate::sharing::fit_to_share;
use crate::view::shown;
use antom::consult::{AmountLimits, InstallmentPlan, PaymentOption};
use antom::env::{Env, TerminalType};
use antom::operation::{Consult, ConsultRequest, ConsultResponse};
use antom::payment_method::{CASHIER_PAYMENT, SettlementStrategy};
use antom::results::explain;
use antom::{Amount, Operation, ResultStatus};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{Account, Environment};
use domain::country;
use domain::ids::AccountName;
use ledger::desk::EVERYBODY;
use money::Money;
use serde::{Deserialize, Serialize};

/// How long an answer is good for.
const GOOD_FOR: TimeDelta = TimeDelta::hours(1);
/// The beginning of the names of answers on the desk.
const BEGINNING: &str = "consulted:";

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Consulting {
    /// The account that would be paid.
    pub account: AccountName,
    /// How much would be paid.
    pub amount: Money,
    /// Where the buyer is, two letters.
    pub region: Option<String>,
}

/// What a buyer can pay with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Consulted {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Consulting,
    /// When Antom answered.
    pub at: DateTime<Utc>,
    /// Every method Antom named, in its order.
    pub options: Vec<MethodOption>,
}

/// One method, by Antom's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MethodOption {
    /// `paymentMethodType`.
    pub method: String,
    /// What Antom calls it.
    pub name: Option<String>,
    /// Its picture, where it lies at an address that may be opened.
    pub logo: Option<String>,
    /// Whether the amount can be paid with it now.
    pub enabled: bool,
    /// Why not, verbatim.
    pub disabled_because: Option<String>,
    /// `CARD`, `WALLET`, …
    pub category: Option<String>,
    /// Whether the merchant prefers it.
    pub preferred: bool,
    /// The least and the most of one payment.
    pub least: Option<Money>,
    /// The most of one payment.
    pub most: Option<Money>,
    /// Brands of cards it takes.
    pub brands: Vec<String>,
    /// Instalments it offers, as people read them: `3 × MONTH`.
    pub instalments: Vec<String>,
}

impl Console {
    /// What a buyer can pay this amount with. An answer of the last hour is good enough unless `afresh` is asked for.
    ///
    /// # Errors
    /// [`ConsoleError::AntomRefused`] with Antom's code, [`ConsoleError::NothingLearnt`] where no answer can be believed,
    /// [`ConsoleError::Field`] for a region that is none.
    pub async fn consult(&self, asked: Consulting, afresh: bool) -> Result<Consulted, ConsoleError> {
        self.looking()?;
        let asked = Consulting { region: region(asked.region)?, ..asked };
        let account = self.account_of(&asked.account)?;
        if let Some(kept) = self.consulted(&asked)?.filter(|_| !afresh) {
            return Ok(kept);
        }
        let called = self.call::<Consult>(&account, &body_of::<Consult>(&wire(&asked, &account))?).await?;
        let response = match called.heard {
            Heard::Verified { response, .. } => response,
            Heard::Unknown { why, shown } => {
                let why = sentence::unknown(&why, shown.as_ref());
                return Err(ConsoleError::NothingLearnt { operation: Consult::NAME, why });
            }
        };
        self.answered(&response)?;
        let offered = response.payment_options.unwrap_or_default();
        let options = offered.iter().map(|option| self.option(option, asked.amount)).collect();
        let consulted = Consulted { asked, at: self.now(), options };
        self.keep_consulted(&consulted)?;
        Ok(consulted)
    }

    fn answered(&self, response: &ConsultResponse) -> Result<(), ConsoleError> {
        let verdict = verdict_of(&response.result);
        let told = explain(Consult::NAME, &verdict.code, &response.result.result_status);
        match response.result.result_status {
            ResultStatus::S => Ok(()),
            ResultStatus::F => Err(ConsoleError::AntomRefused {
                operation: Consult::NAME,
                code: shown(&verdict.code),
                message: shown(&verdict.message),
                remedy: told.next_step.to_owned(),
            }),
            _ => Err(ConsoleError::NothingLearnt {
                operation: Consult::NAME,
                why: sentence::verdict_text(&verdict),
            }),
        }
    }

    /// The last answer to this very question, where it is still good.
    fn consulted(&self, asked: &Consulting) -> Result<Option<Consulted>, ConsoleError> {
        let Some(kept) = self.read(|ledger| ledger.kept(EVERYBODY, &name_of(asked)))? else {
            return Ok(None);
        };
        let now = self.now();
        let good = |consulted: &Consulted| {
            let age = now.signed_duration_since(consulted.at);
            consulted.asked == *asked && age >= TimeDelta::zero() && age < GOOD_FOR
        };
        Ok(serde_json::from_str(&kept.value).ok().filter(good))
    }

    fn keep_consulted(&self, consulted: &Consulted) -> Result<(), ConsoleError> {
        let value = serde_json::to_string(consulted)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
        self.write(|pen| Ok(pen.writer.keep(EVERYBODY, &name_of(&consulted.asked), &value, pen.now)?))
    }

    fn option(&self, option: &PaymentOption, amount: Money) -> MethodOption {
        let detail = option.payment_option_detail.as_ref();
        let brands = detail.and_then(|detail| detail.support_card_brands.as_deref()).unwrap_or_default();
        let plans = option.installment.as_ref().and_then(|offered| offered.plans.as_deref());
        let (least, most) =
            option.amount_limit_info_map.as_ref().map(|map| limits_for(map, amount)).unwrap_or_default();
        let logo = option.logo.as_ref();
        MethodOption {
            method: shown(&option.payment_method_type),
            name: logo.and_then(|logo| logo.logo_name.as_deref()).map(shown),
            logo: logo
                .and_then(|logo| logo.logo_url.as_deref())
                .filter(|url| is_picture(url, self.environment()))
                .map(shown),
            // A method is offered only where Antom says so.
            enabled: option.enabled == Some(true),
            disabled_because: option.disable_reason.as_deref().map(shown),
            category: option.payment_method_category.as_deref().map(shown),
            preferred: option.preferred == Some(true),
            least,
            most,
            brands: brands.iter().filter_map(|brand| brand.card_brand.as_deref()).map(shown).collect(),
            instalments: plans.unwrap_or_default().iter().filter_map(plan).collect(),
        }
    }
}

/// The beginning of the names of every answer about an account.
pub(crate) fn answers_about(account: &AccountName) -> String {
    format!("{BEGINNING}{account}:")
}

/// One answer for each account and currency is kept, the last.
fn name_of(asked: &Consulting) -> String {
    format!("{}{}", answers_about(&asked.account), asked.amount.currency().code())
}

fn wire(asked: &Consulting, account: &Account) -> ConsultRequest {
    ConsultRequest {
        product_code: CASHIER_PAYMENT.to_owned(),
        payment_amount: asked.amount.into(),
        // The buyer pays on a page that is opened somewhere else; a browser is the least that is needed.
        env: Some(Env { terminal_type: Some(TerminalType::Web), ..Env::default() }),
        user_region: asked.region.clone(),
        settlement_strategy: account.settlement_currency.clone().map(|currency| SettlementStrategy {
            settlement_currency: Some(currency),
            ..SettlementStrategy::default()
        }),
        ..ConsultRequest::default()
    }
}

fn region(text: Option<String>) -> Result<Option<String>, ConsoleError> {
    let Some(text) = text.map(|text| text.trim().to_ascii_uppercase()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let known = country::code(&text);
    let none =
        || ConsoleError::field("region", format!("no country is called {text:?}"), "Write it as SG or DE.");
    known.map(Some).ok_or_else(none)
}

/// A picture that may be opened lies at an address like a payment page's.
fn is_picture(url: &str, environment: Environment) -> bool {
    url.starts_with("https://") || fit_to_share(url, environment)
}

/// The limits in the currency that was asked about; those of a method's only currency where it does not take that one.
fn limits_for(told: &AmountLimits, amount: Money) -> (Option<Money>, Option<Money>) {
    let asked = amount.currency().code();
    let only = || told.0.iter().next().filter(|_| told.0.len() == 1);
    let Some((currency, limits)) = told.0.get_key_value(asked).or_else(only) else { return (None, None) };
    let Some(single) = limits.single_limit.as_ref() else { return (None, None) };
    // What stands under one currency and is written in another is no limit anybody can rely on.
    let read = |told: Option<&Amount>| {
        told.and_then(|told| told.money().ok()).filter(|told| told.currency().code() == currency.as_str())
    };
    (read(single.min_amount.as_ref()), read(single.max_amount.as_ref()))
}

fn plan(plan: &InstallmentPlan) -> Option<String> {
    let number = plan.installment_num.as_deref().filter(|_| plan.enabled != Some(false))?;
    Some(format!("{} × {}", shown(number), shown(plan.interval.as_deref().unwrap_or("MONTH"))))
}
