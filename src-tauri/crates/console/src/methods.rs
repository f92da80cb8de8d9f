//! What is known about payment methods: what Antom's guides say, what was corrected here, by whom, when and why.

mod consult;
mod correct;
mod typed;

pub(crate) use consult::answers_about;
pub use consult::{Consulted, Consulting, MethodOption};
pub use correct::{Considered, Edit};
pub use typed::EditDraft;

use crate::Console;
use crate::error::ConsoleError;
use crate::view::shown;
use chrono::{DateTime, Utc};
use domain::fact::Body;
use domain::profiles::correction::{Correction, Corrections};
use domain::profiles::difference::{Aspect, told};
use domain::profiles::{CancelRule, Known, Sheet, known, sheet};
use ledger::Ledger;
use money::{Currency, Money};
use serde::Serialize;

/// The currency the figures of a method are told for where it is paid in any and none was named.
const ANY: Currency = Currency::USD;

/// What is known about one method.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MethodView {
    /// `paymentMethodType`.
    pub method: String,
    /// What people call it; none for a method that is known by its correction alone.
    pub label: Option<&'static str>,
    /// The currencies buyers pay in with it; every one where none is named.
    #[cfg_attr(feature = "typescript", ts(as = "Vec<String>"))]
    pub currencies: Vec<Currency>,
    /// The currency this is told for: families of methods and the least amounts differ by it.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub currency: Currency,
    /// What stands, and what the rules decide by.
    pub stands: ProfileView,
    /// What the guides say.
    pub guide: ProfileView,
    /// The same part by part, in words.
    pub parts: Vec<PartView>,
    /// What was written down about it here, oldest first. The last edit counts, whole.
    pub edits: Vec<EditView>,
}

impl MethodView {
    /// Whether anything stands that the guides do not say.
    #[must_use]
    pub fn is_corrected(&self) -> bool {
        self.parts.iter().any(|part| part.corrected)
    }
}

/// What a method can do, for programs. Nothing here is about captures: a hold is captured once and whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProfileView {
    /// A success only holds the money; a capture takes it.
    pub authorises_first: bool,
    /// Refunds are possible at all.
    pub refundable: bool,
    /// Less than the whole can be refunded.
    pub partial_refunds: bool,
    /// More than one refund of a payment is possible.
    pub multiple_refunds: bool,
    /// How long it can be cancelled.
    pub cancel: CancelRule,
    /// Days after the payment within which it can be refunded; none where no figure is published.
    pub refund_days: Option<u16>,
    /// A refund is answered at once.
    pub refunds_at_once: bool,
    /// The longest wait in days until it is paid; none where it is paid during the checkout.
    pub slow_days: Option<u8>,
    /// Amounts are multiples of this.
    pub step: Money,
    /// The least amount.
    pub minimum: Money,
}

/// One part of what is known, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PartView {
    /// Which.
    pub part: Aspect,
    /// What stands.
    pub stands: String,
    /// What the guides say.
    pub guide: String,
    /// Whether the two differ.
    pub corrected: bool,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EditView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What the guides say about everything it loosened, as it was shown first.
    pub guide_shown: Vec<String>,
    /// Whether it took every correction back.
    pub takes_back: bool,
}

impl Console {
    /// Every method that is known by name or was corrected, in alphabetical order. With a currency, those that are paid
    /// in it.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn methods(&self, currency: Option<Currency>) -> Result<Vec<MethodView>, ConsoleError> {
        let standing = self.read(Ledger::corrections)?;
        let mut names: Vec<String> = known()
            .filter(|row| currency.is_none_or(|wanted| is_paid_in(row, wanted)))
            .map(|row| row.method.to_owned())
            .collect();
        let unknown = standing.iter().map(|(method, _)| method.to_owned()).filter(|name| row(name).is_none());
        names.extend(unknown);
        names.sort();
        names.iter().map(|name| self.described(name, currency, &standing)).collect()
    }

    /// What is known about one method. A name nobody knows has the cautious profile of a stranger.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn method(&self, name: &str, currency: Option<Currency>) -> Result<MethodView, ConsoleError> {
        let standing = self.read(Ledger::corrections)?;
        self.described(&name.trim().to_ascii_uppercase(), currency, &standing)
    }

    fn described(
        &self,
        name: &str,
        currency: Option<Currency>,
        standing: &Corrections,
    ) -> Result<MethodView, ConsoleError> {
        let row = row(name);
        let currency = told_for(name, currency);
        let (guide, stands) = (sheet(Some(name), currency), standing.sheet(name, currency));
        let part = |part: Aspect| {
            let (stands, guide) = (told(part, &stands), told(part, &guide));
            PartView { part, corrected: stands != guide, stands, guide }
        };
        Ok(MethodView {
            method: shown(name),
            label: row.map(|row| row.label),
            currencies: row.map(|row| row.currencies.to_vec()).unwrap_or_default(),
            currency,
            stands: profile_view(&stands, currency)?,
            guide: profile_view(&guide, currency)?,
            parts: Aspect::ALL.into_iter().map(part).collect(),
            edits: self.edits_of(name)?,
        })
    }

    fn edits_of(&self, name: &str) -> Result<Vec<EditView>, ConsoleError> {
        let facts = self.read(Ledger::house_facts)?;
        let edits = facts.iter().filter_map(|fact| match &fact.body {
            Body::MethodProfileChanged(changed) if changed.method.eq_ignore_ascii_case(name) => {
                Some(EditView {
                    at: fact.at,
                    by: shown(&fact.actor.to_string()),
                    reason: shown(&changed.reason),
                    guide_shown: changed.guide_shown.clone(),
                    takes_back: changed.correction == Correction::default(),
                })
            }
            _ => None,
        });
        Ok(edits.collect())
    }
}

fn row(name: &str) -> Option<Known> {
    known().find(|row| row.method == name)
}

fn is_paid_in(row: &Known, currency: Currency) -> bool {
    row.currencies.is_empty() || row.currencies.contains(&currency)
}

/// The currency a method is told for: the one named, else the first it is paid in.
fn told_for(name: &str, named: Option<Currency>) -> Currency {
    named.or_else(|| row(name).and_then(|row| row.currencies.first().copied())).unwrap_or(ANY)
}

fn profile_view(sheet: &Sheet, currency: Currency) -> Result<ProfileView, ConsoleError> {
    // The table says what a method adds to the rule of its currency.
    let money = |minor: u64| {
        let whole = minor.div_ceil(currency.step()).saturating_mul(currency.step());
        Money::from_minor(whole, currency).map_err(|error| ConsoleError::LedgerNonsense {
            detail: format!("the profile of a method: {error}"),
        })
    };
    let profile = sheet.profile;
    Ok(ProfileView {
        authorises_first: profile.authorises_first,
        refundable: profile.refundable,
        partial_refunds: profile.partial_refunds,
        multiple_refunds: profile.multiple_refunds,
        cancel: profile.cancel,
        refund_days: profile.refund_days,
        refunds_at_once: profile.refunds_at_once,
        slow_days: profile.slow_days,
        step: money(sheet.step)?,
        minimum: money(sheet.minimum)?,
    })
}
