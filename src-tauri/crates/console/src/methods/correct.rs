//! Correcting what is known about a method: always with a reason; a restriction applies at once, and whoever loosens has
//! read what the guides say first.

use super::{MethodView, told_for};
use crate::Console;
use crate::error::ConsoleError;
use crate::record::By;
use crate::settings::policy_of;
use domain::fact::Body;
use domain::people::{Act, Right};
use domain::profiles::correction::{Correction, Corrections};
use domain::profiles::difference::{Difference, Direction};
use domain::rules::method_profile::{self, EditPermit};
use domain::rules::{Decision, Policy};
use ledger::Ledger;
use money::Currency;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Separates these digests from every other use of SHA-256 in the ledger.
const PURPOSE: &[u8] = b"countersign method correction v1\0";
/// Digits of a mark: enough that nobody meets one by chance, few enough to be typed.
const MARK_DIGITS: usize = 12;

/// What somebody wants to be known about a method.
#[derive(Debug, Clone)]
pub struct Edit {
    /// `paymentMethodType`.
    pub method: String,
    /// The currency it is looked at in; none for the one it is usually paid in.
    pub currency: Option<Currency>,
    /// What is different from the guides. What is left out stays as it stands.
    pub correction: Correction,
    /// Everything that is left out goes back to what the guides say.
    pub from_guide: bool,
    /// Why, in words for people.
    pub reason: String,
}

/// What an edit would change.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Considered {
    /// `paymentMethodType`.
    pub method: String,
    /// The currency it was looked at in.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub currency: Currency,
    /// What is confirmed, in one sentence.
    pub sentence: String,
    /// Every part that changes, with what the guides say about it.
    pub differences: Vec<Difference>,
    /// Whether more is allowed than before. Then [`Console::correct_method`] takes it only with the mark.
    pub loosens: bool,
    /// Whoever has it was shown what the guides say about exactly this edit, as things stand now.
    pub mark: String,
}

impl Console {
    /// What an edit would change, and what the guides say about it. Nothing is written.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] for an edit that no reading of the guides permits, such as one without a reason.
    pub fn consider_correction(&self, edit: &Edit) -> Result<Considered, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Policy]))?;
        let standing = self.read(Ledger::corrections)?;
        let currency = currency_of(edit);
        let correction = wanted(edit, &standing);
        let permit = permitted(&standing, edit, &correction, true, &self.policy()?)?;
        Ok(Considered {
            mark: mark(&standing, &permit)?,
            method: permit.fact.method,
            currency,
            sentence: permit.sentence,
            loosens: permit.differences.iter().any(|change| change.direction == Direction::Loosens),
            differences: permit.differences,
        })
    }

    /// Writes an edit down; every rule decides by it from then on, also about what waits to leave.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`], with `guide-not-shown` for an edit that loosens and comes without the mark that
    /// [`Console::consider_correction`] gave for it as things stand.
    pub fn correct_method(&self, edit: &Edit, shown: Option<&str>) -> Result<MethodView, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Policy]))?;
        self.write(|pen| {
            let standing = pen.writer.corrections()?;
            let policy = policy_of(&pen.writer.settings()?);
            let correction = wanted(edit, &standing);
            let read = permitted(&standing, edit, &correction, true, &policy)?;
            let was_shown = shown.is_some() && shown.map(str::trim) == Some(mark(&standing, &read)?.as_str());
            let permit = permitted(&standing, edit, &correction, was_shown, &policy)?;
            pen.append(None, By::Person, Body::MethodProfileChanged(Box::new(permit.fact)))
        })?;
        self.checkpoint()?;
        self.method(&edit.method, edit.currency)
    }
}

fn currency_of(edit: &Edit) -> Currency {
    told_for(&edit.method.trim().to_ascii_uppercase(), edit.currency)
}

/// The whole correction as it shall stand.
fn wanted(edit: &Edit, standing: &Corrections) -> Correction {
    let stands = standing.of(edit.method.trim()).filter(|_| !edit.from_guide).cloned().unwrap_or_default();
    edit.correction.over(&stands)
}

fn permitted(
    standing: &Corrections,
    edit: &Edit,
    correction: &Correction,
    guide_shown: bool,
    policy: &Policy,
) -> Result<EditPermit, ConsoleError> {
    let asked = method_profile::Edit {
        method: edit.method.trim(),
        currency: currency_of(edit),
        correction,
        reason: &edit.reason,
        guide_shown,
    };
    match method_profile::decide(standing, asked, policy) {
        Decision::Permitted(permit) => Ok(permit),
        Decision::Refused(refusal) => Err(refusal.into()),
    }
}

/// Names an edit together with what stood before it and what the guides say.
fn mark(standing: &Corrections, permit: &EditPermit) -> Result<String, ConsoleError> {
    let before = standing.of(&permit.fact.method);
    let named = (&permit.fact.method, &permit.fact.correction, before, &permit.differences);
    let written = serde_json::to_vec(&named)
        .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
    let digest = Sha256::new().chain_update(PURPOSE).chain_update(written).finalize();
    Ok(domain::digest::Digest(digest.into()).to_string().chars().take(MARK_DIGITS).collect())
}
