//! One payment by one method, asked for with `pay` (guide 1): what somebody wants of it, and how it goes over the wire.

use crate::error::ConsoleError;
use crate::particulars::billing;
use crate::said::Said;
use crate::session::Blank;
use antom::env::{Env, OsType, TerminalType};
use antom::operation::PayRequest;
use antom::order::Address;
use antom::payment_method::{
    CARD, CASHIER_PAYMENT, CaptureMode as WireCaptureMode, CreditPayPlan, MethodMetaData, PaymentFactor,
    PaymentMethod, SettlementStrategy,
};
use chrono::SecondsFormat;
use domain::by_pay::{ByPay, CLOSES_AFTER};
use domain::fact::{CaptureMode, Terms};
use domain::ids::PaymentRequestId;
use ledger::Buyer;
use serde::{Deserialize, Serialize};
use std::net::Ipv6Addr;

/// The name under which the device lies beside the buyer: an address on the network names a person.
const DEVICE: &str = "device";
/// `creditPayPlan.interval`.
const MONTHLY: &str = "MONTH";

/// What is wanted of one payment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PayInput {
    /// The bank is to recognise the buyer (`is3DSAuthentication`).
    pub three_ds: bool,
    /// The card's brand, of a card that has two or of a Korean card (`selectedCardBrand`).
    pub brand: Option<String>,
    /// A Korean card whose issuer asks the buyer (`requireIssuerAuthentication`).
    pub issuer_authentication: bool,
    /// In how many instalments, a month apart (`installmentNum`).
    pub instalments: Option<u32>,
    /// What the buyer pays on.
    pub device: Device,
}

/// What the buyer pays on (`env`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// `terminalType`.
    #[serde(default)]
    pub terminal: Terminal,
    /// `osType`, of a telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os: Option<Os>,
    /// `clientIp`: the buyer's address on the network, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_ip: Option<String>,
}

/// `terminalType`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Terminal {
    /// A browser on a computer.
    #[default]
    Web,
    /// A browser on a telephone.
    Wap,
    /// An app.
    App,
    /// An app inside a wallet.
    MiniApp,
}

/// `osType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Os {
    /// Apple's.
    Ios,
    /// Google's.
    Android,
}

impl PayInput {
    /// The same, checked as far as no rule of the domain does.
    ///
    /// # Errors
    /// [`Said`] for an address that is none.
    pub(crate) fn checked(self) -> Result<Self, Said> {
        let brand = self.brand.map(|brand| brand.trim().to_ascii_uppercase());
        let client_ip = self.device.client_ip.map(|text| address(&text)).transpose()?;
        Ok(Self { brand, device: Device { client_ip, ..self.device }, ..self })
    }

    /// As the order's terms have it. Without an end of its own the payment ends when Antom closes it.
    pub(crate) fn terms(&self, ends_by_default: bool) -> ByPay {
        ByPay {
            three_ds: self.three_ds,
            brand: self.brand.clone(),
            issuer_authentication: self.issuer_authentication,
            instalments: self.instalments,
            ends_by_default,
        }
    }

    /// What was wanted of an order's payment.
    pub(crate) fn kept(terms: &Terms, buyer: &Buyer) -> Option<Self> {
        let by_pay = terms.by_pay.as_ref()?;
        Some(Self {
            three_ds: by_pay.three_ds,
            brand: by_pay.brand.clone(),
            issuer_authentication: by_pay.issuer_authentication,
            instalments: by_pay.instalments,
            device: device(buyer),
        })
    }
}

impl PayInput {
    /// What of it somebody sees: without the right to contact data not where the buyer is on the network.
    pub(crate) fn seen_by(self, contacts: bool) -> Self {
        let client_ip = self.device.client_ip.filter(|_| contacts);
        Self { device: Device { client_ip, ..self.device }, ..self }
    }
}

/// How long a payment is open where nothing is said, in seconds.
pub(crate) const fn default_life() -> u32 {
    CLOSES_AFTER
}

/// Lays the device beside the buyer, with whom it is forgotten.
pub(crate) fn keep(input: &PayInput, buyer: &mut Buyer) -> Result<(), ConsoleError> {
    let value = serde_json::to_value(&input.device)
        .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
    buyer.more.insert(DEVICE.to_owned(), value);
    Ok(())
}

