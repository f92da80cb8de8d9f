//! What is known about payment methods, as one table.
//!
//! Names are `paymentMethodType` on the wire. Capabilities come from api.md sections 4 to 6 and Antom's method
//! pages. Where nothing is known the table does not guess in the direction that loses money: see [`UNKNOWN`].

pub mod correction;
pub mod difference;

use money::{Currency, method_rules};
use serde::{Deserialize, Serialize};

/// How long a payment can be cancelled (api.md section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum CancelRule {
    /// Until 00:15 +08:00 on the day after the payment (guide 2). Most methods.
    NextDay,
    /// Seven days after the payment, as long as nothing was captured. Cards.
    SevenDaysUncaptured,
    /// Seven days after the payment. Mercado Pago.
    SevenDays,
    /// Only before it is paid. Thai banks.
    BeforePaid,
    /// Never. Indonesian methods and JKOPay.
    Never,
}

/// What one method can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// A success only holds the money; a capture takes it (guide 4).
    pub authorises_first: bool,
    /// Refunds are possible at all.
    pub refundable: bool,
    /// Less than the whole can be refunded.
    pub partial_refunds: bool,
    /// More than one refund of a payment is possible.
    pub multiple_refunds: bool,
    /// How long it can be cancelled.
    pub cancel: CancelRule,
    /// Days after the payment within which it can be refunded; `None` where no figure is published, so that Antom's
    /// own `REFUND_WINDOW_EXCEED` decides.
    pub refund_days: Option<u16>,
    /// A refund is answered at once (wallets); otherwise it is usually still under way (api.md section 3.5).
    pub refunds_at_once: bool,
    /// The method is paid days after the checkout (bank transfer, over the counter): the longest wait in days.
    pub slow_days: Option<u8>,
}

/// Everything known about a method in one currency: what it can do, and the amounts it moves (api.md section 4; those
/// are data of `money`, which checks them).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// What it can do.
    pub profile: Profile,
    /// Amounts are multiples of so many minor units.
    pub step: u64,
    /// The least amount in minor units.
    pub minimum: u64,
}

/// The line of a method; see [`profile`].
#[must_use]
pub fn sheet(method: Option<&str>, currency: Currency) -> Sheet {
    let named = method.unwrap_or_default();
    let rule = method_rules()
        .iter()
        .find(|rule| rule.method.eq_ignore_ascii_case(named) && rule.currency == currency);
    Sheet {
        profile: profile(method, currency),
        step: rule.map_or(1, |rule| rule.step.get()),
        minimum: rule.map_or(1, |rule| rule.minimum),
    }
}

/// A method this version does not know: the money is taken at once, as for every method but cards and the two
/// card wallets; it is cancelled within the shortest window that is published for methods in general; what a refund
/// may do, Antom answers.
pub const UNKNOWN: Profile = Profile {
    authorises_first: false,
    refundable: true,
    partial_refunds: true,
    multiple_refunds: true,
    cancel: CancelRule::NextDay,
    refund_days: None,
    refunds_at_once: false,
    slow_days: None,
};

const CARD: Profile = Profile {
    authorises_first: true,
    cancel: CancelRule::SevenDaysUncaptured,
    refund_days: Some(365),
    ..UNKNOWN
};
const WALLET: Profile = Profile { refund_days: Some(365), refunds_at_once: true, ..UNKNOWN };
const MERCADO_PAGO: Profile = Profile { cancel: CancelRule::SevenDays, ..UNKNOWN };
const INDONESIAN_WALLET: Profile = Profile { cancel: CancelRule::Never, ..WALLET };
const INDONESIAN_BANK: Profile =
    Profile { cancel: CancelRule::Never, refundable: false, slow_days: Some(2), ..UNKNOWN };
const THAI_BANK: Profile =
    Profile { cancel: CancelRule::BeforePaid, refundable: false, slow_days: Some(2), ..UNKNOWN };
const SLOW: Profile = Profile { slow_days: Some(7), ..UNKNOWN };
const SLOW_NO_REFUND: Profile = Profile { refundable: false, ..SLOW };

/// The page for one product (guide 2). It has a form of its own and is not among the ways to choose from.
pub const BUSINESS_ACCOUNT: &str = "ANTOM_BIZ_ACCOUNT";

/// The methods that may stand on the page as a button of their own above the others (guide 0, "Specify a payment
/// method").
pub const EXPRESS: [&str; 3] = ["ALIPAY_CN", "APPLEPAY", "GOOGLEPAY"];

/// Families of bank methods, many of whose wire names are not published (api.md section 5).
const BANK_FAMILIES: [&str; 4] = ["BANKAPP_", "BANKTRANSFER_", "ONLINEBANKING_", "BANKPAY_"];

