//! What is known about payment methods, as one table.
//!
//! Names are `paymentMethodType` on the wire. Capabilities come from api.md sections 4 to 6 and Antom's method
//! pages. Where nothing is known the table does not guess in the direction that loses money: see [`UNKNOWN`].

use money::Currency;

/// How long a payment can be cancelled (api.md section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// Methods by their wire name, in alphabetical order.
const TABLE: &[(&str, Profile)] = &[
    ("AKULAKU_PAYLATER_PH", WALLET),
    ("ALIPAY_CN", WALLET),
    ("ALIPAY_HK", WALLET),
    ("APPLEPAY", CARD),
    ("ATMTRANSFER_ID", INDONESIAN_BANK),
    ("BANKTRANSFER_PAYEASY", SLOW_NO_REFUND),
    ("BILLEASE", WALLET),
    ("BOOST", WALLET),
    ("CARD", CARD),
    ("CIMBNIAGA", INDONESIAN_BANK),
    ("DANA", INDONESIAN_WALLET),
    ("GCASH", WALLET),
    ("GOOGLEPAY", CARD),
    ("GOPAY_ID", INDONESIAN_WALLET),
    ("JKOPAY", Profile { cancel: CancelRule::Never, ..WALLET }),
    ("KAKAOPAY", WALLET),
    ("KONBINI", SLOW_NO_REFUND),
    ("KREDIVO_ID", INDONESIAN_WALLET),
    ("LINKAJA", INDONESIAN_WALLET),
    ("MERCADOPAGO_BR", MERCADO_PAGO),
    ("MERCADOPAGO_CL", MERCADO_PAGO),
    ("MERCADOPAGO_MX", MERCADO_PAGO),
    ("MERCADOPAGO_PE", MERCADO_PAGO),
    ("OVO", INDONESIAN_WALLET),
    ("PAGALEVE", Profile { refund_days: Some(90), ..UNKNOWN }),
    ("QRIS", INDONESIAN_BANK),
    ("SEVENELEVEN", SLOW_NO_REFUND),
    ("SHOPEEPAY_ID", INDONESIAN_WALLET),
    ("SOFORT", Profile { refund_days: Some(365), ..SLOW }),
    ("TNG", WALLET),
    ("TOSSPAY", WALLET),
    ("TRUEMONEY", WALLET),
];

/// Looks a method up. Capitals do not matter.
///
/// The bank methods of Thailand and Indonesia are many and their wire names are not all published, so they are also
/// known by family: a bank method paid in baht, and every method but a card paid in rupiah (api.md section 5).
#[must_use]
pub fn profile(method: Option<&str>, currency: Currency) -> Profile {
    let Some(method) = method else { return UNKNOWN };
    let method = method.to_ascii_uppercase();
    if let Some((_, profile)) = TABLE.iter().find(|(name, _)| *name == method) {
        return *profile;
    }
    let bank = ["BANKAPP_", "BANKTRANSFER_", "ONLINEBANKING_", "BANKPAY_"]
        .iter()
        .any(|family| method.starts_with(family));
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
        for (name, profile) in TABLE {
            let card = ["CARD", "APPLEPAY", "GOOGLEPAY"].contains(name);
            assert_eq!(profile.authorises_first, card, "{name}");
        }
        assert!(!of("SOMETHING_NEW", Currency::SGD).authorises_first);
    }

    #[test]
    fn the_table_is_ordered_and_has_no_name_twice() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
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
    fn capitals_do_not_matter_and_a_stranger_gets_the_cautious_profile() {
        assert_eq!(of("card", Currency::SGD), CARD);
        assert_eq!(of("NEW_WALLET", Currency::SGD), UNKNOWN);
        assert_eq!(profile(None, Currency::SGD), UNKNOWN);
    }

    #[test]
    fn an_empty_list_offers_cards() {
        assert!(offers_cards(&[], Currency::SGD));
        assert!(offers_cards(&["GCASH".into(), "GOOGLEPAY".into()], Currency::SGD));
        assert!(!offers_cards(&["GCASH".into()], Currency::SGD));
    }
}