fn device(buyer: &Buyer) -> Device {
    let value = buyer.more.get(DEVICE).cloned();
    value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}

/// An address on the network. Guide 1 writes `114.121.121.01`, which no reader of addresses takes, so only the letters
/// are looked at.
fn address(text: &str) -> Result<String, Said> {
    let text = text.trim();
    if four_numbers(text) || text.parse::<Ipv6Addr>().is_ok() {
        return Ok(text.to_owned());
    }
    let problem = "this is not an address on the network";
    Err(Said::of("client address", "bad-address", problem, "Write it as 203.0.113.7, or leave it out."))
}

/// Four numbers of one byte each. Antom's own guides write some with a zero in front, which a strict reader refuses.
fn four_numbers(text: &str) -> bool {
    let number = |part: &str| {
        part.len() <= 3 && part.bytes().all(|c| c.is_ascii_digit()) && part.parse::<u8>().is_ok()
    };
    text.split('.').count() == 4 && text.split('.').all(number)
}

/// The request as it goes over the wire.
pub(crate) fn wire(request: &PaymentRequestId, by_pay: &ByPay, blank: &Blank<'_>) -> PayRequest {
    let Blank { account, terms, buyer, .. } = blank;
    let method = terms.methods.first().cloned().unwrap_or_default();
    let is_card = method == CARD;
    PayRequest {
        product_code: CASHIER_PAYMENT.to_owned(),
        payment_request_id: request.to_string(),
        order: crate::session::order(terms, buyer, false),
        payment_amount: terms.amount.into(),
        payment_method: PaymentMethod {
            payment_method_type: method,
            require_issuer_authentication: by_pay.issuer_authentication.then_some(true),
            payment_method_meta_data: meta_data(by_pay, billing(buyer).filter(|_| is_card)),
            ..PaymentMethod::default()
        },
        payment_redirect_url: account.redirect_url.clone(),
        payment_notify_url: account.notify_url.clone(),
        settlement_strategy: account.settlement_currency.clone().map(|currency| SettlementStrategy {
            settlement_currency: Some(currency),
            ..SettlementStrategy::default()
        }),
        env: Some(env(device(buyer))),
        // Only cards are authorised first. Left out, the capture is automatic, as in guide 1's sample.
        payment_factor: is_card.then(|| PaymentFactor {
            is_authorization: Some(true),
            capture_mode: (terms.capture_mode == CaptureMode::Manual).then_some(WireCaptureMode::Manual),
            ..PaymentFactor::default()
        }),
        payment_expiry_time: (!by_pay.ends_by_default)
            .then(|| blank.ends_at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        credit_pay_plan: by_pay.instalments.map(|number| CreditPayPlan {
            installment_num: Some(number.to_string()),
            interval: Some(MONTHLY.to_owned()),
            ..CreditPayPlan::default()
        }),
        ..PayRequest::default()
    }
}

fn meta_data(by_pay: &ByPay, billing_address: Option<Address>) -> Option<MethodMetaData> {
    if !by_pay.three_ds && by_pay.brand.is_none() && billing_address.is_none() {
        return None;
    }
    Some(MethodMetaData {
        is_3ds_authentication: by_pay.three_ds.then_some(true),
        selected_card_brand: by_pay.brand.clone(),
        billing_address,
        ..MethodMetaData::default()
    })
}

fn env(device: Device) -> Env {
    Env {
        terminal_type: Some(match device.terminal {
            Terminal::Web => TerminalType::Web,
            Terminal::Wap => TerminalType::Wap,
            Terminal::App => TerminalType::App,
            Terminal::MiniApp => TerminalType::MiniApp,
        }),
        os_type: device.os.map(|os| match os {
            Os::Ios => OsType::Ios,
            Os::Android => OsType::Android,
        }),
        client_ip: device.client_ip,
        ..Env::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_on_the_network_is_one_there_can_be() {
        for right in ["203.0.113.7", " 114.121.121.01 ", "2001:db8::7"] {
            assert_eq!(address(right).unwrap(), right.trim());
        }
        for wrong in ["", "999.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.+4", "a.b.c.d", "::g", "beef:1"] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
