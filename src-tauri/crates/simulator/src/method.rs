//! Payment methods and their rules (api.md sections 4 and 5). A method that is not in the table behaves as an ordinary
//! wallet; every rule can be changed through the control interface, as a contract would change it.

use serde::{Deserialize, Serialize};

use crate::amount::{Amount, multiple};
use crate::moment::Span;

/// How money comes in by a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Way {
    /// Authorised first, captured afterwards.
    Card,
    /// Paid as soon as the buyer confirms.
    AtOnce,
    /// Promised by the buyer, paid days later.
    Slow,
}

/// Until when a payment may be cancelled (api.md section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CancelRule {
    /// Until 00:15 (+08:00) of the next day.
    NextDay,
    /// For seven days after payment.
    SevenDays,
    /// For seven days and only while nothing is captured.
    Uncaptured,
    /// Only before it is paid.
    BeforePaid,
    /// Not at all.
    Never,
}

/// The rules of one method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Method {
    pub(crate) name: String,
    /// How the checkout page calls it.
    pub(crate) label: String,
    pub(crate) way: Way,
    /// Currencies it takes; empty for any.
    pub(crate) currencies: Vec<String>,
    /// The amount must be a multiple of this many minor units.
    pub(crate) step: u64,
    /// The least amount in minor units.
    pub(crate) least: u64,
    pub(crate) cancel: CancelRule,
    pub(crate) refunds: bool,
    pub(crate) partial_refunds: bool,
    pub(crate) several_refunds: bool,
    /// The least refund in minor units.
    pub(crate) least_refund: u64,
    /// A refund is answered as in process and settles later.
    pub(crate) refund_later: bool,
    pub(crate) refund_days: i64,
    /// Minutes after submitting at which an unfinished order closes.
    pub(crate) close_minutes: i64,
}

impl Method {
    fn plain(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            label: name.to_owned(),
            way: Way::AtOnce,
            currencies: Vec::new(),
            step: 1,
            least: 1,
            cancel: CancelRule::NextDay,
            refunds: true,
            partial_refunds: true,
            several_refunds: true,
            least_refund: 1,
            refund_later: false,
            refund_days: 365,
            close_minutes: 14,
        }
    }

    fn labelled(name: &str, label: &str, currencies: &[&str]) -> Self {
        let currencies = currencies.iter().map(|&name| name.to_owned()).collect();
        Self { label: label.to_owned(), currencies, ..Self::plain(name) }
    }

    fn card(name: &str, label: &str) -> Self {
        Self {
            way: Way::Card,
            cancel: CancelRule::Uncaptured,
            refund_later: true,
            ..Self::labelled(name, label, &[])
        }
    }

    /// The built-in rules of a method.
    pub(crate) fn named(name: &str) -> Self {
        let found = table().into_iter().find(|method| method.name == name);
        found.unwrap_or_else(|| Self::plain(name))
    }

    /// Why an amount cannot be paid this way, if it cannot.
    pub(crate) fn objection(&self, amount: &Amount) -> Option<String> {
        if !self.currencies.is_empty() && !self.currencies.contains(&amount.currency) {
            return Some(format!("{} takes {} only", self.name, self.currencies.join(", ")));
        }
        if !multiple(amount.value, self.step) {
            return Some(format!("{} takes multiples of {} only", self.name, self.step));
        }
        (amount.value < self.least).then(|| format!("{} takes {} or more", self.name, self.least))
    }

    pub(crate) fn close_after(&self) -> Span {
        Span::minutes(self.close_minutes)
    }

    pub(crate) fn refund_window(&self) -> Span {
        Span::days(self.refund_days)
    }
}

