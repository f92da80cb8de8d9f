use super::*;
use std::collections::HashSet;

fn three_ds(eci: &str) -> ThreeDsResult {
    ThreeDsResult { eci: Some(eci.into()), ..ThreeDsResult::default() }
}

fn checks(eci: &str, brand: Option<&str>) -> CardChecks {
    let info = PaymentResultInfo {
        three_ds_result: Some(three_ds(eci)),
        card_brand: brand.map(str::to_owned),
        ..PaymentResultInfo::default()
    };
    CardChecks::read(Some(&info), None)
}

#[test]
fn an_unknown_letter_never_counts_as_a_match() {
    for raw in ["Q", "?", "YY", "1"] {
        assert_eq!(AddressCheck::of(Some(raw)), AddressCheck::Unclear, "{raw}");
        assert_eq!(CodeCheck::of(Some(raw)), CodeCheck::Unclear, "{raw}");
    }
    assert_eq!((AddressCheck::of(None), CodeCheck::of(Some(" "))), (AddressCheck::Absent, CodeCheck::Absent));
}

#[test]
fn the_letters_of_the_guides_are_read() {
    assert_eq!(AddressCheck::of(Some("A")), AddressCheck::StreetOnly);
    assert_eq!(AddressCheck::of(Some("U")), AddressCheck::NotChecked);
    assert_eq!(CodeCheck::of(Some("Y")), CodeCheck::Matches);
}

#[test]
fn only_an_authenticated_buyer_leaves_the_loss_with_the_bank() {
    assert_eq!(checks("05", Some("VISA")).liability, Liability::Issuer);
    assert_eq!(checks("02", Some("MASTERCARD")).liability, Liability::Issuer);
    assert_eq!(checks("2", None).liability, Liability::Issuer);
    assert_eq!(checks("06", Some("VISA")).liability, Liability::UsuallyIssuer);
    assert_eq!(checks("07", Some("VISA")).liability, Liability::Merchant);
    assert_eq!(checks("00", Some("MASTERCARD")).liability, Liability::Merchant);
    assert_eq!(checks("", Some("MASTERCARD")).liability, Liability::Merchant);
    assert_eq!(CardChecks::read(None, None).liability, Liability::Merchant);
}

#[test]
fn an_indicator_of_another_brand_is_not_believed() {
    assert_eq!(checks("02", Some("VISA")).authentication, Authentication::Unclear);
    assert_eq!(checks("05", Some("MASTERCARD")).liability, Liability::Unclear);
    assert_eq!(checks("99", None).liability, Liability::Unclear);
}

#[test]
fn an_exemption_and_a_denied_shift_leave_the_loss_with_the_merchant() {
    let read = |result: ThreeDsResult| {
        let info = PaymentResultInfo { three_ds_result: Some(result), ..PaymentResultInfo::default() };
        CardChecks::read(Some(&info), None).liability
    };
    let with = |said: &str| ThreeDsResult { liability_shift: Some(said.into()), ..three_ds("05") };
    assert_eq!(
        read(ThreeDsResult { exemption_type: Some("LOW_VALUE".into()), ..three_ds("05") }),
        Liability::Merchant
    );
    assert_eq!(read(with("no")), Liability::Merchant);
    assert_eq!(read(with("YES")), Liability::Issuer);
    assert_eq!(read(with("POSSIBLE")), Liability::Unclear);
}

#[test]
fn card_info_is_read_where_the_result_is_empty() {
    let card = CardInfo {
        avs_result_raw: Some("Y".into()),
        cvv_result_raw: Some("N".into()),
        three_ds_result: Some(three_ds("05")),
        ..CardInfo::default()
    };
    let checks = CardChecks::read(Some(&PaymentResultInfo::default()), Some(&card));
    assert_eq!((checks.address, checks.security_code), (AddressCheck::Matches, CodeCheck::Differs));
    assert_eq!(checks.liability, Liability::Issuer);
}

#[test]
fn every_meaning_has_a_code_of_its_own() {
    let codes: Vec<&str> = AddressCheck::ALL
        .map(AddressCheck::code)
        .into_iter()
        .chain(CodeCheck::ALL.map(CodeCheck::code))
        .chain(Authentication::ALL.map(Authentication::code))
        .chain(Liability::ALL.map(Liability::code))
        .collect();
    let distinct: HashSet<&str> = codes.iter().copied().collect();
    assert_eq!(distinct.len(), codes.len());
}
