//! One payment by one method (guide 1), as it is asked for in the form.

use super::remark::{Remark, RequestField};
use crate::by_pay::{Device, Os, PayInput, Terminal};
use crate::said::Said;
use domain::by_pay::ByPay;
use domain::fact::CaptureMode;
use domain::rules::one_payment::{Asked, Part, misfits};
use serde::{Deserialize, Serialize};

/// What is asked of one payment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PayDraft {
    /// The bank is to recognise the buyer (3-D Secure).
    pub three_ds: bool,
    /// The card's brand, as Antom spells it.
    pub brand: String,
    /// A Korean card whose issuer asks the buyer.
    pub issuer_authentication: bool,
    /// In how many instalments; empty for one.
    pub instalments: String,
    /// What the buyer pays on.
    pub terminal: Terminal,
    /// The telephone's system.
    pub os: Option<Os>,
    /// The buyer's address on the network.
    pub client_ip: String,
    /// It ends when Antom closes it, and not after the minutes of the form.
    pub ends_by_default: bool,
}

impl PayDraft {
    /// Every text in it that somebody typed freely.
    pub(super) const fn texts(&self) -> [(RequestField, &String); 3] {
        [
            (RequestField::CardBrand, &self.brand),
            (RequestField::Instalments, &self.instalments),
            (RequestField::ClientIp, &self.client_ip),
        ]
    }

    /// What is wanted, and all that does not fit, each thing at its field.
    pub(super) fn read(
        &self,
        methods: &[String],
        in_a_language: bool,
        capture_mode: CaptureMode,
    ) -> (PayInput, Vec<Remark>) {
        let mut wrong = Vec::new();
        let instalments = self.instalments().unwrap_or_else(|said| {
            wrong.push(Remark::of(RequestField::Instalments, said));
            None
        });
        let wanted = PayInput { instalments, ..self.wanted() };
        let wanted = wanted.clone().checked().unwrap_or_else(|said| {
            wrong.push(Remark::of(RequestField::ClientIp, said));
            wanted
        });
        let by_pay: ByPay = wanted.terms(self.ends_by_default);
        let asked = Asked { methods, in_a_language, capture_mode, by_pay: &by_pay };
        wrong.extend(misfits(&asked).into_iter().map(|(part, refusal)| {
            let (field, code) = at(part);
            Remark::refused(field, code, refusal)
        }));
        (wanted, wrong)
    }

    fn wanted(&self) -> PayInput {
        let text = |text: &String| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        PayInput {
            three_ds: self.three_ds,
            brand: text(&self.brand),
            issuer_authentication: self.issuer_authentication,
            instalments: None,
            device: Device { terminal: self.terminal, os: self.os, client_ip: text(&self.client_ip) },
        }
    }

    fn instalments(&self) -> Result<Option<u32>, Said> {
        let text = self.instalments.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.then(|| text.parse().ok()).flatten();
        number.map(Some).ok_or_else(|| {
            let remedy = "Write how many, such as 3, or leave it empty.";
            Said::of("instalments", "instalments", "this is not a number of instalments", remedy)
        })
    }

    /// As it would be typed again.
    pub(super) fn of(wanted: PayInput, ends_by_default: bool) -> Self {
        let PayInput { three_ds, brand, issuer_authentication, instalments, device } = wanted;
        Self {
            three_ds,
            brand: brand.unwrap_or_default(),
            issuer_authentication,
            instalments: instalments.map(|number| number.to_string()).unwrap_or_default(),
            terminal: device.terminal,
            os: device.os,
            client_ip: device.client_ip.unwrap_or_default(),
            ends_by_default,
        }
    }
}

/// Where a part stands in the form, and its word there.
const fn at(part: Part) -> (RequestField, &'static str) {
    match part {
        Part::Method => (RequestField::Method, "one-method"),
        Part::Language => (RequestField::Locale, "no-language"),
        Part::CardsOnly => (RequestField::Pay, "cards-only"),
        Part::Brand => (RequestField::CardBrand, "brand"),
        Part::Instalments => (RequestField::Instalments, "instalments"),
        Part::Capture => (RequestField::Capture, "captured-by-antom"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(draft: &PayDraft, methods: &[&str], mode: CaptureMode) -> Vec<(RequestField, String)> {
        let methods: Vec<String> = methods.iter().map(|&method| method.to_owned()).collect();
        let (_, wrong) = draft.read(&methods, false, mode);
        assert!(wrong.iter().all(|remark| !remark.remedy.is_empty()));
        wrong.into_iter().map(|remark| (remark.field, remark.code)).collect()
    }

    fn owned(all: &[(RequestField, &str)]) -> Vec<(RequestField, String)> {
        all.iter().map(|(field, code)| (*field, (*code).to_owned())).collect()
    }

    #[test]
    fn one_payment_asks_for_one_method_and_each_misfit_stands_at_its_field() {
        use RequestField as Field;
        let plain = PayDraft::default();
        assert_eq!(said(&plain, &["CARD"], CaptureMode::Manual), []);
        for methods in [&[][..], &["CARD", "ALIPAY_CN"], &["ANTOM_BIZ_ACCOUNT"]] {
            assert_eq!(
                said(&plain, methods, CaptureMode::Automatic),
                owned(&[(Field::Method, "one-method")])
            );
        }
        let korean = PayDraft { issuer_authentication: true, ..PayDraft::default() };
        let all = owned(&[(Field::CardBrand, "brand"), (Field::Capture, "captured-by-antom")]);
        assert_eq!(said(&korean, &["CARD"], CaptureMode::Manual), all);
        let chosen = PayDraft { brand: " hyundai ".into(), ..korean };
        assert_eq!(said(&chosen, &["CARD"], CaptureMode::Automatic), []);
        assert_eq!(
            said(&chosen, &["ALIPAY_CN"], CaptureMode::Automatic),
            owned(&[(Field::Pay, "cards-only")])
        );
        let (_, wrong) = plain.read(&["CARD".to_owned()], true, CaptureMode::Automatic);
        assert_eq!((wrong[0].field, wrong[0].code.as_str()), (Field::Locale, "no-language"));
    }

    #[test]
    fn a_number_of_instalments_and_an_address_are_read_or_said() {
        use RequestField as Field;
        for (text, code) in [("three", "instalments"), ("1", "instalments"), ("-2", "instalments")] {
            let draft = PayDraft { instalments: text.into(), ..PayDraft::default() };
            assert_eq!(said(&draft, &["CARD"], CaptureMode::Automatic), owned(&[(Field::Instalments, code)]));
        }
        let draft = PayDraft {
            instalments: " 3 ".into(),
            client_ip: "114.121.121.01".into(),
            three_ds: true,
            ..PayDraft::default()
        };
        let (wanted, wrong) = draft.read(&["CARD".to_owned()], false, CaptureMode::Automatic);
        assert_eq!((wanted.instalments, wrong.len()), (Some(3), 0));
        assert_eq!(PayDraft::of(wanted, false), PayDraft { instalments: "3".into(), ..draft });
        let nowhere = PayDraft { client_ip: "over there".into(), ..PayDraft::default() };
        assert_eq!(
            said(&nowhere, &["CARD"], CaptureMode::Automatic),
            owned(&[(Field::ClientIp, "bad-address")])
        );
    }
}
