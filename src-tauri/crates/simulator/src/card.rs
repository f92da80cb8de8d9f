//! Test cards. Their numbers are Antom's published test numbers (api.md section 8); a page never asks for one.

use serde_json::{Value, json};

/// What happens when a test card is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behaviour {
    Approve,
    Decline(&'static str),
    /// The bank asks the buyer first.
    Challenge,
    /// A capture stays in process for half a minute.
    SlowCapture,
    /// The hold succeeds, the capture does not.
    FailCapture,
}

/// A card a trainee can choose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestCard {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) behaviour: Behaviour,
    brand: &'static str,
    bin: &'static str,
    last_four: &'static str,
    country: &'static str,
}

pub(crate) const CARDS: &[TestCard] = &[
    card("visa", "Visa, accepted", Behaviour::Approve, "VISA", "405469", "0768"),
    card("mastercard", "Mastercard, accepted", Behaviour::Approve, "MASTERCARD", "516277", "4622"),
    card(
        "visa_declined",
        "Visa, refused by the bank",
        Behaviour::Decline("DO_NOT_HONOR"),
        "VISA",
        "405469",
        "4822",
    ),
    card(
        "mastercard_no_funds",
        "Mastercard, no funds",
        Behaviour::Decline("USER_BALANCE_NOT_ENOUGH"),
        "MASTERCARD",
        "516277",
        "1357",
    ),
    card("visa_expired", "Visa, expired", Behaviour::Decline("CARD_EXPIRED"), "VISA", "405469", "0768"),
    card(
        "visa_3ds",
        "Visa, the bank asks the buyer (3-D Secure)",
        Behaviour::Challenge,
        "VISA",
        "403550",
        "0008",
    ),
    card(
        "visa_slow_capture",
        "Visa, capture takes half a minute",
        Behaviour::SlowCapture,
        "VISA",
        "405469",
        "0768",
    ),
    card("visa_capture_fails", "Visa, capture fails", Behaviour::FailCapture, "VISA", "405469", "0768"),
];

const fn card(
    name: &'static str,
    label: &'static str,
    behaviour: Behaviour,
    brand: &'static str,
    bin: &'static str,
    last_four: &'static str,
) -> TestCard {
    TestCard { name, label, behaviour, brand, bin, last_four, country: "SG" }
}

/// The card of that name; the first of the list when none is named.
pub(crate) fn named(name: Option<&str>) -> Option<&'static TestCard> {
    match name {
        None | Some("") => CARDS.first(),
        Some(name) => CARDS.iter().find(|card| card.name == name),
    }
}

impl TestCard {
    /// What inquiry and notification tell about the card. `token` stands for the buyer's saved card.
    pub(crate) fn info(&self, token: &str, network_id: &str) -> Value {
        let mut info = json!({
            "cardNo": format!("************{}", self.last_four),
            "cardBrand": self.brand,
            "cardBin": self.bin,
            "lastFour": self.last_four,
            "cardToken": token,
            "issuingCountry": self.country,
            "funding": "CREDIT",
            "paymentMethodRegion": "GLOBAL",
            "avsResultRaw": "A",
            "cvvResultRaw": "Y",
            "networkTransactionId": network_id,
        });
        if let (Behaviour::Challenge, Some(fields)) = (self.behaviour, info.as_object_mut()) {
            let three_ds =
                json!({ "threeDSVersion": "2.2.0", "eci": "05", "cavv": "dHJhaW5pbmc=", "challenged": true });
            fields.insert("threeDSResult".to_owned(), three_ds);
        }
        if let (Behaviour::Decline(code), Some(fields)) = (self.behaviour, info.as_object_mut()) {
            fields.insert("refusalReasonRaw".to_owned(), Value::from(code));
        }
        info
    }
}
