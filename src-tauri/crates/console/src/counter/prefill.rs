//! What Antom's page fills in for the buyer, so that it need not be typed at the desk (guide 4): the e-mail address of
//! Przelewy24 and Mercado Pago, and the tax number of Mercado Pago in Brazil. Both name a person: they lie beside the
//! buyer, and are forgotten with them.

use crate::buyer::email;
use crate::error::ConsoleError;
use crate::said::Said;
use antom::create_payment_session::MethodMetaData;
use domain::counter::Sdk;
use ledger::Buyer;
use serde::{Deserialize, Serialize};

/// Where it lies in the buyer's side row.
const PREFILL: &str = "prefill";

/// What is wanted of Antom's page, and whether it stands at the counter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PageInput {
    /// With which of Antom's browser SDKs it is paid at the counter; none for a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counter: Option<Sdk>,
    /// What is filled in for the buyer.
    #[serde(flatten)]
    pub prefill: Prefill,
}

impl PageInput {
    /// Whether nothing is wanted.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// What is filled in for the buyer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prefill {
    /// `payerEmail`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_email: Option<String>,
    /// `cpf`: eleven digits, with or without what people put between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpf: Option<String>,
}

impl std::fmt::Debug for Prefill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Prefill(hidden)")
    }
}

impl Prefill {
    /// The same, checked.
    pub(crate) fn checked(self) -> Result<Self, Said> {
        Ok(Self { payer_email: email(self.payer_email)?, cpf: cpf(self.cpf)? })
    }

    /// Lays it beside the buyer, with whom it is forgotten.
    pub(crate) fn keep(&self, buyer: &mut Buyer) -> Result<(), ConsoleError> {
        if *self == Self::default() {
            return Ok(());
        }
        let value = serde_json::to_value(self)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
        buyer.more.insert(PREFILL.to_owned(), value);
        Ok(())
    }

    /// What was laid beside a buyer.
    pub(crate) fn kept(buyer: &Buyer) -> Self {
        let value = buyer.more.get(PREFILL).cloned();
        value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
    }

    /// What of it somebody sees: without the right to contact data neither.
    pub(crate) fn seen_by(self, contacts: bool) -> Self {
        if contacts { self } else { Self::default() }
    }

    /// As it goes over the wire; none where nothing is filled in.
    pub(crate) fn wire(self) -> Option<MethodMetaData> {
        let Self { payer_email, cpf } = self;
        (payer_email.is_some() || cpf.is_some()).then(|| MethodMetaData {
            payer_email,
            cpf: cpf.map(antom::Sensitive::from),
            ..MethodMetaData::default()
        })
    }
}

/// A Brazilian tax number; none where nothing was typed. Guide 4 prints one of ten digits, so the check digits are not
/// looked at.
pub(crate) fn cpf(text: Option<String>) -> Result<Option<String>, Said> {
    let text = text.unwrap_or_default();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ' '));
    if plain && (10..=11).contains(&digits.len()) {
        return Ok(Some(digits));
    }
    let remedy = "Write its eleven digits, such as 123.456.789-09.";
    Err(Said::of("CPF", "not-a-cpf", "this is not a CPF number", remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guide_004s_prefill_is_taken_and_what_is_none_is_refused() {
        let typed =
            Prefill { payer_email: Some(" 123221321@test.com ".into()), cpf: Some("213.232.131-2".into()) };
        let checked = typed.checked().unwrap();
        assert_eq!(checked.payer_email.as_deref(), Some("123221321@test.com"));
        assert_eq!(checked.cpf.as_deref(), Some("2132321312"));
        for wrong in ["12", "abc", "123.456.789-0x", "123456789012"] {
            let typed = Prefill { cpf: Some(wrong.into()), ..Prefill::default() };
            assert_eq!(typed.checked().unwrap_err().code, "not-a-cpf", "{wrong}");
        }
        let typed = Prefill { payer_email: Some("nobody".into()), ..Prefill::default() };
        assert_eq!(typed.checked().unwrap_err().code, "not-an-address");
    }

    #[test]
    fn it_lies_beside_the_buyer_and_does_not_print() {
        let prefill = Prefill { payer_email: Some("a@b.example".into()), cpf: Some("12345678909".into()) };
        assert!(!format!("{prefill:?}").contains("12345678909"));
        let mut buyer = Buyer::default();
        prefill.keep(&mut buyer).unwrap();
        assert_eq!(Prefill::kept(&buyer), prefill);
        let mut nothing = Buyer::default();
        Prefill::default().keep(&mut nothing).unwrap();
        assert_eq!(nothing, Buyer::default(), "a buyer from before keeps its bytes");
        assert!(Prefill::kept(&nothing).wire().is_none());
    }
}
