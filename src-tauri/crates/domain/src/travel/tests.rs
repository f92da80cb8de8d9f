use super::*;
use crate::testing::sgd;
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn flight(number: &str) -> Product {
    Product::Flight {
        date: date("2024-11-27"),
        number: number.into(),
        departure: Iata::read("SZX").unwrap(),
        arrival: Iata::read("hkg").unwrap(),
    }
}

fn stay(from: &str, to: &str, hotel: &str) -> Product {
    Product::Stay { from: date(from), to: date(to), hotel: hotel.into() }
}

fn code(products: &[Product]) -> RefusalCode {
    goods_name(products).unwrap_err().code
}

#[test]
fn names_of_goods_take_the_shape_of_guide_002() {
    assert_eq!(goods_name(&[flight("CX111")]).unwrap(), "ticket-20241127-CX111-SZX-HKG");
    let night = stay("2025-01-01", "2025-01-02", "Harbour Hotel");
    assert_eq!(goods_name(&[night]).unwrap(), "Accommodation Period (20250101-20250102), Harbour Hotel");
    assert_eq!(
        goods_name(&[flight("CX111"), flight("CX112")]).unwrap(),
        "ticket-20241127-CX111-SZX-HKG,ticket-20241127-CX112-SZX-HKG"
    );
}

#[test]
fn a_name_of_256_characters_fits_and_one_of_257_does_not() {
    let called = |letters: usize| goods_name(&[stay("2025-01-01", "2025-01-02", &"H".repeat(letters))]);
    let around = called(1).unwrap().len() - 1;
    assert_eq!(called(256 - around).unwrap().len(), 256);
    assert_eq!(called(257 - around).unwrap_err().code, RefusalCode::FieldTooLong);
}

#[test]
fn what_would_break_the_shape_is_refused() {
    assert_eq!(code(&[]), RefusalCode::FieldMissing);
    assert_eq!(code(&[flight(" ")]), RefusalCode::FieldMissing);
    assert_eq!(code(&[flight("CX-111")]), RefusalCode::FieldMalformed);
    assert_eq!(code(&[stay("2025-01-01", "2025-01-02", "Sun, Sea")]), RefusalCode::FieldMalformed);
    assert_eq!(code(&[stay("2025-01-02", "2025-01-02", "Hotel")]), RefusalCode::TimeOutOfRange);
    assert_eq!(code(&vec![flight("CX111"); 9]), RefusalCode::FieldTooLong);
    let Product::Flight { date, number, departure, .. } = flight("CX111") else { unreachable!() };
    assert_eq!(
        code(&[Product::Flight { date, number, arrival: departure.clone(), departure }]),
        RefusalCode::FieldMalformed
    );
}

#[test]
fn an_airport_is_three_latin_letters() {
    for wrong in ["", "HK", "HKGX", "H1G", "香港机", "Hong Kong"] {
        assert_eq!(Iata::read(wrong).unwrap_err().code, RefusalCode::FieldMalformed, "{wrong}");
    }
    assert_eq!(Iata::read(" hkg ").unwrap().as_str(), "HKG");
}

#[test]
fn the_buyer_has_an_id_and_a_full_name() {
    assert_eq!(buyer_is_named(Some("B1"), Some("Dehua Skr Liu")), Ok(()));
    assert!(buyer_is_named(None, Some("Liu")).unwrap_err().reason.contains("id"));
    assert!(buyer_is_named(Some("B1"), Some(" ")).unwrap_err().reason.contains("full name"));
}

#[test]
fn lines_must_come_to_the_order() {
    let check = |lines: &[(Money, u64)]| lines_add_up(lines, sgd(6000)).map_err(|refusal| refusal.code);
    assert_eq!(check(&[(sgd(3000), 2)]), Ok(()));
    assert_eq!(check(&[(sgd(2000), 2), (sgd(1000), 2)]), Ok(()));
    assert_eq!(check(&[(sgd(6000), 2)]), Err(RefusalCode::GoodsNotEqual));
    assert_eq!(check(&[]), Err(RefusalCode::FieldMissing));
    assert_eq!(check(&[(sgd(9_999_999_999_999_999), 9)]), Err(RefusalCode::GoodsNotEqual));
    let other = Money::from_wire("USD", "6000").unwrap();
    assert_eq!(check(&[(other, 1)]), Err(RefusalCode::CurrencyDiffers));
}

proptest! {
    #[test]
    fn a_flights_name_always_has_five_parts(number in "\\PC{0,20}", from in "[A-Z]{3}", to in "[A-Z]{3}") {
        let product = Product::Flight {
            date: date("2024-11-27"),
            number,
            departure: Iata::read(&from).unwrap(),
            arrival: Iata::read(&to).unwrap(),
        };
        if let Ok(name) = goods_name(&[product]) {
            prop_assert_eq!(name.split('-').count(), 5);
            prop_assert_eq!(name.split(',').count(), 1);
        }
    }
}
