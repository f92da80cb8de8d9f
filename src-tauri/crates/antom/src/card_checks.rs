//! What the issuer's checks of a card mean: address (AVS), security code (CVV), 3-D Secure, and who bears a loss by fraud.
//!
//! Antom passes the issuer's raw letters on and explains none of them (guide 1 shows `A` and `Y`, guide 4 `U` and `Y`);
//! the meanings are those of the card networks. Every meaning has a stable code; words for people are chosen by it. A letter
//! that is not known is [`AddressCheck::Unclear`], never a match.

use crate::payment_details::{CardInfo, PaymentResultInfo, ThreeDsResult};

/// What became of the check of the billing address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressCheck {
    /// Street and postal code are the cardholder's.
    Matches,
    /// The street is, the postal code is not or was not checked.
    StreetOnly,
    /// The postal code is, the street is not or was not checked.
    PostalCodeOnly,
    /// Neither is.
    Differs,
    /// The issuer did not check.
    NotChecked,
    /// Nothing was said.
    Absent,
    /// A letter that is not known.
    Unclear,
}

impl AddressCheck {
    /// Every meaning.
    pub const ALL: [Self; 7] = [
        Self::Matches,
        Self::StreetOnly,
        Self::PostalCodeOnly,
        Self::Differs,
        Self::NotChecked,
        Self::Absent,
        Self::Unclear,
    ];

    /// The meaning of `avsResultRaw`.
    #[must_use]
    pub fn of(raw: Option<&str>) -> Self {
        match letter(raw).as_deref() {
            None => Self::Absent,
            Some("Y" | "X" | "D" | "F" | "M") => Self::Matches,
            Some("A" | "B") => Self::StreetOnly,
            Some("Z" | "P" | "W") => Self::PostalCodeOnly,
            Some("N") => Self::Differs,
            Some("U" | "G" | "I" | "S" | "R" | "E" | "C") => Self::NotChecked,
            Some(_) => Self::Unclear,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matches => "AVS_MATCHES",
            Self::StreetOnly => "AVS_STREET_ONLY",
            Self::PostalCodeOnly => "AVS_POSTAL_CODE_ONLY",
            Self::Differs => "AVS_DIFFERS",
            Self::NotChecked => "AVS_NOT_CHECKED",
            Self::Absent => "AVS_ABSENT",
            Self::Unclear => "AVS_UNCLEAR",
        }
    }
}

/// What became of the check of the security code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeCheck {
    /// It is the card's.
    Matches,
    /// It is not.
    Differs,
    /// The issuer did not check.
    NotChecked,
    /// It should be on the card and was not given.
    Missing,
    /// Nothing was said.
    Absent,
    /// A letter that is not known.
    Unclear,
}

impl CodeCheck {
    /// Every meaning.
    pub const ALL: [Self; 6] =
        [Self::Matches, Self::Differs, Self::NotChecked, Self::Missing, Self::Absent, Self::Unclear];

    /// The meaning of `cvvResultRaw`. The networks write `M`; the guides' samples show `Y`.
    #[must_use]
    pub fn of(raw: Option<&str>) -> Self {
        match letter(raw).as_deref() {
            None => Self::Absent,
            Some("M" | "Y") => Self::Matches,
            Some("N") => Self::Differs,
            Some("P" | "U" | "X") => Self::NotChecked,
            Some("S") => Self::Missing,
            Some(_) => Self::Unclear,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matches => "CVV_MATCHES",
            Self::Differs => "CVV_DIFFERS",
            Self::NotChecked => "CVV_NOT_CHECKED",
            Self::Missing => "CVV_MISSING",
            Self::Absent => "CVV_ABSENT",
            Self::Unclear => "CVV_UNCLEAR",
        }
    }
}

/// Whether the buyer's bank recognised the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Authentication {
    /// The bank recognised the buyer.
    Authenticated,
    /// It was asked and could not take part.
    Attempted,
    /// It was not asked, or did not recognise the buyer; also what guide 4's empty result says.
    NotAuthenticated,
    /// It was left out under an exemption.
    Exempted,
    /// An indicator that is not known, or not this brand's.
    Unclear,
}

impl Authentication {
    /// Every meaning.
    pub const ALL: [Self; 5] =
        [Self::Authenticated, Self::Attempted, Self::NotAuthenticated, Self::Exempted, Self::Unclear];

