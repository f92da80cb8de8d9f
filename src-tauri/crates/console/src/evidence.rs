//! The signed exchanges behind an order and what Antom told by itself, read from file and verified anew. Whoever looks sees what Antom sent, key for
//! key, without what could be used: card tokens, session data, and the queries of addresses.

use crate::Console;
use crate::error::ConsoleError;
use crate::view::{masked_link, shown};
use antom::keys::PublicKey;
use antom::notification::Incoming;
use antom::{ClientId, RawAnswer, verify_answer};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::fact::Body;
use domain::ids::{AccountName, OrderId};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::fmt;

/// One exchange with the gateway, masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvidenceView {
    /// When the answer came.
    pub at: DateTime<Utc>,
    /// Wire name of the operation.
    pub operation: String,
    /// Whether Antom's signature over these bytes verifies now.
    pub valid: bool,
    /// `keyVersion` Antom signed with.
    pub key_version: Option<u32>,
    /// The answer, laid out for reading.
    pub body: String,
}

/// What is kept of an answer.
#[derive(Deserialize)]
struct Envelope {
    operation: String,
    path: String,
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    /// Whether Antom sent it by itself.
    #[serde(default)]
    notification: bool,
}

/// A client id, and a key that was held as Antom's for it.
pub(crate) type Signer = (ClientId, PublicKey);

/// Whether somebody's signature over what is kept verifies.
fn signed_by(path: &str, notification: bool, raw: &RawAnswer, (client, key): &Signer) -> bool {
    if notification {
        let incoming = Incoming { method: "POST", path, headers: &raw.headers, body: &raw.body };
        return antom::notification::verify(&incoming, key, client).is_ok();
    }
    verify_answer(path, client, key, raw).is_ok()
}

/// Members whose text is never shown.
const HIDDEN: [&str; 2] = ["cardToken", "paymentSessionData"];
/// What stands in their place.
const MASK: &str = "\"…masked…\"";

impl Console {
    /// Everything Antom sent about an order, oldest first. What was forgotten with the buyer is not there any more.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is no such order; [`ConsoleError::LedgerNonsense`] where what is on file
    /// cannot be read.
    pub fn evidence(&self, order: &OrderId) -> Result<Vec<EvidenceView>, ConsoleError> {
        self.looking()?;
        let known = self.order(*order)?;
        let signers = self.signers(&known.terms.account)?;
        let facts = self.read(|ledger| ledger.facts_of(*order))?;
        let mut exchanges = Vec::new();
        // An answer to `pay` stands behind two facts: the page, and how the payment stands.
        let mut all: Vec<_> = facts.iter().filter_map(|fact| fact.body.evidence()).collect();
        all.dedup_by_key(|evidence| evidence.digest);
        for evidence in all {
            let Some(side) = self.side(evidence.digest)? else { continue };
            exchanges.push(read(&side.bytes, &signers, evidence.at)?);
        }
        Ok(exchanges)
    }

    /// Every key that was ever held as Antom's for an account, with the client id it signs for: evidence outlives a
    /// change of keys, and the account itself.
    pub(crate) fn signers(&self, account: &AccountName) -> Result<Vec<Signer>, ConsoleError> {
        let mut signers = Vec::new();
        for fact in self.read(ledger::Ledger::house_facts)? {
            let (Body::AccountAdded(known) | Body::AccountChanged(known)) = &fact.body else { continue };
            if known.name != *account {
                continue;
            }
            if let (Ok(client), Ok(key)) =
                (known.client_id.parse(), PublicKey::parse(known.antom_key.as_bytes()))
            {
                signers.push((client, key));
            }
        }
        Ok(signers)
    }
}

/// An answer as it is kept, with what it answered.
struct Answer {
    operation: String,
    path: String,
    notification: bool,
    raw: RawAnswer,
}

impl Answer {
    fn of(bytes: &[u8]) -> Result<Self, ConsoleError> {
        let nonsense =
            |detail: String| ConsoleError::LedgerNonsense { detail: format!("an answer: {detail}") };
        let envelope: Envelope =
            serde_json::from_slice(bytes).map_err(|error| nonsense(error.to_string()))?;
        let body = STANDARD.decode(&envelope.body).map_err(|error| nonsense(error.to_string()))?;
        let Envelope { operation, path, status, headers, notification, .. } = envelope;
        Ok(Self { operation, path, notification, raw: RawAnswer { status, headers, body } })
    }

    /// Whether the signature of one of them verifies now.
    fn is_signed(&self, signers: &[Signer]) -> bool {
        signers.iter().any(|signer| signed_by(&self.path, self.notification, &self.raw, signer))
    }
}

/// The body of an answer as it is kept, byte for byte. It holds secrets.
pub(crate) fn body_of_answer(bytes: &[u8]) -> Result<Vec<u8>, ConsoleError> {
    Answer::of(bytes).map(|answer| answer.raw.body)
}