/// Brands of cards by the names the guides and Antom's samples give them, and the worldwide schemes. The Korean issuers
/// are many; Antom names them when it is asked.
pub const CARD_BRANDS: [&str; 9] =
    ["AMEX", "DINERS", "DISCOVER", "HYUNDAI", "JCB", "MAESTRO", "MASTERCARD", "UNIONPAY", "VISA"];

/// One method that is known by name.
struct Row {
    method: &'static str,
    label: &'static str,
    /// The currencies buyers pay in with it; every one where none is named.
    currencies: &'static [Currency],
    profile: Profile,
}

const fn row(
    method: &'static str,
    label: &'static str,
    currencies: &'static [Currency],
    profile: Profile,
) -> Row {
    Row { method, label, currencies, profile }
}

/// Methods by their wire name, in alphabetical order, with what people call them.
const TABLE: &[Row] = &[
    row("AKULAKU_PAYLATER_PH", "Akulaku PayLater", &[Currency::PHP], WALLET),
    row("ALIPAY_CN", "Alipay", &[], WALLET),
    row("ALIPAY_HK", "AlipayHK", &[Currency::HKD], WALLET),
    row(BUSINESS_ACCOUNT, "Antom business account", &[], UNKNOWN),
    row("APPLEPAY", "Apple Pay", &[], CARD),
    row("ATMTRANSFER_ID", "ATM transfer", &[Currency::IDR], INDONESIAN_BANK),
    row("BANKAPP_BBL", "Bangkok Bank", &[Currency::THB], THAI_BANK),
    row("BANKTRANSFER_PAYEASY", "Pay-easy", &[Currency::JPY], SLOW_NO_REFUND),
    row("BILLEASE", "BillEase", &[Currency::PHP], WALLET),
    row("BOOST", "Boost", &[Currency::MYR], WALLET),
    row("BPI", "BPI", &[Currency::PHP], UNKNOWN),
    row("CARD", "Card", &[], CARD),
    row("CIMBNIAGA", "CIMB Niaga", &[Currency::IDR], INDONESIAN_BANK),
    row("DANA", "DANA", &[Currency::IDR], INDONESIAN_WALLET),
    row("GCASH", "GCash", &[Currency::PHP], WALLET),
    row("GOOGLEPAY", "Google Pay", &[], CARD),
    row("GOPAY_ID", "GoPay", &[Currency::IDR], INDONESIAN_WALLET),
    row("GRABPAY_SG", "GrabPay", &[Currency::SGD], UNKNOWN),
    row("JKOPAY", "JKOPay", &[Currency::TWD], Profile { cancel: CancelRule::Never, ..WALLET }),
    row("KAKAOPAY", "KakaoPay", &[Currency::KRW], WALLET),
    row("KONBINI", "Konbini", &[Currency::JPY], SLOW_NO_REFUND),
    row("KREDIVO_ID", "Kredivo", &[Currency::IDR], INDONESIAN_WALLET),
    row("LINKAJA", "LinkAja", &[Currency::IDR], INDONESIAN_WALLET),
    row("MERCADOPAGO_BR", "Mercado Pago", &[Currency::BRL], MERCADO_PAGO),
    row("MERCADOPAGO_CL", "Mercado Pago", &[Currency::CLP], MERCADO_PAGO),
    row("MERCADOPAGO_MX", "Mercado Pago", &[Currency::MXN], MERCADO_PAGO),
    row("MERCADOPAGO_PE", "Mercado Pago", &[Currency::PEN], MERCADO_PAGO),
    row("NAVERPAY", "NAVER Pay", &[Currency::KRW], UNKNOWN),
    row("OCTOPUS", "Octopus", &[Currency::HKD], UNKNOWN),
    row("ONLINEBANKING_FPX", "FPX online banking", &[Currency::MYR], UNKNOWN),
    row("OVO", "OVO", &[Currency::IDR], INDONESIAN_WALLET),
    row("P24", "Przelewy24", &[Currency::PLN], UNKNOWN),
    row("PAGALEVE", "Pagaleve", &[Currency::BRL], Profile { refund_days: Some(90), ..UNKNOWN }),
    row("PAYPAY", "PayPay", &[Currency::JPY], UNKNOWN),
    row("QRIS", "QRIS", &[Currency::IDR], INDONESIAN_BANK),
    row("SEVENELEVEN", "7-Eleven", &[Currency::PHP], SLOW_NO_REFUND),
    row("SHOPEEPAY_ID", "ShopeePay", &[Currency::IDR], INDONESIAN_WALLET),
    row("SOFORT", "Sofort", &[Currency::EUR], Profile { refund_days: Some(365), ..SLOW }),
    row("TNG", "Touch 'n Go eWallet", &[Currency::MYR], WALLET),
    row("TOSSPAY", "Toss Pay", &[Currency::KRW], WALLET),
    row("TRUEMONEY", "TrueMoney", &[Currency::THB], WALLET),
    row("ZALOPAY", "ZaloPay", &[Currency::VND], UNKNOWN),
];