    /// The meaning of a `threeDSResult` on a card of a brand.
    #[must_use]
    pub fn of(result: Option<&ThreeDsResult>, brand: Option<&str>) -> Self {
        let Some(result) = result else { return Self::NotAuthenticated };
        if letter(result.exemption_type.as_deref()).is_some() {
            return Self::Exempted;
        }
        let Some(eci) = letter(result.eci.as_deref()) else { return Self::NotAuthenticated };
        let two_digits = format!("{eci:0>2}");
        let mastercard =
            brand.map(|brand| ["MASTERCARD", "MAESTRO"].contains(&brand.to_ascii_uppercase().as_str()));
        match (two_digits.as_str(), mastercard) {
            ("02", Some(true) | None) | ("05", Some(false) | None) => Self::Authenticated,
            ("01", Some(true) | None) | ("06", Some(false) | None) => Self::Attempted,
            ("00", Some(true) | None) | ("07", Some(false) | None) => Self::NotAuthenticated,
            _ => Self::Unclear,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Authenticated => "THREE_DS_AUTHENTICATED",
            Self::Attempted => "THREE_DS_ATTEMPTED",
            Self::NotAuthenticated => "THREE_DS_NOT_AUTHENTICATED",
            Self::Exempted => "THREE_DS_EXEMPTED",
            Self::Unclear => "THREE_DS_UNCLEAR",
        }
    }
}

/// Who bears the loss when the cardholder says that it was somebody else. It says nothing about goods that did not
/// arrive: those are the merchant's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Liability {
    /// The cardholder's bank, by the rules of the networks.
    Issuer,
    /// Usually the cardholder's bank; the networks except some cards and countries.
    UsuallyIssuer,
    /// The merchant.
    Merchant,
    /// It cannot be told.
    Unclear,
}

impl Liability {
    /// Every meaning.
    pub const ALL: [Self; 4] = [Self::Issuer, Self::UsuallyIssuer, Self::Merchant, Self::Unclear];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Issuer => "LIABILITY_ISSUER",
            Self::UsuallyIssuer => "LIABILITY_USUALLY_ISSUER",
            Self::Merchant => "LIABILITY_MERCHANT",
            Self::Unclear => "LIABILITY_UNCLEAR",
        }
    }
}

/// The checks of one card payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CardChecks {
    /// The address.
    pub address: AddressCheck,
    /// The security code.
    pub security_code: CodeCheck,
    /// 3-D Secure.
    pub authentication: Authentication,
    /// Who bears a loss by fraud. Address and security code do not shift it; only 3-D Secure does.
    pub liability: Liability,
}

impl CardChecks {
    /// The checks as answers and notifications tell them. `paymentResultInfo` goes before `cardInfo`, which repeats it.
    #[must_use]
    pub fn read(info: Option<&PaymentResultInfo>, card: Option<&CardInfo>) -> Self {
        let pick = |first: Option<&String>, second: Option<&String>| first.or(second).cloned();
        let avs = pick(
            info.and_then(|info| info.avs_result_raw.as_ref()),
            card.and_then(|card| card.avs_result_raw.as_ref()),
        );
        let cvv = pick(
            info.and_then(|info| info.cvv_result_raw.as_ref()),
            card.and_then(|card| card.cvv_result_raw.as_ref()),
        );
        let brand = pick(
            info.and_then(|info| info.card_brand.as_ref()),
            card.and_then(|card| card.card_brand.as_ref()),
        );
        let three_ds = info
            .and_then(|info| info.three_ds_result.as_ref())
            .or(card.and_then(|card| card.three_ds_result.as_ref()));
        let authentication = Authentication::of(three_ds, brand.as_deref());
        Self {
            address: AddressCheck::of(avs.as_deref()),
            security_code: CodeCheck::of(cvv.as_deref()),
            authentication,
            liability: liability(authentication, three_ds),
        }
    }
}

/// What the gateway says about the shift itself can only take certainty away, never add it.
fn liability(authentication: Authentication, result: Option<&ThreeDsResult>) -> Liability {
    let said = letter(result.and_then(|result| result.liability_shift.as_deref()));
    let by_check = match authentication {
        Authentication::Authenticated => Liability::Issuer,
        Authentication::Attempted => Liability::UsuallyIssuer,
        Authentication::NotAuthenticated | Authentication::Exempted => Liability::Merchant,
        Authentication::Unclear => Liability::Unclear,
    };
    match (said.as_deref(), by_check) {
        (None | Some("Y" | "YES" | "TRUE"), by_check) => by_check,
        (Some("N" | "NO" | "FALSE"), _) | (Some(_), Liability::Merchant) => Liability::Merchant,
        (Some(_), _) => Liability::Unclear,
    }
}

/// The raw text in capitals; none where it is absent or empty.
fn letter(raw: Option<&str>) -> Option<String> {
    let text = raw.unwrap_or_default().trim().to_ascii_uppercase();
    if text.is_empty() { None } else { Some(text) }
}

#[cfg(test)]
mod tests;
