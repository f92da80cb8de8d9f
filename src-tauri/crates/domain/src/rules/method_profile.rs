//! Correcting a method's profile: every edit has its reason, a restriction applies at once, and a loosening first shows
//! what the guide says. No edit allows a second capture, a partial one, or shipping on a hold.

use super::{Decision, Lift, Policy, Refusal, RefusalCode, act, free_text};
use crate::fact::ProfileChanged;
use crate::profiles::correction::{Correction, Corrections};
use crate::profiles::difference::{Difference, Direction, differences};
use crate::profiles::sheet;
use money::Currency;
use serde::Serialize;

/// Longest reason, in characters.
const REASON_MAX: usize = 256;
/// A method's wire name is at most so long (api.md section 3.1).
const METHOD_MAX: usize = 64;

/// An edit somebody asks for.
#[derive(Debug, Clone, Copy)]
pub struct Edit<'a> {
    /// `paymentMethodType`.
    pub method: &'a str,
    /// A currency it is paid in; families of methods differ by it.
    pub currency: Currency,
    /// The whole correction as it shall stand.
    pub correction: &'a Correction,
    /// Why.
    pub reason: &'a str,
    /// Whether the person has been shown what the guide says about everything this loosens.
    pub guide_shown: bool,
}

/// A permitted edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditPermit {
    /// The fact to append.
    pub fact: ProfileChanged,
    /// What changes.
    pub differences: Vec<Difference>,
    /// The sentence a person confirms.
    pub sentence: String,
}

/// Whether a profile may be corrected so.
#[must_use]
pub fn decide(standing: &Corrections, edit: Edit<'_>, policy: &Policy) -> Decision<EditPermit> {
    judge(standing, edit, policy).into()
}

/// What an edit would change, whether or not it is permitted: to be shown before anything is asked.
#[must_use]
pub fn changes(standing: &Corrections, edit: Edit<'_>) -> Vec<Difference> {
    let table = sheet(Some(edit.method), edit.currency);
    let before = standing.sheet(edit.method, edit.currency);
    differences(&before, &edit.correction.sheet(table), &table)
}

fn judge(standing: &Corrections, edit: Edit<'_>, policy: &Policy) -> Result<EditPermit, Refusal> {
    let method = method_is_named(edit.method)?;
    holds_stay_holds(&method, edit)?;
    reason_is_given(edit.reason, policy)?;
    let differences = changes(standing, edit);
    let unchanged = standing.of(&method).cloned().unwrap_or_default() == *edit.correction;
    if differences.is_empty() && unchanged {
        let reason = format!("the profile of {method} is so already");
        return Err(Refusal::new(
            RefusalCode::ProfileUnchanged,
            reason,
            act("change something, or leave it"),
        ));
    }
    let loosened: Vec<&Difference> =
        differences.iter().filter(|change| change.direction == Direction::Loosens).collect();
    if !loosened.is_empty() && !edit.guide_shown {
        let guide: Vec<&str> = loosened.iter().map(|change| change.guide.as_str()).collect();
        let reason =
            format!("this allows more of {method} than stands now; the guide says: {}", guide.join("; "));
        let lift = act("read what the guide says, and confirm that your contract allows more");
        return Err(Refusal::new(RefusalCode::GuideNotShown, reason, lift));
    }
    let shown = loosened.iter().map(|change| change.guide.clone()).collect();
    let told: Vec<&str> = differences.iter().map(|change| change.after.as_str()).collect();
    let sentence = if told.is_empty() {
        format!("Write down anew what is known of {method}")
    } else {
        format!("From now on, for {method}: {}", told.join("; "))
    };
    let fact = ProfileChanged {
        method,
        correction: edit.correction.clone(),
        reason: edit.reason.trim().to_owned(),
        guide_shown: shown,
    };
    Ok(EditPermit { fact, differences, sentence })
}

/// A wire name: capitals, digits and underscores.
fn method_is_named(method: &str) -> Result<String, Refusal> {
    let name = method.trim().to_ascii_uppercase();
    if name.is_empty() {
        let reason = "the payment method is empty";
        return Err(Refusal::new(RefusalCode::FieldMissing, reason, act("name the payment method")));
    }
    let wire = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    if !wire || name.len() > METHOD_MAX {
        let reason = "a payment method is named by capitals, digits and underscores, as ALIPAY_CN";
        return Err(Refusal::new(
            RefusalCode::FieldMalformed,
            reason,
            act("copy the name from Antom's list"),
        ));
    }
    Ok(name)
}

/// A method that holds the money first cannot be told not to: goods would be shipped on a hold (guide 4).
fn holds_stay_holds(method: &str, edit: Edit<'_>) -> Result<(), Refusal> {
    let table = sheet(Some(method), edit.currency).profile;
    if table.authorises_first && edit.correction.authorises_first == Some(false) {
        let reason = format!("{method} holds the money first and a capture takes it; no edit changes that");
        return Err(Refusal::new(RefusalCode::ProfileNeverChanges, reason, Lift::Never));
    }
    Ok(())
}

fn reason_is_given(reason: &str, policy: &Policy) -> Result<(), Refusal> {
    free_text::check("the reason", reason, REASON_MAX, RefusalCode::ReasonTooLong)?;
    let written = reason.chars().filter(|letter| !letter.is_whitespace()).count();
    if written >= usize::from(policy.reason_min_chars) {
        return Ok(());
    }
    let told = "an edit of what is known about a method is kept with its reason";
    Err(Refusal::new(RefusalCode::ReasonNeeded, told, act("write a reason of at least three characters")))
}