/// A method that is known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its wire name.
    pub method: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The currencies buyers pay in with it; every one where none is named.
    pub currencies: &'static [Currency],
}

/// Every method that is known by name, in alphabetical order.
pub fn known() -> impl Iterator<Item = Known> {
    TABLE.iter().map(|row| Known { method: row.method, label: row.label, currencies: row.currencies })
}

/// Whether the guides know a method: by its name, or as one of a family of banks. Capitals do not matter.
#[must_use]
pub fn is_named(method: &str) -> bool {
    let method = method.to_ascii_uppercase();
    let of_a_family = |family: &&str| method.strip_prefix(*family).is_some_and(|bank| !bank.is_empty());
    TABLE.iter().any(|row| row.method == method) || BANK_FAMILIES.iter().any(of_a_family)
}

/// A way to pay that can be offered to a buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Its wire name.
    pub method: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// A success only holds the money; a capture takes it.
    pub authorises_first: bool,
}

/// The ways to pay known for a currency: those that hold the money first stand first, `CARD` before all; the others by
/// what they are called. Which of them an account has, only Antom knows.
#[must_use]
pub fn ways(currency: Currency) -> Vec<Way> {
    let fits = |row: &&Row| {
        row.method != BUSINESS_ACCOUNT && (row.currencies.is_empty() || row.currencies.contains(&currency))
    };
    let mut ways: Vec<Way> = TABLE
        .iter()
        .filter(fits)
        .map(|row| Way {
            method: row.method,
            label: row.label,
            authorises_first: row.profile.authorises_first,
        })
        .collect();
    ways.sort_by_key(|way| (way.method != "CARD", !way.authorises_first, way.label));
    ways
}

/// Looks a method up. Capitals do not matter.
///
/// The bank methods of Thailand and Indonesia are many and their wire names are not all published, so they are also
/// known by family: a bank method paid in baht, and every method but a card paid in rupiah (api.md section 5).
#[must_use]
pub fn profile(method: Option<&str>, currency: Currency) -> Profile {
    let Some(method) = method else { return UNKNOWN };
    let method = method.to_ascii_uppercase();
    if let Some(row) = TABLE.iter().find(|row| row.method == method) {
        return row.profile;
    }
    let bank = BANK_FAMILIES.iter().any(|family| method.starts_with(family));
    match (currency.code(), bank) {
        ("THB", true) => THAI_BANK,
        ("IDR", true) => INDONESIAN_BANK,
        ("IDR", false) => INDONESIAN_WALLET,
        _ => UNKNOWN,
    }
}

