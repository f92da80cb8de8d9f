//! What the issuer's checks of a card say, in words, and who bears a loss by fraud (guide 1).
//!
//! The raw letters lie beside the card, with whose buyer they are forgotten. Of 3-D Secure only what tells the meaning is
//! kept: never the authentication value.

use antom::card_checks::{AddressCheck, Authentication, CardChecks, CodeCheck, Liability};
use antom::payment_details::{CardInfo, PaymentResultInfo, ThreeDsResult};
use ledger::Card;
use serde::Serialize;
use serde_json::{Map, Value};

/// The name under which the letters lie beside a card.
const CHECKS: &str = "checks";

/// The issuer's checks of one card payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ChecksView {
    /// The billing address (AVS).
    pub address: CheckView,
    /// The security code (CVV).
    pub security_code: CheckView,
    /// 3-D Secure.
    pub authentication: CheckView,
    /// Who bears the loss when the cardholder says that it was somebody else.
    pub liability: CheckView,
}

/// What one check says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckView {
    /// The stable code: `AVS_MATCHES`, `THREE_DS_AUTHENTICATED`, …
    pub code: String,
    /// The same as a sentence.
    pub said: String,
    /// The same in Simplified Chinese.
    pub said_zh: String,
}

/// What an answer tells of the checks, as it lies beside the card; nothing where it tells nothing.
pub(crate) fn told(info: Option<&PaymentResultInfo>, card: Option<&CardInfo>) -> Map<String, Value> {
    let avs = info
        .and_then(|info| info.avs_result_raw.clone())
        .or_else(|| card.and_then(|card| card.avs_result_raw.clone()));
    let cvv = info
        .and_then(|info| info.cvv_result_raw.clone())
        .or_else(|| card.and_then(|card| card.cvv_result_raw.clone()));
    let three_ds = info
        .and_then(|info| info.three_ds_result.as_ref())
        .or_else(|| card.and_then(|card| card.three_ds_result.as_ref()))
        .map(bare);
    let kept = PaymentResultInfo {
        avs_result_raw: avs,
        cvv_result_raw: cvv,
        three_ds_result: three_ds,
        ..PaymentResultInfo::default()
    };
    let is_silent = kept.avs_result_raw.is_none() && kept.cvv_result_raw.is_none();
    if is_silent && kept.three_ds_result.is_none() {
        return Map::new();
    }
    let value = serde_json::to_value(kept).unwrap_or_default();
    Map::from_iter([(CHECKS.to_owned(), value)])
}

/// What tells the meaning, and no more.
fn bare(result: &ThreeDsResult) -> ThreeDsResult {
    ThreeDsResult {
        three_ds_version: result.three_ds_version.clone(),
        eci: result.eci.clone(),
        exemption_type: result.exemption_type.clone(),
        liability_shift: result.liability_shift.clone(),
        challenged: result.challenged,
        ..ThreeDsResult::default()
    }
}

/// The checks of a card in words; none where nothing was told of them.
pub(crate) fn view(card: &Card) -> Option<ChecksView> {
    let kept: PaymentResultInfo = serde_json::from_value(card.more.get(CHECKS)?.clone()).ok()?;
    let info = PaymentResultInfo { card_brand: card.brand.clone(), ..kept };
    let checks = CardChecks::read(Some(&info), None);
    Some(ChecksView {
        address: check(checks.address.code(), address(checks.address)),
        security_code: check(checks.security_code.code(), security_code(checks.security_code)),
        authentication: check(checks.authentication.code(), authentication(checks.authentication)),
        liability: check(checks.liability.code(), liability(checks.liability)),
    })
}

fn check(code: &str, [said, said_zh]: [&str; 2]) -> CheckView {
    CheckView { code: code.to_owned(), said: said.to_owned(), said_zh: said_zh.to_owned() }
}

const fn address(check: AddressCheck) -> [&'static str; 2] {
    match check {
        AddressCheck::Matches => ["Street and postal code are the cardholder's.", "街道和邮编与持卡人一致。"],
        AddressCheck::StreetOnly => ["Only the street is the cardholder's.", "只有街道与持卡人一致。"],
        AddressCheck::PostalCodeOnly => {
            ["Only the postal code is the cardholder's.", "只有邮编与持卡人一致。"]
        }
        AddressCheck::Differs => ["The address is not the cardholder's.", "地址与持卡人不一致。"],
        AddressCheck::NotChecked => ["The issuer did not check the address.", "发卡行未核对地址。"],
        AddressCheck::Absent => ["Nothing was said about the address.", "没有关于地址的结果。"],
        AddressCheck::Unclear => ["What was said about the address is not clear.", "地址核对的结果不明确。"],
    }
}

