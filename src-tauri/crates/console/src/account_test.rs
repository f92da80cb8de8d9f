//! Does the account work? One signed question about a payment that cannot exist tells whether Antom is reached, accepts
//! our signature, signs as we expect, belongs to this environment, and has the same time.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::{Called, Heard, body_of, gateway_of, key_in_use};
use antom::keys::MerchantKey;
use antom::operation::{InquiryPayment, InquiryPaymentRequest, InquiryPaymentResponse};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{Account, Environment, Key};
use domain::ids::AccountName;
use domain::outcome::{Verdict, WhyUnknown};
use serde::Serialize;

/// From this difference on the clocks are reported as different.
pub const SKEW_WORTH_TELLING: TimeDelta = TimeDelta::seconds(60);

/// What a link nobody paid on is answered with, and so a payment that never was (api.md section 3.2).
const NOT_THERE: &str = "ORDER_NOT_EXIST";

/// One thing that was tested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Tested {
    /// True passed, false failed, none could not be told.
    pub passed: Option<bool>,
    /// What was found, as a sentence, with the remedy where it failed.
    pub sentence: String,
}

/// What a test of an account brought to light.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TestReport {
    /// The account.
    pub account: String,
    /// The key tested.
    pub fingerprint: String,
    /// Whether everything passed.
    pub passed: bool,
    /// Whether Antom answers.
    pub reach: Tested,
    /// Whether Antom accepts our signature.
    pub our_signature: Tested,
    /// Whether the answer is signed by the key we hold as Antom's.
    pub antom_signature: Tested,
    /// Whether client id, gateway and environment belong together.
    pub environment: Tested,
    /// Whether the clocks agree.
    pub clock: Tested,
    /// Seconds this computer's clock is ahead of Antom's; negative where it is behind.
    pub skew_seconds: Option<i64>,
    /// `resultCode` of the answer, verbatim.
    pub code: Option<String>,
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// Milliseconds until there was an answer, or none was waited for any longer.
    pub took_ms: u64,
}

impl TestReport {
    /// Whether it proves the key: Antom accepted its signature, in an answer that Antom signed.
    #[must_use]
    pub fn is_proof(&self) -> bool {
        self.our_signature.passed == Some(true) && self.antom_signature.passed == Some(true)
    }

    /// The first thing that failed or could not be told.
    #[must_use]
    pub fn first_failure(&self) -> String {
        [&self.reach, &self.our_signature, &self.antom_signature, &self.environment, &self.clock]
            .into_iter()
            .find(|tested| tested.passed != Some(true))
            .map_or_else(|| "everything passed".to_owned(), |tested| tested.sentence.clone())
    }
}

/// The call behind a test, for the evidence of a key.
pub(crate) struct Probe {
    pub called: Called<InquiryPaymentResponse>,
    pub report: TestReport,
}

impl Console {
    /// Tests an account with the key in use.
    ///
    /// # Errors
    /// Only for what keeps the question from being put; everything else is in the report.
    pub async fn test_account(&self, name: &AccountName) -> Result<TestReport, ConsoleError> {
        self.looking()?;
        let account = self.account_of(name)?;
        let key = key_in_use(&account)?.clone();
        let secret = self.merchant_key(&account, &key.fingerprint)?;
        Ok(self.probe(&account, &key, secret).await?.report)
    }

    pub(crate) async fn probe(
        &self,
        account: &Account,
        key: &Key,
        secret: MerchantKey,
    ) -> Result<Probe, ConsoleError> {
        let unknown = format!("PROBE-{}", self.ports.ids.uuid().simple());
        let question =
            InquiryPaymentRequest { payment_request_id: Some(unknown), ..InquiryPaymentRequest::default() };
        let body = body_of::<InquiryPayment>(&question)?;
        // In Training the clock is read afresh now, so that a jump of it is not taken for the time of the call.
        self.ports.clock.follow(&gateway_of(account)?).await;
        let at = self.now();
        let called = self.call_signed::<InquiryPayment>(account, key, secret, &body).await?;
        let took = self.now().signed_duration_since(at).num_milliseconds();
        let skew = self.skew().filter(|_| called.bytes.is_some());
        let mut report = judge(account, key, &called, skew, at);
        report.took_ms = u64::try_from(took).unwrap_or_default();
        Ok(Probe { called, report })
    }
}

fn tested(passed: impl Into<Option<bool>>, sentence: impl Into<String>) -> Tested {
    Tested { passed: passed.into(), sentence: sentence.into() }
}

fn judge(
    account: &Account,
    key: &Key,
    called: &Called<InquiryPaymentResponse>,
    skew: Option<TimeDelta>,
    at: DateTime<Utc>,
) -> TestReport {
    let (reach, our_signature, antom_signature, environment) = match &called.heard {
        Heard::Verified { verdict, .. } => verified(account.environment, verdict),
        Heard::Unknown { why, shown } => unknown(key, why, shown.as_ref()),
    };
    let clock = clock(skew);
    let parts = [&reach, &our_signature, &antom_signature, &environment, &clock];
    TestReport {
        account: account.name.to_string(),
        fingerprint: key.fingerprint.clone(),
        passed: parts.iter().all(|part| part.passed == Some(true)),
        reach,
        our_signature,
        antom_signature,
        environment,
        clock,
        skew_seconds: skew.map(|skew| skew.num_seconds()),
        code: match &called.heard {
            Heard::Verified { verdict, .. } => Some(verdict.code.clone()),
            Heard::Unknown { shown, .. } => shown.as_ref().map(|shown| shown.code.clone()),
        },
        at,
        took_ms: 0,
    }
}