/// Every method the checkout page knows by itself. Names of Thai bank apps and of over-the-counter payment vary by
/// contract; the ones here stand for their kind.
pub(crate) fn table() -> Vec<Method> {
    let wallet = Method::labelled;
    vec![
        Method::card("CARD", "Card"),
        Method::card("APPLEPAY", "Apple Pay"),
        Method::card("GOOGLEPAY", "Google Pay"),
        wallet("ALIPAY_CN", "Alipay", &[]),
        wallet("ALIPAY_HK", "AlipayHK", &["HKD"]),
        Method { step: 10, ..wallet("OCTOPUS", "Octopus", &["HKD"]) },
        wallet("GRABPAY_SG", "GrabPay", &["SGD"]),
        wallet("BOOST", "Boost", &["MYR"]),
        Method { least: 5, ..wallet("TNG", "Touch 'n Go", &["MYR"]) },
        Method { refund_later: true, ..wallet("ONLINEBANKING_FPX", "FPX online banking", &["MYR"]) },
        Method { least: 100, ..wallet("GCASH", "GCash", &["PHP"]) },
        Method { partial_refunds: false, several_refunds: false, ..wallet("BPI", "BPI", &["PHP"]) },
        wallet("BILLEASE", "BillEase", &["PHP"]),
        Method { least: 30_000, cancel: CancelRule::Never, ..wallet("DANA", "DANA", &["IDR"]) },
        Method { cancel: CancelRule::Never, ..wallet("GOPAY_ID", "GoPay", &["IDR"]) },
        Method { cancel: CancelRule::Never, ..wallet("OVO", "OVO", &["IDR"]) },
        Method { cancel: CancelRule::Never, ..wallet("KREDIVO_ID", "Kredivo", &["IDR"]) },
        Method { least: 50, least_refund: 50, ..wallet("KAKAOPAY", "Kakao Pay", &["KRW"]) },
        wallet("NAVERPAY", "NAVER Pay", &["KRW"]),
        wallet("TOSSPAY", "Toss Pay", &["KRW"]),
        Method { step: 100, least: 100, cancel: CancelRule::Never, ..wallet("JKOPAY", "JKOPay", &["TWD"]) },
        Method { least: 100, ..wallet("TRUEMONEY", "TrueMoney", &["THB"]) },
        Method { cancel: CancelRule::BeforePaid, refund_later: true, ..wallet("KPLUS", "K PLUS", &["THB"]) },
        Method {
            cancel: CancelRule::BeforePaid,
            refund_later: true,
            ..wallet("BANKAPP_BBL", "Bangkok Bank", &["THB"])
        },
        wallet("ZALOPAY", "ZaloPay", &["VND"]),
        wallet("PAYPAY", "PayPay", &["JPY"]),
        Method { way: Way::Slow, refunds: false, ..wallet("KONBINI", "Konbini (pay in a shop)", &["JPY"]) },
        Method { cancel: CancelRule::SevenDays, ..wallet("MERCADOPAGO_BR", "Mercado Pago", &["BRL"]) },
        Method { refund_days: 90, ..wallet("PAGALEVE", "Pagaleve", &["BRL"]) },
        Method { refund_later: true, ..wallet("P24", "Przelewy24", &["PLN"]) },
        Method { way: Way::Slow, refund_later: true, ..wallet("SOFORT", "Sofort bank transfer", &["EUR"]) },
        wallet("ANTOM_BIZ_ACCOUNT", "Antom business account", &["CNY", "HKD", "USD", "SGD", "EUR"]),
    ]
}

/// The methods a checkout page shows when the request names none.
pub(crate) fn usual(amount: &Amount) -> Vec<String> {
    table()
        .iter()
        .filter(|method| method.name != "ANTOM_BIZ_ACCOUNT" && method.objection(amount).is_none())
        .map(|method| method.name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(currency: &str, value: u64) -> Amount {
        Amount { currency: currency.to_owned(), value }
    }

    #[test]
    fn methods_keep_their_steps_and_minimums() {
        assert!(Method::named("JKOPAY").objection(&amount("TWD", 150)).is_some());
        assert!(Method::named("JKOPAY").objection(&amount("TWD", 200)).is_none());
        assert!(Method::named("OCTOPUS").objection(&amount("HKD", 15)).is_some());
        assert!(Method::named("GCASH").objection(&amount("PHP", 99)).is_some());
        assert!(Method::named("GCASH").objection(&amount("SGD", 100)).is_some());
    }

    #[test]
    fn a_method_nobody_described_is_an_ordinary_wallet() {
        let method = Method::named("SOMETHING_NEW");
        assert_eq!((method.way, method.cancel), (Way::AtOnce, CancelRule::NextDay));
        assert!(method.objection(&amount("SGD", 1)).is_none());
    }

    #[test]
    fn a_page_without_a_list_offers_what_takes_the_currency() {
        let names = usual(&amount("EUR", 1000));
        assert!(names.contains(&"SOFORT".to_owned()) && names.contains(&"CARD".to_owned()));
        assert!(!names.contains(&"GCASH".to_owned()));
    }
}