const fn security_code(check: CodeCheck) -> [&'static str; 2] {
    match check {
        CodeCheck::Matches => ["The security code is right.", "安全码正确。"],
        CodeCheck::Differs => ["The security code is wrong.", "安全码有误。"],
        CodeCheck::NotChecked => ["The issuer did not check the security code.", "发卡行未核对安全码。"],
        CodeCheck::Missing => {
            ["The card has a security code and it was not given.", "卡上有安全码，但未提供。"]
        }
        CodeCheck::Absent => ["Nothing was said about the security code.", "没有关于安全码的结果。"],
        CodeCheck::Unclear => {
            ["What was said about the security code is not clear.", "安全码核对的结果不明确。"]
        }
    }
}

const fn authentication(check: Authentication) -> [&'static str; 2] {
    match check {
        Authentication::Authenticated => ["The bank recognised the buyer.", "银行已验证买家身份。"],
        Authentication::Attempted => {
            ["The bank was asked and could not take part.", "已请求银行验证，但银行未能参与。"]
        }
        Authentication::NotAuthenticated => ["The bank did not recognise the buyer.", "银行未验证买家身份。"],
        Authentication::Exempted => {
            ["The bank's check was left out under an exemption.", "因豁免而未经银行验证。"]
        }
        Authentication::Unclear => ["What the bank said is not clear.", "银行验证的结果不明确。"],
    }
}

const fn liability(check: Liability) -> [&'static str; 2] {
    match check {
        Liability::Issuer => ["The cardholder's bank bears a loss by fraud.", "欺诈损失由持卡人的银行承担。"],
        Liability::UsuallyIssuer => {
            ["Usually the cardholder's bank bears a loss by fraud.", "欺诈损失通常由持卡人的银行承担。"]
        }
        Liability::Merchant => ["You bear a loss by fraud.", "欺诈损失由您承担。"],
        Liability::Unclear => [
            "Who bears a loss by fraud cannot be told; reckon that you do.",
            "欺诈损失由谁承担不明确；请按由您承担考虑。",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeSet;

    fn read(info: Value) -> Option<ChecksView> {
        let info: PaymentResultInfo = serde_json::from_value(info).unwrap();
        let brand = info.card_brand.clone();
        view(&Card { brand, more: told(Some(&info), None), ..Card::default() })
    }

    #[test]
    fn the_samples_of_guide_1_are_told_in_words() {
        let three_ds =
            json!({ "eci": "02", "threeDSVersion": "2.2.0", "caav": "cavvSample", "dsTransactionId": "x" });
        let checks =
            read(json!({ "avsResultRaw": "A", "cvvResultRaw": "Y", "threeDSResult": three_ds })).unwrap();
        assert_eq!(checks.address.code, "AVS_STREET_ONLY");
        assert_eq!(checks.security_code.said, "The security code is right.");
        assert_eq!(checks.authentication.said, "The bank recognised the buyer.");
        assert_eq!(checks.liability.said, "The cardholder's bank bears a loss by fraud.");
        let plain = read(json!({ "avsResultRaw": "A", "cvvResultRaw": "Y" })).unwrap();
        assert_eq!(plain.liability.said, "You bear a loss by fraud.");
        assert_eq!(read(json!({})), None);
    }

    #[test]
    fn the_authentication_value_is_not_kept() {
        let info: PaymentResultInfo = serde_json::from_value(
            json!({ "threeDSResult": { "eci": "05", "cavv": "secret-1", "caav": "secret-2" } }),
        )
        .unwrap();
        let kept = Value::Object(told(Some(&info), None)).to_string();
        assert!(kept.contains("05") && !kept.contains("secret"), "{kept}");
    }

    #[test]
    fn every_meaning_has_words_of_its_own_in_both_languages() {
        let all: Vec<[&str; 2]> = AddressCheck::ALL
            .map(address)
            .into_iter()
            .chain(CodeCheck::ALL.map(security_code))
            .chain(Authentication::ALL.map(authentication))
            .chain(Liability::ALL.map(liability))
            .collect();
        let different: BTreeSet<&str> = all.iter().flatten().copied().collect();
        assert_eq!(different.len(), all.len() * 2);
        for [english, chinese] in all {
            assert!(english.is_ascii() && english.ends_with('.'), "{english}");
            assert!(!chinese.is_ascii() && chinese.ends_with('。'), "{chinese}");
        }
    }
}
