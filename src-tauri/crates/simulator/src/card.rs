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
    pub(crate) brand: &'static str,
    bin: &'static str,
    pub(crate) last_four: &'static str,
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
    TestCard {
        country: "KR",
        ..card("hyundai", "Hyundai (Korea), accepted", Behaviour::Approve, "HYUNDAI", "949022", "9217")
    },
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

/// What is told about a charge beside the card itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Stands for the card the buyer kept.
    pub(crate) token: Option<String>,
    pub(crate) network_id: String,
    /// Whether the bank asked the buyer, and recognised the buyer.
    pub(crate) three_ds: Option<bool>,
    pub(crate) instalments: Option<u64>,
}

impl TestCard {
    /// Brand and last four digits, as a page and a person know a card.
    pub(crate) fn shown(&self) -> String {
        format!("{} ending in {}", self.brand, self.last_four)
    }

    /// What inquiry and notification tell about the card.
    pub(crate) fn info(&self, told: Told) -> Value {
        let refusal = if let Behaviour::Decline(code) = self.behaviour { Some(code) } else { None };
        let mut info = json!({
            "cardNo": format!("************{}", self.last_four),
            "cardBrand": self.brand,
            "cardBin": self.bin,
            "lastFour": self.last_four,
            "cardToken": told.token,
            "issuingCountry": self.country,
            "funding": "CREDIT",
            "paymentMethodRegion": if self.country == "KR" { "KR" } else { "GLOBAL" },
            "avsResultRaw": "A",
            "cvvResultRaw": "Y",
            "networkTransactionId": told.network_id,
            "threeDSResult": told.three_ds.map(|recognised| self.three_ds(recognised)),
            "creditPayPlan": told.instalments.map(|number| json!({ "installmentNum": number.to_string(), "interval": "MONTH" })),
            "refusalReasonRaw": refusal,
        });
        if let Some(fields) = info.as_object_mut() {
            fields.retain(|_, value| !value.is_null());
        }
        info
    }

    /// The indicator is the brand's own: 05 and 07 for Visa and others, 02 and 00 for Mastercard.
    fn three_ds(&self, recognised: bool) -> Value {
        let eci = match (self.brand, recognised) {
            ("MASTERCARD", true) => "02",
            ("MASTERCARD", false) => "00",
            (_, true) => "05",
            (_, false) => "07",
        };
        json!({
            "threeDSVersion": "2.2.0",
            "eci": eci,
            "cavv": if recognised { "dHJhaW5pbmc=" } else { "" },
            "dsTransactionId": "00000000-0000-4000-8000-000000000000",
            "challenged": true,
        })
    }
}