/// Whether a list of offered methods lets the buyer pay by card, Apple Pay or Google Pay. An empty list offers all.
#[must_use]
pub fn offers_cards(methods: &[String], currency: Currency) -> bool {
    methods.is_empty() || methods.iter().any(|method| profile(Some(method), currency).authorises_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(method: &str, currency: Currency) -> Profile {
        profile(Some(method), currency)
    }

    #[test]
    fn cards_apple_pay_and_google_pay_authorise_first_and_no_other_method_does() {
        for row in TABLE {
            let card = ["CARD", "APPLEPAY", "GOOGLEPAY"].contains(&row.method);
            assert_eq!(row.profile.authorises_first, card, "{}", row.method);
        }
        assert!(!of("SOMETHING_NEW", Currency::SGD).authorises_first);
    }

    #[test]
    fn the_table_is_ordered_and_has_no_name_twice() {
        assert!(TABLE.is_sorted_by(|a, b| a.method < b.method));
    }

    #[test]
    fn indonesian_methods_and_jkopay_are_never_cancelled() {
        for method in ["DANA", "OVO", "QRIS", "BANKTRANSFER_MANDIRI", "SOMETHING_NEW"] {
            assert_eq!(of(method, Currency::IDR).cancel, CancelRule::Never, "{method}");
        }
        assert_eq!(of("JKOPAY", Currency::TWD).cancel, CancelRule::Never);
        assert_eq!(of("CARD", Currency::IDR).cancel, CancelRule::SevenDaysUncaptured);
    }

    #[test]
    fn thai_banks_are_cancelled_only_before_they_are_paid() {
        assert_eq!(of("BANKAPP_KTB", Currency::THB).cancel, CancelRule::BeforePaid);
        assert_eq!(of("TRUEMONEY", Currency::THB).cancel, CancelRule::NextDay);
    }

    #[test]
    fn a_refund_is_possible_for_as_long_as_is_published_and_else_for_as_long_as_antom_says() {
        for (method, currency) in [
            ("AKULAKU_PAYLATER_PH", Currency::PHP),
            ("ALIPAY_CN", Currency::SGD),
            ("BILLEASE", Currency::PHP),
            ("CARD", Currency::SGD),
            ("GCASH", Currency::PHP),
            ("SOFORT", Currency::EUR),
        ] {
            assert_eq!(of(method, currency).refund_days, Some(365), "{method}");
        }
        assert_eq!(of("PAGALEVE", Currency::BRL).refund_days, Some(90));
        assert_eq!(of("P24", Currency::PLN).refund_days, None);
    }

    #[test]
    fn wallets_refund_at_once_cards_later_and_some_banks_and_counters_not_at_all() {
        for (method, currency, refundable, at_once) in [
            ("GCASH", Currency::PHP, true, true),
            ("DANA", Currency::IDR, true, true),
            ("CARD", Currency::SGD, true, false),
            ("ATMTRANSFER_ID", Currency::IDR, false, false),
            ("BANKAPP_BBL", Currency::THB, false, false),
            ("KONBINI", Currency::JPY, false, false),
        ] {
            let profile = of(method, currency);
            assert_eq!((profile.refundable, profile.refunds_at_once), (refundable, at_once), "{method}");
        }
    }

    #[test]
    fn what_is_paid_days_after_the_checkout_is_waited_for() {
        for (method, currency, days) in [
            ("SOFORT", Currency::EUR, Some(7)),
            ("SEVENELEVEN", Currency::PHP, Some(7)),
            ("BANKTRANSFER_MANDIRI", Currency::IDR, Some(2)),
            ("BANKAPP_KTB", Currency::THB, Some(2)),
            ("CARD", Currency::SGD, None),
        ] {
            assert_eq!(of(method, currency).slow_days, days, "{method}");
        }
    }

    #[test]
    fn every_method_that_is_known_is_listed_with_what_people_call_it_and_its_currencies() {
        assert_eq!(known().count(), TABLE.len());
        let grab = known().find(|known| known.method == "GRABPAY_SG").unwrap();
        assert_eq!((grab.label, grab.currencies), ("GrabPay", [Currency::SGD].as_slice()));
    }

    #[test]
    fn capitals_do_not_matter_and_a_stranger_gets_the_cautious_profile() {
        assert_eq!(of("card", Currency::SGD), CARD);
        assert_eq!(of("NEW_WALLET", Currency::SGD), UNKNOWN);
        assert_eq!(profile(None, Currency::SGD), UNKNOWN);
    }

    #[test]
    fn a_method_is_named_by_the_table_or_by_its_family() {
        for named in ["CARD", "card", "BANKAPP_KTB", "ONLINEBANKING_FPX"] {
            assert!(is_named(named), "{named}");
        }
        for unknown in ["FOO", "CARDS", "BANKAPP_", ""] {
            assert!(!is_named(unknown), "{unknown}");
        }
    }

    #[test]
    fn an_empty_list_offers_cards() {
        assert!(offers_cards(&[], Currency::SGD));
        assert!(offers_cards(&["GCASH".into(), "GOOGLEPAY".into()], Currency::SGD));
        assert!(!offers_cards(&["GCASH".into()], Currency::SGD));
    }

    #[test]
    fn a_currency_is_offered_cards_first_and_nothing_that_is_paid_in_another() {
        let names = |currency| ways(currency).iter().map(|way| way.method).collect::<Vec<_>>();
        assert_eq!(names(Currency::SGD), ["CARD", "APPLEPAY", "GOOGLEPAY", "ALIPAY_CN", "GRABPAY_SG"]);
        assert_eq!(
            names(Currency::HKD),
            ["CARD", "APPLEPAY", "GOOGLEPAY", "ALIPAY_CN", "ALIPAY_HK", "OCTOPUS"]
        );
        for currency in Currency::all() {
            assert!(names(*currency).contains(&"CARD"), "{currency}");
            for way in ways(*currency) {
                assert!(!way.label.is_empty(), "{}", way.method);
                let known = profile(Some(way.method), *currency).authorises_first;
                assert_eq!(way.authorises_first, known, "{}", way.method);
            }
        }
    }

    #[test]
    fn a_name_in_the_table_does_not_change_what_its_family_can_do() {
        assert_eq!(of("BANKAPP_BBL", Currency::THB), of("BANKAPP_KTB", Currency::THB));
        assert_eq!(of("GRABPAY_SG", Currency::SGD), UNKNOWN);
    }
}