fn verified(environment: Environment, verdict: &Verdict) -> (Tested, Tested, Tested, Tested) {
    let ours = if verdict.code == NOT_THERE {
        tested(true, "Antom accepted our signature.")
    } else if verdict.code == "SUCCESS" {
        tested(None, "Antom knows a payment that cannot exist; ask Antom's support.")
    } else {
        tested(
            None,
            format!("Antom answered {} ({}), which says neither yes nor no.", verdict.code, verdict.message),
        )
    };
    (
        tested(true, "Antom answers."),
        ours,
        tested(true, "The answer is signed with Antom's key for this account."),
        tested(true, format!("Client id and gateway belong to {environment}.")),
    )
}

/// An unsigned refusal moves no money and may be read here: it only tells which setting to look at.
fn unknown(key: &Key, why: &WhyUnknown, shown: Option<&Verdict>) -> (Tested, Tested, Tested, Tested) {
    let reached = tested(true, "Antom answers.");
    let untold = || tested(None, "It could not be told.");
    if let WhyUnknown::NoAnswer { detail, .. } = why {
        return (tested(false, format!("No answer: {detail}.")), untold(), untold(), untold());
    }
    if let Some(refusal) = shown.and_then(|shown| refused(key, shown)) {
        let (ours, environment) = refusal;
        return (reached, ours, tested(None, "Antom did not sign this refusal."), environment);
    }
    let theirs = match why {
        WhyUnknown::BadSignature => tested(
            false,
            "The answer is not signed with the key held as Antom's. Copy Antom's public key for this environment from the Dashboard.",
        ),
        WhyUnknown::Unsigned => {
            tested(false, "The answer is not signed. Is this the right gateway for the client id?")
        }
        WhyUnknown::HttpStatus { status } => {
            tested(false, format!("The gateway answered with HTTP status {status} instead of 200."))
        }
        other => tested(false, format!("The answer cannot be used: {}.", crate::sentence::why(other))),
    };
    (reached, untold(), theirs, untold())
}

/// What a gateway-level code says about our settings (api.md section 3.9).
fn refused(key: &Key, shown: &Verdict) -> Option<(Tested, Tested)> {
    let untold = tested(None, "It could not be told.");
    let known_client = || tested(true, "Antom knows this client id.");
    match shown.code.as_str() {
        "INVALID_SIGNATURE" => Some((
            tested(false, "Antom did not accept our signature. Is the public key pasted for this client id?"),
            known_client(),
        )),
        "KEY_NOT_FOUND" => Some((
            tested(false, format!("Antom does not know key version {} yet.", key.version)),
            known_client(),
        )),
        "CLIENT_INVALID" | "INVALID_CLIENT_STATUS" | "UNKNOWN_CLIENT" | "CLIENT_ID_NOT_FOUND" => Some((
            untold,
            tested(
                false,
                "Antom does not know this client id here. Check the client id, the region and the environment.",
            ),
        )),
        _ => None,
    }
}

fn clock(skew: Option<TimeDelta>) -> Tested {
    let Some(skew) = skew else { return tested(None, "Antom's time is not known.") };
    if skew.abs() < SKEW_WORTH_TELLING {
        return tested(true, "The clocks agree.");
    }
    let direction = if skew > TimeDelta::zero() { "ahead of" } else { "behind" };
    tested(
        false,
        format!(
            "This computer's clock is {} s {direction} Antom's. Set it by the network.",
            skew.abs().num_seconds()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key {
            fingerprint: "ab".repeat(32),
            version: 4,
            stage: domain::account::KeyStage::Added,
            added_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn shown(code: &str) -> Verdict {
        Verdict { outcome: domain::outcome::Outcome::Failed, code: code.into(), message: String::new() }
    }

    #[test]
    fn each_refusal_names_the_setting_to_look_at() {
        let (_, ours, theirs, _) = unknown(&key(), &WhyUnknown::Unsigned, Some(&shown("INVALID_SIGNATURE")));
        assert_eq!((ours.passed, theirs.passed), (Some(false), None));
        let (_, ours, _, _) = unknown(&key(), &WhyUnknown::Unsigned, Some(&shown("KEY_NOT_FOUND")));
        assert!(ours.sentence.contains("key version 4"));
        let (_, _, _, environment) = unknown(&key(), &WhyUnknown::Unsigned, Some(&shown("CLIENT_INVALID")));
        assert_eq!(environment.passed, Some(false));
        let (_, _, theirs, _) = unknown(&key(), &WhyUnknown::BadSignature, None);
        assert_eq!(theirs.passed, Some(false));
    }

    #[test]
    fn only_the_answer_that_was_expected_proves_our_signature() {
        let passed = |code: &str| verified(Environment::Sandbox, &shown(code)).1.passed;
        assert_eq!(
            (passed("ORDER_NOT_EXIST"), passed("ACCESS_DENIED"), passed("SUCCESS")),
            (Some(true), None, None)
        );
    }

    #[test]
    fn a_minute_of_difference_is_told() {
        assert_eq!(clock(Some(TimeDelta::seconds(59))).passed, Some(true));
        assert!(clock(Some(TimeDelta::seconds(-61))).sentence.contains("61 s behind"));
        assert_eq!(clock(None).passed, None);
    }
}