/// Whether what is kept of an answer is signed by one of them.
pub(crate) fn is_signed(bytes: &[u8], signers: &[Signer]) -> bool {
    Answer::of(bytes).is_ok_and(|answer| answer.is_signed(signers))
}

fn read(bytes: &[u8], signers: &[Signer], at: DateTime<Utc>) -> Result<EvidenceView, ConsoleError> {
    let answer = Answer::of(bytes)?;
    Ok(EvidenceView {
        at,
        operation: shown(&answer.operation),
        valid: answer.is_signed(signers),
        key_version: answer.raw.header("signature").and_then(antom::signature::key_version),
        body: masked(&answer.raw.body),
    })
}

/// An answer laid out for reading, its members in the order they came. What is not JSON is shown as text.
fn masked(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut laid_out = String::new();
    match serde_json::from_str::<&RawValue>(&text) {
        Ok(value) if lay_out(value.get(), None, 0, &mut laid_out).is_ok() => laid_out,
        _ => text.lines().map(shown).collect::<Vec<_>>().join("\n"),
    }
}

/// An object with its members in the order in which they stand.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn lay_out(text: &str, name: Option<&str>, depth: usize, out: &mut String) -> Result<(), serde_json::Error> {
    let text = text.trim();
    if name.is_some_and(|name| HIDDEN.contains(&name)) {
        // The same mask for every value: not even its length is told.
        out.push_str(if text == "null" { text } else { MASK });
        return Ok(());
    }
    match text.chars().next() {
        Some('{') => {
            let Members(members) = serde_json::from_str(text)?;
            let each = members.iter().map(|(name, value)| (Some(name.as_str()), value.get()));
            enclose(['{', '}'], each, depth, out)
        }
        Some('[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            // What an array of secrets holds is secret, too.
            enclose(['[', ']'], items.iter().map(|item| (None, item.get())), depth, out)
        }
        Some('"') => {
            let value: String = serde_json::from_str(text)?;
            out.push_str(&serde_json::to_string(&safe(&value))?);
            Ok(())
        }
        _ => {
            out.push_str(&shown(text));
            Ok(())
        }
    }
}

fn enclose<'a>(
    [open, close]: [char; 2],
    each: impl Iterator<Item = (Option<&'a str>, &'a str)>,
    depth: usize,
    out: &mut String,
) -> Result<(), serde_json::Error> {
    let inner = depth.saturating_add(1);
    let mut is_empty = true;
    out.push(open);
    for (name, value) in each {
        out.push_str(if is_empty { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(inner));
        if let Some(name) = name {
            out.push_str(&serde_json::to_string(&shown(name))?);
            out.push_str(": ");
        }
        lay_out(value, name, inner, out)?;
        is_empty = false;
    }
    if !is_empty {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
    Ok(())
}

/// A text without what must not be seen: an address loses its query, which can carry a session.
fn safe(text: &str) -> String {
    let is_address = url::Url::parse(text).is_ok_and(|url| url.has_host());
    if is_address { masked_link(text) } else { shown(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stay_in_their_order_and_secrets_are_masked_wherever_they_stand() {
        let body = br#"{"result":{"resultStatus":"S","resultCode":"SUCCESS"},"normalUrl":"https://checkout.antom.com/a?sessionData=6W+Or/A==&&SG","paymentSessionData":"UNQ5","list":[{"cardToken":"tok-1","n":1.10}],"none":{},"cardToken":null}"#;
        let expected = r#"{
  "result": {
    "resultStatus": "S",
    "resultCode": "SUCCESS"
  },
  "normalUrl": "https://checkout.antom.com/a?…",
  "paymentSessionData": "…masked…",
  "list": [
    {
      "cardToken": "…masked…",
      "n": 1.10
    }
  ],
  "none": {},
  "cardToken": null
}"#;
        assert_eq!(masked(body), expected);
    }

    #[test]
    fn any_address_loses_its_query_also_under_another_name_and_with_an_escaped_spelling() {
        let told = masked(br#"{"paymentRedirectUrl":"https:\/\/ac.alipay.com\/page?sessionData=abc#x"}"#);
        assert!(told.contains("https://ac.alipay.com/page?…") && !told.contains("abc"), "{told}");
    }

    #[test]
    fn a_secret_is_masked_whatever_its_form_and_however_its_name_is_spelt() {
        for body in [
            r#"{"cardToken":["tok-1"]}"#,
            r#"{"cardToken":{"value":"tok-1"}}"#,
            r#"{"card\u0054oken":"tok-1"}"#,
        ] {
            assert!(!masked(body.as_bytes()).contains("tok-1"), "{body}");
        }
    }

    #[test]
    fn what_is_not_json_is_shown_escaped() {
        assert_eq!(masked(b"<html>\x1b[2J"), "<html>\\u{1b}[2J");
        assert!(masked("{\"a\":\"\u{202e}\"}".as_bytes()).contains("u{202e}"));
    }
}
